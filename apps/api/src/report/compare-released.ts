import {
  arrangeReleases,
  type Comparison,
  type FrozenCut,
  type FrozenRow,
  type GuardState,
  minUnitsFor,
  type Period,
} from '@km/analysis'
import type { Db } from '@km/store'
import { Problem } from '../problem.ts'
import { type Counting, factsOf, inputOf, load } from './count-scope.ts'
import type { ReleaseContent } from './freeze-release.ts'
import { complementary, leaveOutOwn, ofOwn, readGuard } from './leave-out-own.ts'
import type { Scope } from './load-comparison.ts'
import type { Network, RoundRow } from './read-network.ts'
import { readReleases } from './read-releases.ts'
import { ownSchools } from './readers.ts'
import type { ReportDeps } from './report-deps.ts'

/** A round with the cut that this reader asked for, or an open one of which only the counts are known. */
interface ReadRound {
  readonly round: RoundRow
  readonly release: { readonly content: ReleaseContent; readonly cut: FrozenCut } | undefined
}

/** What a coordinator reads of a group is about the other schools only. */
function ofOthers(
  deps: ReportDeps,
  network: Network,
  scope: Scope & { readonly guard: GuardState },
  { content, cut }: NonNullable<ReadRound['release']>,
): readonly FrozenRow[] {
  const own = ownSchools(scope.reader)
  if (own.length === 0) return cut.rows
  const others = leaveOutOwn(deps, network, { content, cut, own })
  const known = { content, guard: scope.guard, own }
  if (scope.group !== undefined) return others.map((row) => ofOwn(row, known))
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
  if (group !== undefined && !(bySchool && (reader.groups === 'all' || scope.ownGroups?.includes(group))))
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
  const known = group === undefined ? [] : ownSchools(reader)
  const guard = await readGuard(tx, network, { instrument: scope.rounds.at(-1)?.instrument, known })
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
