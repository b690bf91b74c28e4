import { randomUUID } from 'node:crypto'
import { compileChecker, type Item, parseDefinition } from '@km/definition'
import {
  addHolding,
  addToRegister,
  createFinding,
  enterNetwork,
  importFigures,
  type Role,
  writeRegisterChoice,
} from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { fillForm } from '../demo/answer-form.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'
import { coverageView } from './describe-coverage.ts'
import type { CoverageView } from './schema.ts'

type Person = Awaited<ReturnType<typeof signIn>>

/*
 * Seven schools in 2025-2026. KM-NT2: 3 answer, round closed. MBO-STU: 3 answer in January (closed), 6 in June
 * (closed). TV-COORD: open, nobody answered. SB-NT2: 2 records of De Berk and De Es, De Berk agreed; a third
 * (De Iep) is begun. IV-OOGST: 1 record. The member helps De Berk.
 * I.V07 of CF-VO came in, provisional and final, about three pupils: that it came in is told, and that it is
 * too small to show.
 * Registers: two network meetings were held and one is planned. One finding about RE.1, confirmed; one draft.
 */
const names = ['De Berk', 'De Es', 'De Iep', 'De Linde', 'De Eik', 'De Den', 'De Wilg']
const clock = testClock('2026-01-12T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let schoolIds: number[]
const people = new Map<Role, Person>()
const as = (role: Role): Person => people.get(role) as Person
const anyone = () => client(opened.app)
const linkOf = (url: string): string => new URL(url).pathname.replace('/r/', '/api/respond/')

function plainAnswer({ kind, choices, range }: Item): unknown {
  if (kind === 'single') return choices[0]?.value
  if (kind === 'multiple' || kind === 'ranking') return choices.slice(0, 1).map((choice) => choice.value)
  if (kind === 'number') return range?.min ?? 0
  return kind === 'date' ? '2026-01-10' : 'Kort'
}

async function send(url: string): Promise<void> {
  const { instrument, version, definition } = (await anyone()('GET', linkOf(url))).body
  const [major, minor] = version.split('.').map(Number)
  const form = parseDefinition(definition, { instrument, version: { major, minor } })
  const answers = fillForm(form, compileChecker(form), plainAnswer)
  const sent = await anyone()('POST', `${linkOf(url)}/submissions`, { submissionId: randomUUID(), answers })
  expect([sent.status, sent.body.details]).toEqual([201, undefined])
}

/** A round of which so many answers are sent; one link for all, or one for each school. */
async function hold(
  instrument: string,
  answers: number,
  { period = '', close = true } = {},
): Promise<number> {
  const dates = { opensOn: '2026-01-10', closesOn: '2026-02-10' }
  const schools = instrument === 'MBO-STU' ? [] : schoolIds
  const plan = { instrument, schoolYear: '2025-2026', period, schoolIds: schools, ...dates }
  const { status, body } = await as('project_leader')('POST', '/api/rounds', plan)
  expect([status, body.details]).toEqual([201, undefined])
  const urls: string[] = body.links.map((link: { url: string }) => link.url)
  for (let index = 0; index < answers; index++) await send(urls[index] ?? urls[0] ?? '')
  if (close)
    expect((await as('project_leader')('POST', `/api/rounds/${body.round.id}/close`, {})).status).toBe(200)
  return body.round.id
}

async function record(instrument: string, school?: number, sends = true): Promise<number> {
  const about = school === undefined ? {} : { schoolId: schoolIds[school] }
  const { status, body } = await as('project_leader')('POST', '/api/visits', {
    ...{ instrument, visitedOn: '2026-01-10' },
    ...about,
  })
  expect([status, body.details]).toEqual([201, undefined])
  if (sends) await send(body.url)
  return body.visitId
}

async function addPerson(role: Role): Promise<void> {
  const passwordHash = await hashOf(password)
  const email = `${role}@example.org`
  await opened.store.db.transaction(async (tx) => {
    await enterNetwork(tx, networkId)
    const at = clock.now()
    const userId = await createAccount(tx, { networkId, role, name: role, email, passwordHash, at })
    if (role === 'member' || role === 'coordinator')
      await addHolding(tx, { networkId, userId, role, schoolId: schoolIds[0] ?? 0, heldFrom: '2025-08-01' })
  })
  people.set(role, await signIn(opened.app, email))
}

async function addFinding(status: 'draft' | 'confirmed'): Promise<void> {
  await opened.store.inNetwork(networkId, (tx) =>
    createFinding(tx, {
      ...{ networkId, status, schoolYear: '2025-2026', title: 'Zicht op doelen', kind: 'attention' },
      ...{ expectationCodes: ['RE.1'], evidence: [{ instrument: 'KM-NT2', reference: {} }] },
      ...{ createdAt: clock.now(), createdBy: 'x' },
    }),
  )
}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const alice = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...alice })
  people.set('project_leader', await signIn(opened.app, alice.email))
  schoolIds = []
  for (const name of names) {
    const school = { name, type: 'vmbo', joinedOn: '2020-08-01' }
    schoolIds.push((await as('project_leader')('POST', '/api/schools', school)).body.id)
  }
  for (const role of ['member', 'director', 'board', 'coordinator'] as const) await addPerson(role)
  await hold('KM-NT2', 3)
  await hold('MBO-STU', 3, { period: 'januari' })
  await hold('MBO-STU', 6, { period: 'juni' })
  await hold('TV-COORD', 0, { close: false })
  const berk = await record('SB-NT2', 0)
  await record('SB-NT2', 1)
  await record('SB-NT2', 2, false)
  await record('IV-OOGST')
  const agreed = await as('coordinator')('POST', `/api/visits/${berk}/agreements`, { kind: 'agreed' })
  expect(agreed.status).toBe(201)
  for (const [state, startsOn] of [
    ['done', '2025-11-12'],
    ['done', '2026-01-07'],
    ['planned', '2026-03-11'],
  ] as const)
    await opened.store.inNetwork(networkId, (tx) =>
      addToRegister(tx, {
        ...{
          networkId,
          kind: 'meeting',
          schoolYear: '2025-2026',
          schoolId: null,
          startsOn,
          endsOn: null,
          state,
        },
        ...{ values: { title: 'Netwerk', form: 'network_meeting' }, attended: [] },
      }),
    )
  await opened.store.inNetwork(networkId, async (tx) => {
    const file = { networkId, instrument: 'CF-VO', schoolYear: '2025-2026', role: 'project_leader' }
    const figure = { indicator: 'I.V07', schoolYear: '2025-2026', referenceDate: '2026-07-31', value: 3 }
    const counts = (['provisional', 'final'] as const).flatMap((status) =>
      ['numerator', 'denominator'].map((part) => ({ ...figure, part, status })),
    )
    await importFigures(tx, { ...file, importedAt: clock.now(), counts })
  })
  await addFinding('confirmed')
  await addFinding('draft')
}, 120_000)
afterAll(() => opened.close())

