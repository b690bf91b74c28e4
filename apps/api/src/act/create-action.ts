import type { z } from '@hono/zod-openapi'
import { audit, findFinding, createAction as storeAction } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { type ActDeps, requireLeader } from './act-deps.ts'
import type { SeenComparison } from './freeze-cell.ts'
import { viewAction } from './list-findings.ts'
import type { Action, newAction } from './schema.ts'

type Body = z.output<typeof newAction>

/** The measure in the last round: a whole percentage at "op orde" or higher, or a number of schools. */
function startOf(seen: SeenComparison, item: string, unit: Body['measureUnit']): number {
  const row = seen.rows.find((one) => one.key === item)
  if (row === undefined) throw new Problem('invalid_request', { measureItem: item })
  const cell = row.periods.at(-1)?.cell
  if (cell?.kind !== 'shown' || !('distribution' in cell))
    throw new Problem('cannot_freeze', { measureItem: item })
  const { sufficient } = cell.distribution
  if (sufficient === undefined || sufficient.of === 0)
    throw new Problem('cannot_freeze', { measureItem: item })
  return unit === 'count' ? sufficient.count : Math.round((100 * sufficient.count) / sufficient.of)
}

/**
 * Hangs an action on a finding. Without a start value it takes the measure in the school year of the
 * finding, over all schools; `cannot_freeze` when that is not shown.
 */
export async function createAction(deps: ActDeps, who: Who, findingId: number, body: Body): Promise<Action> {
  requireLeader(who)
  const finding = await deps.store.inNetwork(who.networkId, (tx) =>
    findFinding(tx, { networkId: who.networkId, findingId }),
  )
  if (finding === undefined) throw new Problem('not_found')
  const seen = await deps.compare(who, {
    instrument: body.measureInstrument,
    years: finding.schoolYear,
    level: 'item',
  })
  const measured = startOf(seen, body.measureItem, body.measureUnit)
  const values = {
    ...body,
    networkId: who.networkId,
    startValue: body.startValue ?? measured,
    findingId,
    createdAt: deps.now(),
  }
  const made = await deps.store.inNetwork(who.networkId, async (tx) => {
    const row = await storeAction(tx, values)
    if (row === undefined) throw new Problem('not_found')
    const details = { finding: finding.code, title: row.title, targetValue: row.targetValue }
    await audit(tx, { ...who, at: deps.now(), verb: 'action.create', subject: row.code, details })
    return row
  })
  return viewAction(made)
}
