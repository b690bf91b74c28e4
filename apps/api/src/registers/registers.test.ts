import { addHolding, createSchools, type Role } from '@km/store'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { runRetention } from '../privacy/run-retention.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'

/** A region with three schools; Bob helps De Eik and De Beuk, Carol coordinates De Eik, Dave directs. */

const clock = testClock('2026-02-10T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let eik: number
let beuk: number
let linde: number
let [alice, bob, carol, dave]: Awaited<ReturnType<typeof signIn>>[] = []

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const { store, app } = opened
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(store, { name: 'Regio Test', ...account })
  const names = ['De Eik', 'De Beuk', 'De Linde']
  const made = await store.inNetwork(networkId, (tx) =>
    createSchools(
      tx,
      names.map((name) => ({ networkId, name, type: 'vmbo', joinedOn: '2020-08-01' })),
    ),
  )
  ;[eik, beuk, linde] = made.map((school) => school.id) as [number, number, number]
  const people: [Role, string, number[]][] = [
    ['member', 'bob@example.org', [eik, beuk]],
    ['coordinator', 'carol@example.org', [eik]],
    ['director', 'dave@example.org', []],
  ]
  for (const [role, email, schoolIds] of people) {
    const passwordHash = await hashOf(password)
    await store.inNetwork(networkId, async (tx) => {
      const own = { networkId, role, email, name: email, passwordHash, at: clock.now() }
      const userId = await createAccount(tx, own)
      if (role !== 'coordinator' && role !== 'member') return
      for (const schoolId of schoolIds)
        await addHolding(tx, { networkId, userId, role, schoolId, heldFrom: '2025-08-01' })
    })
  }
  alice = await signIn(app, 'alice@example.org')
  bob = await signIn(app, 'bob@example.org')
  carol = await signIn(app, 'carol@example.org')
  dave = await signIn(app, 'dave@example.org')
})
afterAll(() => opened.close())

const meeting = (more: object = {}) => ({
  kind: 'meeting',
  startsOn: '2025-10-07',
  state: 'done',
  attended: [eik, beuk],
  values: { title: 'Overdracht van ISK naar vo', form: 'network_meeting', participants: 9 },
  ...more,
})

describe('a meeting', () => {
  it('stands in the register with the schools that came, and counts towards what the plan promises', async () => {
    expect((await alice?.('POST', '/api/registers', meeting()))?.status).toBe(201)
    const plan = { activity: 'A1.3', planned: 3, owner: 'project_leader' }
    const activity = { kind: 'activity', startsOn: '2025-08-01', endsOn: '2026-07-31', state: 'running' }
    expect((await alice?.('POST', '/api/registers', { ...activity, values: plan }))?.status).toBe(201)
    const { body } = (await dave?.('GET', '/api/registers')) ?? { body: {} }
    const found = body.entries.find((one: { kind: string }) => one.kind === 'meeting')
    expect(found).toMatchObject({
      attended: [{ name: 'De Eik' }, { name: 'De Beuk' }],
      mayChange: false,
    })
    expect(body.activities.find((one: { activity: string }) => one.activity === 'A1.3')).toMatchObject({
      planned: 3,
      realised: 1,
      counted: true,
    })
    expect(body.signals.map((one: { text: string }) => one.text)).toContain(
      '1 van 3 bijeenkomsten zijn gehouden.',
    )
  })

  it('shows a coordinator the own attendance only', async () => {
    const { body } = (await carol?.('GET', '/api/registers')) ?? { body: {} }
    expect(body.entries).toMatchObject([{ kind: 'meeting', attended: [{ id: eik, name: 'De Eik' }] }])
    expect(body.activities).toEqual([])
    expect(body.schools).toEqual([{ id: eik, name: 'De Eik' }])
  })

  it('is refused with each wrong field named, and nothing is stored', async () => {
    const before = (await alice?.('GET', '/api/registers'))?.body.entries.length
    const wrong = meeting({ state: 'stopped', values: { form: 'feest', participants: -1, naam: 'x' } })
    const { status, body } = (await alice?.('POST', '/api/registers', wrong)) ?? {}
    expect(status).toBe(400)
    expect(new Set(body.details.fields)).toEqual(new Set(['title', 'form', 'participants', 'naam', 'state']))
    expect((await alice?.('GET', '/api/registers'))?.body.entries).toHaveLength(before)
  })

  it('an activity of the plan stands there once in a year', async () => {
    const again = { kind: 'activity', startsOn: '2025-09-01', state: 'running', values: { activity: 'A1.3' } }
    expect((await alice?.('POST', '/api/registers', again))?.body.code).toBe('already_exists')
  })
})

