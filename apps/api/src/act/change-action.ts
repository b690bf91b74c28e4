import type { z } from '@hono/zod-openapi'
import { audit, changeAction as storeChange } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { type ActDeps, requireLeader } from './act-deps.ts'
import { viewAction } from './list-findings.ts'
import type { Action, actionChange } from './schema.ts'

/** Changes what is given of an action: its text, owner, measure, target, date or status. */
export async function changeAction(
  deps: ActDeps,
  who: Who,
  id: number,
  change: z.output<typeof actionChange>,
): Promise<Action> {
  requireLeader(who)
  if (Object.keys(change).length === 0) throw new Problem('invalid_request')
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const row = await storeChange(tx, { networkId: who.networkId, actionId: id }, change)
    if (row === undefined) throw new Problem('not_found')
    await audit(tx, { ...who, at: deps.now(), verb: 'action.change', subject: row.code, details: change })
    return viewAction(row)
  })
}
