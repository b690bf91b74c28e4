import {
  arrangeReleases,
  type Comparison,
  type FrozenCut,
  type FrozenRow,
  type GuardState,
  isInGroup,
  leaveOutSchools,
  leavesOthers,
  minUnitsFor,
  type Period,
} from '@km/analysis'
import { type Db, listReleases, newestReleases } from '@km/store'
import { Problem } from '../problem.ts'
import { groupNames } from '../school-groups.ts'
import { type Counting, factsOf, inputOf, load } from './count-scope.ts'
import { contentOf, type ReleaseContent } from './freeze-release.ts'
import type { Scope } from './load-comparison.ts'
import type { Network, RoundRow } from './read-network.ts'
import { ownSchools, type Reader } from './readers.ts'
import type { ReportDeps } from './report-deps.ts'

/** A round with the cut that this reader asked for, or an open one of which only the counts are known. */
interface ReadRound {
  readonly round: RoundRow
  readonly release: { readonly content: ReleaseContent; readonly cut: FrozenCut } | undefined
}

/** Releases of these rounds that this reader may see, newest of each. */
export async function readReleases(
  tx: Db,
  network: Pick<Network, 'id'>,
  rounds: readonly RoundRow[],
  reader: Pick<Reader, 'sharedOnly'>,
): Promise<ReadonlyMap<number, ReleaseContent>> {
  const found = await newestReleases(tx, { networkId: network.id, roundIds: rounds.map((r) => r.id) })
  return new Map(
    found
      .filter((release) => release.sharedWithCoaches || !reader.sharedOnly)
      .map((release) => [release.roundId, contentOf(release)]),
  )
}

/** Names of the groups that this reader may choose. */
export function groupsFor(reader: Reader, network: Pick<Network, 'schools'>): (name: string) => boolean {
  if (reader.groups === 'all') return () => true
  const own = ownSchools(reader)
  const groups = network.schools
    .filter(({ id }) => own.includes(id))
    .map((school) => groupNames(school).slice(0, 2).at(-1))
  return (asked) => groups.includes(asked)
}

/** Into which parts everything that was ever shown of the instrument of these rounds divides the schools. */
async function readGuard(tx: Db, network: Network, rounds: readonly RoundRow[]): Promise<GuardState> {
  const instrument = rounds.at(-1)?.instrument
  const roundIds = network.rounds.filter((r) => r.instrument === instrument).map((r) => r.id)
  const releases = await listReleases(tx, { networkId: network.id, roundIds })
  return Object.assign({}, ...releases.map((release) => contentOf(release).guard))
}

/**
 * Of a group, for who knows several schools: only where whatever was shown leaves enough others, and how they
 * moved not at all.
 */
function ofSeveral(row: FrozenRow, { content, guard, own }: Known): FrozenRow {
  const place = guard[`${row.key}@${content.roundId}`]
  const isSafe = place !== undefined && leavesOthers(place, own, minUnitsFor.group)
  return {
    ...row,
    cell: isSafe || row.cell.kind === 'suppressed' ? row.cell : complementary,
    steps: row.steps.map((step) =>
      step.movement.kind === 'suppressed' ? step : { ...step, movement: complementary },
    ),
  }
}

interface Known {
  readonly content: ReleaseContent
  readonly guard: GuardState
  readonly own: readonly number[]
}

const complementary = { kind: 'suppressed', reason: 'complementary' } as const

