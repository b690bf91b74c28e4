import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nlVoices } from '../../nl-voices.ts'
import { day } from '../../parts/wording.ts'

const t = nlVoices.pilot

/** What was decided last about the mbo pilot, for who approves it; nothing before there is a decision. */
export function PilotDecision() {
  const [newest] = useQuery(queries.pilot()).data?.decisions ?? []
  if (newest === undefined) return null
  return (
    <section className="card" aria-labelledby="pilot-decision">
      <h2 id="pilot-decision">{t.board}</h2>
      <p>
        <b>{t.outcomes[newest.outcome]}</b>{' '}
        <span className="under">{t.keptLine(newest.decidedBy, day(newest.decidedOn))}</span>
      </p>
      <p>{newest.reasons}</p>
      {newest.conditions !== '' && (
        <p>
          {t.conditions}: {newest.conditions}
        </p>
      )}
      <p className="buttons after">
        <Link className="button" to="/mbo-pilot">
          {t.toPilot}
        </Link>
      </p>
    </section>
  )
}
