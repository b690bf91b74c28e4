import type { RoundPage, SchoolInvitation } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { commands, type NewLink } from '../../api.ts'
import { invitationsText as t } from '../../nl-invitations.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { Trouble } from '../../parts/page.tsx'
import { dateWords } from './invitation-words.ts'
import { refresh } from './refresh.ts'

/** Everything about the mail to one school: its address, a reminder, a new link, mail that comes back. */
export function SchoolMailDialog(props: {
  round: RoundPage
  own: SchoolInvitation
  mayRemind: boolean
  made: (links: readonly NewLink[]) => void
  close: () => void
}) {
  const { round, own, close } = props
  const suggestions = useId()
  const after = { onSuccess: () => void refresh().then(close) }
  const invite = useMutation({
    mutationFn: (email: string) => commands.invite(round.id, [{ schoolId: own.schoolId, email }]),
    ...after,
  })
  const { invitationId } = own
  const act = useMutation({
    mutationFn: async (what: 'remind' | 'new_link' | 'bounced') => {
      if (invitationId === undefined) return
      if (what === 'remind') await commands.remind(round.id, { invitationIds: [invitationId] })
      else if (what === 'new_link') await commands.mailNewLink(invitationId)
      else await commands.reportBounce(invitationId)
    },
    ...after,
  })
  const hand = useMutation({
    mutationFn: () => commands.addLink(round.id, { schoolId: own.schoolId }),
    onSuccess: async ({ links }) => {
      props.made(links)
      await refresh()
      close()
    },
  })
  const failed = act.error ?? hand.error
  const mailed = own.mails.length > 0
  return (
    <Dialog title={own.school} close={close}>
      <div className="stack">
        <Form
          label={mailed ? t.sendOther : t.send}
          pending={invite.isPending}
          error={invite.error}
          submit={({ email = '' }) => invite.mutate(email)}
        >
          <TextField
            label={t.email}
            {...(mailed && { help: t.emailHelp })}
            name="email"
            type="email"
            required
            maxLength={200}
            defaultValue={own.email ?? own.suggestions[0] ?? ''}
            list={suggestions}
          />
          <datalist id={suggestions}>
            {own.suggestions.map((address) => (
              <option key={address} value={address} />
            ))}
          </datalist>
        </Form>
        <div className="buttons">
          {mailed && own.email !== undefined && (
            <>
              {props.mayRemind && (
                <button type="button" disabled={act.isPending} onClick={() => act.mutate('remind')}>
                  {t.remind}
                </button>
              )}
              <button type="button" disabled={act.isPending} onClick={() => act.mutate('new_link')}>
                {t.newLink}
              </button>
              <button type="button" disabled={act.isPending} onClick={() => act.mutate('bounced')}>
                {t.bounced}
              </button>
            </>
          )}
          <button type="button" disabled={hand.isPending} onClick={() => hand.mutate()}>
            {t.handLink}
          </button>
        </div>
        <p className="note">{t.newLinkHelp}</p>
        {failed !== null && <Trouble error={failed} />}
        {mailed && (
          <div>
            <h3>{t.history}</h3>
            <ul className="bullets">
              {own.mails.map((mail) => (
                <li key={`${mail.kind} ${mail.number}`}>
                  {dateWords(mail.on)}: {t.kinds[mail.kind] ?? mail.kind}
                  {mail.kind === 'reminder' ? t.number(mail.number) : ''}, {t.mailStates[mail.state]}.{' '}
                  {mail.reason}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  )
}
