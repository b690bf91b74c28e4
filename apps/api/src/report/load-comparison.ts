import type { Comparison } from '@km/analysis'
import { buildComparison, minUnitsFor } from '@km/analysis'
import { isOwnWork } from '@km/definition'
import type { Db } from '@km/store'
import { Problem } from '../problem.ts'
import { compareReleased } from './compare-released.ts'
import { type Counting, factsOf, inputOf, load } from './count-scope.ts'
import { hideSmallGroups } from './hide-small-groups.ts'
import type { Network } from './read-network.ts'
import { maySeeSchool, type Reader } from './readers.ts'
import type { ReportDeps } from './report-deps.ts'

/** A question of one reader: rounds of one instrument, oldest first. */
export interface Scope extends Counting {
  readonly reader: Reader
  /** The groups that a reader of the own schools' groups may choose: see `readOwnGroups`. */
  readonly ownGroups?: readonly string[] | undefined
}

/** One school's own levels, or any choice of the project leader, straight from the tallies; level F only. */
async function compareCounted(tx: Db, deps: ReportDeps, network: Network, scope: Scope): Promise<Comparison> {
  const input = inputOf(deps, network, scope, await load(tx, network, scope))
  const comparison = buildComparison(input)
  const ofNetwork = scope.school === undefined && input.instrument.unit === 'school'
  return ofNetwork ? hideSmallGroups(comparison, minUnitsFor.group) : comparison
}

/**
 * The suppressed comparison of this scope: counted for the project leader and for who may see one school
 * (level F); otherwise from releases and from nothing else. Throws Problem `not_allowed` for what this
 * reader may not choose.
 */
export async function compareScope(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  scope: Scope,
): Promise<Comparison> {
  const facts = factsOf(network, scope)
  const { reader } = scope
  if (!reader.reads(facts)) throw new Problem('not_allowed')
  if (scope.school !== undefined) {
    if (facts.anonymityLevel !== 'F' || facts.unit !== 'school' || !maySeeSchool(reader, scope.school))
      throw new Problem('not_allowed')
    return compareCounted(tx, deps, network, scope)
  }
  if (reader.counts && (facts.anonymityLevel === 'F' || isOwnWork(facts)))
    return compareCounted(tx, deps, network, scope)
  return compareReleased(tx, deps, network, scope)
}
