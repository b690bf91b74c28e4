import type { RoundPage } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlRounds } from '../../nl-rounds.ts'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { RoundCard } from '../../parts/round-card.tsx'
import './rounds.css'
import { YearOverview } from './year-overview.tsx'

const t = nl.rounds
const groups = [
  ['open', t.running],
  ['waiting', t.waiting],
  ['planned', t.planned],
  ['released', t.released],
] as const

/** Meetrondes: who fills in what, and when. */
export function RoundsScreen() {
  const rounds = useQuery(queries.rounds())
  return (
    <Page title={t.title} lead={<p>{t.lead}</p>}>
      <p className="actions">
        <Link className="button primary" to="/meetrondes/nieuw">
          {nlRounds.plan}
        </Link>
      </p>
      <Answered query={rounds}>
        {(all) => (
          <>
            {all.length === 0 ? <Empty>{t.empty}</Empty> : <Groups rounds={all} />}
            <YearOverview rounds={all} />
          </>
        )}
      </Answered>
    </Page>
  )
}

function Groups({ rounds }: { rounds: readonly RoundPage[] }) {
  return groups.map(([state, title]) => {
    const own = rounds.filter((round) => round.state === state)
    return own.length === 0 ? null : (
      <section key={state} aria-labelledby={`rounds-${state}`}>
        <h2 id={`rounds-${state}`}>{title}</h2>
        <div className="round-grid">
          {own.map((round) => (
            <RoundCard key={round.id} round={round} />
          ))}
        </div>
      </section>
    )
  })
}