async function coverage(role: Role, query = ''): Promise<CoverageView> {
  const { status, body } = await as(role)('GET', `/api/coverage${query}`)
  expect(status).toBe(200)
  return coverageView.parse(body)
}
const linesOf = (view: CoverageView, code: string) =>
  view.sources.find((one) => one.code === code)?.lines.map(({ text }) => text)

describe('the matrix', () => {
  it('is about the newest year with a plan, and says on top what is covered', async () => {
    const view = await coverage('project_leader')
    expect(view).toMatchObject({ schoolYear: '2025-2026', years: ['2025-2026'], plan: { own: true } })
    expect(view.summary).toMatch(
      /^In 2025-2026 is er bewijs voor \d+ van de 13 resultaten en voor 37 van de 37 verwachtingen\. 6 activiteiten hebben geen rij in Bijlage 1\.$/,
    )
    expect([view.expectations.length, view.combinations.length]).toEqual([37, 16])
  })

  it('says per instrument what came in, small numbers of level A hidden from everybody', async () => {
    const view = await coverage('project_leader')
    expect(linesOf(view, 'KM-NT2')).toEqual(['3 van 7 scholen'])
    expect(linesOf(view, 'MBO-STU')).toEqual(['januari: minder dan 5 antwoorden', 'juni: 6 antwoorden'])
    expect(linesOf(view, 'TV-COORD')).toEqual([
      'loopt tot en met 10 februari 2026, nu minder dan 5 antwoorden',
    ])
    expect(linesOf(view, 'SB-NT2')).toEqual(['2 verslagen, 1 met akkoord van de school, 1 begonnen'])
    expect(linesOf(view, 'IV-OOGST')).toEqual(['1 verslag'])
    expect(linesOf(view, 'A1.3')).toEqual(['2 keer vastgelegd'])
    expect(linesOf(view, 'I.A01')).toEqual(['voorlopig cijfer van 31 juli 2026'])
    // Nothing is kept about one pupil until the network chooses to.
    expect(linesOf(view, 'NZ-6W')).toEqual([])
    expect(linesOf(view, 'I.V07')?.toSorted()).toEqual([
      'definitief cijfer van 31 juli 2026: te klein om te tonen',
      'voorlopig cijfer van 31 juli 2026: te klein om te tonen',
    ])
    const stateOf = (code: string) => view.sources.find((one) => one.code === code)?.state
    expect([stateOf('I.V07'), stateOf('CF-VO'), stateOf('I.A01')]).toEqual(['few', 'few', 'evidence'])
    expect(JSON.stringify(view.sources.find(({ code }) => code === 'I.V07'))).not.toMatch(/ 3\b|: 3\b/)
    expect(linesOf(view, 'CF-VO')?.[0]).toMatch(/^1 van \d+ cijfers ingeleverd$/)
  })

  it('leads to the evidence: a comparison, a round that runs, the visits', async () => {
    const { sources } = await coverage('project_leader')
    const link = (code: string) => sources.find((one) => one.code === code)?.lines[0]?.link
    expect(link('KM-NT2')).toEqual({ to: 'comparison', instrument: 'KM-NT2', year: '2025-2026' })
    expect(link('TV-COORD')).toMatchObject({ to: 'round' })
    expect(link('SB-NT2')).toEqual({ to: 'visits' })
  })

  it('of a year without a plan uses the plan before it, and of an unknown year there is none', async () => {
    clock.set('2026-09-01T09:00:00Z')
    const view = await coverage('project_leader', '?year=2026-2027')
    expect(view).toMatchObject({ plan: { code: 'JP2526', own: false }, years: ['2026-2027', '2025-2026'] })
    expect(linesOf(view, 'KM-NT2')).toEqual([])
    expect((await coverage('project_leader')).schoolYear).toBe('2025-2026')
    expect((await as('project_leader')('GET', '/api/coverage?year=2019-2020')).status).toBe(404)
    expect((await as('project_leader')('GET', '/api/coverage?year=2019-2021')).status).toBe(400)
    clock.set('2026-01-12T09:00:00Z')
  })
})

