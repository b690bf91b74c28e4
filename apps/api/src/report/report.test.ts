import { OpenAPIHono } from '@hono/zod-openapi'
import { newestReleases, type Role } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SignedIn } from '../deps.ts'
import { Problem } from '../problem.ts'
import {
  type Cohort,
  levelQuestion,
  openCohort,
  type TinyInstrument,
  yesQuestion,
} from '../testing-cohort.ts'
import { comparisonView } from './describe-comparison.ts'
import { expectationView, instrumentView, schoolView, startView } from './describe-views.ts'
import type { ReleaseContent } from './freeze-release.ts'
import { reportRoutes } from './routes.ts'
import type { ComparisonView } from './schema.ts'

/*
 * Eight schools, two years. Levels per school; wn = weet ik niet; - = did not answer.
 *
 *              s1 s2 s3 s4 s5 s6 s7 s8   matched = s1..s6
 * een  2024-25  1  1  2  2  3  4 wn  -   up: s1 s3; down: s6; same: s2 s4 s5
 *      2025-26  2  1  3  2  3  3  -  4   op orde, matched: 2 of 6, then 3 of 6
 * drie 2024-25  3  3  3  2  2  1  1  -   down: s1 s2; same: s3 s4 s5 s6
 *      2025-26  2  2  3  2  2  1  -  1
 * twee changed its meaning in 2.0.
 */
const monitor: TinyInstrument = {
  code: 'KM-NT2',
  title: 'Monitor',
  unit: 'school',
  anonymityLevel: 'F',
  changes: [{ version: '2.0', item: 'twee', reason: 'Vraagt nu ook naar ouders.' }],
}
const first = [levelQuestion('een', 'RE.1'), levelQuestion('twee', 'RE.2'), levelQuestion('drie', 'KO.1')]
const second = [
  levelQuestion('een', 'RE.1'),
  levelQuestion('twee', 'RE.2', 2, 'Vragen jullie dit ook aan ouders?'),
  levelQuestion('drie', 'KO.1'),
]
const students: TinyInstrument = { code: 'STU', title: 'Studenten', unit: 'person', anonymityLevel: 'A' }
const asked = [yesQuestion('helpt', 'RE.4')]

let cohort: Cohort
let app: OpenAPIHono<SignedIn>
const role: Role = 'project_leader'

const answer = (een: unknown, twee: unknown, drie: unknown) => ({ een, twee, drie })
const get = (path: string) => app.request(path)
async function compare(query: string): Promise<ComparisonView> {
  const response = await get(`/api/comparisons?${query}`)
  expect(response.status).toBe(200)
  const body: unknown = await response.json()
  return comparisonView.parse(body)
}
const row = (view: ComparisonView, key: string) => {
  const found = view.rows.find((one) => one.key === key)
  if (found === undefined) throw new Error(`There is no row ${key}.`)
  return found
}

