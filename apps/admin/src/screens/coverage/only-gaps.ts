import type { CoverageEdge, CoverageState } from '@km/analysis'
import type { CoverageView } from '@km/api'
import type { Sources } from './sources.tsx'

interface Row {
  readonly state: CoverageState
  readonly edges: readonly CoverageEdge[]
}

type Goal = CoverageView['goals'][number]

/** No evidence for it, nothing that asks about it, or something that asks and has nothing yet this school year. */
const lacks = ({ state, edges }: Row, sources: Sources): boolean =>
  state !== 'evidence' ||
  edges.length === 0 ||
  edges.some(({ source }) => sources.get(source)?.state === 'none')

/** Goals with only the results and activities that lack something; of an activity that may be its row in the plan. */
function goalGaps(goal: Goal, sources: Sources): Goal[] {
  const activities = goal.activities.filter(
    (one) => lacks(one, sources) || (one.measures.length === 0 && one.results.length > 0),
  )
  const kept = new Set(activities.map(({ code }) => code))
  const own = new Set(goal.activities.map(({ code }) => code))
  const results = goal.results
    .map((one) => ({ ...one, activities: one.activities.filter((code) => kept.has(code) || !own.has(code)) }))
    .filter((one) => lacks(one, sources) || one.derived || one.activities.some((code) => kept.has(code)))
  return results.length + activities.length === 0 ? [] : [{ ...goal, results, activities }]
}

/** The same matrix with only what lacks something: rows of the plan, expectations and rows of Bijlage 1. */
export function onlyGaps(view: CoverageView, sources: Sources): CoverageView {
  return {
    ...view,
    goals: view.goals.flatMap((goal) => goalGaps(goal, sources)),
    expectations: view.expectations.filter((one) => lacks(one, sources)),
    combinations: view.combinations.filter(
      (one) =>
        one.state !== 'evidence' || one.instruments.some((code) => sources.get(code)?.state === 'none'),
    ),
  }
}
