import type { MailKind, RoundView } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, queries } from '../../api.ts'
import { invitationsText as t } from '../../nl-invitations.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Answered, Trouble } from '../../parts/page.tsx'

const kinds: readonly MailKind[] = ['invitation', 'reminder', 'new_link', 'announcement']

/** The mail as a school gets it, and a test to the own address. */
export function MailPreviewDialog({ round, close }: { round: RoundView; close: () => void }) {
  const [kind, setKind] = useState<MailKind>('invitation')
  const preview = useQuery(queries.mailPreview(round.id, { kind }))
  const test = useMutation({ mutationFn: () => commands.mailTest(round.id, { kind }) })
  return (
    <Dialog title={t.previewTitle} close={close}>
      <div className="stack">
        <label className="field">
          <span>{t.previewKind}</span>
          <select value={kind} onChange={(event) => setKind(event.target.value as MailKind)}>
            {kinds
              .filter((one) => one !== 'announcement' || round.state === 'planned')
              .map((one) => (
                <option key={one} value={one}>
                  {t.kinds[one]}
                </option>
              ))}
          </select>
        </label>
        <Answered query={preview}>
          {(mail) => (
            <div className="mail-preview">
              <p>
                <b>{t.subject}:</b> {mail.subject}
              </p>
              <p className="mail-text">{mail.text}</p>
            </div>
          )}
        </Answered>
        <div className="buttons">
          <button type="button" disabled={test.isPending} onClick={() => test.mutate()}>
            {t.test}
          </button>
        </div>
        <p role="status">{test.data === undefined ? '' : t.tested(test.data.recipient)}</p>
        {test.error !== null && <Trouble error={test.error} />}
      </div>
    </Dialog>
  )
}
