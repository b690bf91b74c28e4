import { listAudit } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { releaseDue } from './release-round.ts'

const surveys = tinySurveys(
  {
    facts: { code: 'KLEIN' },
    versions: {
      '1.0': form([question('KL_1')]),
      '1.1': form([question('KL_1', { title: 'Hoe gaat het met KL.1?' })]),
    },
  },
  {
    facts: { code: 'ANON', anonymityLevel: 'A', mode: 'open-link', unit: 'person' },
    versions: { '1.0': form([question('AN_1')]) },
  },
  {
    facts: { code: 'LEERLING', anonymityLevel: 'K', unit: 'person' },
    versions: { '1.0': form([question('LE_1')]) },
  },
)
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number
const schoolIds: number[] = []

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  for (const name of ['De Linde', 'De Eik']) {
    const made = await alice('POST', '/api/schools', { name, type: 'vmbo', joinedOn: '2020-08-01' })
    schoolIds.push(made.body.id)
  }
})
afterAll(() => opened.close())

const round = (more: object) => ({
  instrument: 'KLEIN',
  schoolYear: '2026-2027',
  opensOn: '2026-10-01',
  closesOn: '2026-11-03',
  ...more,
})

describe('schools', () => {
  it('stand in the network by name, each name once', async () => {
    const listed = await alice('GET', '/api/schools')
    expect(listed.body.map((school: { name: string }) => school.name)).toEqual(['De Eik', 'De Linde'])
    const twice = await alice('POST', '/api/schools', {
      name: 'De Eik',
      type: 'havo',
      joinedOn: '2021-08-01',
    })
    expect([twice.status, twice.body.code]).toEqual([409, 'already_exists'])
  })

  it.each([
    ['name', { name: 'De\u0000Beuk' }],
    ['type', { type: 'vmbo\ud800' }],
    ['joinedOn', { joinedOn: '0000-08-01' }],
  ])('with a %s that cannot be stored are refused by name', async (field, more) => {
    const beuk = { name: 'De Beuk', type: 'vmbo', joinedOn: '2021-08-01' }
    const { status, body } = await alice('POST', '/api/schools', { ...beuk, ...more })
    expect([status, body.details.fields]).toEqual([400, [field]])
  })
})

