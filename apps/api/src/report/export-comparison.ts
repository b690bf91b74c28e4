import { findNetwork } from '@km/store'
import type { Who } from '../deps.ts'
import { type ComparisonQuery, compareRounds } from './compare-rounds.ts'
import type { ReportDeps } from './report-deps.ts'
import { writeCsv } from './write-csv.ts'

/** The comparison as a CSV file, from the same suppressed answer as the screen. */
export async function exportComparison(
  deps: ReportDeps,
  who: Who,
  query: ComparisonQuery,
): Promise<{ readonly text: string; readonly name: string }> {
  const view = await compareRounds(deps, who, query)
  const network = await findNetwork(deps.store.db, who.networkId)
  const years = view.periods.map((p) => p.schoolYear)
  const name = ['vergelijking', view.instrument, years.at(0), years.at(-1), view.level]
    .join('-')
    .toLowerCase()
  return { text: writeCsv(view, { demo: network?.demo ?? false }), name: `${name}.csv` }
}
