import type { z } from '@hono/zod-openapi'
import {
  audit,
  findAction,
  findFinding,
  holdAction,
  listReviews,
  changeAction as storeChange,
} from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { type ActDeps, requireLeader } from './act-deps.ts'
import { measureOf, readMeasure, refuseBackwards, refuseImpossible } from './read-measure.ts'
import type { Action, actionChange } from './schema.ts'
import { viewAction } from './view-finding.ts'

type Change = z.output<typeof actionChange>

/** The action as it is, with the school year of its finding. */
async function readAction(deps: ActDeps, { networkId }: Who, actionId: number) {
  return deps.store.inNetwork(networkId, async (tx) => {
    const row = await findAction(tx, { networkId, actionId })
    const finding = row && (await findFinding(tx, { networkId, findingId: row.findingId }))
    if (row === undefined || finding === undefined) throw new Problem('not_found')
    return { row, schoolYear: finding.schoolYear }
  })
}

/** Another measure has another start: the given one, or what it was in the school year of the finding. */
async function withStart(deps: ActDeps, who: Who, id: number, change: Change): Promise<Change> {
  const { row, schoolYear } = await readAction(deps, who, id)
  const next = { ...row, ...change }
  refuseBackwards(next)
  const measure = measureOf(next)
  if (measure === undefined) {
    if (change.startValue !== undefined) throw new Problem('invalid_request', { fields: ['startValue'] })
    return change
  }
  refuseImpossible(measure)
  const same = (['measureInstrument', 'measureItem', 'measureUnit'] as const).every((k) => next[k] === row[k])
  return same ? change : { startValue: await readMeasure(deps, who, { ...measure, schoolYear }), ...change }
}

/** What was looked back on stays as it was then; only its place in the flywheel moves on. */
const movesOn = (change: Change): boolean => Object.keys(change).every((field) => field === 'phase')

/**
 * Changes what is given of an action: its text, owner, measure, target, days or status. A new measure must be
 * one that a new action could have. Throws Problem `already_reviewed` when it was looked back on.
 */
export async function changeAction(deps: ActDeps, who: Who, id: number, given: Change): Promise<Action> {
  requireLeader(who)
  if (Object.keys(given).length === 0) throw new Problem('invalid_request', { fields: [] })
  const change = await withStart(deps, who, id, given)
  const key = { networkId: who.networkId, actionId: id }
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const held = await holdAction(tx, key)
    if (held?.status === 'reviewed' && !movesOn(given)) throw new Problem('already_reviewed')
    const row = await storeChange(tx, key, change)
    if (row === undefined) throw new Problem('not_found')
    await audit(tx, { ...who, at: deps.now(), verb: 'action.change', subject: row.code, details: change })
    return viewAction(row, await listReviews(tx, key))
  })
}
