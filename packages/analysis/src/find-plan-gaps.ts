import type {
  Coverage,
  CoverageActivity,
  CoverageGap,
  CoverageResult,
  CoverageSource,
  CoverageState,
} from './coverage-model.ts'

type Matrix = Pick<Coverage, 'goals' | 'expectations' | 'combinations' | 'sources'>

const codes = (rows: readonly { readonly code: string }[]): readonly string[] => rows.map(({ code }) => code)

/** Nothing that can be read: none, too few, or still running. */
const isBare = ({ state }: { readonly state: CoverageState }): boolean => state !== 'evidence'

/** A result that the plan only implies is no result of its own. */
function goalsWithoutResults({ goals }: Matrix) {
  return goals.filter(({ results }) => results.length > 0 && results.every((result) => result.derived))
}

function standsElsewhere(
  { results }: CoverageActivity,
  goal: string,
  goalOf: ReadonlyMap<string, string>,
): boolean {
  return results.length > 0 && results.every((code) => goalOf.get(code) !== goal)
}

/** Instruments and figures that say something about an expectation now; findings are made of them. */
function speaking(edges: readonly { source: string }[], sources: ReadonlyMap<string, CoverageSource>) {
  return edges.filter(({ source }) => sources.get(source)?.state === 'evidence').length
}

/** What the plan or this school year lacks, each kind once with everything that it is about. */
export function findPlanGaps(matrix: Matrix): readonly CoverageGap[] {
  const { goals, expectations, combinations } = matrix
  const sources = new Map(matrix.sources.map((source) => [source.code, source]))
  const results: readonly CoverageResult[] = goals.flatMap((goal) => goal.results)
  const activities = goals.flatMap((goal) => goal.activities)
  const goalOf = new Map(goals.flatMap((goal) => goal.results.map((result) => [result.code, goal.code])))
  // What serves no result is the Expertisecentrum's own work: Bijlage 1 need not measure it.
  const serving = activities.filter((activity) => activity.results.length > 0)
  const gaps: readonly CoverageGap[] = [
    { kind: 'no_row', codes: codes(serving.filter((activity) => activity.measures.length === 0)) },
    { kind: 'no_results', codes: codes(goalsWithoutResults(matrix)) },
    {
      kind: 'elsewhere',
      codes: goals.flatMap((goal) =>
        codes(goal.activities.filter((activity) => standsElsewhere(activity, goal.code, goalOf))),
      ),
    },
    { kind: 'no_norm', codes: codes(results.filter((result) => result.norm === undefined)) },
    { kind: 'no_evidence', of: 'results', codes: codes(results.filter(isBare)) },
    { kind: 'no_evidence', of: 'activities', codes: codes(serving.filter(isBare)) },
    { kind: 'no_evidence', of: 'combinations', codes: codes(combinations.filter(isBare)) },
    { kind: 'no_evidence', of: 'expectations', codes: codes(expectations.filter(isBare)) },
    {
      kind: 'one_source',
      codes: codes(expectations.filter(({ edges }) => speaking(edges, sources) === 1)),
    },
  ]
  return gaps.filter((gap) => gap.codes.length > 0)
}
