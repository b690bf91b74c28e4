import { randomUUID } from 'node:crypto'
import { compileChecker, type Item, parseDefinition } from '@km/definition'
import { addHolding, type Role } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { fillForm } from '../demo/answer-form.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'

type Person = Awaited<ReturnType<typeof signIn>>
const clock = testClock('2026-04-10T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let schoolIds: number[]
const people = new Map<Role, Person>()
const as = (role: Role): Person => people.get(role) as Person

async function addPerson(role: Role): Promise<void> {
  const passwordHash = await hashOf(password)
  const email = `${role}@example.org`
  await opened.store.inNetwork(networkId, async (tx) => {
    const userId = await createAccount(tx, {
      ...{ networkId, role, name: role, email, passwordHash, at: clock.now() },
    })
    if (role === 'coordinator')
      await addHolding(tx, { networkId, userId, role, schoolId: schoolIds[0] ?? 0, heldFrom: '2025-08-01' })
  })
  people.set(role, await signIn(opened.app, email))
}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const alice = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio', ...alice })
  people.set('project_leader', await signIn(opened.app, alice.email))
  schoolIds = []
  for (const name of ['De Berk', 'De Den', 'De Eik', 'De Els', 'De Es', 'De Iep', 'De Wilg']) {
    const school = { name, type: 'vmbo', joinedOn: '2020-08-01' }
    schoolIds.push((await as('project_leader')('POST', '/api/schools', school)).body.id)
  }
  await addPerson('member')
  await addPerson('coordinator')
}, 60_000)
afterAll(() => opened.close())

type Given = Readonly<Record<string, unknown>>

function plainAnswer({ kind, choices, range }: Item): unknown {
  if (kind === 'single') return choices[0]?.value
  if (kind === 'multiple' || kind === 'ranking') return choices.slice(0, 1).map((choice) => choice.value)
  if (kind === 'number') return range?.min ?? 0
  return kind === 'date' ? '2026-04-10' : 'Kort'
}

async function send(url: string, given: Given): Promise<void> {
  const link = new URL(url).pathname.replace('/r/', '/api/respond/')
  const anyone = client(opened.app)
  const { instrument, version, definition } = (await anyone('GET', link)).body
  const [major, minor] = version.split('.').map(Number)
  const form = parseDefinition(definition, { instrument, version: { major, minor } })
  const answer = (item: Item) => (item.name in given ? given[item.name] : plainAnswer(item))
  const answers = fillForm(form, compileChecker(form), answer)
  const sent = await anyone('POST', `${link}/submissions`, { submissionId: randomUUID(), answers })
  expect([sent.status, sent.body.details]).toEqual([201, undefined])
}

async function momentsOf(role: Role, code: string) {
  const { body } = await as(role)('GET', '/api/figures')
  const found = body.indicators.find((one: { code: string }) => one.code === code)
  return found.moments.map((one: { status: string; source: string; cell: { figure?: unknown } }) => [
    ...[one.source, one.status, one.cell.figure],
  ])
}

// Seven schools are asked KM.F.1: ja_uren 3, ja_zonder_uren 1, nee 2, and one does not answer: 4 of 6, too few for a percentage.
describe('a round of schools', () => {
  it('is provisional for the leader while it runs, and final for others once it is closed', async () => {
    const dates = { opensOn: '2026-04-10', closesOn: '2026-04-30', schoolYear: '2025-2026' }
    const plan = { instrument: 'KM-NT2', period: '', schoolIds, ...dates }
    const { body } = await as('project_leader')('POST', '/api/rounds', plan)
    const given = ['ja_uren', 'ja_uren', 'ja_uren', 'ja_zonder_uren', 'nee', 'nee']
    for (const [index, KM_F_1] of given.entries()) await send(body.links[index].url, { KM_F_1 })
    const figure = {
      n: 6,
      parts: [
        { code: 'numerator', count: 4 },
        { code: 'hours', count: 3 },
      ],
      noShare: 'few',
    }
    expect(await momentsOf('project_leader', 'I.A03')).toMatchObject([['responses', 'provisional', figure]])
    expect(await momentsOf('member', 'I.A03')).toEqual([])
    await as('project_leader')('POST', `/api/rounds/${body.round.id}/close`, {})
    expect(await momentsOf('project_leader', 'I.A03')).toMatchObject([['responses', 'final', figure]])
    expect(await momentsOf('member', 'I.A03')).toMatchObject([['responses', 'final', { n: 6 }]])
    expect(await momentsOf('member', 'I.A09')).toMatchObject([
      ['responses', 'final', { n: 7, parts: [{ code: 'numerator', count: 6 }] }],
    ])
  }, 60_000)
})

// Two visits: 8 pupils, 6 files in time, which the school agreed to; 9 pupils, 2 in time, not agreed to yet.
describe('records of visits', () => {
  it('count once the school agreed', async () => {
    const visit = async (school: number, given: Given) => {
      const about = { instrument: 'DA-BEZ', visitedOn: '2026-04-10', schoolId: schoolIds[school] }
      const { body } = await as('project_leader')('POST', '/api/visits', about)
      await send(body.url, { DA_1: 'isk', DA_4_later: 1, DA_4_niet: 1, DA_5b: 0, ...given })
      return body.visitId as number
    }
    const agreed = await visit(0, { DA_2: 8, DA_4_ja: 6 })
    await visit(1, { DA_2: 9, DA_4_ja: 2 })
    expect(await momentsOf('project_leader', 'I.O01')).toEqual([])
    const said = await as('coordinator')('POST', `/api/visits/${agreed}/agreements`, { kind: 'agreed' })
    expect(said.status).toBe(201)
    expect(await momentsOf('project_leader', 'I.O01')).toMatchObject([
      ['responses', 'provisional', { n: 8, parts: [{ code: 'numerator', count: 6 }], noShare: 'few' }],
    ])
  })
})

// Two coaches: 6 and 5 students are 11; how many were nominated is not asked.
describe('a round of a few coaches', () => {
  it('gives the leader a number without a percentage, and nobody else what two people said', async () => {
    const dates = { opensOn: '2026-04-10', closesOn: '2026-06-20', schoolYear: '2025-2026' }
    const plan = { instrument: 'MBO-COACH', period: '', schoolIds: [], ...dates }
    const { body } = await as('project_leader')('POST', '/api/rounds', plan)
    const emails = ['een@example.org', 'twee@example.org']
    const invited = await as('project_leader')('POST', `/api/rounds/${body.round.id}/people`, {
      ...{ emails, byMail: false },
    })
    const given = [
      { CO_1: 6, CO_2: 4 },
      { CO_1: 5, CO_2: 2 },
    ]
    for (const [index, answers] of given.entries()) await send(invited.body.links[index].url, answers)
    await as('project_leader')('POST', `/api/rounds/${body.round.id}/close`, {})
    const [moment] = await momentsOf('project_leader', 'I.M09')
    expect(moment).toMatchObject(['responses', 'final', { parts: [{ code: 'numerator', count: 11 }] }])
    expect(moment[2]).not.toHaveProperty('n')
    expect(await momentsOf('member', 'I.M09')).toEqual([])
  }, 60_000)
})
