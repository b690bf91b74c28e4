import type { Comparison } from '@km/analysis'
import type { Db } from '@km/store'
import { compareScope, type Scope } from './load-comparison.ts'
import type { Network, RoundRow } from './read-network.ts'
import { readerOf } from './readers.ts'
import { isMeasured, isMeasuredOn, type KnownAction, type MeasuredAction, measuredIn } from './relate-acts.ts'
import type { ReportDeps } from './report-deps.ts'
import type { ComparisonView } from './schema.ts'

const leader = readerOf({ role: 'project_leader', schoolIds: [] })

const targetRound = (network: Network, action: MeasuredAction): RoundRow | undefined =>
  network.rounds
    .filter((r) => r.instrument === action.measureInstrument && r.schoolYear === action.targetYear)
    .findLast((r) => r.releasedAt !== null)

/** Measures that are due, read over all schools: one comparison per round, however many actions. */
async function readMeasures(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  due: readonly MeasuredAction[],
): Promise<ReadonlyMap<number, number>> {
  const rounds = new Map(due.flatMap((action) => targetRound(network, action) ?? []).map((r) => [r.id, r]))
  const reached = new Map<number, number>()
  for (const round of rounds.values()) {
    const scope: Scope = { networkId: network.id, reader: leader, rounds: [round], level: 'item' }
    const measured = await compareScope(tx, deps, network, scope)
    for (const action of due.filter((one) => targetRound(network, one) === round)) {
      const value = measuredIn(measured, action.measureItem, action.measureUnit)
      if (value !== undefined) reached.set(action.id, value)
    }
  }
  return reached
}

/**
 * Measures of the actions whose target year is shown, with what was reached over all schools, for the project
 * leader.
 */
export async function measuresFor(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  comparison: Comparison,
  actions: readonly KnownAction[],
): Promise<ComparisonView['measures']> {
  const years = new Set(comparison.periods.map((p) => p.schoolYear))
  const due = actions.filter(isMeasured).flatMap((action) => {
    if (action.measureInstrument !== comparison.instrument || !years.has(action.targetYear)) return []
    const row = comparison.rows.find((one) => isMeasuredOn(one, action, network.expectationsOf))
    return row === undefined ? [] : [{ action, key: row.key }]
  })
  const reached = await readMeasures(
    tx,
    deps,
    network,
    due.map((one) => one.action),
  )
  return due.map(({ action, key }) => {
    const { id, findingId, code, title, measureUnit, startValue, targetValue, targetYear } = action
    const value = reached.get(id)
    return {
      ...{
        key,
        findingId,
        actionId: id,
        code,
        title,
        unit: measureUnit,
        startValue,
        targetValue,
        targetYear,
      },
      ...(value === undefined ? {} : { reached: value }),
    }
  })
}