beforeAll(async () => {
  cohort = await openCohort([
    ['=Kwaad', 'groot'],
    ['Beta', 'groot'],
    ['Gamma', 'groot'],
    ['Delta', 'groot'],
    ['Epsilon', 'groot'],
    ['Zeta', 'klein'],
    ['Eta', 'klein'],
    ['Theta', 'klein'],
  ])
  const [one, two] = [
    await cohort.publish(monitor, '1.0', first),
    await cohort.publish(monitor, '2.0', second),
  ]
  await cohort.round({
    instrument: monitor,
    definitionId: one,
    version: '1.0',
    questions: first,
    schoolYear: '2024-2025',
    answers: [
      answer(1, 2, 3),
      answer(1, 2, 3),
      answer(2, 2, 3),
      answer(2, 2, 2),
      answer(3, 2, 2),
      answer(4, 2, 1),
      answer('wn', 2, 1),
      undefined,
    ],
  })
  await cohort.round({
    instrument: monitor,
    definitionId: two,
    version: '2.0',
    questions: second,
    schoolYear: '2025-2026',
    answers: [
      answer(2, 3, 2),
      answer(1, 3, 2),
      answer(3, 3, 3),
      answer(2, 3, 2),
      answer(3, 3, 2),
      answer(3, 3, 1),
      undefined,
      answer(4, 3, 1),
    ],
  })
  await cohort.round({
    instrument: monitor,
    definitionId: two,
    version: '2.0',
    questions: second,
    schoolYear: '2026-2027',
    answers: [answer(4, 4, 4), undefined],
    open: true,
  })
  const form = await cohort.publish(students, '1.0', asked)
  const people = { instrument: students, definitionId: form, version: '1.0', questions: asked }
  const yes = { helpt: 'ja' }
  await cohort.round({ ...people, schoolYear: '2025-2026', period: 'januari', answers: [yes, yes, yes] })
  await cohort.round({
    ...people,
    schoolYear: '2025-2026',
    period: 'juni',
    answers: [yes, yes, yes, yes, { helpt: 'nee' }, { helpt: 'wn' }],
  })
  app = new OpenAPIHono<SignedIn>()
  app.use(async (c, next) => {
    c.set('who', { ...cohort.who, role })
    await next()
  })
  app.route('/', reportRoutes(cohort.deps))
  app.onError((error, c) => {
    if (error instanceof Problem) return c.json({ code: error.code }, error.status as 400)
    throw error
  })
})
afterAll(() => cohort.close())