describe('who may write', () => {
  const contact = (schoolId: number) => ({
    ...{ kind: 'contact', schoolId, startsOn: '2026-01-12', state: 'done' },
    values: { form: 'phone', theme: 'tests' },
  })
  it('is a member for the own portfolio, never a coordinator or director', async () => {
    expect((await bob?.('POST', '/api/registers', contact(beuk)))?.status).toBe(201)
    expect((await bob?.('POST', '/api/registers', contact(eik)))?.status).toBe(201)
    const own = (await carol?.('GET', '/api/registers'))?.body.entries
    expect(own.some((one: { kind: string }) => one.kind === 'contact')).toBe(false)
    expect((await bob?.('POST', '/api/registers', contact(linde)))?.body.code).toBe('not_allowed')
    for (const who of [carol, dave])
      expect((await who?.('POST', '/api/registers', contact(eik)))?.status).toBe(403)
  })
  it('changes and drops what is there', async () => {
    const made = await bob?.('POST', '/api/registers', contact(eik))
    const path = `/api/registers/${made?.body.id}`
    const changed = { ...contact(eik), values: { form: 'visit', theme: 'policy' } }
    expect((await bob?.('PUT', path, changed))?.status).toBe(200)
    const of = (body: { entries: { id: number; values: object }[] }) =>
      body.entries.find((one) => one.id === made?.body.id)
    expect(of((await bob?.('GET', '/api/registers'))?.body)?.values).toEqual(changed.values)
    expect((await bob?.('PUT', path, meeting()))?.body.details.fields).toEqual(['kind'])
    expect((await bob?.('DELETE', path))?.status).toBe(200)
    expect((await bob?.('DELETE', path))?.status).toBe(404)
  })
})

describe('progress rounds', () => {
  it('that are missing after 31 January are named, until the day is moved', async () => {
    const round = {
      kind: 'progress',
      schoolId: eik,
      startsOn: '2025-11-20',
      state: 'done',
      values: { round: '1' },
    }
    expect((await bob?.('POST', '/api/registers', round))?.status).toBe(201)
    const texts = async () =>
      (await alice?.('GET', '/api/registers'))?.body.signals.map((one: { text: string }) => one.text)
    expect(await texts()).toContain('Ronde 1 is nog niet gehouden op 2 scholen: De Beuk, De Linde.')
    const later = { firstRoundBy: '03-01', secondRoundBy: '05-15', followUp: false }
    expect((await alice?.('PUT', '/api/register-choice', later))?.status).toBe(200)
    expect((await texts()).join()).not.toContain('Ronde 1')
    const { body } = (await bob?.('GET', '/api/registers')) ?? { body: {} }
    expect(body.progress.find((one: { school: { id: number } }) => one.school.id === eik).rounds).toEqual([
      { round: 1, on: '2025-11-20', held: true },
      { round: 2, held: false },
      { round: 3, held: false },
    ])
  })
})

