import type { SchoolInvitation } from '@km/api'
import { invitationsText as t } from '../../nl-invitations.ts'

type Progress = Pick<SchoolInvitation, 'state' | 'email' | 'noMail' | 'reminders' | 'mails'>

/** One school or one person of a round: how far it is, how its mail stands, and what can be done. */
export interface InvitedRow extends Progress {
  readonly key: number
  readonly name: string
  /** Where mail goes, when the name does not say it. */
  readonly address?: string
  /** Absent: nothing can be done about it (any more). */
  readonly arrange?: (() => void) | undefined
}

/** Mail that needs a person: it did not arrive, or nobody knows. */
export const hasTrouble = ({ state, mails }: Pick<Progress, 'state' | 'mails'>): boolean =>
  state !== 'done' && ['refused', 'bounced', 'unknown'].includes(mails[0]?.state ?? '')

/** '…, geweigerd' with the reason of the newest mail. */
function mailWords({ mails, noMail, state }: Progress, nothing: string): string {
  const [last] = mails
  if (noMail) return t.noMail
  if (last === undefined) return state === 'done' ? t.withoutMail : nothing
  return `${t.kinds[last.kind] ?? last.kind}${last.kind === 'reminder' ? t.number(last.number) : ''}: ${t.mailStates[last.state]}`
}

/** Everybody of a round in one table; a card each on a phone. */
export function InvitedTable(props: {
  rows: readonly InvitedRow[]
  /** What stands above the names. */
  who: string
  /** Can there be anything to tell of how far they are? */
  begun: boolean
  /** Said of who got no mail. */
  nothing: string
}) {
  const { who, nothing } = props
  const rows = [...props.rows].sort((a, b) => a.name.localeCompare(b.name, 'nl'))
  const withState = props.begun && rows.some(({ state }) => state !== 'private')
  const withMail = rows.some(
    ({ mails, email, noMail, arrange }) =>
      mails.length > 0 || email !== undefined || noMail || arrange !== undefined,
  )
  return (
    <table className="invitations">
      <caption className="sr">{t.table}</caption>
      <thead>
        <tr>
          <th scope="col">{who}</th>
          {withState && <th scope="col">{t.state}</th>}
          {withMail && <th scope="col">{t.mail}</th>}
          {withMail && (
            <th scope="col">
              <span className="sr">{t.arrange}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row" className="mail-address">
              {row.name}
            </th>
            {withState && (
              <td>
                <span className={`state ${row.state}`}>{t.states[row.state]}</span>
              </td>
            )}
            {withMail && <MailCell row={row} nothing={nothing} />}
            {withMail && (
              <td className="arrange">
                {row.arrange !== undefined && (
                  <button type="button" aria-label={t.arrangeFor(row.name)} onClick={row.arrange}>
                    {t.arrange}
                  </button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function MailCell({ row, nothing }: { row: InvitedRow; nothing: string }) {
  const { address, reminders } = row
  const reason = row.mails[0]?.reason ?? ''
  return (
    <td>
      <span className={hasTrouble(row) ? 'mail-trouble' : undefined}>{mailWords(row, nothing)}</span>
      {reminders > 0 && row.mails[0]?.kind !== 'reminder' && <small>{t.reminded(reminders)}</small>}
      {reason !== '' && <small>{reason}</small>}
      {address !== undefined && <small className="mail-address">{address}</small>}
    </td>
  )
}