describe('comparing school years', () => {
  it('shows the two newest released years by default, with a sentence made from the numbers', async () => {
    const view = await compare('instrument=KM-NT2')
    expect(view.periods.map((p) => [p.schoolYear, p.responded, p.invited])).toEqual([
      ['2024-2025', 7, 8],
      ['2025-2026', 7, 8],
    ])
    expect(view.summary).toBe(
      'In 2025-2026 deden 7 van de 8 scholen mee; 6 daarvan ook het jaar ervoor. Bij 1 van de 2 vergelijkbare verwachtingen gingen meer scholen omhoog dan omlaag, bij 1 was het andersom. Eén vraag is veranderd; die vergelijken we niet.',
    )
    expect(view.filter).toBe(
      'Monitor, versie 1.0 en 2.0 · meetrondes 2024-2025 en 2025-2026 · alle scholen · per verwachting',
    )
  })

  it('counts the same schools up, same and down, and all schools apart', async () => {
    const view = await compare('instrument=KM-NT2')
    const een = row(view, 'RE.1')
    expect(een.steps[0]?.movement).toMatchObject({
      kind: 'shown',
      movement: { n: 6, up: 2, same: 3, down: 1, from: { count: 2, of: 6 }, to: { count: 3, of: 6 } },
    })
    expect(een.periods.map((p) => p.cell)).toMatchObject([
      { kind: 'shown', distribution: { n: 7, sufficient: { count: 2, of: 7 }, median: 2 } },
      { kind: 'shown', distribution: { n: 7, sufficient: { count: 4, of: 7 }, median: 3 } },
    ])
    expect(row(view, 'KO.1').steps[0]?.movement).toMatchObject({
      kind: 'shown',
      movement: { n: 6, up: 0, same: 4, down: 2 },
    })
  })

  it('shows a break with its reason instead of a difference where the meaning changed', async () => {
    const [step] = row(await compare('instrument=KM-NT2'), 'RE.2').steps
    expect(step).toMatchObject({
      verdict: 'changed',
      movement: { kind: 'suppressed', reason: 'not_comparable' },
    })
    expect(step?.reason).toContain('Vraagt nu ook naar ouders.')
  })

  it('shows one school at n = 1, and says so in its sentence', async () => {
    const zeta = cohort.schools.find((s) => s.name === 'Zeta')
    const view = await compare(`instrument=KM-NT2&school=${zeta?.id}`)
    expect(row(view, 'RE.1').steps[0]?.movement).toMatchObject({ movement: { n: 1, up: 0, down: 1 } })
    expect(view.summary).toBe(
      'Zeta vergeleken met 2024-2025: van de 2 vergelijkbare verwachtingen ging er geen omhoog, bleef er 1 gelijk en ging er 1 omlaag. Eén vraag is veranderd; die vergelijken we niet.',
    )
  })

  it('hides the figures of a group of fewer than five schools', async () => {
    const view = await compare('instrument=KM-NT2&group=klein')
    expect(row(view, 'RE.1').periods.at(-1)?.cell).toEqual({ kind: 'suppressed', reason: 'too_few' })
    expect(row(view, 'RE.1').steps[0]?.movement).toEqual({ kind: 'suppressed', reason: 'too_few_matched' })
  })

  it('gives only counts of a round that is open', async () => {
    const view = await compare('instrument=KM-NT2&years=2025-2026,2026-2027')
    expect(view.periods.at(-1)).toMatchObject({ released: false, responded: 1, invited: 8 })
    expect(new Set(view.rows.map((r) => JSON.stringify(r.periods.at(-1)?.cell)))).toEqual(
      new Set([JSON.stringify({ kind: 'suppressed', reason: 'not_released' })]),
    )
    expect(view.summary).toContain('De meetronde 2026-2027 is nog open: 1 van de 8 scholen stuurde in.')
  })

  it('reads anonymous rounds from their release only, and shows nothing of three students', async () => {
    const view = await compare('instrument=STU&level=item')
    const helps = row(view, 'helpt')
    expect(helps.periods.map((p) => p.cell)).toMatchObject([
      { kind: 'suppressed', reason: 'too_few' },
      { kind: 'shown', distribution: { n: 6 } },
    ])
    expect(helps.steps[0]?.movement).toEqual({ kind: 'suppressed', reason: 'not_applicable' })
    expect(view.periods[0]).toMatchObject({ responded: 0, invited: 0, few: true })
    expect(view.summary).toContain('minder dan 5 mensen')
    const csv = await (await get('/api/comparisons.csv?instrument=STU&level=item')).text()
    expect(csv).toMatch(/Deelname [^\r]*minder dan 5 mensen/)
  })

  it('has no round to compare for an instrument that was never used', async () => {
    expect((await get('/api/comparisons?instrument=NIETS')).status).toBe(404)
  })

  it('takes a parameter without a value as one that is not there', async () => {
    const empty = await get('/api/comparisons?instrument=KM-NT2&years=&rounds=&level=&school=&group=')
    expect(empty.status).toBe(200)
    expect(await empty.json()).toEqual(await (await get('/api/comparisons?instrument=KM-NT2')).json())
  })

  it('refuses one school and a group together: it would have to drop one of them', async () => {
    for (const path of ['/api/comparisons', '/api/comparisons.csv'])
      expect((await get(`${path}?instrument=KM-NT2&school=1&group=vmbo`)).status).toBe(400)
    expect((await get('/api/comparisons?instrument=KM-NT2&school=1')).status).toBe(200)
  })

  it('names the wrong field of a question that does not fit', async () => {
    const response = await get('/api/comparisons?instrument=KM-NT2&years=vorig')
    expect(response.status).toBe(400)
  })
})

describe('a release', () => {
  it('freezes figures in which no small group can be computed back', async () => {
    const { networkId, store } = cohort
    const [release] = await store.inNetwork(networkId, (tx) =>
      newestReleases(tx, { networkId, roundIds: [2] }),
    )
    const { cuts } = (release?.content ?? { cuts: [] }) as unknown as ReleaseContent
    // Five large schools and three small ones: neither may be told beside the network.
    expect(cuts.map((cut) => [cut.group, cut.invited, cut.responded, cut.matched])).toEqual([[null, 8, 7, 6]])
    // Seven schools answered, six of them also before: the seventh would stand alone beside the movement.
    expect(cuts[0]?.rows.find((one) => one.key === 'een')).toMatchObject({
      cell: { kind: 'shown', distribution: { n: 7 } },
      steps: [{ from: 1, to: 2, movement: { kind: 'suppressed', reason: 'complementary' } }],
    })
  })
})

