import {
  type Benchmark,
  chooseBenchmark,
  type GuardState,
  membersOf,
  minUnitsFor,
  shownIn,
} from '@km/analysis'
import type { Db } from '@km/store'
import { type GroupsOfSchool, readSchoolGroups } from '../school-groups.ts'
import { definitionOf } from './count-scope.ts'
import type { ReleaseContent } from './freeze-release.ts'
import { ofOwn, readGuard } from './leave-out-own.ts'
import { benchmarkSentence } from './nl-benchmark.ts'
import type { Network, RoundRow } from './read-network.ts'
import { readReleases } from './read-releases.ts'
import { ownSchools, type Reader } from './readers.ts'
import type { ComparisonView } from './schema.ts'
import { inOrder } from './select-rounds.ts'

interface Newest {
  readonly round: RoundRow
  readonly content: ReleaseContent
}

/** What one school is set beside. */
export interface FoundBenchmark {
  readonly choice: Benchmark | undefined
  readonly groups: GroupsOfSchool
}

/**
 * Newest release of an instrument that this reader may see; undefined while there is none, and where it is not
 * schools that answer under their name.
 */
export async function readNewest(
  tx: Db,
  network: Network,
  { instrument, reader }: { readonly instrument: string; readonly reader: Pick<Reader, 'sharedOnly'> },
): Promise<Newest | undefined> {
  const rounds = network.rounds.filter((round) => round.instrument === instrument).toSorted(inOrder)
  for (const round of rounds.toReversed()) {
    const { unit, anonymityLevel } = definitionOf(network, round).facts
    if (unit !== 'school' || anonymityLevel !== 'F') return undefined
    const content = (await readReleases(tx, network, [round], reader)).get(round.id)
    if (content !== undefined) return { round, content }
  }
  return undefined
}

/** How many of these schools answered in a group of the release. */
function countKnown({ round, content }: Newest, schools: readonly number[]) {
  const answered = content.basis.filter(
    (t) => t.roundId === round.id && t.responses > 0 && schools.includes(t.schoolId),
  )
  return (name: string | null): number => {
    const group = content.groups.find((one) => one.name === name)
    const isIn = group === undefined ? () => name === null : membersOf(group, round.id)
    return new Set(answered.filter(isIn).map((t) => t.schoolId)).size
  }
}

/**
 * The one group that a school is set beside, for everything that shows it: chosen from the newest release of
 * the instrument, whatever years are asked for. `known`: the schools whose answers the reader knows.
 */
export async function readBenchmark(
  tx: Db,
  network: Network,
  asked: {
    readonly newest: Newest
    readonly schoolId: number
    readonly known: readonly number[]
    readonly guard: GuardState
  },
): Promise<FoundBenchmark | undefined> {
  const { newest, schoolId, known, guard } = asked
  const { content } = newest
  const school = network.schools.find(({ id }) => id === schoolId)
  if (school === undefined) return undefined
  const groups = await readSchoolGroups(tx, { networkId: network.id, roundId: newest.round.id, school })
  const choice = chooseBenchmark({
    ...{ groups, minOthers: minUnitsFor.group },
    shown: content.cuts.filter((cut) => cut.group === null).reduce((sum, cut) => sum + shownIn(cut), 0),
    cuts: content.cuts.map((cut) => ({
      ...cut,
      rows: cut.rows.map((row) => ofOwn(row, { content, guard, own: known })),
    })),
    known: countKnown(newest, known),
  })
  return { choice, groups }
}

/**
 * For who sees groups of the own schools only: of each own school which other schools it is set beside, and
 * why. Undefined for every other reader, and while there is nothing to set it beside.
 */
export async function readOwnGroups(
  tx: Db,
  network: Network,
  { instrument, reader }: { readonly instrument: string; readonly reader: Reader },
): Promise<ComparisonView['ownGroups']> {
  if (reader.groups !== 'own') return undefined
  const known = ownSchools(reader)
  const newest = await readNewest(tx, network, { instrument, reader })
  if (newest === undefined) return undefined
  const guard = await readGuard(tx, network, { instrument, known })
  const own = network.schools.filter(({ id }) => known.includes(id))
  const found = []
  for (const { id: schoolId, name: school } of own) {
    const benchmark = await readBenchmark(tx, network, { newest, schoolId, known, guard })
    if (benchmark === undefined) continue
    const group = benchmark.choice?.group ?? undefined
    const sentence = benchmarkSentence(benchmark.choice, benchmark.groups, 'own')
    found.push({ school, sentence, ...(group === undefined ? {} : { group }) })
  }
  return found
}
