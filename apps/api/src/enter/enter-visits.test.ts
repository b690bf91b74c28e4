import { countAnswers } from '@km/definition'
import { addHolding, type Role, verifyTallies } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addNetwork, openTestApp, password, signIn, testClock } from '../testing.ts'
import { form, openText, question, tinySurveys } from '../testing-surveys.ts'
import { lineProblems } from './nl.ts'

/** Records of visits to schools in 2024-2025, which were on paper. */

const { choices: _choices, ...plain } = question('BZ_2')
const date = { ...plain, type: 'text', inputType: 'date', isRequired: true }
const visits = { mode: 'member', unit: 'school', dateItem: 'BZ_2' } as const
const version = form([question('BZ_1', { isRequired: true }), date, openText('BZ_3')])
const surveys = tinySurveys(
  { facts: { code: 'BEZOEK', ...visits, asksAgreement: true }, versions: { '1.0': version } },
  { facts: { code: 'OOGST', mode: 'member', unit: 'person' }, versions: { '1.0': form([question('OO_1')]) } },
)
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
const schoolIds: number[] = []
let [alice, bob, carol]: Awaited<ReturnType<typeof signIn>>[] = []

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const { store, app } = opened
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(store, { name: 'Regio Test', ...account })
  alice = await signIn(app, 'alice@example.org')
  for (const name of ['De Eik', 'De Els']) {
    const school = { name, type: 'vmbo', joinedOn: '2020-08-01' }
    schoolIds.push((await alice('POST', '/api/schools', school)).body.id)
  }
  const passwordHash = await hashOf(password)
  const people: [Role & ('member' | 'coordinator'), string][] = [
    ['member', 'bob@example.org'],
    ['coordinator', 'carol@example.org'],
  ]
  for (const [role, email] of people)
    await store.inNetwork(networkId, async (tx) => {
      const own = { networkId, role, email, name: email, passwordHash, at: clock.now() }
      const userId = await createAccount(tx, own)
      await addHolding(tx, { networkId, userId, role, schoolId: schoolIds[0] ?? 0, heldFrom: '2020-08-01' })
    })
  bob = await signIn(app, 'bob@example.org')
  carol = await signIn(app, 'carol@example.org')
})
afterAll(() => opened.close())

let period = 0
const plan = (more: object = {}) =>
  alice?.('POST', '/api/rounds', {
    ...{ instrument: 'BEZOEK', schoolYear: '2024-2025', period: `p${++period}` },
    ...{ retrospective: true, source: 'Verslagen op papier' },
    ...{ opensOn: '2026-10-01', closesOn: '2026-10-20', ...more },
  })
const earlier = async (more: object = {}): Promise<number> => (await plan(more))?.body.round.id
const csv = (...lines: string[]) => ['school;BZ.1;BZ.2;BZ.3', ...lines].join('\r\n')
const look = async (id: number, file: string) =>
  (await alice?.('POST', `/api/rounds/${id}/import/preview`, file))?.body
const enter = async (id: number, file: string) => {
  const { fingerprint } = await look(id, file)
  return alice?.('POST', `/api/rounds/${id}/import?fingerprint=${fingerprint}`, file)
}
const seenBy = async (who: typeof bob) =>
  (await who?.('GET', '/api/visits'))?.body.visits as {
    readonly id: number
    readonly visitedOn: string
    readonly state: string
    readonly retrospective: boolean
    readonly school: { readonly name: string }
  }[]
const differences = async () =>
  (await verifyTallies(opened.store, { count: countAnswers, networkId })).differences

