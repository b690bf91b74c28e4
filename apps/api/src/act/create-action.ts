import type { z } from '@hono/zod-openapi'
import { audit, findFinding, createAction as storeAction } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { type ActDeps, requireLeader } from './act-deps.ts'
import { measureOf, readMeasure, refuseBackwards, refuseImpossible } from './read-measure.ts'
import type { Action, newAction } from './schema.ts'
import { viewAction } from './view-finding.ts'

type Body = z.output<typeof newAction>

/** The value to start from: the given one, or what was measured in the school year of the finding. */
async function startOf(deps: ActDeps, who: Who, body: Body, schoolYear: string): Promise<number | undefined> {
  const measure = measureOf(body)
  if (measure === undefined) return undefined
  refuseImpossible(measure)
  const measured = await readMeasure(deps, who, { ...measure, schoolYear })
  return body.startValue ?? measured
}

/**
 * Hangs an action on a finding. Without a start value it takes the measure in the school year of the
 * finding, over all schools; `cannot_freeze` when that is not shown. An action may have no measure.
 */
export async function createAction(deps: ActDeps, who: Who, findingId: number, body: Body): Promise<Action> {
  requireLeader(who)
  const finding = await deps.store.inNetwork(who.networkId, (tx) =>
    findFinding(tx, { networkId: who.networkId, findingId }),
  )
  if (finding === undefined) throw new Problem('not_found')
  refuseBackwards(body)
  const { startValue: _given, ...rest } = body
  const startValue = await startOf(deps, who, body, finding.schoolYear)
  const values = { ...rest, networkId: who.networkId, startValue, findingId, createdAt: deps.now() }
  const made = await deps.store.inNetwork(who.networkId, async (tx) => {
    const row = await storeAction(tx, values)
    if (row === undefined) throw new Problem('not_found')
    const details = { finding: finding.code, title: row.title, targetValue: row.targetValue }
    await audit(tx, { ...who, at: deps.now(), verb: 'action.create', subject: row.code, details })
    return row
  })
  return viewAction(made, [])
}
