import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nlVisits as t } from '../../nl-visits.ts'

/** One line when a record of a visit waits for the school; nothing otherwise, also while it is looked up. */
export function OwnVisits() {
  const visits = useQuery(queries.visits())
  const waiting = visits.data?.visits.filter((one) => one.state === 'not_agreed') ?? []
  const [only] = waiting
  if (only === undefined) return null
  return (
    <p className="card waits">
      {t.waits(waiting.length)}{' '}
      {waiting.length === 1 ? (
        <Link to="/bezoeken/$id" params={{ id: String(only.id) }}>
          {t.toVisit}
        </Link>
      ) : (
        <Link to="/bezoeken">{t.toVisits}</Link>
      )}
    </p>
  )
}
