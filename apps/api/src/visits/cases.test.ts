import { randomUUID } from 'node:crypto'
import { countAnswers } from '@km/definition'
import { addHolding, createSchools, enterNetwork, type Role, verifyTallies } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { runRetention } from '../privacy/run-retention.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'

type Person = Awaited<ReturnType<typeof signIn>>

const clock = testClock('2025-01-20T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let schoolIds: number[]
let leader: Person
let member: Person
let stranger: Person
let coordinator: Person
let placementId: number
let recordId: number

async function addPerson(role: Role, name: string, own: readonly number[]): Promise<Person> {
  const passwordHash = await hashOf(password)
  const email = `${name}@example.org`
  await opened.store.db.transaction(async (tx) => {
    await enterNetwork(tx, networkId)
    const userId = await createAccount(tx, { networkId, role, name, email, passwordHash, at: clock.now() })
    for (const schoolId of own)
      await addHolding(tx, { networkId, userId, role: role as 'member', schoolId, heldFrom: '2024-08-01' })
  })
  return signIn(opened.app, email)
}

/** Alice leads, Mona helps De Berk and Sam De Eik, Carl speaks for De Berk. */
beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const alice = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...alice })
  const wanted = ['De Berk', 'De Eik'].map((name) => ({
    networkId,
    name,
    type: 'vmbo',
    joinedOn: '2020-08-01',
  }))
  schoolIds = (await opened.store.inNetwork(networkId, (tx) => createSchools(tx, wanted))).map(
    (one) => one.id,
  )
  leader = await signIn(opened.app, 'alice@example.org')
  member = await addPerson('member', 'mona', schoolIds.slice(0, 1))
  stranger = await addPerson('member', 'sam', schoolIds.slice(1))
  coordinator = await addPerson('coordinator', 'carl', schoolIds.slice(0, 1))
})
afterAll(() => opened.close())

const choose = (followUp: unknown) =>
  leader('PUT', '/api/register-choice', { firstRoundBy: '01-31', secondRoundBy: '05-15', followUp })
const start = (person: Person, more: object = {}) =>
  person('POST', '/api/visits', { instrument: 'NZ-6W', visitedOn: '2025-01-20', placementId, ...more })
const answers = {
  N6_1: 'isk',
  N6_1_maand: '01',
  N6_2: 3,
  N6_3: 3,
  N6_7: 'ja',
  N6_8: ['niemand'],
  N6_9: ['geen'],
}
const send = ({ url }: { url: string }, given: object = answers) =>
  client(opened.app)('POST', `${new URL(url).pathname.replace('/r/', '/api/respond/')}/submissions`, {
    submissionId: randomUUID(),
    answers: given,
  })
