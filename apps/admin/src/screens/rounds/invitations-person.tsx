import type { InvitedByName, RoundPage } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { commands, type NewLink } from '../../api.ts'
import { invitationsText as mailText } from '../../nl-invitations.ts'
import { peopleText as t } from '../../nl-people-by-name.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { Trouble } from '../../parts/page.tsx'
import { refresh } from './refresh.ts'

/** What can be done for one invited person: another address, a new link by mail or to hand over. */
export function PersonDialog(props: {
  round: RoundPage
  person: InvitedByName['people'][number]
  made: (links: readonly NewLink[]) => void
  close: () => void
}) {
  const { round, person, made, close } = props
  const { invitationId, email = '' } = person
  const after = { onSuccess: () => void refresh().then(close) }
  const move = useMutation({
    mutationFn: (to: string) => commands.changeAddress(invitationId, to),
    ...after,
  })
  const mail = useMutation({ mutationFn: () => commands.mailNewLink(invitationId), ...after })
  const hand = useMutation({
    mutationFn: () => commands.addLink(round.id, { invitationId }),
    onSuccess: ({ links }) => {
      made(links.map((link) => ({ ...link, school: email })))
      close()
    },
  })
  const failed = mail.error ?? hand.error
  return (
    <Dialog title={email === '' ? t.noAddress : email} close={close}>
      <div className="stack">
        <Form
          label={mailText.sendOther}
          pending={move.isPending}
          error={move.error}
          submit={({ email: to = '' }) => move.mutate(to)}
        >
          <TextField
            label={mailText.address}
            help={mailText.emailHelp}
            name="email"
            type="email"
            required
            maxLength={200}
            defaultValue={email}
          />
        </Form>
        <div className="buttons">
          {email !== '' && (
            <button type="button" disabled={mail.isPending} onClick={() => mail.mutate()}>
              {mailText.newLink}
            </button>
          )}
          <button type="button" disabled={hand.isPending} onClick={() => hand.mutate()}>
            {t.handLink}
          </button>
        </div>
        <p className="note">{mailText.newLinkHelp}</p>
        {failed !== null && <Trouble error={failed} />}
      </div>
    </Dialog>
  )
}
