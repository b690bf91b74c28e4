import { randomUUID } from 'node:crypto'
import { addHolding, createSchools, enterNetwork, type Role } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'

type Person = Awaited<ReturnType<typeof signIn>>

const clock = testClock('2026-11-10T09:00:00Z')
const visitedOn = '2026-11-09'
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let birch: number
let leader: Person
let member: Person
let coordinator: Person

async function addPerson(role: Role, name: string, schoolIds: readonly number[]): Promise<Person> {
  const passwordHash = await hashOf(password)
  const email = `${name}@example.org`
  await opened.store.db.transaction(async (tx) => {
    await enterNetwork(tx, networkId)
    const at = clock.now()
    const userId = await createAccount(tx, { networkId, role, name, email, passwordHash, at })
    if (role !== 'coordinator' && role !== 'member') return
    for (const schoolId of schoolIds)
      await addHolding(tx, { networkId, userId, role, schoolId, heldFrom: '2026-08-01' })
  })
  return signIn(opened.app, email)
}

/** Alice leads, Mona helps De Berk, Carl speaks for it. */
beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const alice = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...alice })
  const school = { networkId, name: 'De Berk', type: 'vmbo', joinedOn: '2020-08-01' }
  ;[birch = 0] = (await opened.store.inNetwork(networkId, (tx) => createSchools(tx, [school]))).map(
    (one) => one.id,
  )
  leader = await signIn(opened.app, 'alice@example.org')
  member = await addPerson('member', 'mona', [birch])
  coordinator = await addPerson('coordinator', 'carl', [birch])
})
afterAll(() => opened.close())

const start = (person: Person, instrument: string, more: object = {}) =>
  person('POST', '/api/visits', { instrument, visitedOn, ...more })
const linkIn = (body: { url: string }) => `/api/respond/${body.url.split('/r/')[1]}`
const anyone = () => client(opened.app)
const send = (body: { url: string }, answers: object) =>
  anyone()('POST', `${linkIn(body)}/submissions`, { submissionId: randomUUID(), answers })
const harvest = {
  ...{ IV_1: '2026-11-09', IV_1_nummer: 1, IV_2_scholen: 9, IV_2_deelnemers: 14 },
  ...{ IV_5: 1, IV_5_1: 'Samen lezen werkt.', IV_5_1_onderwerp: 'OL.D', IV_5_1_scholen: 6, IV_11: 0 },
}

describe('a record of a meeting', () => {
  it('is begun without a school, with the day filled in, and read by the whole team only', async () => {
    const { status, body } = await start(member, 'IV-OOGST')
    expect(status).toBe(201)
    const form = (await anyone()('GET', linkIn(body))).body
    expect(form).toMatchObject({ mode: 'member', status: 'draft', answers: { IV_1: visitedOn } })
    expect(form).not.toHaveProperty('school')
    expect((await send(body, harvest)).status).toBe(201)
    for (const person of [member, leader]) {
      const seen = await person('GET', `/api/visits/${body.visitId}`)
      expect(seen.body).toMatchObject({ instrument: 'IV-OOGST', state: 'sent', visitedOn })
      expect(JSON.stringify(seen.body.pages)).toContain('Samen lezen werkt.')
      expect(seen.body).not.toHaveProperty('school')
    }
    expect((await coordinator('GET', `/api/visits/${body.visitId}`)).status).toBe(404)
    expect((await coordinator('GET', '/api/visits')).body.visits).toEqual([])
  })

  it('stands once in the tally of the network, and in no school', async () => {
    const { body } = await start(leader, 'IV-OOGST')
    const submission = { submissionId: randomUUID(), answers: harvest }
    const path = `${linkIn(body)}/submissions`
    const [a, b] = await Promise.all([anyone()('POST', path, submission), anyone()('POST', path, submission)])
    expect([a.status, b.status].sort()).toEqual([200, 201])
    const rows = await opened.store.sql.begin(async (tx) => {
      await tx`select set_config('km.network', ${String(networkId)}, true)`
      return tx`select t.school_id, t.responses from tally t join round r on r.network_id = t.network_id and r.id = t.round_id
        where r.instrument = 'IV-OOGST'`
    })
    expect(rows).toEqual([{ school_id: 0, responses: 2 }])
  })

  it('belongs to no school, and a record of a school belongs to one', async () => {
    const wrong = async (instrument: string, more: object) =>
      (await start(leader, instrument, more)).body.details.fields
    expect(await wrong('IV-OOGST', { schoolId: birch })).toEqual(['schoolId'])
    expect(await wrong('LV-3X', {})).toEqual(['schoolId'])
    expect(await wrong('KM-NT2', { schoolId: birch })).toEqual(['instrument'])
    expect(await wrong('NZ-6W', { schoolId: birch })).toEqual(['instrument'])
  })
})

it('the scan of the region is for the project leader only', async () => {
  expect((await start(member, 'RS-NT2')).body.details.fields).toEqual(['instrument'])
  expect((await start(leader, 'RS-NT2')).status).toBe(201)
  const codes = async (person: Person) =>
    (await person('GET', '/api/visits')).body.instruments.map((one: { code: string }) => one.code)
  expect(await codes(leader)).toEqual(
    expect.arrayContaining(['SB-NT2', 'DA-BEZ', 'LV-3X', 'IV-OOGST', 'RS-NT2']),
  )
  expect(await codes(leader)).toContain('VW-SPIEGEL-TEAM')
  expect(await codes(member)).not.toContain('RS-NT2')
  expect((await codes(leader))[0]).toBe('SB-NT2')
})

describe('a progress round', () => {
  it('counts pupils of one school; the school reads it and is not asked to agree', async () => {
    const { body } = await start(member, 'LV-3X', { schoolId: birch })
    const sent = await send(body, { LV_1_datum: visitedOn, LV_1: 'ronde_1', LV_9: 0 })
    expect([sent.status, sent.body.details]).toEqual([201, undefined])
    const seen = await coordinator('GET', `/api/visits/${body.visitId}`)
    expect(seen.body).toMatchObject({ state: 'sent', school: { name: 'De Berk' } })
    const agreed = await coordinator('POST', `/api/visits/${body.visitId}/agreements`, { kind: 'agreed' })
    expect(agreed.status).toBe(404)
  })
})
