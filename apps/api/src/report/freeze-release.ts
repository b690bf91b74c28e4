import {
  type FrozenCut,
  freezeRound,
  type GuardState,
  minUnitsFor,
  type Period,
  type SchoolGroup,
  type Tally,
} from '@km/analysis'
import { type Db, listReleases, type Release } from '@km/store'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import { readGroups } from '../school-groups.ts'
import { type Counting, definitionOf, inputOf, load } from './count-scope.ts'
import { fixBands } from './fix-bands.ts'
import { type Network, type RoundRow, readNetwork } from './read-network.ts'
import { withShelf } from './report-deps.ts'
import { inOrder } from './select-rounds.ts'

/** What everybody but the project leader sees of a round, and everybody of levels A and V. */
export interface ReleaseContent {
  readonly roundId: number
  readonly definitionId: number
  readonly cuts: readonly FrozenCut[]
  /** Never leaves the server: the rounds and answers per school that the cuts were made from. */
  readonly periods: readonly Period[]
  readonly basis: readonly Tally[]
  /** Never leaves the server: which schools were in which group then. */
  readonly groups: readonly SchoolGroup[]
  /** Never leaves the server: which groups figures were shown about, per item and round. */
  readonly guard: GuardState
}

/** `content` as `freezeRelease` made it; what an earlier version of the program froze shows nothing. */
export function contentOf({ content }: Pick<Release, 'content'>): ReleaseContent {
  const read = content as unknown as ReleaseContent
  const known = Array.isArray(read.basis) && Array.isArray(read.cuts)
  return known ? read : { ...read, cuts: [], periods: [], basis: [], groups: [], guard: {} }
}

type Known = ReadonlyMap<number, ReleaseContent>

/** The released rounds of other school years that a round is set beside: the last before it, the first after. */
function neighbours(
  network: Network,
  round: RoundRow,
  known: Known,
): [RoundRow | undefined, RoundRow | undefined] {
  const others = network.rounds
    .filter((r) => r.instrument === round.instrument && known.has(r.id) && r.id !== round.id)
    .toSorted(inOrder)
  return [
    others.findLast((r) => r.schoolYear < round.schoolYear),
    others.find((r) => r.schoolYear > round.schoolYear),
  ]
}

/** Tallies of the round as they are, of its neighbours as they were when those were released. */
async function readBasis(
  tx: Db,
  network: Network,
  round: RoundRow,
  rounds: readonly RoundRow[],
  known: Known,
) {
  const { tallies, invited } = await load(tx, network, { rounds })
  const frozen = rounds.flatMap((r) =>
    r.id === round.id ? [] : (known.get(r.id)?.basis ?? []).filter((t) => t.roundId === r.id),
  )
  return { tallies: [...frozen, ...tallies.filter((t) => t.roundId === round.id)], invited }
}

/** Every group with its schools in the round, and in the rounds that it is set beside. */
async function listGroups(
  tx: Db,
  { id: networkId, schools }: Network,
  round: RoundRow,
  rounds: readonly RoundRow[],
): Promise<SchoolGroup[]> {
  const roundIds = rounds.map((one) => one.id)
  const groupsIn = await readGroups(tx, { networkId, roundIds, schools })
  const membersIn = (roundId: number) => {
    const members = new Map<string, number[]>()
    for (const { id } of schools)
      for (const name of groupsIn(roundId, id)) {
        const known = members.get(name)
        if (known === undefined) members.set(name, [id])
        else known.push(id)
      }
    return members
  }
  const elsewhere = roundIds.filter((id) => id !== round.id).map((id) => ({ id, members: membersIn(id) }))
  return [...membersIn(round.id)].map(([name, schoolIds]) => ({
    name,
    schoolIds,
    elsewhere: elsewhere.map(({ id, members }) => ({ roundId: id, schoolIds: members.get(name) ?? [] })),
  }))
}

const bySchoolIn = (network: Network, round: RoundRow): boolean =>
  definitionOf(network, round).facts.unit === 'school'

/**
 * The fixed cuts of a round that is being released, suppressed together and beside everything that earlier
 * releases showed: the network and each group of schools, with the movement since the round before. Runs in
 * the transaction that closes the round, before keys are destroyed; the caller stores it. `not_found` when
 * there is no such round.
 */
export async function freezeRelease(
  tx: Db,
  given: Deps,
  asked: { readonly networkId: number; readonly roundId: number },
): Promise<ReleaseContent> {
  const deps = withShelf(given)
  const network = await readNetwork(tx, deps, asked.networkId)
  const round = network.rounds.find((r) => r.id === asked.roundId)
  if (round === undefined) throw new Problem('not_found')
  const ofInstrument = network.rounds.filter((r) => r.instrument === round.instrument).map((r) => r.id)
  const releases = await listReleases(tx, { networkId: network.id, roundIds: ofInstrument })
  const known: Known = new Map(releases.map((release) => [release.roundId, contentOf(release)]))
  const bySchool = bySchoolIn(network, round)
  const [before, after] = bySchool ? neighbours(network, round, known) : []
  const released = (r: RoundRow | undefined): RoundRow[] =>
    r === undefined ? [] : [{ ...r, releasedAt: r.releasedAt ?? given.now() }]
  const rounds = [...released(before), ...released(round), ...released(after)]
  const loaded = await readBasis(tx, network, round, rounds, known)
  const minUnits = bySchool ? minUnitsFor.network : minUnitsFor.group
  const scope: Counting = { networkId: network.id, rounds, level: 'item', minUnits }
  const input = inputOf(deps, network, scope, loaded)
  if (bySchool)
    await fixBands(tx, deps.surveys.framework.schoolSize, {
      ...{ networkId: network.id, roundId: round.id },
      ...{ tallies: input.tallies, definitions: input.definitions },
    })
  const groups = bySchool ? await listGroups(tx, network, round, rounds) : []
  const { cuts, guard } = freezeRound({
    input,
    roundId: round.id,
    invited: loaded.invited.flatMap((i) =>
      i.roundId === round.id && i.schoolId !== null ? [i.schoolId] : [],
    ),
    groups,
    guard: Object.assign({}, ...releases.map((release) => contentOf(release).guard)),
    before: known.get(round.id)?.cuts ?? [],
  })
  const basis = bySchool ? input.tallies : []
  const { periods } = input
  return { roundId: round.id, definitionId: round.definitionId, cuts, periods, basis, groups, guard }
}