/** What a coordinator reads of a group is about the other schools only. */
function ofOthers(
  deps: ReportDeps,
  network: Network,
  scope: Scope & { readonly guard: GuardState },
  { content, cut }: NonNullable<ReadRound['release']>,
): readonly FrozenRow[] {
  const own = ownSchools(scope.reader)
  if (own.length === 0) return cut.rows
  const group = content.groups.find((one) => one.name === cut.group)
  const rounds = content.periods.flatMap((p) => network.rounds.filter((r) => r.id === p.roundId))
  const counting: Counting = { networkId: network.id, rounds, level: 'item' }
  const tallies = content.basis.filter(
    (t) => own.includes(t.schoolId) && (group === undefined || isInGroup(group, content.roundId, t)),
  )
  const input = inputOf(deps, network, counting, { tallies, invited: [] })
  const others = leaveOutSchools({
    rows: cut.rows,
    carried: cut.carried,
    roundId: content.roundId,
    own: { ...input, periods: content.periods, tallies },
    minOthers: minUnitsFor.group,
  })
  const known = { content, guard: scope.guard, own }
  if (scope.group !== undefined) return own.length > 1 ? others.map((row) => ofSeveral(row, known)) : others
  // Of the network the own schools stay in; only who is left too few without them is hidden.
  return cut.rows.map((row, index) => wherever(row, others[index], own.length > 1))
}

const wherever = (row: FrozenRow, others: FrozenRow | undefined, several: boolean): FrozenRow => {
  const few = others?.cell.kind === 'suppressed' && others.cell.reason === 'too_few'
  return {
    ...row,
    cell: few ? { kind: 'suppressed', reason: 'too_few' } : row.cell,
    steps: row.steps.map((step, at) => {
      const left = others?.steps[at]?.movement
      const tooFew = left?.kind === 'suppressed' && left.reason === 'too_few_matched'
      if (!several && !tooFew) return step
      return step.movement.kind === 'suppressed' ? step : { ...step, movement: complementary }
    }),
  }
}

function periodsOf(counted: readonly Period[], read: readonly ReadRound[]): Period[] {
  return read.flatMap(({ round, release }): Period[] => {
    const period = counted.find((one) => one.roundId === round.id)
    if (period === undefined) return []
    if (release === undefined) return [{ ...period, released: false }]
    const { invited, responded } = release.cut
    return [{ ...period, released: true, invited, responded }]
  })
}

/** Rounds of the scope as this reader finds them; of a group only those in which it may be told. */
async function readRounds(tx: Db, network: Network, scope: Scope): Promise<ReadRound[]> {
  const releases = await readReleases(tx, network, scope.rounds, scope.reader)
  return scope.rounds.flatMap((round): ReadRound[] => {
    const content = releases.get(round.id)
    const cut = content?.cuts.find((one) => one.group === (scope.group ?? null))
    if (content && cut) return [{ round, release: { content, cut } }]
    const counts = scope.group === undefined && !scope.reader.sharedOnly && content === undefined
    return counts ? [{ round, release: undefined }] : []
  })
}

/**
 * Rounds beside each other as their releases show them, for a reader who counts nothing. Throws Problem
 * `not_allowed` for a group that is not this reader's, `not_found` when no round is left.
 */
export async function compareReleased(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  scope: Scope,
): Promise<Comparison> {
  const { group, reader } = scope
  const bySchool = factsOf(network, scope).unit === 'school'
  if (group !== undefined && !(bySchool && groupsFor(reader, network)(group)))
    throw new Problem('not_allowed')
  const read = await readRounds(tx, network, scope)
  if (read.length === 0) throw new Problem('not_found')
  const counting: Counting = {
    networkId: network.id,
    rounds: read.map((one) => one.round),
    level: scope.level,
    minUnits: minUnitsFor.group,
  }
  const { tallies: _none, ...input } = inputOf(deps, network, counting, await load(tx, network, counting))
  const matched = read.at(-1)?.release?.cut.matched
  const knowsSeveral = group !== undefined && ownSchools(reader).length > 1
  const guard = knowsSeveral ? await readGuard(tx, network, scope.rounds) : {}
  return arrangeReleases({
    input: { ...input, periods: periodsOf(input.periods, read) },
    rows: new Map(
      read.flatMap(({ round, release }) =>
        release === undefined
          ? []
          : [[round.id, ofOthers(deps, network, { ...scope, guard }, release)] as const],
      ),
    ),
    ...(matched === undefined ? {} : { matched }),
  })
}
