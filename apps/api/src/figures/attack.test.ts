import { buildFigures, type FigureSeries } from '@km/analysis'
import { type Equation, feasibleInterval } from '@km/analysis/bounds'
import { parseIndicators } from '@km/definition'
import { addHolding, createSchools, type Role, readFigureCounts } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { readSurveys } from '../publish/read-surveys.ts'
import { addNetwork, openTestApp, password, signIn, testClock } from '../testing.ts'
import { limitsOf } from './read-figures.ts'

/*
 * A member and the coordinators of two schools put together everything that they ever read of I.V05, and know
 * even which school was added and which number was corrected. What they do not know are the numbers of the
 * other schools. After each import they look how near the figures bring them to one of those.
 *
 * Pupils (a year longer) of seven schools; then an eighth hands in; then six more together; then one number of
 * the third is corrected.
 */
const first = [
  [20, 6],
  [24, 7],
  [18, 6],
  [30, 9],
  [22, 8],
  [16, 6],
  [25, 5],
] as const
const added = [17, 7] as const
const more = [19, 21, 23, 18, 26, 20].map((pupils) => [pupils, 6] as const)
const threshold = 5

const clock = testClock('2026-11-05T09:00:00Z')
type Person = Awaited<ReturnType<typeof signIn>>
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let schools: readonly { readonly id: number; readonly name: string }[]
const people = new Map<string, Person>()

async function addPerson(name: string, role: Role, schoolId?: number) {
  const email = `${name}@example.org`
  const passwordHash = await hashOf(password)
  await opened.store.inNetwork(networkId, async (tx) => {
    const userId = await createAccount(tx, { networkId, role, name, email, passwordHash, at: clock.now() })
    if (schoolId !== undefined)
      await addHolding(tx, { networkId, userId, role: 'coordinator', schoolId, heldFrom: '2026-08-01' })
  })
  people.set(name, await signIn(opened.app, email))
}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio', ...account })
  people.set('alice', await signIn(opened.app, account.email))
  schools = await opened.store.inNetwork(networkId, (tx) =>
    createSchools(
      tx,
      Array.from({ length: 14 }, (_, index) => ({
        ...{ networkId, name: `School ${index + 1}`, type: 'vmbo', joinedOn: '2020-08-01' },
      })),
    ),
  )
  await addPerson('member', 'member')
  await addPerson('first', 'coordinator', schools[0]?.id)
  await addPerson('second', 'coordinator', schools[1]?.id)
}, 60_000)
afterAll(() => opened.close())

const head = 'cijfer;onderdeel;school;cohort;uitsplitsing;waarde;peildatum;status;aantal'
const linesOf = (name: string, [pupils, longer]: readonly [number, number]) => [
  `I.V05;noemer;${name};2024-2025;;;2026-10-01;definitief;${pupils}`,
  `I.V05;een jaar langer;${name};2024-2025;;;2026-10-01;definitief;${longer}`,
]

async function handIn(rows: readonly (readonly [number, readonly [number, number]])[]) {
  const alice = people.get('alice') as Person
  const lines = rows.flatMap(([school, counts]) => linesOf(schools[school]?.name ?? '', counts))
  const set = '/api/figures-import/CF-VO'
  const file = [head, ...lines].join('\r\n')
  const seen = await alice('POST', `${set}/preview?schoolYear=2026-2027`, file)
  const query = `schoolYear=2026-2027&fingerprint=${seen.body.fingerprint}`
  expect((await alice('POST', `${set}?${query}`, file)).status).toBe(201)
}

type Read = Readonly<Record<'member' | 'first' | 'second', FigureSeries['moments']>>
const readers = ['member', 'first', 'second'] as const

/** What the three read over HTTP. */
async function readAll(): Promise<Read> {
  const read = async (name: string) => {
    const { body } = await (people.get(name) as Person)('GET', '/api/figures')
    return body.indicators.find((one: { code: string }) => one.code === 'I.V05').moments
  }
  const [member, one, two] = await Promise.all(readers.map(read))
  return { member, first: one, second: two }
}

/** What the three would read if what was imported were shown at once, small numbers hidden as always. */
async function readAtOnce(): Promise<Read> {
  const { file, json } = readSurveys().indicators
  const indicators = parseIndicators(json, file)
  const indicator = indicators.find(({ code }) => code === 'I.V05')
  if (indicator === undefined) throw new Error('no I.V05')
  const counts = await opened.store.inNetwork(networkId, (tx) => readFigureCounts(tx, { networkId }))
  const read = (role: Role, schoolIds: readonly number[]) =>
    buildFigures({ indicator, counts, limits: limitsOf({ role, schoolIds: [...schoolIds] }) }).moments
  const ids = schools.map(({ id }) => id)
  return {
    member: read('member', []),
    first: read('coordinator', ids.slice(0, 1)),
    second: read('coordinator', ids.slice(1, 2)),
  }
}

/** Unknown numbers: pupils and those a year longer of each other school, and the correction. */
const unknowns = [
  ...Array.from({ length: 12 }, (_, index) => [`pupils ${index + 2}`, `longer ${index + 2}`]).flat(),
  'correction',
]
const at = (name: string) => unknowns.indexOf(name)

