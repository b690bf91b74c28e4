import type { z } from '@hono/zod-openapi'
import { audit, changeFinding as storeChange } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { type ActDeps, requireLeader } from './act-deps.ts'
import { readFinding } from './list-findings.ts'
import type { Finding, findingChange } from './schema.ts'

/** Changes title, text, kind or status; the evidence stays as it was frozen. */
export async function changeFinding(
  deps: ActDeps,
  who: Who,
  id: number,
  change: z.output<typeof findingChange>,
): Promise<Finding> {
  requireLeader(who)
  if (Object.keys(change).length === 0) throw new Problem('invalid_request', { fields: [] })
  await deps.store.inNetwork(who.networkId, async (tx) => {
    const row = await storeChange(tx, { networkId: who.networkId, findingId: id }, change)
    if (row === undefined) throw new Problem('not_found')
    await audit(tx, { ...who, at: deps.now(), verb: 'finding.change', subject: row.code, details: change })
  })
  return readFinding(deps, who, id)
}