describe('a progress round that was planned on another day', () => {
  it('counts as held, whatever still stands as planned', async () => {
    const line = (startsOn: string, state: string) => ({
      ...{ kind: 'progress', schoolId: beuk, startsOn, state, values: { round: '2' } },
    })
    const planned = await bob?.('POST', '/api/registers', line('2026-01-12', 'planned'))
    const held = await bob?.('POST', '/api/registers', line('2026-01-19', 'done'))
    const { body } = (await bob?.('GET', '/api/registers')) ?? { body: {} }
    const found = body.progress.find((one: { school: { id: number } }) => one.school.id === beuk)
    expect(found.rounds[1]).toEqual({ round: 2, on: '2026-01-19', held: true })
    for (const made of [planned, held]) await bob?.('DELETE', `/api/registers/${made?.body.id}`)
  })
})

describe('an evaluation of a traject', () => {
  const signals = async (schoolYear: string) =>
    (await bob?.('GET', `/api/registers?schoolYear=${schoolYear}`))?.body.signals.filter(
      (one: { kind: string }) => one.kind === 'evaluation',
    )
  it('waits in the school year in which it is due, wherever the traject began', async () => {
    // Ended on 10 July: 28 days later is 7 August, in the next school year.
    const traject = {
      ...{ kind: 'po_traject', startsOn: '2025-05-12', endsOn: '2025-07-10', state: 'done' },
      values: { number: 'PO-7' },
    }
    const made = await bob?.('POST', '/api/registers', traject)
    expect(await signals('2025-2026')).toMatchObject([{ on: '2025-08-07' }])
    expect(await signals('2024-2025')).toEqual([])
    const values = { ...traject.values, evaluationAsked: true }
    await bob?.('PUT', `/api/registers/${made?.body.id}`, { ...traject, values })
    expect(await signals('2025-2026')).toEqual([])
    await bob?.('DELETE', `/api/registers/${made?.body.id}`)
  })
})

