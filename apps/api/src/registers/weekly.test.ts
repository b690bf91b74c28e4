import { addHolding, createSchools, type Role } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { whoIs } from '../accounts/who-is.ts'
import { openPostOffice } from '../mail/open-post-office.ts'
import { openSurveys, readSurveys } from '../publish/read-surveys.ts'
import { addNetwork, openTestApp, password, signIn, testClock } from '../testing.ts'
import type { CalendarMoment, RegisterSignal } from './schema.ts'
import { sendWeekly, type WeeklyDeps } from './send-weekly.ts'
import { writeWeekly } from './write-weekly.ts'

describe('what a weekly mail says', () => {
  const base = { today: '2026-02-09', name: 'Bob', publicUrl: 'https://monitor.example' }
  const placement: RegisterSignal = {
    ...{
      kind: 'placement',
      text: 'Plaatsing 4F2K (De Eik): het gesprek hoort bij 12 februari.',
      on: '2026-02-12',
    },
  }
  const evaluation = (number: string, on: string): RegisterSignal => ({
    ...{ kind: 'evaluation', text: `Po-traject ${number} is klaar.`, on },
  })
  const moment = (on: string, kind: CalendarMoment['kind'], text: string): CalendarMoment => ({
    on,
    kind,
    text,
  })

  it('is nothing when there is nothing', () => {
    const far = moment('2026-02-16', 'meeting', 'Later')
    expect(writeWeekly({ ...base, signals: [], moments: [far] })).toBeUndefined()
    const held: RegisterSignal = { kind: 'meetings', text: '1 van 3 bijeenkomsten zijn gehouden.' }
    expect(writeWeekly({ ...base, signals: [held], moments: [far] })).toBeUndefined()
    const soon = { ...far, on: '2026-02-10' }
    expect(writeWeekly({ ...base, signals: [held], moments: [soon] })?.text).toContain(held.text)
  })

  it('names what comes within seven days, once, and leaves the rest for later', () => {
    const round = moment('2026-02-15', 'round', 'Kwaliteitsmonitor: laatste dag')
    const moments = [round, round, moment('2026-02-08', 'meeting', 'Voorbij')]
    const mail = writeWeekly({ ...base, signals: [], moments })
    expect(mail?.text).toContain('- 15 februari: Kwaliteitsmonitor: laatste dag\n\n')
    expect(mail?.text.match(/laatste dag/g)).toHaveLength(1)
    expect(mail?.text).not.toContain('Voorbij')
    expect(mail?.text).toContain('https://monitor.example/account')
  })

  it('says of placements only that something waits: no number, school, day or count', () => {
    const signals = [placement, { ...placement, text: 'Plaatsing 9X (De Linde)' }]
    const moments = [
      { ...moment('2026-02-12', 'placement', 'Gesprek na zes weken'), school: 'De Eik', caseNumber: '4F2K' },
    ]
    const text = writeWeekly({ ...base, signals, moments })?.text ?? ''
    expect(text.match(/plaatsing/gi)).toHaveLength(1)
    expect(text).not.toMatch(/4F2K|9X|Eik|Linde|februari|zes weken|\b2\b/)
  })

  it('says of trajects how many and until when, not what they are called', () => {
    const text = writeWeekly({
      ...{ ...base, moments: [] },
      signals: [evaluation('Kim', '2026-03-03'), evaluation('Sam', '2026-02-20')],
    })?.text
    expect(text).toContain('2 po-trajecten zijn klaar')
    expect(text).toContain('de eerste vóór 20 februari')
    expect(text).not.toMatch(/Kim|Sam/)
  })
})

describe('the weekly mail', () => {
  // A Tuesday, after the last day for the first progress round.
  const clock = testClock('2026-02-10T09:00:00Z')
  let opened: Awaited<ReturnType<typeof openTestApp>>
  let networkId: number
  let deps: WeeklyDeps
  let bob: Awaited<ReturnType<typeof signIn>>

  beforeAll(async () => {
    const surveys = readSurveys()
    opened = await openTestApp({ now: clock.now, surveys })
    const { store } = opened
    const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
    networkId = await addNetwork(store, { name: 'Regio Test', ...account })
    const [eik] = await store.inNetwork(networkId, (tx) =>
      createSchools(
        tx,
        ['De Eik', 'De Linde'].map((name) => ({ networkId, name, type: 'vmbo', joinedOn: '2020-08-01' })),
      ),
    )
    const passwordHash = await hashOf(password)
    const people: [Role, string][] = [
      ['member', 'bob@example.org'],
      ['board', 'erin@example.org'],
    ]
    for (const [role, email] of people)
      await store.inNetwork(networkId, async (tx) => {
        const own = { networkId, role, email, name: email, passwordHash, at: clock.now() }
        const userId = await createAccount(tx, own)
        const held = { networkId, userId, schoolId: eik?.id ?? 0, heldFrom: '2025-08-01' }
        if (role === 'member') await addHolding(tx, { ...held, role })
      })
    bob = await signIn(opened.app, 'bob@example.org')
    const postOffice = openPostOffice(clock)
    const whoOf: WeeklyDeps['whoIs'] = (asked) => whoIs({ store, now: clock.now }, asked)
    const urls = { publicUrl: 'https://monitor.example' }
    deps = { store, now: clock.now, surveys: openSurveys(surveys), ...urls, postOffice, whoIs: whoOf }
  })
  afterAll(() => opened.close())

  const mails = () =>
    opened.store.sql.begin(async (tx) => {
      await tx`select set_config('km.network', ${String(networkId)}, true)`
      return tx`select recipient, body from mail where kind = 'weekly' order by id`
    })

  it('goes once a week to who has to act, with the own schools only', async () => {
    expect(await sendWeekly(deps)).toBe(2)
    const sent = await mails()
    expect(sent.map(({ recipient }) => recipient).sort()).toEqual(['alice@example.org', 'bob@example.org'])
    const own = sent.find(({ recipient }) => recipient === 'bob@example.org')?.body
    expect(own).toContain('Ronde 1 is nog niet gehouden op 1 school: De Eik.')
    expect(own).not.toContain('De Linde')
    clock.set('2026-02-15T17:00:00Z')
    expect(await sendWeekly(deps)).toBe(0)
    clock.set('2026-02-16T09:00:00Z')
    expect(await sendWeekly(deps)).toBe(2)
    expect(await mails()).toHaveLength(4)
  })

  it('is kept once when two send it at the same time', async () => {
    clock.set('2026-02-23T09:00:00Z')
    const sent = await Promise.all([sendWeekly(deps), sendWeekly(deps)])
    expect(sent[0] + sent[1]).toBe(2)
  })

  it('does not go to who does not want it, and comes back when asked', async () => {
    clock.set('2026-03-02T09:00:00Z')
    expect((await bob('GET', '/api/me')).body.weeklyMail).toBe(true)
    expect((await bob('PUT', '/api/me/weekly-mail', { on: false })).status).toBe(200)
    expect((await bob('GET', '/api/me')).body.weeklyMail).toBe(false)
    expect(await sendWeekly(deps)).toBe(1)
    await bob('PUT', '/api/me/weekly-mail', { on: true })
    expect(await sendWeekly(deps)).toBe(1)
    const erin = await signIn(opened.app, 'erin@example.org')
    expect((await erin('GET', '/api/me')).body.weeklyMail).toBeUndefined()
  })

  it('asks for the third progress round when the year ends without it', async () => {
    clock.set('2026-07-01T09:00:00Z')
    await sendWeekly(deps)
    expect((await mails()).at(-1)?.body).toContain('Ronde 3 is nog niet gehouden')
  })
})
