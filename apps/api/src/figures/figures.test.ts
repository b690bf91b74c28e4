import { addHolding, createSchools, listAudit, listFigureImports, readFigureCounts } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addNetwork, openTestApp, password, signIn, testClock } from '../testing.ts'
import { lineProblems } from './nl.ts'

const clock = testClock('2026-11-05T09:00:00Z')
type Requests = Awaited<ReturnType<typeof signIn>>
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let alice: Requests
let schools: readonly { readonly id: number; readonly name: string }[]

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  schools = await opened.store.inNetwork(networkId, (tx) =>
    createSchools(
      tx,
      ['De Eik', 'De Els', 'De Es'].map((name) => ({
        networkId,
        name,
        type: 'vmbo',
        joinedOn: '2020-08-01',
      })),
    ),
  )
})
afterAll(() => opened.close())

async function signInAs(role: 'member' | 'board' | 'coordinator' | 'roc_contact', schoolId?: number) {
  const email = `${role}@example.org`
  const passwordHash = await hashOf(password)
  await opened.store.inNetwork(networkId, async (tx) => {
    const userId = await createAccount(tx, {
      ...{ networkId, role, name: role, email, passwordHash, at: clock.now() },
    })
    if (schoolId !== undefined)
      await addHolding(tx, { networkId, userId, role: 'coordinator', schoolId, heldFrom: '2026-08-01' })
  })
  return signIn(opened.app, email)
}

const year = 'schoolYear=2026-2027'
const head = 'cijfer;onderdeel;school;cohort;uitsplitsing;waarde;peildatum;status;aantal'
const csv = (...lines: string[]) => [head, ...lines].join('\r\n')
const set = '/api/figures-import/CF-VO'
const look = (file: string | Uint8Array) => alice('POST', `${set}/preview?${year}`, file)
const confirm = (file: string | Uint8Array, fingerprint: string) =>
  alice('POST', `${set}?${year}&fingerprint=${fingerprint}`, file)
async function store(file: string) {
  const seen = await look(file)
  expect(seen.body).toMatchObject({ wrongLines: [], problems: [] })
  return confirm(file, seen.body.fingerprint)
}
const counts = () => opened.store.inNetwork(networkId, (tx) => readFigureCounts(tx, { networkId }))
const imports = () => opened.store.inNetwork(networkId, (tx) => listFigureImports(tx, { networkId }))
const momentsOf = async (who: Requests, code: string) => {
  const { body } = await who('GET', '/api/figures')
  return body.indicators.find((one: { code: string }) => one.code === code)?.moments
}

describe('a file of counts', () => {
  it('names each wrong line with its reasons', async () => {
    const { body } = await look(
      csv(
        'I.X99;noemer;;;;;2026-10-01;definitief;20',
        'I.V05;noemer;;;;;2026-10-01;definitief;20',
        'I.V05;een jaar langer;;;;;2026-10-01;definitief;21',
        'I.V05;noemer;De Onbekende;;;;2026-10-01;definitief;9',
        'I.V05;noemer;;ooit;;;2026-10-01;definitief;9',
        'I.V05;noemer;;;volgjaar;volgjaar 9;2026-10-01;definitief;9',
        'I.V05;noemer;;2024-2025;;;;definitief;9',
        'I.V05;noemer;;2024-2025;;;2026-09-30;definitief;9',
        'I.V05;noemer;De Eik;;;;2026-10-01;definitief;-3',
        'I.V05;noemer;De Eik;;;;2026-10-01;definitief;3,5',
        'I.V05;noemer;;;;;2026-10-01;definitief;20',
        'I.V05;noemer;De Els;;;;2026-10-01;ooit;9',
      ),
    )
    const found = Object.fromEntries(
      body.wrongLines.map((one: { line: number; reasons: string[] }) => [one.line, one.reasons]),
    )
    expect(found).toMatchObject({
      2: [lineProblems.unknownIndicator],
      4: [lineProblems.above(3)],
      5: [lineProblems.unknownSchool],
      6: [lineProblems.unknownCohort],
      7: [lineProblems.unknownBreakdown],
      8: [lineProblems.noDate],
      9: [lineProblems.otherDate(['2026-10-01'])],
      10: [lineProblems.negative],
      12: [lineProblems.double(3)],
      13: [lineProblems.unknownStatus],
    })
    expect(found[11]).toContain(lineProblems.notWhole)
    expect(await counts()).toEqual([])
  })

  it.each([
    ['a column with names', 'naam;cijfer;onderdeel;aantal\r\nVerzonnen Naam;I.V05;noemer;1'],
    ['numbers of pupils', 'leerlingnummer;cijfer;aantal\r\n12345;I.V05;1'],
    ['a nationality', `${head};nationaliteit\r\nI.V05;noemer;;;;;2026-10-01;definitief;9;x`],
    ['a line per pupil, whatever it is called', 'volgnr;niveau;nu\r\n1;havo;vwo\r\n2;havo;havo'],
    ['an address', csv('I.V05;noemer;iemand@example.org;;;;2026-10-01;definitief;1')],
  ])('with %s is refused, and nothing of it is kept', async (_name, file) => {
    const refused = [await look(file), await confirm(file, 'a'.repeat(64))]
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [422, 'figures_about_persons'],
      [422, 'figures_about_persons'],
    ])
    expect(JSON.stringify(refused.map(({ body }) => body))).not.toMatch(/Verzonnen|12345|example/)
    expect([await counts(), await imports(), opened.errors]).toEqual([[], [], []])
    const log = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 50 }))
    expect(log.filter(({ verb }) => verb.startsWith('figure'))).toEqual([])
  })

  it('is stored when it was looked at, with moves judged and added up, and a revision when it comes again', async () => {
    // By hand: havo/vwo to havo and havo to havo touch (5 + 8), havo to vwo is up (4), havo to vmbo-gt down (3).
    const file = csv(
      'I.V04;havo/vwo naar havo;;2024-2025;;;2026-10-01;definitief;5',
      'I.V04;havo naar havo;;2024-2025;;;2026-10-01;definitief;8',
      'I.V04;havo naar vwo;;2024-2025;;;2026-10-01;definitief;4',
      'I.V04;havo naar vmbo-gt;;2024-2025;;;2026-10-01;definitief;3',
    )
    expect((await store(file)).body).toEqual({ stored: 3, leftOut: 0 })
    expect((await counts()).map(({ part, value }) => [part, value])).toEqual([
      ['down', 3],
      ['same', 13],
      ['up', 4],
    ])
    // 4, 13 and 3 of 20: 20, 65 and 15 percent.
    expect((await momentsOf(alice, 'I.V04'))[0].cell).toMatchObject({
      figure: { n: 20, parts: [{ share: 20 }, { share: 65 }, { share: 15 }] },
    })
    await store(csv('I.V04;opstroom;;2024-2025;;;2026-10-01;definitief;5'))
    expect((await counts()).find(({ part }) => part === 'up')).toMatchObject({ value: 5, revision: 2 })
    expect((await confirm(file, 'a'.repeat(64))).body.code).toBe('import_changed')
  })

  it('may be the template that was handed out, filled in, as CSV and as a spreadsheet', async () => {
    for (const kind of ['csv', 'xlsx']) {
      const response = await alice('GET', `${set}/template.${kind}?${year}`)
      expect(response.status).toBe(200)
    }
    const { body } = await alice('GET', `${set}/template.csv?${year}`)
    const filled = String(body).replace(
      /^(I\.V09;noemer;;;;;2026-10-01;definitief;);/m,
      (_all, start: string) => `${start}12;`,
    )
    expect((await look(filled)).body).toMatchObject({ wrongLines: [], problems: [], counts: 1 })
  })
})

