import type { Finding } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { ToReview } from '../../parts/to-review.tsx'
import { Candidates } from './candidates.tsx'
import './findings.css'

const t = nl.findings
const statuses = ['draft', 'confirmed', 'in_action', 'closed'] as const

/** Bevindingen: what stood out, and what do we do about it? */
export function FindingsScreen() {
  const findings = useQuery(queries.findings())
  const me = useQuery(queries.me())
  return (
    <Page title={t.title} lead={<p>{t.lead}</p>}>
      <Answered query={findings}>
        {(all) => (
          <>
            {me.data?.role === 'project_leader' && <ToReview />}
            {me.data?.role === 'project_leader' && <Candidates findings={all} />}
            {all.length === 0 ? (
              <Empty>
                <p>{t.empty}</p>
                <Link className="button" to="/vergelijken">
                  {t.toCompare}
                </Link>
              </Empty>
            ) : (
              <List findings={all} />
            )}
          </>
        )}
      </Answered>
    </Page>
  )
}

function List({ findings }: { findings: readonly Finding[] }) {
  const { stand } = useSearch({ strict: false }) as { stand?: string }
  const navigate = useNavigate()
  const shown = findings.filter((one) => stand === undefined || one.status === stand).toReversed()
  const choose = (status: string | undefined) =>
    void navigate({
      to: '/bevindingen',
      search: status === undefined ? {} : { stand: status },
      replace: true,
    })
  return (
    <>
      <fieldset className="segmented statuses" aria-label={t.status}>
        <button type="button" aria-pressed={stand === undefined} onClick={() => choose(undefined)}>
          {t.all} ({findings.length})
        </button>
        {statuses.map((status) => (
          <button key={status} type="button" aria-pressed={stand === status} onClick={() => choose(status)}>
            {t.statuses[status]} ({findings.filter((one) => one.status === status).length})
          </button>
        ))}
      </fieldset>
      {shown.length === 0 && <Empty>{t.noneSo}</Empty>}
      <ul className="findings">
        {shown.map((one) => (
          <li key={one.id} className="card goes-there">
            <p>
              <span className="code">{one.code}</span>
              <span className={`kind ${one.kind}`}>{nl.finding.kinds[one.kind]}</span>
              <span className={`state ${one.status}`}>{t.statuses[one.status]}</span>
            </p>
            <h2>
              <Link to="/bevindingen/$id" params={{ id: String(one.id) }}>
                {one.title}
              </Link>
            </h2>
            <p>{one.evidence[0]?.outcome}</p>
            <p className="under">
              {one.schoolYear} · {t.actionsOf(one.actions.length)}
            </p>
            {one.changedSince && <p className="break">{t.changed}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}
