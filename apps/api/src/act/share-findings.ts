import type { InstrumentFacts } from '@km/definition'
import { type Db, listActions, listDefinitions, listFindings, listReviews } from '@km/store'
import type { Who } from '../deps.ts'
import { isSharedFinding } from '../finding-scope.ts'
import { isPilot, pilotFigures } from '../pilot.ts'
import { Problem } from '../problem.ts'
import type { ActDeps } from './act-deps.ts'
import type { Finding } from './schema.ts'
import { evidenceOf, type FindingRow, viewFinding } from './view-finding.ts'

/** Roles that read findings of the whole network, and those that read of the pilot only. */
const ofNetwork = ['member', 'director', 'board']
const ofPilot = ['coach', 'roc_contact']

function isFor(who: Who, row: FindingRow, pilot: ReadonlySet<string>): boolean {
  const evidence = evidenceOf(row)
  const held = who.role === 'member' ? who.schoolIds : []
  if (!isSharedFinding({ status: row.status, evidence }, (school) => held.includes(school))) return false
  if (ofNetwork.includes(who.role)) return true
  return ofPilot.includes(who.role) && evidence.every(({ reference }) => pilot.has(reference.instrument))
}

/**
 * A finding without its evidence, that of its reviews, and what was measured for it: all were read from what the project leader may see, and would undo what a
 * release hides. The board reads headlines only.
 */
const without = (who: Who, finding: Finding): Finding => ({
  ...finding,
  ...(who.role === 'board' && { description: '' }),
  evidence: [],
  changedSince: false,
  actions: finding.actions.map(({ startValue: _measured, ...action }) => ({
    ...action,
    reviews: action.reviews.slice(0, 1).map((newest) => ({
      ...newest,
      ...(who.role === 'board' && { seen: '', next: '' }),
      evidence: [],
    })),
  })),
})

async function read(tx: Db, { surveys }: ActDeps, who: Who): Promise<Finding[]> {
  const { networkId } = who
  const actions = (await listActions(tx, networkId)).filter((action) => action.status !== 'proposed')
  const reviews = await listReviews(tx, { networkId })
  const facts = (await listDefinitions(tx)).map((row) => row.facts as unknown as InstrumentFacts)
  const figures = surveys.indicators.filter((one) => one.import === pilotFigures)
  const pilot = new Set([...facts.filter(isPilot), ...figures].map((one) => one.code))
  return (await listFindings(tx, networkId))
    .filter((row) => isFor(who, row, pilot))
    .map((row) => without(who, viewFinding({ row, actions, reviews, changedSince: false })))
}

/** Findings for everyone but the project leader: no drafts, nothing about a school that is not theirs. */
export const listSharedFindings = (deps: ActDeps, who: Who): Promise<Finding[]> =>
  deps.store.inNetwork(who.networkId, (tx) => read(tx, deps, who))

/** One of `listSharedFindings`; throws Problem `not_found` when it is not among them. */
export async function readSharedFinding(deps: ActDeps, who: Who, id: number): Promise<Finding> {
  const found = (await listSharedFindings(deps, who)).find((one) => one.id === id)
  if (found === undefined) throw new Problem('not_found')
  return found
}
