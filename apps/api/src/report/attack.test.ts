import type { Level } from '@km/analysis'
import { countAnswers } from '@km/definition'
import { listReleases, verifyTallies } from '@km/store'
import { describe, expect, it } from 'vitest'
import { createRandom, pick, type Random } from '../demo/random.ts'
import { levelQuestion, openCohort, type TinyInstrument } from '../testing-cohort.ts'
import {
  type Answer,
  type Answers,
  type Collected,
  expectationOf,
  findLeaks,
  openCollection,
} from './testing-attack.ts'
import {
  ask,
  askOthers,
  bySchool,
  correct,
  openApp,
  type Program,
  peek,
  type World,
} from './testing-attack-http.ts'

/*
 * Programs with the rights of a role ask everything that they may ask: before a round closes, after it, and
 * after a correction. See testing-attack.ts for what they know and what counts as a leak.
 */
const monitor: TinyInstrument = { code: 'KM-NT2', title: 'Monitor', unit: 'school', anonymityLevel: 'F' }
const items = ['i1', 'i2']
const questions = items.map((item) => ({ ...levelQuestion(item, expectationOf(item)), isRequired: false }))
/** The subdomain of these items is their domain, and each has an expectation of its own: the others tell the same. */
const telling: readonly Level[] = ['domain', 'item']
const levels: readonly Level[] = ['domain', 'subdomain', 'expectation', 'item']
const years = ['2023-2024', '2024-2025', '2025-2026']

/** Network figures need six schools, of which the askers may be some: so many others are left. */
const leftOf = (own: readonly number[]): number => Math.min(5, 6 - own.length)

async function openWorld(random: Random): Promise<World> {
  const size = pick(random, [5, 8, 12, 12])
  const large = pick(random, [size - 3, size / 2, size / 2])
  const types = Array.from({ length: size }, (_, at) => (at < large ? 'groot' : 'klein'))
  const groups = types.map(() => pick(random, ['', 'noord', 'noord']))
  const cohort = await openCohort(
    types.map((type, at) => [`School ${String(at).padStart(2, '0')}`, type, groups[at] ?? '']),
  )
  const named = new Map<string, number[]>()
  for (const [at, type] of types.entries())
    for (const name of [type, groups[at] ?? ''])
      if (name !== '') named.set(name, [...(named.get(name) ?? []), at])
  const membersIn = (group: string) => named.get(group) ?? []
  const truth = { items, rounds: new Map<number, Answers[]>(), membersIn, schools: size }
  return { cohort, app: openApp(cohort), years, groups: ['groot', 'klein', 'noord'], truth }
}

/** Everybody takes part and gives a level (calm), or nearly, so that what is left over is small. */
function drawAnswers(random: Random, size: number, calm: boolean): Answers {
  const there = Array.from({ length: size }, () => calm || random() < 0.9)
  return Object.fromEntries(
    items.map((item) => [
      item,
      there.map((is): Answer | undefined => {
        if (!is) return undefined
        return !calm && random() < 0.1 ? 'wn' : pick(random, [1, 2, 3, 4] as const)
      }),
    ]),
  )
}

/** Some schools change one answer or both; sometimes enough of them, sometimes one. */
function correctSome(random: Random, answers: Answers): Answers {
  const share = pick(random, [0.15, 0.5, 0.9])
  return Object.fromEntries(
    Object.entries(answers).map(([item, given]) => [
      item,
      given.map((one) => (one !== undefined && random() < share ? pick(random, [1, 2, 3, 4] as const) : one)),
    ]),
  )
}

/** Did enough schools correct for a second release, or does the first one stand? */
async function isReleasedAgain({ cohort: { store, networkId }, truth }: World): Promise<boolean> {
  const asked = { networkId, roundIds: [...truth.rounds.keys()] }
  return (await store.inNetwork(networkId, (tx) => listReleases(tx, asked))).some(
    ({ number }) => number === 2,
  )
}

