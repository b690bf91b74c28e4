import type { RoundView, SchoolInvitation } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { commands } from '../../api.ts'
import { invitationsText as t } from '../../nl-invitations.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { Trouble } from '../../parts/page.tsx'
import { dateWords } from './invitation-words.ts'
import { refreshInvitations } from './invitations-mail.tsx'

/** Everything about the mail to one school: its address, a reminder, a new link, mail that comes back. */
export function SchoolMailDialog(props: {
  round: RoundView
  own: SchoolInvitation
  mayRemind: boolean
  close: () => void
}) {
  const { round, own, close } = props
  const suggestions = useId()
  const after = { onSuccess: () => void refreshInvitations().then(close) }
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
        {mailed && own.email !== undefined && (
          <div className="buttons">
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
          </div>
        )}
        {mailed && own.email !== undefined && <p className="note">{t.newLinkHelp}</p>}
        {act.error !== null && <Trouble error={act.error} />}
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