describe('figures of schools', () => {
  it('are for the leader and the school itself; others see the network, the board without numbers', async () => {
    const [first] = schools
    await store(
      csv(
        ...schools.flatMap(({ name }, index) => [
          `I.V05;noemer;${name};2024-2025;;;2026-10-01;definitief;${30 + index}`,
          `I.V05;een jaar langer;${name};2024-2025;;;2026-10-01;definitief;${6 + index}`,
        ]),
      ),
    )
    const by = async (who: Requests) =>
      (await momentsOf(who, 'I.V05'))[0].breakdowns.map((one: { by: string }) => one.by)
    expect(await by(alice)).toEqual(['cohort', 'school'])
    const member = await signInAs('member')
    expect(await by(member)).toEqual(['cohort'])
    const coordinator = await signInAs('coordinator', first?.id)
    const [own] = await momentsOf(coordinator, 'I.V05')
    expect(own.cell).toEqual({ kind: 'suppressed', reason: 'not_for_you' })
    expect(own.breakdowns).toMatchObject([{ by: 'school', rows: [{ value: String(first?.id) }] }])
    // 6 + 7 + 8 of 30 + 31 + 32 = 21 of 93 = 23%.
    const [capped] = await momentsOf(await signInAs('board'), 'I.V05')
    expect(capped.cell.figure.parts).toEqual([{ code: 'numerator', share: 23 }])
  })

  it('of the mbo are all that the contact of the roc sees and hands in', async () => {
    const roc = await signInAs('roc_contact')
    const { body } = await roc('GET', '/api/figures')
    expect(new Set(body.indicators.map(({ code }: { code: string }) => code.slice(0, 3)))).toEqual(
      new Set(['I.M']),
    )
    expect((await roc('POST', `${set}/preview?${year}`, csv())).body.code).toBe('not_allowed')
  })
})

describe('what the registers hold', () => {
  it('is counted without a file, and is final once the school year is over', async () => {
    const ids = schools.map(({ id }) => id)
    // De Eik came twice, De Els once, De Es never: one of three schools came to two of the first three.
    for (const [startsOn, attended] of [
      ['2025-10-01', ids.slice(0, 2)],
      ['2026-02-01', ids.slice(0, 1)],
    ]) {
      const values = { title: 'Intervisie', form: 'network_meeting' }
      const entry = { kind: 'meeting', state: 'done', startsOn, attended, values }
      expect((await alice('POST', '/api/registers', entry)).status).toBe(201)
    }
    const { body } = await alice('GET', '/api/figures')
    const momentOf = (code: string) =>
      body.indicators.find((one: { code: string }) => one.code === code).moments.at(-1)
    expect(momentOf('I.A01')).toMatchObject({
      ...{ schoolYear: '2025-2026', status: 'final', source: 'register', referenceDate: '2026-07-31' },
      cell: { kind: 'shown', figure: { parts: [{ code: 'held', count: 2 }] } },
    })
    expect(momentOf('I.A02')).toMatchObject({
      cell: { kind: 'shown', figure: { n: 3, parts: [{ code: 'numerator', count: 1 }] } },
    })
  })
})
