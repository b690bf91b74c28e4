import type { CoverageView } from '@km/api'
import { nlCoverage as t } from '../../nl-coverage.ts'
import { list } from '../../parts/wording.ts'
import { groupPlan, type PlanGroup } from './plan-rows.ts'
import { SourceList, type Sources, StateMark } from './sources.tsx'

type Goal = CoverageView['goals'][number]
type Activity = Goal['activities'][number]

/** Goal × result × activity × instrument × evidence: a table for each goal. */
export function PlanTables({ view, sources }: { view: CoverageView; sources: Sources }) {
  const wide = window.matchMedia('(min-width: 861px)').matches
  return (
    <>
      {view.goals.map((goal) => (
        <details key={goal.code} id={goal.code} className="card coverage-goal on-paper" open={wide}>
          <summary>
            <h2>
              <span className="code">{goal.code}</span> {goal.title}
            </h2>
            <GoalState goal={goal} />
          </summary>
          {goal.edges.length > 0 && (
            <details className="coverage-whole on-paper">
              <summary>
                {t.whole}:{' '}
                {t.sourcesOf(
                  goal.edges.filter(({ source }) => sources.get(source)?.state === 'evidence').length,
                  goal.edges.length,
                )}
              </summary>
              <SourceList edges={goal.edges} sources={sources} open />
            </details>
          )}
          <GoalTable view={view} goal={goal} sources={sources} />
        </details>
      ))}
    </>
  )
}

/** How many of its results and activities have evidence. */
function GoalState({ goal }: { goal: Goal }) {
  const has = (rows: readonly { readonly state: Goal['state'] }[]) =>
    rows.filter(({ state }) => state === 'evidence').length
  const { results, activities } = goal
  const words = [
    ...(results.length > 0 ? [t.resultsOf(has(results), results.length)] : []),
    ...(activities.length > 0 ? [t.activitiesOf(has(activities), activities.length)] : []),
  ]
  return (
    <p className="under">
      <StateMark state={goal.state} quiet />
      {words.join(', ')}
    </p>
  )
}

function GoalTable({ view, goal, sources }: { view: CoverageView; goal: Goal; sources: Sources }) {
  const named = !view.headlinesOnly
  return (
    <table className="coverage-plan">
      <caption className="sr">{t.tableOf(goal.title)}</caption>
      <thead>
        <tr>
          <th scope="col">{t.columns.result}</th>
          <th scope="col">{t.columns.activity}</th>
          {named && <th scope="col">{t.columns.sources}</th>}
        </tr>
      </thead>
      {groupPlan(goal, view.goals).map((group) => (
        <Group
          key={group.result?.code ?? 'rest'}
          group={group}
          view={view}
          sources={named ? sources : undefined}
        />
      ))}
    </table>
  )
}

function Group(props: { group: PlanGroup; view: CoverageView; sources: Sources | undefined }) {
  const { group, view, sources } = props
  const { result, activities } = group
  const rows = (result === undefined ? 0 : 1) + activities.length
  const first = (
    <th scope="rowgroup" rowSpan={rows} id={result?.code}>
      {result === undefined ? <Rest group={group} view={view} /> : <ResultHead group={group} />}
    </th>
  )
  return (
    <tbody>
      {result !== undefined && (
        <tr>
          {first}
          <td data-label={t.columns.activity}>{t.own}</td>
          {sources !== undefined && (
            <td data-label={t.columns.sources}>
              <SourceList edges={result.edges} sources={sources} />
            </td>
          )}
        </tr>
      )}
      {activities.map((activity, index) => (
        <tr key={activity.code} id={activity.code}>
          {result === undefined && index === 0 && first}
          <td data-label={t.columns.activity}>
            <ActivityHead activity={activity} />
          </td>
          {sources !== undefined && (
            <td data-label={t.columns.sources}>
              <SourceList edges={activity.edges} sources={sources} />
            </td>
          )}
        </tr>
      ))}
    </tbody>
  )
}

function ResultHead({ group: { result, elsewhere } }: { group: PlanGroup }) {
  if (result === undefined) return null
  return (
    <>
      <span className="code">{result.code}</span> {result.title}
      <span className="under">
        <StateMark state={result.state} />
      </span>
      {result.norm !== undefined && <span className="under">{t.norm(result.norm)}</span>}
      {result.derived && <span className="under gap">{t.derived}</span>}
      {elsewhere.length > 0 && (
        <span className="under">
          {t.alsoBy} {list(elsewhere.map(({ activity, at }) => `${activity} (${t.seeAt(at)})`))}
        </span>
      )}
    </>
  )
}

/** Activities that stand here and serve a result of another goal, or no result at all. */
function Rest({ group, view }: { group: PlanGroup; view: CoverageView }) {
  const served = new Set(group.activities.flatMap(({ results }) => results))
  const goals = view.goals.filter(({ results }) => results.some(({ code }) => served.has(code)))
  return <>{goals.length === 0 ? t.ownWork : t.elsewhere(list(goals.map(({ code }) => code)))}</>
}

function ActivityHead({ activity }: { activity: Activity }) {
  const { code, title, planned, measures, results, state } = activity
  return (
    <>
      <span className="code">{code}</span> {title}
      <span className="under">
        <StateMark state={state} />
      </span>
      {planned !== undefined && <span className="under">{t.planned(planned)}</span>}
      {measures.length > 0 && <span className="under">{t.rows(list(measures))}</span>}
      {measures.length === 0 && results.length > 0 && <span className="under gap">{t.noRow}</span>}
    </>
  )
}
