import { freezeRound } from '@km/analysis'
import { describe, expect, it } from 'vitest'
import { createRandom, pick, type Random } from '../demo/random.ts'
import { levelQuestion, openCohort, sizeQuestion, type TinyInstrument } from '../testing-cohort.ts'
import { inputOf } from './count-scope.ts'
import { freezeRelease } from './freeze-release.ts'
import { readNetwork } from './read-network.ts'
import { withShelf } from './report-deps.ts'
import {
  type Answer,
  type Answers,
  type Collected,
  expectationOf,
  findLeaks,
  openCollection,
} from './testing-attack.ts'
import { ask, bySchool, correct, openApp, type Program, type World } from './testing-attack-http.ts'

/*
 * Coordinators of one type, of the same size and of different sizes, ask everything in every year and put
 * together what they read. Eighteen schools; of the twelve large ones six are in each band. In the second year
 * one school grows: the group that it leaves holds five. In the third another takes its place.
 *
 *            10_19              20_49
 * first      0 1 2 3 4 5        6 7 8 9 10 11
 * second     0 1 2 3 4          5 6 7 8 9 10 11
 * third      0 1 2 3 4 6        5 7 8 9 10 11
 */
const monitor: TinyInstrument = { code: 'KM-NT2', title: 'Monitor', unit: 'school', anonymityLevel: 'F' }
const items = ['i1', 'i2']
const questions = [
  sizeQuestion(),
  ...items.map((item) => ({ ...levelQuestion(item, expectationOf(item)), isRequired: false })),
]
const years = ['2023-2024', '2024-2025', '2025-2026']
const schools = 18
const medium = 'groot, 10 tot en met 19 NT2-leerlingen'
const large = 'groot, 20 tot en met 49 NT2-leerlingen'
const small = 'klein, 5 tot en met 9 NT2-leerlingen'
const typeOf = (at: number) => (at < 12 ? 'groot' : 'klein')
const mediumIn: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5],
  [0, 1, 2, 3, 4],
  [0, 1, 2, 3, 4, 6],
]
const bandOf = (year: number, at: number) =>
  at >= 12 ? '5_9' : mediumIn[year]?.includes(at) ? '10_19' : '20_49'
const groupOf = (year: number, at: number) =>
  ({ '5_9': small, '10_19': medium, '20_49': large })[bandOf(year, at)]

async function openWorld(): Promise<World> {
  const all = Array.from({ length: schools }, (_, at) => at)
  const cohort = await openCohort(all.map((at) => [`School ${String(at).padStart(2, '0')}`, typeOf(at)]))
  const rounds = new Map<number, Answers[]>()
  const membersIn = (group: string, round: number) => {
    const year = [...rounds.keys()].indexOf(round)
    return all.filter((at) => [typeOf(at), groupOf(year, at)].includes(group))
  }
  const truth = { items, rounds, membersIn, schools }
  return { cohort, app: openApp(cohort), years, groups: ['groot', 'klein', medium, large, small], truth }
}

const drawAnswers = (random: Random): Answers =>
  Object.fromEntries(
    items.map((item) => [
      item,
      Array.from({ length: schools }, (): Answer => pick(random, [1, 2, 3, 4] as const)),
    ]),
  )

/** Schools that correct leave out how large they are. */
function correctSome(random: Random, answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([item, given]) => [
      item,
      given.map((one) => (random() < 0.4 ? pick(random, [1, 2, 3, 4] as const) : one)),
    ]),
  )
}