const counted = () =>
  opened.store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(networkId)}, true)`
    const [row] = await tx`select
      (select count(*)::int from visit) as visits,
      (select count(*)::int from response) as responses,
      (select coalesce(sum(responses), 0)::int from tally) as tallied`
    return row
  })

describe('a record about one pupil', () => {
  it('cannot be begun before the network chose so', async () => {
    placementId = 1
    expect((await start(member)).status).toBe(404)
    expect((await member('GET', '/api/visits')).body.cases).toEqual([])
    expect((await choose({ dpiaOn: '2025-01-10', decidedBy: 'directeur ISK' })).status).toBe(200)
    const made = await member('POST', '/api/registers', {
      ...{ kind: 'placement', schoolId: schoolIds[0], startsOn: '2025-01-05', state: 'running' },
      values: { route: 'isk' },
    })
    expect(made.status).toBe(201)
    placementId = made.body.id
  })

  it('is begun by the member who helps the school, with the number of the placement and no name', async () => {
    const { cases } = (await member('GET', '/api/visits')).body
    expect(cases).toEqual([{ placementId, caseNumber: expect.stringMatching(/^\w{6}$/), school: 'De Berk' }])
    expect((await start(stranger)).status).toBe(404)
    expect((await start(leader)).status).toBe(404)
    expect((await start(member, { placementId: undefined })).body.details.fields).toEqual(['placementId'])
    const { status, body } = await start(member)
    expect(status).toBe(201)
    const form = await client(opened.app)('GET', new URL(body.url).pathname.replace('/r/', '/api/respond/'))
    expect(form.body).toMatchObject({ school: 'De Berk', caseNumber: cases[0].caseNumber })
    const sent = await send(body)
    expect([sent.status, sent.body.details]).toEqual([201, undefined])
    recordId = body.visitId
    expect((await member('GET', `/api/visits/${recordId}`)).body).toMatchObject({
      ...{ caseNumber: cases[0].caseNumber, school: { name: 'De Berk' }, state: 'sent' },
    })
  })

  it('takes no words about a pupil', async () => {
    const { body } = await start(member)
    const wrong = await send(body, { ...answers, 'N6_9-Comment': 'Een verhaal over een leerling' })
    expect(wrong.status).toBe(422)
    expect((await member('DELETE', `/api/visits/${body.visitId}`)).status).toBe(200)
  })

  it('is read by the own school and that member only, and its round stands in no list', async () => {
    expect((await coordinator('GET', `/api/visits/${recordId}`)).status).toBe(200)
    for (const person of [leader, stranger]) {
      expect((await person('GET', `/api/visits/${recordId}`)).status).toBe(404)
      expect(JSON.stringify((await person('GET', '/api/visits')).body.visits)).not.toContain('NZ-6W')
    }
    expect(JSON.stringify((await leader('GET', '/api/rounds')).body)).not.toContain('NZ-6W')
    expect((await leader('GET', '/api/rounds/1')).status).toBe(404)
    const calendars = await Promise.all(
      ['2024-2025', '2025-2026'].map((year) => leader('GET', `/api/calendar?schoolYear=${year}`)),
    )
    expect(calendars.map(({ status }) => status)).toEqual([200, 200])
    expect(JSON.stringify(calendars.map(({ body }) => body))).not.toContain('/meetrondes/1')
    expect(JSON.stringify((await leader('GET', '/api/start')).body)).not.toContain('NZ-6W')
  })

  it('settles that the talk after six weeks was held', async () => {
    const { signals } = (await member('GET', '/api/registers')).body
    expect(signals.filter(({ kind }: { kind: string }) => kind === 'placement')).toEqual([])
  })

  it('is seen by nobody while the network has it switched off', async () => {
    await choose(false)
    expect((await member('GET', `/api/visits/${recordId}`)).status).toBe(404)
    expect((await coordinator('GET', '/api/visits')).body.visits).toEqual([])
    await choose({ dpiaOn: '2025-01-10', decidedBy: 'directeur ISK' })
    expect((await member('GET', `/api/visits/${recordId}`)).status).toBe(200)
  })

  it('is gone, out of the tallies too, half a year after the follow-up ended', async () => {
    expect(await counted()).toMatchObject({ responses: 1, tallied: 2 })
    // Stopped on 20 January 2025: half a year later is 20 July.
    const stopped = { kind: 'placement', schoolId: schoolIds[0], startsOn: '2025-01-05', state: 'stopped' }
    const changed = await member('PUT', `/api/registers/${placementId}`, {
      ...stopped,
      values: { route: 'isk' },
    })
    expect(changed.status).toBe(200)
    const at = (day: string) => ({ store: opened.store, now: () => new Date(`${day}T09:00:00Z`) })
    await runRetention(at('2025-07-20'))
    expect(await counted()).toMatchObject({ responses: 1 })
    const done = await runRetention(at('2025-07-21'))
    expect(done.find(({ rule }) => rule === 'placements')?.counts).toEqual({ responses: 1, rows: 1 })
    expect(await counted()).toEqual({ visits: 0, responses: 0, tallied: 0 })
    expect((await verifyTallies(opened.store, { count: countAnswers })).differences).toEqual([])
  })
})
