import { randomUUID } from 'node:crypto'
import { addHolding, createSchools, enterNetwork, listAudit, type Role } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'
import { madeLater } from './nl.ts'

type Person = Awaited<ReturnType<typeof signIn>>

const clock = testClock('2026-11-10T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let birch: number
let oak: number
let leader: Person
let member: Person
let coordinator: Person
let neighbour: Person

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

/** Alice leads, Mona visits De Berk, Carl speaks for De Berk and Nora for De Eik. */
beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const at = clock.now()
  const alice = { role: 'project_leader', email: 'alice@example.org', at } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...alice })
  const school = { networkId, type: 'vmbo', joinedOn: '2020-08-01' }
  const wanted = ['De Berk', 'De Eik'].map((name) => ({ ...school, name }))
  const made = await opened.store.inNetwork(networkId, (tx) => createSchools(tx, wanted))
  ;[birch = 0, oak = 0] = made.map((one) => one.id)
  leader = await signIn(opened.app, 'alice@example.org')
  member = await addPerson('member', 'mona', [birch])
  coordinator = await addPerson('coordinator', 'carl', [birch])
  neighbour = await addPerson('coordinator', 'nora', [oak])
})
afterAll(() => opened.close())

const answers = {
  SB_1: '2026-11-09',
  SB_2: ['schoolleider', 'nt2_coordinator'],
  SB_3: 'jaarlijks',
  ...Object.fromEntries([6, 7, 8].flatMap((n) => [1, 2, 3].map((part) => [`SB_${n}_${part}`, 2]))),
  SB_9: 'bekend',
  SB_10: 'De mentoren bespreken elke maand hoe het gaat.',
  SB_12: ['BE.N.1'],
  SB_12_BE_N_1: 3,
  SB_14: 1,
  SB_14_1: { wat: 'Een plan voor woordenschat', wie: 'NT2-coördinator', wanneer: '2027-03-03' },
}

const start = async (person: Person, schoolId = birch, visitedOn = '2026-11-09') =>
  person('POST', '/api/visits', { schoolId, visitedOn })
const linkIn = (body: { url: string }) => `/api/respond/${body.url.split('/r/')[1]}`
const submission = (over: object = {}) => ({ submissionId: randomUUID(), answers: { ...answers, ...over } })
const anyone = () => client(opened.app)

async function sendVisit(schoolId = birch, over: object = {}): Promise<number> {
  const { body } = await start(leader, schoolId)
  expect((await anyone()('POST', `${linkIn(body)}/submissions`, submission(over))).status).toBe(201)
  return body.visitId
}
const agree = (person: Person, id: number, body: object = { kind: 'agreed' }) =>
  person('POST', `/api/visits/${id}/agreements`, body)

