import { randomUUID } from 'node:crypto'
import type { Level } from '@km/analysis'
import { countAnswers } from '@km/definition'
import { listReleases, type Role, verifyTallies } from '@km/store'
import { describe, expect, it } from 'vitest'
import { openAccounts, type Session } from '../accounts/open-accounts.ts'
import { type AppDeps, createApp } from '../app.ts'
import { createRandom, pick, type Random } from '../demo/random.ts'
import { noFiles } from '../testing.ts'
import { type Cohort, levelQuestion, openCohort, type TinyInstrument } from '../testing-cohort.ts'
import { comparisonView } from './describe-comparison.ts'
import {
  type Answer,
  type Answers,
  type Asker,
  type Collected,
  collect,
  expectationOf,
  findLeaks,
  openCollection,
  type Truth,
} from './testing-attack.ts'

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

interface World {
  readonly cohort: Cohort
  readonly app: ReturnType<typeof createApp>
  readonly types: readonly string[]
  readonly groups: readonly string[]
  readonly truth: Truth & { readonly rounds: Map<number, Answers[]> }
}

function openApp({ deps, networkId }: Cohort): World['app'] {
  const shared: AppDeps = {
    ...deps,
    publicUrl: 'http://localhost:3000',
    secret: 'a secret of a test, which is long enough',
    setupCode: 'TEST-CODE',
    log: (_line, error) => {
      throw error
    },
    files: noFiles,
  }
  const accounts = openAccounts(shared)
  const session = async (headers: Headers) => {
    const who = JSON.parse(headers.get('x-who') ?? '{}') as { role: Role; schoolIds: number[] }
    // `me` is only shown; who asks is what counts.
    const me = { secondFactor: { enabled: true, required: false }, next: 'done' } as Session['me']
    return { id: 'x', who: { accountId: 'x', networkId, ...who }, me }
  }
  return createApp({ ...shared, accounts: { ...accounts, session } })
}

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
  const truth = { items, rounds: new Map<number, Answers[]>(), groups: named, schools: size }
  return { cohort, app: openApp(cohort), types, groups, truth }
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

const bySchool = ({ truth }: World, answers: Answers) =>
  Array.from({ length: truth.schools }, (_, at) => {
    const own = items.flatMap((item) => {
      const given = answers[item]?.[at]
      return given === undefined ? [] : [[item, given] as const]
    })
    return own.length === 0 ? undefined : Object.fromEntries(own)
  })

interface Program {
  readonly role: Role
  /** Index of the own schools. */
  readonly own: readonly number[]
}

function headersOf({ cohort }: World, { role, own }: Program): Record<string, string> {
  return { 'x-who': JSON.stringify({ role, schoolIds: own.map((at) => cohort.schools[at]?.id) }) }
}

/** Every choice of years of which a part of the answer may differ, oldest first. */
function yearChoices(there: readonly string[], level: Level): string[] {
  const all = there.join(',')
  if (level !== 'item') return [...new Set([all, there.slice(-2).join(',')])]
  return [
    ...new Set([
      ...there,
      ...there.flatMap((one, at) => there.slice(at + 1).map((two) => `${one},${two}`)),
      all,
    ]),
  ]
}

/** Numbers of the export that the screen does not show. */
async function exportsMore(csv: string, shown: string): Promise<string[]> {
  const rows = csv.split('\r\n').filter((line) => /^(RE|i\d)/.test(line))
  const numbers = rows.flatMap((line) => line.split(';').filter((field) => /^\d+$/.test(field)))
  return numbers.filter((one) => !shown.includes(`:${one}`))
}

/** Asks everything that this program may ask, now. */
async function ask(world: World, program: Program, into: Collected, asked: readonly Level[]): Promise<void> {
  const headers = headersOf(world, program)
  const get = (path: string) => world.app.request(path, { headers })
  const asker: Asker = { truth: world.truth, own: program.own }
  const take = async (query: string, group?: string, exported = false) => {
    const answer = await get(`/api/comparisons?${query}`)
    if (answer.status !== 200) return undefined
    const view = comparisonView.parse(await answer.json())
    collect(into, asker, view, group)
    if (!exported) return view
    const csv = await (await get(`/api/comparisons.csv?${query}`)).text()
    const more = await exportsMore(csv, JSON.stringify(view.rows))
    into.wrong.push(...more.map((one) => `the export shows ${one}: ${query}`))
    return view
  }
  const first = await take('instrument=KM-NT2')
  if (first === undefined) return
  const there = first.choices.years.toReversed()
  for (const group of [undefined, 'groot', 'klein', 'noord']) {
    const of = group === undefined ? '' : `&group=${group}`
    if ((await take(`instrument=KM-NT2&years=${there.join()}${of}`, group, true)) === undefined) continue
    for (const level of asked)
      for (const chosen of yearChoices(there, level))
        await take(`instrument=KM-NT2&level=${level}&years=${chosen}${of}`, group, chosen === there.join())
  }
  for (const item of items) {
    const answer = await get(`/api/expectations/${expectationOf(item)}`)
    if (answer.status !== 200) continue
    const { comparison } = (await answer.json()) as { comparison: unknown }
    collect(into, asker, comparisonView.parse(comparison), undefined)
  }
}

/** Nobody else's school, whatever is asked. */
async function askOthers(world: World, program: Program, into: Collected): Promise<void> {
  if (program.role === 'project_leader') return
  const headers = headersOf(world, program)
  for (const [at, school] of world.cohort.schools.entries()) {
    if (program.own.includes(at)) continue
    for (const path of [
      `/api/schools/${school.id}`,
      `/api/comparisons?instrument=KM-NT2&school=${school.id}`,
    ])
      if ((await world.app.request(path, { headers })).status !== 403)
        into.wrong.push(`${path} is not refused`)
  }
}

/** What is there before a round closes: nothing but counts. */
async function peek(world: World, { role, own }: Program, into: Collected): Promise<void> {
  const there = years.slice(0, world.truth.rounds.size).join()
  const headers = headersOf(world, { role, own })
  const answer = await world.app.request(`/api/comparisons?instrument=KM-NT2&level=item&years=${there}`, {
    headers,
  })
  if (answer.status === 200)
    collect(into, { truth: world.truth, own }, comparisonView.parse(await answer.json()), undefined)
}

/** The project leader, or a school with its link. */
async function send(world: World, path: string, body: object): Promise<{ receipt?: string }> {
  const leader = headersOf(world, { role: 'project_leader', own: [] })
  const headers = { 'content-type': 'application/json', ...(path.startsWith('/api/rounds') && leader) }
  const answer = await world.app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** A round is opened again with a reason; schools take back what they sent, send other answers, and it closes. */
async function correct(world: World, roundId: number, before: Answers, after: Answers): Promise<void> {
  await send(world, `/api/rounds/${roundId}/reopen`, { reason: 'Verkeerd gelezen.', closesOn: '2026-06-30' })
  const [then, now] = [bySchool(world, before), bySchool(world, after)]
  for (const [at, held] of world.cohort.held(roundId).entries()) {
    if (held === undefined || JSON.stringify(then[at]) === JSON.stringify(now[at])) continue
    const link = `/api/respond/${held.token}`
    await send(world, `${link}/withdrawals`, { receipt: held.receipt })
    await send(world, `${link}/submissions`, { submissionId: randomUUID(), answers: now[at] })
  }
  await send(world, `/api/rounds/${roundId}/close`, {})
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