describe('a placement', () => {
  const placement = (more: object = {}) => ({
    ...{
      kind: 'placement',
      schoolId: eik,
      startsOn: '2026-01-05',
      state: 'running',
      values: { route: 'isk' },
    },
    ...more,
  })
  const on = (dpiaOn: string) => ({
    ...{ firstRoundBy: '01-31', secondRoundBy: '05-15' },
    followUp: { dpiaOn, decidedBy: 'directeur ISK' },
  })
  it('cannot be kept before the network switched it on with a DPIA that was made', async () => {
    expect((await bob?.('POST', '/api/registers', placement()))?.body.code).toBe('not_allowed')
    expect((await alice?.('PUT', '/api/register-choice', on('2026-03-01')))?.status).toBe(400)
    expect((await alice?.('PUT', '/api/register-choice', on('2026-01-20')))?.status).toBe(200)
  })
  it('gets a random number and its two moments, for the own school and the member of that school only', async () => {
    const made = await bob?.('POST', '/api/registers', placement())
    expect(made?.status).toBe(201)
    const { body } = (await carol?.('GET', '/api/registers')) ?? { body: {} }
    const found = body.entries.find((one: { kind: string }) => one.kind === 'placement')
    // 5 January 2026 and 42 days, and 365 days.
    expect(found.values).toMatchObject({ sixWeeksOn: '2026-02-16', oneYearOn: '2027-01-05' })
    expect(found.values.caseNumber).toMatch(/^[2-9A-HJ-NP-Z]{6}$/)
    expect(body.signals).toMatchObject([{ kind: 'placement', on: '2026-02-16' }])
    for (const who of [alice, dave]) {
      const seen = (await who?.('GET', '/api/registers'))?.body
      expect(JSON.stringify(seen)).not.toContain(found.values.caseNumber)
      expect(seen.followed).toBeUndefined()
    }
  })
  it('is postponed with a reason, and keeps its number', async () => {
    const { body } = (await bob?.('GET', '/api/registers')) ?? { body: {} }
    const found = body.entries.find((one: { kind: string }) => one.kind === 'placement')
    const path = `/api/registers/${found.id}`
    const later = { route: 'isk', sixWeeksOn: '2026-03-10' }
    expect((await bob?.('PUT', path, placement({ values: later })))?.body.details.fields).toEqual([
      'postponed',
    ])
    const withReason = placement({ values: { ...later, postponed: 'holiday' } })
    expect((await bob?.('PUT', path, withReason))?.status).toBe(200)
    const after = (await bob?.('GET', '/api/registers'))?.body.entries.find(
      (one: { id: number }) => one.id === found.id,
    )
    expect(after.values).toMatchObject({ caseNumber: found.values.caseNumber, sixWeeksOn: '2026-03-10' })
  })
  it.each([
    ['before the placement', { sixWeeksOn: '2026-01-04' }],
    ['a year moment before the one of six weeks', { oneYearOn: '2026-02-15' }],
    // 5 January 2027 is the year moment; 183 days later is 7 July.
    ['more than half a year later', { oneYearOn: '2027-07-08' }],
  ])('is not moved to %s', async (_, moved) => {
    const given = placement({ values: { route: 'isk', postponed: 'other', ...moved } })
    const { status, body } = (await bob?.('POST', '/api/registers', given)) ?? {}
    expect([status, body.details.fields]).toEqual([400, Object.keys(moved)])
  })
  it('that was stopped is kept no longer because somebody writes it anew', async () => {
    const stopped = placement({ state: 'stopped' })
    const made = await bob?.('POST', '/api/registers', stopped)
    const path = `/api/registers/${made?.body.id}`
    const last = async () =>
      (await bob?.('GET', '/api/registers?schoolYear=2025-2026'))?.body.entries.find(
        (one: { id: number }) => one.id === made?.body.id,
      ).endsOn
    expect(await last()).toBe('2026-02-10')
    clock.set('2026-02-20T09:00:00Z')
    expect((await bob?.('PUT', path, stopped))?.status).toBe(200)
    const later = await last()
    clock.set('2026-02-10T09:00:00Z')
    expect(later).toBe('2026-02-10')
    expect((await bob?.('DELETE', path))?.status).toBe(200)
  })
  it('stands in the calendar with its number, and without it in the program of another', async () => {
    const { body } = (await bob?.('GET', '/api/registers')) ?? { body: {} }
    const { caseNumber } = body.entries.find((one: { kind: string }) => one.kind === 'placement').values
    const { moments } = (await bob?.('GET', '/api/calendar'))?.body ?? {}
    expect(moments).toContainEqual(expect.objectContaining({ kind: 'placement', caseNumber }))
    const made = await bob?.('POST', '/api/calendar/address')
    const feed = await client(opened.app)('GET', new URL(made?.body.url).pathname)
    expect(feed.body).toContain('Gesprek na zes weken')
    expect(feed.body).not.toContain(caseNumber)
  })
  it('is gone half a year after its last moment', async () => {
    // Placed on 4 March 2024: its last moment is 4 March 2025, and half a year later is 4 September.
    const made = await bob?.('POST', '/api/registers', placement({ startsOn: '2024-03-04' }))
    const isKept = async () =>
      (await bob?.('GET', '/api/registers'))?.body.entries.some(
        (one: { id: number }) => one.id === made?.body.id,
      )
    const at = (day: string) => ({ store: opened.store, now: () => new Date(`${day}T09:00:00Z`) })
    await runRetention(at('2025-09-04'))
    expect(await isKept()).toBe(true)
    const done = await runRetention(at('2025-09-05'))
    expect(done.find(({ rule }) => rule === 'placements')?.counts).toMatchObject({ rows: 1 })
    expect(await isKept()).toBe(false)
  })
  it('is seen by nobody once the network switches it off', async () => {
    expect((await bob?.('POST', '/api/registers', placement()))?.status).toBe(201)
    const off = { firstRoundBy: '01-31', secondRoundBy: '05-15', followUp: false }
    await alice?.('PUT', '/api/register-choice', off)
    const { body } = (await bob?.('GET', '/api/registers')) ?? { body: {} }
    expect(JSON.stringify(body)).not.toContain('placement')
  })
})

