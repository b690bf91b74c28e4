import { addHolding, createSchools, importFigures, type NewFigureCount } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addNetwork, openTestApp, password, signIn, testClock } from '../testing.ts'

const clock = testClock('2026-11-05T09:00:00Z')
type Requests = Awaited<ReturnType<typeof signIn>>
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let schoolIds: number[]
const as: Record<string, Requests> = {}

type More = Partial<NewFigureCount> & Pick<NewFigureCount, 'referenceDate' | 'schoolYear'>
const counts = (indicator: string, parts: Readonly<Record<string, number>>, more: More) =>
  Object.entries(parts).map(
    ([part, value]): NewFigureCount => ({ status: 'final', ...more, indicator, part, value }),
  )
const now = { schoolYear: '2026-2027', referenceDate: '2026-10-01' }
const before = { schoolYear: '2025-2026', referenceDate: '2025-10-01' }
const july = { schoolYear: '2025-2026', referenceDate: '2026-07-31' }

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const at = clock.now()
  networkId = await addNetwork(opened.store, {
    ...{ name: 'Regio', role: 'project_leader', email: 'alice@example.org', at },
  })
  as.project_leader = await signIn(opened.app, 'alice@example.org')
  const passwordHash = await hashOf(password)
  await opened.store.inNetwork(networkId, async (tx) => {
    const schools = ['De Eik', 'De Els', 'De Es'].map((name) => ({
      ...{ networkId, name, type: 'vmbo', joinedOn: '2020-08-01' },
    }))
    schoolIds = (await createSchools(tx, schools)).map(({ id }) => id)
    for (const role of ['member', 'director', 'board', 'roc_contact', 'coordinator'] as const) {
      const userId = await createAccount(tx, {
        ...{ networkId, role, name: role, email: `${role}@example.org`, passwordHash, at },
      })
      if (role === 'coordinator')
        await addHolding(tx, { networkId, userId, role, schoolId: schoolIds[0] ?? 0, heldFrom: '2026-08-01' })
    }
    const file = {
      networkId,
      instrument: 'CF-VO',
      schoolYear: '2026-2027',
      importedAt: at,
      role: 'project_leader',
    }
    const perSchool = [
      { denominator: 12, numerator: 6 },
      { denominator: 9, numerator: 5 },
      { denominator: 4, numerator: 1 },
    ]
    await importFigures(tx, {
      ...file,
      counts: [
        // By hand: 44 of 55 is 80%, 6 of 55 is 11% (10.9), 5 of 55 is 9% (9.1).
        ...counts('I.V03', { denominator: 55, within: 44, higher: 6, lower: 5 }, now),
        // 30 of 40 is 75%.
        ...counts('I.V03', { denominator: 40, within: 30, higher: 5, lower: 5 }, before),
        // 11 of 40 is more than a fifth.
        ...counts('I.V02', { denominator: 40, numerator: 24, unknown: 11 }, now),
        ...counts('I.V07', { denominator: 26, numerator: 13 }, { ...july, status: 'provisional' }),
        ...counts('I.V07', { denominator: 31, numerator: 24 }, july),
        ...counts('I.V09', { denominator: 4, numerator: 3 }, now),
        ...perSchool.flatMap((parts, index) =>
          counts('I.V06', parts, { ...now, schoolId: schoolIds[index] ?? 0 }),
        ),
      ],
    })
  })
  for (const role of ['member', 'director', 'board', 'roc_contact', 'coordinator'])
    as[role] = await signIn(opened.app, `${role}@example.org`)
})
afterAll(() => opened.close())

const pageOf = async (role: string, code: string) => {
  const answer = await as[role]?.('GET', `/api/figures/${code}`)
  return { status: answer?.status, body: answer?.body }
}