describe('the export', () => {
  it('says what was chosen, opens in a Dutch spreadsheet and gives reasons for what is hidden', async () => {
    const response = await get('/api/comparisons.csv?instrument=KM-NT2')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).split('\r\n')
    expect(lines[0]).toBe('Voorbeeld: verzonnen scholen en antwoorden')
    expect(lines[1]).toMatch(/^Gekozen;Monitor, versie 1\.0 en 2\.0/)
    expect(lines[2]).toBe('Deelname 2024-2025;7;van;8;scholen')
    const now = lines.find((line) => line.startsWith('RE.1;') && line.includes('2025-2026'))
    expect(now).toContain(';2025-2026;2.0;7;')
    expect(lines.find((line) => line.startsWith('RE.2;') && line.includes('2025-2026'))).toContain(
      'vraag veranderd: niet te vergelijken',
    )
  })

  it('never lets a spreadsheet run a name as a formula', async () => {
    const evil = cohort.schools.find((s) => s.name === '=Kwaad')
    const response = await get(`/api/comparisons.csv?instrument=KM-NT2&school=${evil?.id}`)
    const fields = (await response.text()).split(/[;\r\n]/)
    expect(fields.filter((field) => /^"?[=+\-@]/.test(field))).toEqual([])
  })
})

describe('the other reports', () => {
  it('tells about an expectation with the question in every version', async () => {
    const view = expectationView.parse(await (await get('/api/expectations/RE.2')).json())
    expect(view.questions.map((q) => [q.version, q.itemVersion, q.usedIn])).toEqual([
      ['1.0', 1, ['2024-2025']],
      ['2.0', 2, ['2025-2026', '2026-2027']],
    ])
    expect(view.comparison.rows.map((r) => r.key)).toEqual(['RE.2'])
    expect((await get('/api/expectations/XX.9')).status).toBe(404)
  })

  it('shows a school beside its own past, newest first, without what is still open', async () => {
    const view = schoolView.parse(await (await get(`/api/schools/${cohort.schools[0]?.id}`)).json())
    expect(view.reports.map((r) => r.schoolYear)).toEqual(['2025-2026', '2024-2025'])
    expect(view.reports[0]?.moved).toEqual({ up: 1, same: 0, down: 1, notComparable: 1 })
  })

  it('starts with three sentences and the rounds that run', async () => {
    const view = startView.parse(await (await get('/api/start')).json())
    expect(view.summary).toEqual([
      'In 2025-2026 deden 7 van de 8 scholen mee; 6 daarvan ook het jaar ervoor.',
      'Bij 1 van de 2 vergelijkbare verwachtingen gingen meer scholen omhoog dan omlaag, bij 1 was het andersom.',
      expect.stringMatching(
        /^Het vaakst omhoog ging ‘.+’ \(2 van 6 scholen\), het vaakst omlaag ging ‘.+’ \(2 van 6 scholen\)\.$/,
      ),
    ])
  })

  it('lists what changed between two versions and why', async () => {
    const view = instrumentView.parse(await (await get('/api/instruments/KM-NT2')).json())
    expect(view.versions.map((v) => [v.version, v.items, v.usedIn])).toEqual([
      ['1.0', 3, ['2024-2025']],
      ['2.0', 3, ['2025-2026', '2026-2027']],
    ])
    expect(view.versions[1]?.differences).toMatchObject([{ item: 'twee', verdict: 'changed' }])
    expect(view.coverage.filter((c) => c.items.length > 0).map((c) => c.code)).toEqual([
      'RE.1',
      'RE.2',
      'KO.1',
    ])
  })
})