describe('the calendar', () => {
  const days = (text: string) => {
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
    return events.map((event) => new ICAL.Event(event))
  }
  it('holds what has a day, in the order of the days', async () => {
    const { body } = (await alice?.('GET', '/api/calendar')) ?? { body: {} }
    const on = body.moments.map((one: { on: string }) => one.on)
    expect(on).toEqual([...on].sort())
    expect(body.moments).toContainEqual(
      expect.objectContaining({ on: '2025-10-07', text: 'Overdracht van ISK naar vo', kind: 'meeting' }),
    )
  })
  it('says when a round opens, closes, and gives its outcome a day later, level P none', async () => {
    const made = await alice?.('POST', '/api/rounds', {
      ...{ instrument: 'KM-NT2', schoolYear: '2025-2026', schoolIds: [linde] },
      ...{ opensOn: '2026-03-02', closesOn: '2026-03-27' },
    })
    expect(made?.status).toBe(201)
    const { body } = (await alice?.('GET', '/api/calendar')) ?? { body: {} }
    const path = `/meetrondes/${made?.body.round.id}`
    const found = body.moments.filter((one: { path?: string }) => one.path === path)
    // Closes at the end of 27 March; 24 hours for what was being sent; released as 29 March begins.
    expect(found.map((one: { on: string }) => one.on)).toEqual(['2026-03-02', '2026-03-27', '2026-03-29'])
    const own = await alice?.('POST', '/api/rounds', {
      ...{ instrument: 'VW-SPIEGEL', schoolYear: '2025-2026', schoolIds: [] },
      ...{ opensOn: '2026-04-01', closesOn: '2026-04-24' },
    })
    expect(own?.status).toBe(201)
    const later = (await alice?.('GET', '/api/calendar'))?.body.moments.filter(
      (one: { path?: string }) => one.path === `/meetrondes/${own?.body.round.id}`,
    )
    expect(later.map((one: { on: string }) => one.on)).toEqual(['2026-04-01', '2026-04-24'])
  })
  it('can be read by a calendar program over a secret address, as far as the role reaches', async () => {
    const made = await carol?.('POST', '/api/calendar/address')
    const path = new URL(made?.body.url).pathname
    const { status, headers, body } = await client(opened.app)('GET', path)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    const found = days(body)
    expect(found.map((one) => [one.summary, one.startDate.toString(), one.startDate.isDate])).toEqual([
      ['Overdracht van ISK naar vo', '2025-10-07', true],
      ['Voortgangsronde 1, De Eik', '2025-11-20', true],
    ])
    expect(found[0]?.endDate.toString()).toBe('2025-10-08')
    expect(new Set(found.map((one) => one.uid)).size).toBe(2)
    // RFC 5545, 3.1: lines end with CRLF and hold at most 75 octets.
    const lines = body.split('\r\n')
    expect(lines.every((line: string) => Buffer.byteLength(line) <= 75 && !line.includes('\n'))).toBe(true)
    expect(body).not.toMatch(/example\.org|Carol/i)
  })
  it('stops with a new address, when it is taken back, and with the role', async () => {
    const feed = async (url: string) => (await client(opened.app)('GET', new URL(url).pathname)).status
    const first = (await bob?.('POST', '/api/calendar/address'))?.body.url
    const second = (await bob?.('POST', '/api/calendar/address'))?.body.url
    expect([await feed(first), await feed(second)]).toEqual([404, 200])
    expect((await bob?.('GET', '/api/calendar'))?.body.addressSince).toBe('2026-02-10')
    expect((await bob?.('DELETE', '/api/calendar/address'))?.status).toBe(200)
    expect(await feed(second)).toBe(404)
    const third = (await dave?.('POST', '/api/calendar/address'))?.body.url
    const me = (await dave?.('GET', '/api/me/data'))?.body
    expect(me).toBeDefined()
    const people = (await alice?.('GET', '/api/people'))?.body.people
    const id = people.find((one: { email: string }) => one.email === 'dave@example.org').id
    expect(await feed(third)).toBe(200)
    expect((await alice?.('POST', `/api/people/${id}/deactivate`))?.status).toBe(200)
    expect(await feed(third)).toBe(404)
  })
})