describe('a round', () => {
  it('about the case of one pupil is refused: it begins with a placement', async () => {
    const { status, body } = await alice('POST', '/api/rounds', round({ instrument: 'LEERLING', schoolIds }))
    expect([status, body.details]).toMatchObject([400, { fields: ['instrument'] }])
    expect((await alice('GET', '/api/instruments/LEERLING')).body.links).toBe('none')
  })

  it('pins the newest version and gives each school its own link, once', async () => {
    const { status, body } = await alice('POST', '/api/rounds', round({ period: 'a', schoolIds }))
    expect(status).toBe(201)
    expect(body.round).toMatchObject({ version: '1.1', state: 'open', invited: 2, started: 0, done: 0 })
    expect(body.links.map((link: { school: string }) => link.school)).toEqual(['De Linde', 'De Eik'])
    const opens = await client(opened.app)('GET', body.links[0].url.replace(/.*\/r\//, '/api/respond/'))
    expect(opens.body).toMatchObject({ status: 'open', school: 'De Linde', version: '1.1' })
    const seen = await alice('GET', `/api/rounds/${body.round.id}`)
    expect(seen.body.invitations).toHaveLength(2)
    expect(JSON.stringify(seen.body)).not.toContain(body.links[0].url.slice(-26))
  })

  it('of an instrument with an open link gets one, and takes no schools', async () => {
    const made = await alice('POST', '/api/rounds', round({ instrument: 'ANON', period: 'a' }))
    expect(made.body.links).toHaveLength(1)
    expect(made.body.links[0]).not.toHaveProperty('school')
    const wrong = await alice('POST', '/api/rounds', round({ instrument: 'ANON', period: 'b', schoolIds }))
    expect([wrong.status, wrong.body.details.fields]).toEqual([400, ['schoolIds']])
  })

  it('is there once per instrument, year and period', async () => {
    await alice('POST', '/api/rounds', round({ period: 'b' }))
    const twice = await alice('POST', '/api/rounds', round({ period: 'b' }))
    expect([twice.status, twice.body.code]).toEqual([409, 'already_exists'])
  })

  it.each([
    ['instrument', { instrument: 'NIETS' }],
    ['schoolYear', { schoolYear: '2026-2028' }],
    ['closesOn', { closesOn: '2026-09-30' }],
    ['schoolIds', { schoolIds: [999] }],
    ['period', { period: 'c\u0000' }],
    ['opensOn', { opensOn: '0000-10-01' }],
  ])('with a wrong %s is refused by name', async (field, more) => {
    const { status, body } = await alice('POST', '/api/rounds', round({ period: 'c', ...more }))
    expect([status, body.details.fields]).toEqual([400, [field]])
  })

  it('with a number that no round or school can have is refused by name', async () => {
    const one = await alice('GET', '/api/rounds/99999999999')
    expect([one.status, one.body.details.fields]).toEqual([400, ['id']])
    const link = await alice('POST', '/api/rounds/1/links', { schoolId: 2 ** 31 })
    expect([link.status, link.body.details.fields]).toEqual([400, ['schoolId']])
  })

  it('replaces a lost link: the old one stops working and the draft stays', async () => {
    const made = await alice('POST', '/api/rounds', round({ period: 'd', schoolIds }))
    const api = (url: string) => url.replace(/.*\/r\//, '/api/respond/')
    const old = api(made.body.links[0].url)
    await client(opened.app)('PUT', `${old}/draft`, { answers: { KL_1: 2 }, page: 0, revision: 0 })
    const renewed = await alice('POST', `/api/rounds/${made.body.round.id}/links`, { schoolId: schoolIds[0] })
    expect(renewed.status).toBe(201)
    expect((await client(opened.app)('GET', old)).status).toBe(404)
    const now = await client(opened.app)('GET', api(renewed.body.links[0].url))
    expect(now.body).toMatchObject({ status: 'draft', answers: { KL_1: 2 } })
  })

  it('is released by closing it, once, and takes nothing after that', async () => {
    const made = await alice('POST', '/api/rounds', round({ instrument: 'ANON', period: 'e' }))
    const link = made.body.links[0].url.replace(/.*\/r\//, '/api/respond/')
    const send = (AN_1: number) => ({ submissionId: crypto.randomUUID(), answers: { AN_1 } })
    await client(opened.app)('POST', `${link}/submissions`, send(1))
    const closed = await alice('POST', `/api/rounds/${made.body.round.id}/close`)
    expect([closed.status, closed.body.state, closed.body.done]).toEqual([200, 'released', 1])
    expect((await alice('POST', `/api/rounds/${made.body.round.id}/close`)).body).toEqual(closed.body)
    const late = await client(opened.app)('POST', `${link}/submissions`, send(2))
    expect([late.status, late.body.code]).toEqual([410, 'round_closed'])
    expect((await client(opened.app)('GET', link)).body.status).toBe('closed')
  })

  it('is released by itself when its 24 hours after closing are over', async () => {
    const made = await alice('POST', '/api/rounds', round({ period: 'f', closesOn: '2026-10-06' }))
    const deps = { store: opened.store, now: clock.now, publicUrl: '', freeze: async () => ({}) }
    const surveysOf = {
      framework: undefined as never,
      scales: [],
      plans: [],
      indicators: [],
      instruments: [],
    }
    clock.set('2026-10-07T21:59:59Z')
    expect(await releaseDue({ ...deps, surveys: surveysOf })).toEqual([])
    clock.set('2026-10-07T22:00:00Z')
    const released = await releaseDue({ ...deps, surveys: surveysOf })
    expect(released.map((each) => each.id)).toEqual([made.body.round.id])
    clock.set('2026-10-05T09:00:00Z')
  })

  it('leaves a trace of who did what', async () => {
    const rows = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 100 }))
    const verbs = new Set(rows.map((row) => row.verb).filter((verb) => !verb.startsWith('second_factor')))
    expect(verbs).toEqual(new Set(['school.add', 'round.open', 'link.make', 'round.release']))
    expect(JSON.stringify(rows)).not.toContain('/r/')
  })

  it('of another network is not there', async () => {
    const bob = { role: 'project_leader', email: 'bob@example.org', at: clock.now() } as const
    await addNetwork(opened.store, { name: 'Andere regio', ...bob })
    const other = await signIn(opened.app, 'bob@example.org')
    expect((await other('GET', '/api/rounds')).body).toEqual([])
    const [mine] = (await alice('GET', '/api/rounds')).body
    expect((await other('GET', `/api/rounds/${mine.id}`)).status).toBe(404)
    expect((await other('POST', `/api/rounds/${mine.id}/close`)).status).toBe(404)
  })
})