/** Plays three years and a correction; every program asks at every moment. */
async function play(random: Random, programs: (world: World) => readonly Program[]) {
  const world = await openWorld(random)
  const { cohort, truth } = world
  const asking = programs(world).map((program) => ({ program, seen: openCollection() }))
  const askAll = async (asked = telling) => {
    for (const { program, seen } of asking) await ask(world, program, seen, asked)
  }
  const definitionId = await cohort.publish(monitor, '1.0', questions)
  const corrected = pick(random, [1, 2])
  const calm = random() < 0.6
  for (const [at, schoolYear] of years.entries()) {
    const answers = drawAnswers(random, truth.schools, calm)
    const given = { instrument: monitor, definitionId, version: '1.0', questions, schoolYear, open: true }
    const roundId = await cohort.round({ ...given, answers: bySchool(world, answers) })
    truth.rounds.set(roundId, [answers])
    for (const { program, seen } of asking) await peek(world, program, seen)
    await cohort.release(roundId)
    if (at < years.length - 1 || at === corrected) await askAll()
    if (at !== corrected) continue
    const wrong = [...truth.rounds.keys()][pick(random, [0, at])] ?? roundId
    const [before = answers] = truth.rounds.get(wrong) ?? []
    const after = correctSome(random, before)
    truth.rounds.set(wrong, [before, after])
    await correct(world, wrong, before, after)
    if (at < years.length - 1) await askAll()
  }
  await askAll(levels)
  for (const { program, seen } of asking) await askOthers(world, program, seen)
  expect((await verifyTallies(cohort.store, { count: countAnswers })).differences).toEqual([])
  const again = await isReleasedAgain(world)
  await cohort.close()
  return { world, asking, again }
}

const seeds = [11, 222, 3333, 44444]

describe('a differencing attack', { timeout: 180_000 }, () => {
  it('by a coordinator, two that work together, one of two schools, a director and a board finds nothing about a few schools', async () => {
    let figures = 0
    const released: boolean[] = []
    for (const seed of seeds) {
      const { world, asking, again } = await play(createRandom(seed), ({ truth }) => [
        { role: 'coordinator', own: [0] },
        { role: 'coordinator', own: [truth.schools - 1] },
        { role: 'director', own: [] },
        { role: 'board', own: [] },
        { role: 'coordinator', own: [0, truth.schools - 1] },
      ])
      const [one, two, director, board, several] = asking.map(({ seen }) => seen)
      if (!one || !two || !director || !board || !several) throw new Error('Somebody did not ask.')
      for (const { seen } of asking) expect([seed, seen.wrong, seen.early]).toEqual([seed, [], []])
      const both: Collected = { ...one, figures: new Map([...one.figures, ...two.figures]) }
      const leaks = (seen: Collected, own: readonly number[]) =>
        findLeaks(seen, { truth: world.truth, own }, leftOf(own))
      const last = world.truth.schools - 1
      expect([seed, leaks(one, [0]), leaks(two, [last]), leaks(both, [0, last])]).toEqual([seed, [], [], []])
      expect([seed, leaks(several, [0, last])]).toEqual([seed, []])
      expect([seed, leaks(director, []), leaks(board, [])]).toEqual([seed, [], []])
      figures += both.figures.size
      released.push(again)
    }
    // Corrections by enough schools, and by too few for another release.
    expect(new Set(released)).toEqual(new Set([true, false]))
    // Something was shown to attack.
    expect(figures).toBeGreaterThan(30)
  })

  it('succeeds where the thresholds are off, as they are for the project leader', async () => {
    const broken: boolean[] = []
    for (const seed of seeds.slice(0, 1)) {
      const { world, asking } = await play(createRandom(seed), () => [{ role: 'project_leader', own: [] }])
      const seen = asking[0]?.seen ?? openCollection()
      broken.push(findLeaks(seen, { truth: world.truth, own: [] }, 5).length > 0)
    }
    expect(broken).toContain(true)
  })
})
