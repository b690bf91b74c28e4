import { buildComparison, type Comparison, type Level, minUnitsFor } from '@km/analysis'
import type { Db } from '@km/store'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import { hideRemainders } from './hide-small-groups.ts'
import { definitionOf, inputOf, load, type Scope } from './load-comparison.ts'
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

/**
 * Every round of the instrument that was released before, oldest first: what earlier releases showed decides
 * what this one may show.
 */
function releasedBefore(network: Network, round: RoundRow): RoundRow[] {
  return network.rounds
    .filter(
      (r) => r.instrument === round.instrument && r.releasedAt !== null && r.schoolYear < round.schoolYear,
    )
    .toSorted((a, b) => a.schoolYear.localeCompare(b.schoolYear) || a.id - b.id)
}

/** The last round with the year before it. */
const newestPair = (comparison: Comparison): Comparison => ({
  ...comparison,
  periods: comparison.periods.slice(-2),
  rows: comparison.rows
    .map((row) => ({ ...row, periods: row.periods.slice(-2), steps: row.steps.slice(-1) }))
    .filter(({ periods }) =>
      periods.some(({ cell }) => cell.kind === 'shown' || cell.reason !== 'not_asked'),
    ),
})

type Freeze = (scope: Omit<Scope, 'networkId' | 'rounds'>) => Comparison

/** Every cut is made from the same tallies, read once. */
async function openCuts(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  rounds: readonly RoundRow[],
): Promise<Freeze> {
  const loaded = await load(tx, network, { rounds })
  const base = { networkId: network.id, rounds }
  return (scope) => newestPair(buildComparison(inputOf(deps, network, { ...base, ...scope }, loaded)))
}

const networkCuts = (freeze: Freeze, minUnits: number): FrozenCut[] =>
  levels.map((level) => ({ group: null, comparison: freeze({ level, minUnits }) }))

/** School types beside the network, at the level of items. */
function groupCuts(freeze: Freeze, network: Network, whole: Comparison): FrozenCut[] {
  const types = [...new Set(network.schools.map((school) => school.type))].sort()
  const groups = types.map((group) => freeze({ level: 'item', group, minUnits: minUnitsFor.group }))
  const safe = hideRemainders(whole, groups, minUnitsFor.group)
  return safe.map((comparison, index) => ({ group: types[index] ?? '', comparison }))
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
  const bySchool = definitionOf(network, round).facts.unit === 'school'
  const rounds = bySchool ? [...releasedBefore(network, round), round] : [round]
  const freeze = await openCuts(tx, deps, network, rounds)
  const cuts = networkCuts(freeze, bySchool ? minUnitsFor.network : minUnitsFor.group)
  const whole = cuts.find((cut) => cut.comparison.level === 'item')?.comparison
  const groups = bySchool && whole !== undefined ? groupCuts(freeze, network, whole) : []
  return { roundId: round.id, definitionId: round.definitionId, cuts: [...cuts, ...groups] }
}

/** The network's frozen comparison at one level; `content` as `freezeRelease` made it. */
export function readFrozen(content: Readonly<Record<string, unknown>>, level: Level): Comparison | undefined {
  const { cuts } = content as unknown as ReleaseContent
  return cuts.find((cut) => cut.group === null && cut.comparison.level === level)?.comparison
}