describe('starting a visit', () => {
  it('opens the form with the day filled in, in a round that lasts until the school year ends', async () => {
    const { status, body } = await start(member)
    expect(status).toBe(201)
    const form = (await anyone()('GET', linkIn(body))).body
    expect(form).toMatchObject({
      instrument: 'SB-NT2',
      mode: 'member',
      school: 'De Berk',
      status: 'draft',
      answers: { SB_1: '2026-11-09' },
      closesOn: '2027-07-31',
    })
  })

  it('is for schools of the portfolio; the leader visits all', async () => {
    expect((await start(member, oak)).status).toBe(404)
    expect((await start(leader, oak)).status).toBe(201)
  })

  it('takes no day of a school year that is still to come, and an instrument for visits', async () => {
    expect((await start(member, birch, '2027-08-01')).body.details.fields).toEqual(['visitedOn'])
    const other = { schoolId: birch, visitedOn: '2026-11-09', instrument: 'KM-NT2' }
    expect((await member('POST', '/api/visits', other)).body.details.fields).toEqual(['instrument'])
  })

  it('does not need a round that was planned, and cannot have one', async () => {
    const dates = { schoolYear: '2026-2027', opensOn: '2026-11-01', closesOn: '2026-12-01' }
    const planned = { instrument: 'SB-NT2', period: 'x', ...dates, schoolIds: [birch] }
    expect((await leader('POST', '/api/rounds', planned)).status).toBe(400)
  })

  it('goes on over a new link, which replaces the one before and keeps what was begun', async () => {
    const first = (await start(member)).body
    const draft = { answers: { SB_1: '2026-11-09', SB_3: 'vraag' }, page: 1, revision: 1 }
    expect((await anyone()('PUT', `${linkIn(first)}/draft`, draft)).status).toBe(200)
    const second = (await member('POST', `/api/visits/${first.visitId}/links`)).body
    expect((await anyone()('GET', linkIn(second))).body.answers).toEqual(draft.answers)
    expect((await anyone()('GET', linkIn(first))).body.status).not.toBe('draft')
    expect((await neighbour('POST', `/api/visits/${first.visitId}/links`)).status).toBe(403)
  })

  it('keeps one record of what was sent twice', async () => {
    const before = (await leader('GET', '/api/visits')).body.visits
    const { body } = await start(member)
    const once = submission()
    const path = `${linkIn(body)}/submissions`
    const [a, b] = await Promise.all([anyone()('POST', path, once), anyone()('POST', path, once)])
    expect([a.status, b.status].sort()).toEqual([200, 201])
    expect(a.body.receipt).toBe(b.body.receipt)
    expect((await anyone()('POST', path, submission())).status).toBe(409)
    expect((await member('POST', `/api/visits/${body.visitId}/links`)).body.code).toBe('already_sent')
    expect((await leader('GET', '/api/visits')).body.visits).toHaveLength(before.length + 1)
  })

  it('can be taken back until it is sent', async () => {
    const { body } = await start(member)
    const ids = async () =>
      (await member('GET', '/api/visits')).body.visits.map((one: { id: number }) => one.id)
    expect(await ids()).toContain(body.visitId)
    expect((await coordinator('DELETE', `/api/visits/${body.visitId}`)).status).toBe(403)
    expect((await member('DELETE', `/api/visits/${body.visitId}`)).body).toEqual({ done: true })
    expect(await ids()).not.toContain(body.visitId)
    expect((await anyone()('GET', linkIn(body))).status).toBe(404)
    expect((await member('DELETE', `/api/visits/${body.visitId}`)).status).toBe(404)
    const id = await sendVisit()
    expect((await member('DELETE', `/api/visits/${id}`)).body.code).toBe('already_sent')
    expect((await coordinator('GET', `/api/visits/${id}`)).status).toBe(200)
    const elsewhere = (await start(leader, oak)).body
    expect((await member('DELETE', `/api/visits/${elsewhere.visitId}`)).status).toBe(404)
  })

  it('shows nothing of the school to who holds the link, and is no form for its coordinator', async () => {
    const { body } = await start(member)
    await anyone()('POST', `${linkIn(body)}/submissions`, submission())
    expect((await anyone()('GET', `${linkIn(body)}/report`)).status).toBe(403)
    expect((await coordinator('GET', '/api/own/rounds')).body).toEqual([])
    const [round] = (await leader('GET', '/api/rounds')).body
    expect((await coordinator('POST', `/api/own/rounds/${round.id}/links`, { schoolId: birch })).status).toBe(
      404,
    )
    expect((await leader('POST', `/api/rounds/${round.id}/links`, { schoolId: birch })).status).toBe(400)
    const schools = [{ schoolId: birch, email: 'kees@example.org' }]
    const mailed = await leader('POST', `/api/rounds/${round.id}/invitations`, { schools })
    expect(mailed.body.code).toBe('round_not_open')
  })
})