describe('the page of an indicator', () => {
  it('says in one sentence what the newest figure is, and that of the year before', async () => {
    const { body } = await pageOf('project_leader', 'I.V03')
    expect(body.summary).toBe(
      'Op 1 oktober 2026: 44 van 55 (80%) volgens advies, 6 van 55 (11%) hoger dan advies, 5 van 55 (9%) lager dan advies; een jaar eerder 30 van 40 (75%) volgens advies.',
    )
    expect(body).toMatchObject({
      ...{ days: ['1 oktober'], denominator: 'leerlingen die uitstroomden met een advies en een plaats' },
      expectations: [{ code: 'RE.5' }, { code: 'OL.O.4' }],
      findings: [],
    })
    expect(body.goals.map((one: { code: string }) => one.code)).toEqual(['D2', 'K2.b'])
    expect(body.goals.every(({ code, title }: { code: string; title: string }) => code !== title)).toBe(true)
  })

  it('warns of many unknown, of few, and of a final figure that differs from the provisional one', async () => {
    const signalsOf = async (code: string) => (await pageOf('project_leader', code)).body.signals
    expect(await signalsOf('I.V02')).toEqual([
      'Op 1 oktober 2026 is van meer dan 20 procent niet bekend hoe het gaat. Daarom staat er geen percentage.',
    ])
    expect(await signalsOf('I.V07')).toEqual([
      'Het definitieve cijfer van 31 juli 2026 is anders dan het voorlopige.',
    ])
    expect(await signalsOf('I.V03')).toEqual([])
  })

  it('shows what is too small in words, to the project leader too', async () => {
    const { body } = await pageOf('project_leader', 'I.V09')
    expect(body.summary).toBe('Op 1 oktober 2026: niet getoond: minder dan 5.')
    expect(JSON.stringify(body.moments)).not.toMatch(/"count"/)
  })

  it('names the own school to its coordinator, and no other', async () => {
    const { body } = await pageOf('coordinator', 'I.V06')
    // 6 of 12 is 50%.
    expect(body.summary).toBe('Op 1 oktober 2026 voor De Eik: 6 van 12 (50%) naar een andere school.')
    expect(body.breakdowns.find((one: { code: string }) => one.code === 'school').values).toEqual([
      { code: String(schoolIds[0]), title: 'De Eik' },
    ])
    expect(JSON.stringify(body)).not.toMatch(/De Els|De Es/)
    expect((await pageOf('coordinator', 'I.V03')).status).toBe(404)
  })

  it('gives a member the network without schools, and the board percentages alone', async () => {
    const { body } = await pageOf('member', 'I.V06')
    expect(JSON.stringify(body)).not.toMatch(/De Eik/)
    expect(body.moments[0].breakdowns).toEqual([])
    const board = (await pageOf('board', 'I.V03')).body
    expect(board.summary).toBe(
      'Op 1 oktober 2026: 80% volgens advies, 11% hoger dan advies, 9% lager dan advies; een jaar eerder 75% volgens advies.',
    )
    expect(JSON.stringify(board.moments)).not.toMatch(/"count":\d/)
  })

  it('is not there for who has no figures of it', async () => {
    expect((await pageOf('roc_contact', 'I.V03')).status).toBe(404)
    expect((await pageOf('roc_contact', 'I.M01')).body.summary).toMatch(/^Dit cijfer is nog niet geleverd/)
    expect((await pageOf('project_leader', 'I.X99')).status).toBe(404)
  })
})

describe('the file of figures', () => {
  const csv = async (role: string, query = '') =>
    String((await as[role]?.('GET', `/api/figures.csv${query}`))?.body).split('\r\n')

  it('has the choice on top, and words where a number is not shown', async () => {
    const lines = await csv('project_leader', '?indicator=I.V09')
    expect(lines[0]).toMatch(/^keuze;"?cijfer I\.V09 Start vervolgonderwijs/)
    expect(lines.at(-2)).toBe(
      'I.V09;Start vervolgonderwijs;2026-2027;2026-10-01;definitief;bestand;hele groep;;;;;;;;niet getoond: minder dan 5',
    )
    const shown = await csv('project_leader', '?indicator=I.V03')
    expect(shown).toContain(
      'I.V03;Geplaatst volgens advies;2026-2027;2026-10-01;definitief;bestand;hele groep;;volgens advies;44;55;80;0;0;',
    )
  })

  it('holds no more than the screens of the same person', async () => {
    const lines = (await csv('coordinator')).join('\n')
    expect(lines).toMatch(/I\.V06;.*;school;De Eik;/)
    expect(lines).not.toMatch(/De Els|De Es|I\.V03/)
    expect((await csv('board', '?indicator=I.V03')).join('\n')).not.toMatch(/;44;|;6;55/)
  })
})
