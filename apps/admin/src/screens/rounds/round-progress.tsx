import type { RoundPage } from '@km/api'
import { Link } from '@tanstack/react-router'
import { nl } from '../../nl.ts'
import { nlRounds } from '../../nl-rounds.ts'
import { nlVisits } from '../../nl-visits.ts'
import { Empty } from '../../parts/page.tsx'

const t = nlRounds
export type Invitation = NonNullable<RoundPage['invitations']>[number]

const nameOf = (one: Invitation): string => one.school ?? nl.rounds.kinds[one.kind]

/** How far the round is: counts, and per school in words where that reveals nothing. */
export function RoundProgress({ round, renew }: { round: RoundPage; renew: (one: Invitation) => void }) {
  const invitations = [...(round.invitations ?? [])].sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'nl'))
  if (invitations.length === 0 && round.invited > 0)
    return (
      <Empty>
        {nlVisits.inRound} <Link to="/bezoeken">{nlVisits.toAll}</Link>
      </Empty>
    )
  if (invitations.length === 0) return <Empty>{nl.rounds.noInvitations}</Empty>
  const isPrivate = invitations.some((one) => one.state === 'private')
  return (
    <section className="card" aria-labelledby="progress">
      <h2 id="progress">{t.progress}</h2>
      {round.invited > 0 && <Counts round={round} />}
      {isPrivate && <p className="note">{t.privateLevel}</p>}
      <table className="invitations">
        <caption className="sr">{t.perSchool}</caption>
        <thead>
          <tr>
            <th scope="col">{nl.rounds.school}</th>
            <th scope="col">{nl.rounds.state}</th>
            <th scope="col">
              <span className="sr">{nl.rounds.newLink}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((one) => (
            <Row key={one.id} round={round} one={one} renew={renew} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Counts({ round }: { round: RoundPage }) {
  return (
    <dl className="round-counts">
      {(['invited', 'opened', 'started', 'done'] as const).map((name) => (
        <div key={name}>
          <dt>{t.counts[name]}</dt>
          <dd>{round[name]}</dd>
        </div>
      ))}
    </dl>
  )
}

function Row(props: { round: RoundPage; one: Invitation; renew: (one: Invitation) => void }) {
  const { round, one, renew } = props
  const name = nameOf(one)
  const mayRenew =
    ['open', 'planned'].includes(round.state) && !(one.kind === 'personal' && one.state === 'done')
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <span className={`state ${one.state}`}>{wordsOf(round, one)}</span>
      </td>
      <td>
        {mayRenew && (
          <button type="button" onClick={() => renew(one)} aria-label={`${nl.rounds.newLink}: ${name}`}>
            {nl.rounds.newLink}
          </button>
        )}
      </td>
    </tr>
  )
}

/** How far one link is; an open link has no such thing, so it says whether it works. */
function wordsOf(round: RoundPage, one: Invitation): string {
  if (one.kind === 'personal' || one.state === 'revoked') return t.states[one.state] ?? one.state
  return round.state === 'open' ? nl.rounds.linkWorks : nl.rounds.linkClosed
}