describe('records of visits of an earlier year', () => {
  it('are entered from a file, a line for each visit, and every school may have more', async () => {
    const id = await earlier()
    const template = await alice?.('GET', `/api/rounds/${id}/import/template.csv`)
    expect(template?.body).toContain('school;BZ.1;BZ.2;BZ.3')
    const file = csv('De Eik;2;2024-11-12;Goed gesprek', 'De Eik;1;12-3-2025;', 'De Els;2;2025-01-20;')
    const seen = await look(id, file)
    expect(seen.wrongLines).toEqual([])
    expect(seen.schools.map((one: { name: string; state: string }) => [one.name, one.state])).toEqual([
      ['De Eik, 12 november 2024', 'new'],
      ['De Eik, 12 maart 2025', 'new'],
      ['De Els, 20 januari 2025', 'new'],
    ])
    expect(await seenBy(alice)).toEqual([])
    expect((await enter(id, file))?.body).toEqual({ added: 3, replaced: 0, same: 0, leftOut: 0 })
    expect((await alice?.('GET', `/api/rounds/${id}`))?.body).toMatchObject({ done: 3, lines: 'visit' })
    expect((await seenBy(alice)).map(({ visitedOn }) => visitedOn)).toEqual([
      ...['2025-03-12', '2025-01-20', '2024-11-12'],
    ])
    expect(await differences()).toEqual([])
  })

  it('are entered once, and what changed is replaced', async () => {
    const id = await earlier()
    await enter(id, csv('De Eik;2;2024-11-13;', 'De Els;2;2024-11-13;'))
    expect((await enter(id, csv('De Eik;2;2024-11-13;', 'De Els;1;2024-11-13;')))?.body).toEqual({
      ...{ added: 0, replaced: 1, same: 1, leftOut: 0 },
    })
    const { body } = (await alice?.('GET', `/api/rounds/${id}`)) ?? {}
    expect(body.done).toBe(2)
    expect((await seenBy(alice)).filter((one) => one.visitedOn === '2024-11-13')).toHaveLength(2)
    expect(await differences()).toEqual([])
  })

  it('say that they came later and that the school did not agree, until it does; then they stay', async () => {
    const id = await earlier()
    await enter(id, csv('De Eik;2;2024-12-01;'))
    const [own] = (await seenBy(carol)).filter((one) => one.visitedOn === '2024-12-01')
    expect(own).toMatchObject({ state: 'not_agreed', retrospective: true })
    await carol?.('POST', `/api/visits/${own?.id}/agreements`, { kind: 'remark', remark: 'Zo was het niet.' })
    const wrong = (await look(id, csv('De Eik;1;2024-12-01;'))).wrongLines
    expect(wrong).toEqual([{ line: 2, reasons: [lineProblems.answered] }])
    expect((await look(id, csv('De Eik;2;2024-12-01;'))).schools).toMatchObject([{ state: 'same' }])
  })

  it('do not touch a record that a member made or began', async () => {
    const made = await bob?.('POST', '/api/visits', {
      ...{ instrument: 'BEZOEK', schoolId: schoolIds[0], visitedOn: '2025-02-02' },
    })
    expect(made?.status).toBe(201)
    const rounds = (await alice?.('GET', '/api/rounds'))?.body as { id: number; period: string }[]
    const id = rounds.find((round) => round.period === '')?.id ?? 0
    const { wrongLines } = await look(id, csv('De Eik;2;2025-02-02;', 'De Eik;2;2025-02-03;'))
    expect(wrongLines).toEqual([{ line: 2, reasons: [lineProblems.ownVisit] }])
  })
})

describe('a line that is no visit', () => {
  it('is named, with the reason', async () => {
    const id = await earlier()
    const { wrongLines, schools } = await look(
      id,
      csv(
        'De Eik;2;2024-10-10;',
        'De Eik;1;10-10-2024;',
        'De Eik;2;2025-09-01;',
        'De Els;2;;',
        'De Iep;2;2024-10-10;',
      ),
    )
    expect(schools).toHaveLength(1)
    expect(wrongLines).toMatchObject([
      { line: 3, reasons: [lineProblems.doubleVisit(2)] },
      { line: 4, reasons: [lineProblems.otherYear('2024-2025')] },
      { line: 5, reasons: [expect.stringMatching(/^BZ\.2: /)] },
      { line: 6, reasons: [lineProblems.noSuchSchool] },
    ])
  })
})

describe('a column that is missing', () => {
  it('is named as it stands in the example when it is required', async () => {
    const id = await earlier()
    const { wrongLines } = await look(id, 'school;BZ.2\r\nDe Eik;2024-10-11')
    expect(wrongLines).toMatchObject([{ line: 2, reasons: [expect.stringMatching(/^BZ\.1: /)] }])
  })
})

describe('a round of visits', () => {
  it('is planned for an earlier year only, and not for meetings', async () => {
    const fieldsOf = async (more: object) => (await plan(more))?.body.details?.fields
    expect(await fieldsOf({ retrospective: false, source: '' })).toEqual(['instrument'])
    expect(await fieldsOf({ schoolYear: '2026-2027' })).toEqual(['schoolYear'])
    expect(await fieldsOf({ instrument: 'OOGST' })).toEqual(['instrument'])
    expect(await fieldsOf({ schoolIds })).toEqual(['schoolIds'])
    expect(await fieldsOf({ remindOn: ['2026-10-02'] })).toEqual(['remindOn'])
  })
})

describe('a real questionnaire for visits', () => {
  it.each(['SB-NT2', 'DA-BEZ', 'LV-3X'])('%s has a file that can be filled in', async (instrument) => {
    const real = await openTestApp({ now: clock.now })
    const account = { role: 'project_leader', email: 'dave@example.org', at: clock.now() } as const
    await addNetwork(real.store, { name: 'Regio Echt', ...account })
    const dave = await signIn(real.app, 'dave@example.org')
    await dave('POST', '/api/schools', { name: 'De Eik', type: 'vmbo', joinedOn: '2020-08-01' })
    const { body } = await dave('POST', '/api/rounds', {
      ...{ instrument, schoolYear: '2024-2025', period: '', retrospective: true, source: 'papier' },
      ...{ opensOn: '2026-10-01', closesOn: '2026-10-20' },
    })
    const sheet = await dave('GET', `/api/rounds/${body.round.id}/import/template.csv`)
    const [titles = '', first = ''] = String(sheet.body).replace('\uFEFF', '').split('\r\n')
    expect(first.startsWith('De Eik;')).toBe(true)
    expect(titles.split(';').length).toBeGreaterThan(10)
    await real.close()
  })
})