it('of one pupil, none looks like a few as soon as the network follows pupils', async () => {
  const choice = {
    firstRoundBy: '01-31',
    secondRoundBy: '05-15',
    dpiaOn: '2025-09-01',
    decidedBy: 'directeur',
  }
  const choose = (followUpSince: string | null) =>
    opened.store.inNetwork(networkId, (tx) =>
      writeRegisterChoice(tx, networkId, { ...choice, followUpSince }),
    )
  await choose('2025-09-02')
  for (const role of ['project_leader', 'member'] as const)
    expect(linesOf(await coverage(role), 'NZ-6W')?.[0]).toContain('minder dan 5')
  await choose(null)
})

describe('who may know what', () => {
  it('a member counts the records of the own schools only, and no drafts of findings', async () => {
    const view = await coverage('member')
    expect(linesOf(view, 'SB-NT2')).toEqual(['1 verslag, 1 met akkoord van de school (jouw scholen)'])
    expect(linesOf(view, 'KM-NT2')).toEqual(['minder dan 5 antwoorden'])
    const findings = (of: CoverageView) => of.expectations.find(({ code }) => code === 'RE.1')?.findings
    expect([findings(view), findings(await coverage('project_leader'))]).toEqual([1, 2])
  })

  it('the director sees records of schools from five on', async () => {
    const view = await coverage('director')
    expect(linesOf(view, 'SB-NT2')).toEqual(['verslagen over minder dan 5 scholen of leerlingen'])
    expect(linesOf(view, 'IV-OOGST')).toEqual(['1 verslag'])
  })

  it('the board reads headlines: no source, no number of answers, and gets no file', async () => {
    const view = await coverage('board')
    expect(view).toMatchObject({ headlinesOnly: true, sources: [], expectations: [], combinations: [] })
    expect(view.summary).toContain('resultaten.')
    expect(view.gaps.length).toBeGreaterThan(3)
    expect(JSON.stringify(view)).not.toMatch(/antwoorden|verslag|van 7/)
    expect((await as('board')('GET', '/api/coverage.csv?part=goals')).status).toBe(403)
  })
})

describe('the file', () => {
  it('is Bijlage 1 with its 16 combinations and their response', async () => {
    const { status, headers, body } = await as('project_leader')('GET', '/api/coverage.csv?part=bijlage')
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(headers.get('content-disposition')).toContain('dekking-bijlage-2025-2026.csv')
    const lines: string[] = body.trim().split('\r\n')
    expect(lines).toHaveLength(2 + 16)
    expect(lines.find((line) => line.startsWith('K1.c;'))).toMatch(/;KM-NT2;er is bewijs;3 van 7 scholen$/)
    expect(lines.find((line) => line.startsWith('K4.a-1;'))).toContain('minder dan 5 antwoorden')
  })

  it('has a line for each source of each goal and expectation', async () => {
    const goals = (await as('project_leader')('GET', '/api/coverage.csv?part=goals')).body
    expect(goals).toMatch(/activiteit;A1\.5;[^\n]*;RG-REFL;/)
    const framework = (await as('project_leader')('GET', '/api/coverage.csv?part=expectations')).body
    expect(framework).toMatch(/\nRE\.1;[^\n]*;KM-NT2;Kwaliteitsmonitor NT2;\d;er is bewijs;3 van 7 scholen/)
  })
})
