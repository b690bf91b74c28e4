import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../api.ts'
import { nlReviews as t } from '../nl-reviews.ts'
import { day } from './wording.ts'

/** Actions that are over and that nobody looked back on, with the way there; nothing when there are none. */
export function ToReview() {
  const waiting = useQuery(queries.start()).data?.toReview ?? []
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="to-review">
      <h2 id="to-review">{t.waiting}</h2>
      <p className="note">{t.waitingLead}</p>
      <ul className="card list">
        {waiting.map((action) => (
          <li key={action.id} className="goes-there">
            <span className="code">{action.code}</span>
            <Link to="/bevindingen/$id" params={{ id: String(action.findingId) }}>
              {action.title}
            </Link>{' '}
            <span className="under">{t.due(day(action.dueOn))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
