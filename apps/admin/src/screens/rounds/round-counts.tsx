import type { RoundPage } from '@km/api'
import { nlRounds } from '../../nl-rounds.ts'

/** How many were invited, opened their link, began and sent: counts reveal nothing of one school or person. */
export function RoundCounts({ round }: { round: RoundPage }) {
  if (round.invited === 0 || round.state === 'planned') return null
  return (
    <dl className="round-counts">
      {(['invited', 'opened', 'started', 'done'] as const).map((name) => (
        <div key={name}>
          <dt>{nlRounds.counts[name]}</dt>
          <dd>{round[name]}</dd>
        </div>
      ))}
    </dl>
  )
}