/** A release in which each group is held against the network alone, from five schools on. */
const freezeWithoutGuard: typeof freezeRelease = async (tx, given, asked) => {
  const deps = withShelf(given)
  const content = await freezeRelease(tx, deps, asked)
  const network = await readNetwork(tx, deps, asked.networkId)
  const rounds = content.periods.flatMap((p) => network.rounds.filter((r) => r.id === p.roundId))
  const released = rounds.map((r) => ({ ...r, releasedAt: r.releasedAt ?? given.now() }))
  const counting = { networkId: network.id, rounds: released, level: 'item', minUnits: 5 } as const
  const input = inputOf(deps, network, counting, { tallies: content.basis, invited: [] })
  const invited = network.schools.map(({ id }) => id)
  const alone = (groups: typeof content.groups) =>
    freezeRound({ input, roundId: asked.roundId, invited, groups, guard: {}, before: [] }).cuts
  const ofGroups = content.groups.flatMap((group) => alone([group]).filter((cut) => cut.group !== null))
  return { ...content, cuts: [...alone([]), ...ofGroups] }
}

const programs: readonly Program[] = [
  { role: 'coordinator', own: [0] },
  { role: 'coordinator', own: [1] },
  { role: 'coordinator', own: [7] },
  { role: 'coordinator', own: [12] },
]

async function play(random: Random, freeze?: typeof freezeRelease) {
  const world = await openWorld()
  const { cohort, truth } = world
  const asking = programs.map((program) => ({ program, seen: openCollection() }))
  const askAll = async () => {
    for (const { program, seen } of asking) await ask(world, program, seen, ['item'])
  }
  const definitionId = await cohort.publish(monitor, '1.0', questions)
  for (const [year, schoolYear] of years.entries()) {
    const answers = drawAnswers(random)
    const roundId = await cohort.round({
      ...{
        instrument: monitor,
        definitionId,
        version: '1.0',
        questions,
        schoolYear,
        open: true,
        listed: true,
      },
      answers: bySchool(world, answers).map((own, at) => ({ ...own, CTX_03: bandOf(year, at) })),
    })
    truth.rounds.set(roundId, [answers])
    await cohort.release(roundId, freeze)
    await askAll()
    if (year !== 1 || freeze !== undefined) continue
    const wrong = pick(random, [...truth.rounds.keys()])
    const [before = answers] = truth.rounds.get(wrong) ?? []
    const after = correctSome(random, before)
    truth.rounds.set(wrong, [before, after])
    await correct(world, wrong, before, after)
    await askAll()
  }
  await cohort.close()
  return { world, seen: asking.map((one) => one.seen) }
}

/** What two of the programs read together. */
function leaksOf({ world, seen }: Awaited<ReturnType<typeof play>>, [one, two]: readonly [number, number]) {
  const own = [...new Set([one, two].flatMap((at) => programs[at]?.own ?? []))]
  const figures = [one, two].flatMap((at) => [...(seen[at]?.figures ?? [])])
  const together: Collected = { ...openCollection(), figures: new Map(figures) }
  return findLeaks(together, { truth: world.truth, own }, Math.min(5, 6 - own.length))
}

const pairs = [
  [0, 0],
  [2, 2],
  [3, 3],
  [0, 1],
  [0, 2],
  [0, 3],
  [2, 3],
] as const

describe('an attack over groups of type and size', { timeout: 180_000 }, () => {
  it.each([5, 66])('by coordinators of the same and of other sizes finds nothing (%i)', async (seed) => {
    const played = await play(createRandom(seed))
    for (const { wrong, early } of played.seen) expect([wrong, early]).toEqual([[], []])
    for (const pair of pairs) expect([pair, leaksOf(played, pair)]).toEqual([pair, []])
    // Groups of six were read: figures of five others stand beside those of twelve and eighteen.
    const sizes = new Set(
      played.seen.flatMap(({ figures }) => [...figures.values()].map((f) => f.unknowns.length)),
    )
    expect([...sizes].sort((a, b) => a - b)).toEqual(expect.arrayContaining([5, 11, 18]))
  })

  it('finds a few schools where groups are not held against each other', async () => {
    const played = await play(createRandom(5), freezeWithoutGuard)
    for (const { wrong } of played.seen) expect(wrong).toEqual([])
    expect(pairs.filter((pair) => leaksOf(played, pair).length > 0)).toContainEqual([0, 2])
  })
})