/** Which schools had handed in, and whether the correction was in, at each reading. */
const stages = [
  { schools: 7, corrected: false },
  { schools: 8, corrected: false },
  { schools: 14, corrected: false },
  { schools: 14, corrected: true },
] as const

/** Every way in which a figure can be about what was handed in: the attacker tries them all, and keeps what fits. */
function equationsOf(reads: readonly Read[]): Equation[] {
  const found = new Map<string, Equation>()
  for (const { member } of reads) {
    const cell = member[0]?.cell
    if (cell?.kind !== 'shown') continue
    const { n = 0, parts } = cell.figure
    const longer = parts[0]?.count
    const stage = stages.find((one) => truth(one).pupils === n && truth(one).longer === longer)
    if (stage === undefined || typeof longer !== 'number')
      throw new Error(`nothing explains ${n} and ${longer}`)
    const others = Array.from({ length: stage.schools - 2 }, (_, index) => index + 2)
    found.set(`pupils ${n}`, {
      unknowns: others.map((school) => at(`pupils ${school}`)),
      equals: n - first[0][0] - first[1][0],
    })
    found.set(`longer ${longer} ${stage.corrected}`, {
      unknowns: [
        ...others.map((school) => at(`longer ${school}`)),
        ...(stage.corrected ? [at('correction')] : []),
      ],
      equals: longer - first[0][1] - first[1][1],
    })
  }
  return [...found.values()]
}

const correction = 3
function truth({ schools: count, corrected }: { readonly schools: number; readonly corrected: boolean }) {
  const own = [...first, added, ...more].slice(0, count)
  const sum = (which: 0 | 1) => own.reduce((total, one) => total + one[which], 0)
  return { pupils: sum(0), longer: sum(1) + (corrected ? correction : 0) }
}

/**
 * Each figure is about all that the one before it is about, and more: what they say together is what each adds.
 * Those differences share no unknown, so that the bounds of one are exact by itself.
 */
function differencesOf(equations: readonly Equation[]): Equation[] {
  const ordered = equations.toSorted((a, b) => a.unknowns.length - b.unknowns.length)
  return ordered.map(({ unknowns: all, equals }, index) => {
    const before = ordered.slice(0, index).findLast((one) => all.includes(one.unknowns[0] ?? -1))
    if (before === undefined) return { unknowns: all, equals }
    expect(before.unknowns.every((one) => all.includes(one))).toBe(true)
    const added = all.filter((one) => !before.unknowns.includes(one))
    return { unknowns: added, equals: equals - before.equals }
  })
}

const most = 60

/** The narrowest interval that is left of any number that the three do not know. */
function narrowest(reads: readonly Read[]): { readonly name: string; readonly width: number } {
  const found = differencesOf(equationsOf(reads)).flatMap(({ unknowns: held, equals }) => {
    const bounds = held.map(() => ({ min: 0, max: most }))
    const equation = { unknowns: held.map((_, index) => index), equals }
    return held.map((unknown, index) => {
      const interval = feasibleInterval(bounds, [equation], index)
      return { name: unknowns[unknown] ?? '', width: interval ? interval.max - interval.min : 0 }
    })
  })
  return found.toSorted((a, b) => a.width - b.width)[0] ?? { name: '', width: most }
}

const steps = [
  () => handIn(first.map((counts, index) => [index, counts])),
  () => handIn([[7, added]]),
  () => handIn(more.map((counts, index) => [index + 8, counts])),
  () => handIn([[2, [first[2][0], first[2][1] + correction]]]),
]

describe('a member and two coordinators who read everything before and after each import', () => {
  it('come nowhere near the number of another school; shown at once, they had read it', async () => {
    const [frozen, leaky]: [Read[], Read[]] = [[], []]
    for (const step of steps) {
      await step()
      frozen.push(await readAll())
      leaky.push(await readAtOnce())
    }
    expect(narrowest(frozen).width).toBeGreaterThanOrEqual(threshold)
    // Without the guard the second reading minus the first is the eighth school, and the last the correction.
    expect(narrowest(leaky.slice(0, 2))).toEqual({ name: 'pupils 7', width: 0 })
    expect(narrowest(leaky.slice(2))).toEqual({ name: 'correction', width: 0 })

    // What was shown: the first, and all of it again when enough schools had handed in.
    const shown = frozen.map(({ member }) => [member[0]?.held === true, truthOf(member)])
    expect(shown).toEqual([
      [false, truth(stages[0])],
      [true, truth(stages[0])],
      [false, truth(stages[2])],
      [true, truth(stages[2])],
    ])
    expect(new Set(frozen.map(({ first: own }) => JSON.stringify(own[0]?.breakdowns))).size).toBe(1)
  }, 60_000)
})

function truthOf(moments: FigureSeries['moments']) {
  const cell = moments[0]?.cell
  return cell?.kind === 'shown' ? { pupils: cell.figure.n, longer: cell.figure.parts[0]?.count } : undefined
}
