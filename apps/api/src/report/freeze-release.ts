import { buildComparison, type Comparison, type Level, minUnitsFor } from '@km/analysis'
import type { Db } from '@km/store'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import { hideRemainders } from './hide-small-groups.ts'
import { definitionOf, loadComparison } from './load-comparison.ts'
import { type Network, type RoundRow, readNetwork } from './read-network.ts'
import { type ReportDeps, withShelf } from './report-deps.ts'

/** One fixed cut of a release: whom it is about and over which rounds. */
export interface FrozenCut {
  /** School type, or null for the whole network. */
  readonly group: string | null
  readonly comparison: Comparison
}

/** What everybody but the project leader sees of a round, and everybody of levels A and V. */
export interface ReleaseContent {
  readonly roundId: number
  readonly definitionId: number
  readonly cuts: readonly FrozenCut[]
}

const levels: readonly Level[] = ['domain', 'subdomain', 'expectation', 'item']

/** The newest released round of an earlier school year: a pair of years has movement. */
function yearBefore(network: Network, round: RoundRow): RoundRow | undefined {
  return network.rounds
    .filter(
      (r) => r.instrument === round.instrument && r.releasedAt !== null && r.schoolYear < round.schoolYear,
    )
    .toSorted((a, b) => a.schoolYear.localeCompare(b.schoolYear) || a.id - b.id)
    .at(-1)
}

async function freezeSchools(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  rounds: readonly RoundRow[],
): Promise<FrozenCut[]> {
  const scope = { networkId: network.id, rounds }
  const cuts: FrozenCut[] = []
  for (const level of levels) {
    const input = await loadComparison(tx, deps, network, { ...scope, level, minUnits: minUnitsFor.network })
    cuts.push({ group: null, comparison: buildComparison(input) })
  }
  const whole = cuts.at(-1)?.comparison
  const types = [...new Set(network.schools.map((school) => school.type))].sort()
  const groups: Comparison[] = []
  for (const group of types) {
    const input = await loadComparison(tx, deps, network, {
      ...scope,
      level: 'item',
      group,
      minUnits: minUnitsFor.group,
    })
    groups.push(buildComparison(input))
  }
  const safe = whole === undefined ? [] : hideRemainders(whole, groups, minUnitsFor.group)
  return [...cuts, ...safe.map((comparison, index) => ({ group: types[index] ?? '', comparison }))]
}

/**
 * The fixed cuts of a round that is being released, suppressed together: the network per level (with the year
 * before, where schools answer) and each school type. Runs in the transaction that closes the round, before
 * keys are destroyed; the caller stores it. `not_found` when there is no such round.
 */
export async function freezeRelease(
  tx: Db,
  given: Deps,
  asked: { readonly networkId: number; readonly roundId: number },
): Promise<ReleaseContent> {
  const deps = withShelf(given)
  const network = await readNetwork(tx, deps, asked.networkId)
  const open = network.rounds.find((r) => r.id === asked.roundId)
  if (open === undefined) throw new Problem('not_found')
  const round: RoundRow = { ...open, releasedAt: open.releasedAt ?? given.now() }
  const before = yearBefore(network, round)
  const { facts } = definitionOf(network, round)
  const bySchool = facts.unit === 'school'
  const rounds = bySchool && before !== undefined ? [before, round] : [round]
  const cuts = bySchool
    ? await freezeSchools(tx, deps, network, rounds)
    : await freezePeople(tx, deps, network, rounds)
  return { roundId: round.id, definitionId: round.definitionId, cuts }
}

async function freezePeople(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  rounds: readonly RoundRow[],
): Promise<FrozenCut[]> {
  const cuts: FrozenCut[] = []
  for (const level of levels) {
    const scope = { networkId: network.id, rounds, level, minUnits: minUnitsFor.group }
    cuts.push({ group: null, comparison: buildComparison(await loadComparison(tx, deps, network, scope)) })
  }
  return cuts
}

/** The network's frozen comparison at one level; `content` as `freezeRelease` made it. */
export function readFrozen(content: Readonly<Record<string, unknown>>, level: Level): Comparison | undefined {
  const { cuts } = content as unknown as ReleaseContent
  return cuts.find((cut) => cut.group === null && cut.comparison.level === level)?.comparison
}