describe('the record of a visit', () => {
  it('is read by the school as it was filled in, question and answer in words', async () => {
    const id = await sendVisit()
    const { status, body } = await coordinator('GET', `/api/visits/${id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      school: { name: 'De Berk' },
      visitedOn: '2026-11-09',
      sentOn: '2026-11-10',
      state: 'not_agreed',
      speaksForSchool: true,
    })
    const rows = body.pages.flatMap((page: { rows: { item: string; answers: string[] }[] }) => page.rows)
    const answered = Object.fromEntries(
      rows.map((row: { item: string; answers: string[] }) => [row.item, row.answers]),
    )
    expect(answered).toMatchObject({
      SB_1: ['9 november 2026'],
      SB_2: ['NT2-coördinator', 'schoolleider'],
      SB_6_1: ['Begin'],
      SB_12: ['Eigen NT2-beleid'],
      SB_12_BE_N_1: ['Op orde: Er is vastgesteld beleid dat past bij de regionale visie.'],
      SB_14_1_wanneer: ['3 maart 2027'],
      SB_10: [answers.SB_10],
    })
    expect(Object.keys(answered)).not.toContain('SB_11')
  })

  it('stands on the page of the school, beside what the school says, for who may see it', async () => {
    const id = await sendVisit()
    const { status, body } = await coordinator('GET', `/api/schools/${birch}`)
    expect(status).toBe(200)
    const mine = (one: { visitId: number }) => one.visitId === id
    expect(body.visits.beside.find(mine)).toMatchObject({
      ...{ expectationCode: 'BE.N.1', level: 3, label: 'Op orde', discuss: false },
    })
    const { phases } = body.visits.flywheel.find(mine)
    expect(phases.map((one: { name: string }) => one.name)).toEqual(['aanloop', 'versnellen', 'verduurzamen'])
    expect(phases[0].levels).toHaveLength(3)
    expect((await neighbour('GET', `/api/schools/${birch}`)).status).toBe(403)
  })

  it('is not there until it is sent, nor for another school or network', async () => {
    const { visitId } = (await start(member)).body
    expect((await coordinator('GET', `/api/visits/${visitId}`)).status).toBe(404)
    expect((await agree(coordinator, visitId)).status).toBe(404)
    const id = await sendVisit()
    expect((await neighbour('GET', `/api/visits/${id}`)).status).toBe(404)
    expect((await agree(neighbour, id)).status).toBe(404)
    const bob = { role: 'project_leader', email: 'bob@example.org', at: clock.now() } as const
    await addNetwork(opened.store, { name: 'Andere regio', ...bob })
    const other = await signIn(opened.app, 'bob@example.org')
    expect((await other('GET', `/api/visits/${id}`)).status).toBe(404)
    expect((await other('GET', '/api/visits')).body.visits).toEqual([])
    expect((await start(other, birch)).status).toBe(404)
    expect((await other('POST', `/api/visits/${visitId}/links`)).status).toBe(404)
  })

  it('is a new one for each visit, and each counts', async () => {
    const before = (await coordinator('GET', '/api/visits')).body.visits.length
    const ids = [await sendVisit(), await sendVisit()]
    const { visits } = (await coordinator('GET', '/api/visits')).body
    expect(visits).toHaveLength(before + 2)
    expect(ids[0]).not.toBe(ids[1])
  })
})

describe('what the school says about it', () => {
  it('is agreed once, with its date, and changes nothing in the record', async () => {
    const id = await sendVisit()
    const before = (await leader('GET', `/api/visits/${id}`)).body
    const remark = 'De afspraak geldt voor twee klassen.'
    expect((await agree(coordinator, id, { kind: 'remark', remark })).body.state).toBe('not_agreed')
    clock.set('2026-11-12T09:00:00Z')
    const { status, body } = await agree(coordinator, id)
    expect(status).toBe(201)
    expect(body).toMatchObject({ state: 'agreed', agreedOn: '2026-11-12', remarks: 1, pages: before.pages })
    expect(body.agreements).toEqual([
      { kind: 'remark', remark, madeOn: '2026-11-10', role: 'coordinator' },
      { kind: 'agreed', remark: '', madeOn: '2026-11-12', role: 'coordinator' },
    ])
    const again = await agree(coordinator, id)
    expect([again.status, again.body.code]).toEqual([409, 'already_agreed'])
    expect(again.body.message).toContain('al akkoord')
    expect((await agree(coordinator, id, { kind: 'remark', remark: 'Nog iets.' })).status).toBe(201)
    clock.set('2026-11-10T09:00:00Z')
  })

  it('is agreed once when two say so at the same moment', async () => {
    const id = await sendVisit()
    const both = await Promise.all([agree(coordinator, id), agree(coordinator, id)])
    expect(both.map((one) => one.status).sort()).toEqual([201, 409])
  })

  it('needs words for a remark, at most a thousand signs', async () => {
    const id = await sendVisit()
    expect((await agree(coordinator, id, { kind: 'remark', remark: ' ' })).body.details.fields).toEqual([
      'remark',
    ])
    const long = 'x'.repeat(1001)
    expect((await agree(coordinator, id, { kind: 'remark', remark: long })).status).toBe(400)
  })

  it('is for the coordinator of that school only', async () => {
    const id = await sendVisit()
    expect((await agree(leader, id)).status).toBe(403)
    expect((await agree(member, id)).status).toBe(403)
  })

  it('puts what waits for the school first', async () => {
    const { visits } = (await coordinator('GET', '/api/visits')).body
    const states = visits.map((one: { state: string }) => one.state)
    expect(states.lastIndexOf('not_agreed')).toBeLessThan(states.indexOf('agreed'))
    expect(states).not.toContain('begun')
  })
})

describe('rights', () => {
  it.each(['admin', 'director', 'board', 'coach', 'roc_contact', 'po_contact'] as const)(
    'of the role %s end before visits',
    async (role) => {
      const id = await sendVisit()
      const person = await addPerson(role, role, [])
      expect((await person('GET', '/api/visits')).status).toBe(403)
      expect((await person('GET', `/api/visits/${id}`)).status).toBe(403)
      expect((await start(person)).status).toBe(403)
      expect((await person('POST', `/api/visits/${id}/links`)).status).toBe(403)
      expect((await agree(person, id)).status).toBe(403)
    },
  )

  it('of a coordinator do not start a visit', async () => {
    expect((await start(coordinator)).status).toBe(403)
    expect((await coordinator('GET', '/api/visits')).body).toMatchObject({ schools: [], instruments: [] })
  })

  it('of a member reach as far as the portfolio', async () => {
    const id = await sendVisit(oak)
    expect((await member('GET', `/api/visits/${id}`)).status).toBe(404)
    const seen = (await member('GET', '/api/visits')).body
    expect(seen.schools).toEqual([{ id: birch, name: 'De Berk' }])
    expect(seen.instruments.slice(0, 2)).toEqual([
      { code: 'SB-NT2', title: 'Schoolbezoek NT2-beleid', about: 'school' },
      { code: 'DA-BEZ', title: 'Schoolbezoek advies en overdracht', about: 'school' },
    ])
    expect(new Set(seen.visits.map((one: { school: { id: number } }) => one.school.id))).toEqual(
      new Set([birch]),
    )
    expect((await leader('GET', `/api/visits/${id}`)).body.speaksForSchool).toBe(false)
  })

  it('leave a trace of who did what, without what was said', async () => {
    const rows = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 500 }))
    const verbs = new Set(rows.map((row) => row.verb))
    for (const verb of ['round.open', 'visit.start', 'visit.link', 'visit.agree', 'visit.remark'])
      expect(verbs).toContain(verb)
    expect(rows.filter((row) => row.verb === 'round.open')).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/\/r\/|twee klassen/)
  })
})

describe('a record as evidence', () => {
  it('is marked as long as a school did not agree', async () => {
    const { visits } = (await leader('GET', '/api/visits')).body
    const ofBirch = visits.filter((one: { school: { id: number } }) => one.school.id === birch)
    const sent = ofBirch.filter((one: { state: string }) => one.state !== 'begun')
    const open = sent.filter((one: { state: string }) => one.state === 'not_agreed')
    const [round] = (await leader('GET', '/api/rounds')).body
    await leader('POST', `/api/rounds/${round.id}/close`)
    const reference = {
      instrument: 'SB-NT2',
      years: ['2026-2027'],
      level: 'item',
      key: 'SB_6_1',
      school: birch,
    }
    const { status, body } = await leader('POST', '/api/findings', { reference })
    expect(status).toBe(201)
    expect(open.length).toBeGreaterThan(0)
    expect(body.evidence[0].filter).toContain(`nog niet akkoord: ${open.length} van ${sent.length} verslagen`)
    for (const one of open) await agree(coordinator, one.id)
    const later = await leader('POST', '/api/findings', { reference })
    expect(later.body.evidence[0].filter).not.toContain('akkoord')
  })

  it('is closed with the school year: no visit is started in it any more', async () => {
    expect((await start(leader)).body.code).toBe('round_released')
  })
})

describe('a record of an earlier school year', () => {
  it('may be of an earlier school year, which is then marked as entered afterwards', async () => {
    const { status, body } = await start(member, birch, '2024-11-12')
    expect(status).toBe(201)
    const sent = submission({ SB_1: '2024-11-12' })
    expect((await anyone()('POST', `${linkIn(body)}/submissions`, sent)).status).toBe(201)
    const seen = (await member('GET', '/api/visits')).body.visits
    expect(seen.find((one: { id: number }) => one.id === body.visitId)).toMatchObject({
      ...{ schoolYear: '2024-2025', visitedOn: '2024-11-12' },
    })
    const all = (await leader('GET', '/api/rounds')).body
    const round = all.find((one: { schoolYear: string }) => one.schoolYear === '2024-2025')
    expect(round).toMatchObject({ retrospective: true, state: 'open', source: madeLater, done: 1 })
    await leader('POST', `/api/rounds/${round.id}/close`)
    const closed = await start(member, birch, '2024-11-13')
    expect([closed.status, closed.body.code]).toEqual([409, 'round_released'])
    const reopened = { reason: 'Er ontbrak een verslag.', closesOn: '2026-12-01' }
    await leader('POST', `/api/rounds/${round.id}/reopen`, reopened)
    expect((await start(member, birch, '2024-11-13')).status).toBe(201)
  })
})
