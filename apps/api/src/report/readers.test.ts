import { OpenAPIHono } from '@hono/zod-openapi'
import { createFinding, type Role, shareWithCoaches } from '@km/store'
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
import { mayReadTexts } from './readers.ts'
import { reportRoutes } from './routes.ts'
import type { ComparisonView } from './schema.ts'

/*
 * Fourteen schools answer twice: eight vmbo, six havo. One question; level per school:
 * vmbo 1 1 1 1 1 1 1 2, then 2 1 1 1 1 1 1 2; havo 3 3 3 3 3 3, then 3 3 3 3 3 4.
 */
const monitor: TinyInstrument = { code: 'KM-NT2', title: 'Monitor', unit: 'school', anonymityLevel: 'F' }
const students: TinyInstrument = {
  code: 'STU',
  title: 'Studenten',
  unit: 'person',
  anonymityLevel: 'A',
  bijlageCodes: ['K4.a-1'],
}
const coaches: TinyInstrument = {
  code: 'COACH',
  title: 'Coaches',
  unit: 'person',
  anonymityLevel: 'F',
  bijlageCodes: ['K4.a-2'],
}
const questions = [levelQuestion('een', 'RE.1')]
const asked = [yesQuestion('helpt', 'RE.4')]
const years = [
  [1, 1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3],
  [2, 1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 4],
]

let cohort: Cohort
let pilotRound: number
let app: OpenAPIHono<SignedIn>
let who: { role: Role; schoolIds: readonly number[] }

const as = (role: Role, schools: readonly number[] = []) => {
  who = { role, schoolIds: schools.map((index) => cohort.schools[index]?.id ?? 0) }
}
const get = (path: string) => app.request(path)
const status = async (path: string) => (await get(path)).status
async function compare(query = 'instrument=KM-NT2&level=item'): Promise<ComparisonView> {
  const response = await get(`/api/comparisons?${query}`)
  expect(response.status).toBe(200)
  return comparisonView.parse(await response.json())
}
const counts = (view: ComparisonView) =>
  view.rows[0]?.periods.map(({ cell }) =>
    cell.kind === 'shown' && 'distribution' in cell ? cell.distribution.levels.map((l) => l.count) : cell,
  )

beforeAll(async () => {
  cohort = await openCohort(
    years[0]?.map((_, index) => [`School ${String(index).padStart(2, '0')}`, index < 8 ? 'vmbo' : 'havo']) ??
      [],
  )
  const one = await cohort.publish(monitor, '1.0', questions)
  for (const [index, levels] of years.entries())
    await cohort.round({
      ...{ instrument: monitor, definitionId: one, version: '1.0', questions },
      schoolYear: `${2024 + index}-${2025 + index}`,
      answers: levels.map((een) => ({ een })),
    })
  const form = await cohort.publish(students, '1.0', asked)
  const yes = { helpt: 'ja' }
  pilotRound = await cohort.round({
    ...{
      instrument: students,
      definitionId: form,
      version: '1.0',
      questions: asked,
      schoolYear: '2025-2026',
    },
    answers: [yes, yes, yes, yes, yes, { helpt: 'nee' }],
  })
  await cohort.round({
    ...{ instrument: coaches, version: '1.0', questions: asked, schoolYear: '2025-2026' },
    definitionId: await cohort.publish(coaches, '1.0', asked),
    answers: [yes, yes, yes, yes, yes, yes],
  })
  app = new OpenAPIHono<SignedIn>()
  app.use(async (c, next) => {
    c.set('who', { ...cohort.who, ...who })
    await next()
  })
  app.route('/', reportRoutes(cohort.deps))
  app.onError((error, c) => {
    if (error instanceof Problem) return c.json({ code: error.code }, error.status as 400)
    throw error
  })
})
afterAll(() => cohort.close())

describe('a coordinator', () => {
  it('sees the network, the own school and the others of the own group, never the own one among them', async () => {
    as('coordinator', [0])
    expect(counts(await compare())).toEqual([
      [7, 1, 6, 0],
      [6, 2, 5, 1],
    ])
    // Seven others: the own school went from 1 to 2.
    const group = await compare('instrument=KM-NT2&level=item&group=vmbo')
    expect(counts(group)).toEqual([
      [6, 1, 0, 0],
      [6, 1, 0, 0],
    ])
    expect(group.rows[0]?.steps[0]?.movement).toMatchObject({
      kind: 'shown',
      movement: { n: 7, up: 0, same: 7, down: 0 },
    })
    expect(group.filter).toContain('schooltype vmbo, zonder je eigen school')
    expect(group.choices).toEqual({
      instruments: [{ code: 'KM-NT2', title: 'Monitor' }],
      years: ['2025-2026', '2024-2025'],
      groups: ['vmbo'],
      schools: [{ id: cohort.schools[0]?.id, name: 'School 00' }],
    })
    expect(await status(`/api/schools/${cohort.schools[0]?.id}`)).toBe(200)
  })

  it('of six schools reads the five others', async () => {
    as('coordinator', [13])
    expect(counts(await compare('instrument=KM-NT2&level=item&group=havo'))).toEqual([
      [0, 0, 5, 0],
      [0, 0, 5, 0],
    ])
  })

  it('of a school in each group reads the others of both, but not how they moved', async () => {
    as('coordinator', [0, 8])
    expect((await compare()).choices.groups).toEqual(['havo', 'vmbo'])
    const vmbo = await compare('instrument=KM-NT2&level=item&group=vmbo')
    expect(counts(vmbo)).toEqual([
      [6, 1, 0, 0],
      [6, 1, 0, 0],
    ])
    expect(vmbo.rows[0]?.steps[0]?.movement).toMatchObject({ kind: 'suppressed', reason: 'complementary' })
    expect(counts(await compare('instrument=KM-NT2&level=item&group=havo'))).toEqual([
      [0, 0, 5, 0],
      [0, 0, 4, 1],
    ])
  })

  it('of two in one group reads the others when they are five or more', async () => {
    as('coordinator', [0, 1])
    expect(counts(await compare('instrument=KM-NT2&level=item&group=vmbo'))?.[1]).toEqual([5, 1, 0, 0])
    as('coordinator', [12, 13])
    expect((await compare()).choices.groups).toEqual([])
    expect(await status('/api/comparisons?instrument=KM-NT2&level=item&group=havo')).toBe(403)
  })

  it('of two in the smaller group reads nothing of the larger: what is left of the network would tell', async () => {
    as('coordinator', [0, 12, 13])
    expect((await compare()).choices.groups).toEqual([])
    expect(await status('/api/comparisons?instrument=KM-NT2&level=item&group=vmbo')).toBe(403)
  })

  it('may choose no other school, no other group, no students and no coaches', async () => {
    as('coordinator', [0])
    const other = cohort.schools[3]?.id
    expect(await status(`/api/comparisons?instrument=KM-NT2&school=${other}`)).toBe(403)
    expect(await status(`/api/comparisons.csv?instrument=KM-NT2&school=${other}`)).toBe(403)
    expect(await status(`/api/schools/${other}`)).toBe(403)
    expect(await status('/api/comparisons?instrument=KM-NT2&group=havo')).toBe(403)
    expect(await status('/api/comparisons?instrument=STU')).toBe(403)
    // Six coaches are enough for others, but they speak of the pilot, not of schools.
    expect(await status('/api/comparisons?instrument=COACH')).toBe(403)
    as('director')
    expect(await status('/api/comparisons?instrument=COACH')).toBe(200)
  })
})

describe('the other roles', () => {
  it('let a member see the portfolio, every group and students in numbers of five and more', async () => {
    as('member', [2])
    expect((await compare()).choices.groups).toEqual(['havo', 'vmbo'])
    expect(counts(await compare('instrument=KM-NT2&level=item&group=vmbo'))?.[0]).toEqual([7, 1, 0, 0])
    expect(counts(await compare('instrument=STU&level=item'))).toEqual([[1, 0, 5]])
    expect(await status(`/api/schools/${cohort.schools[2]?.id}`)).toBe(200)
    expect(await status(`/api/schools/${cohort.schools[1]?.id}`)).toBe(403)
  })

  it('let a director see the network and nothing beside it', async () => {
    as('director')
    const view = await compare()
    expect(counts(view)?.[1]).toEqual([6, 2, 5, 1])
    expect(view.choices).toMatchObject({ groups: [], schools: [] })
    expect(await status('/api/comparisons?instrument=KM-NT2&group=vmbo')).toBe(403)
    expect(await status(`/api/schools/${cohort.schools[0]?.id}`)).toBe(403)
  })

  it('read beside a row no finding that is a draft, of another school or of a free choice of schools', async () => {
    const reference = { instrument: 'KM-NT2', years: ['2025-2026'], level: 'item', key: 'een' }
    const about = async (status: 'draft' | 'confirmed', more: object) => {
      const { networkId, store } = cohort
      const evidence = [{ instrument: 'KM-NT2', reference: { ...reference, ...more } }]
      const words = { title: 'Bevinding', kind: 'attention' as const, expectationCodes: [], createdBy: 'x' }
      const values = { ...words, networkId, schoolYear: '2025-2026', createdAt: new Date(), status, evidence }
      return (await store.inNetwork(networkId, (tx) => createFinding(tx, values))).code
    }
    const draft = await about('draft', {})
    const shared = await about('confirmed', {})
    const group = await about('confirmed', { group: 'vmbo' })
    const own = await about('confirmed', { school: cohort.schools[2]?.id })
    const codes = async () => (await compare()).findings.map((one) => one.code)
    as('project_leader')
    expect(await codes()).toEqual([draft, shared, group, own])
    as('director')
    expect(await codes()).toEqual([shared])
    as('member', [2])
    expect(await codes()).toEqual([shared, own])
  })

  it('give the board percentages, of which the ends say no more than that', async () => {
    as('board')
    const [period] = (await compare()).rows[0]?.periods ?? []
    expect(period?.cell).toEqual({ kind: 'suppressed', reason: 'capped' })
    expect(period?.shares).toMatchObject({
      n: 14,
      parts: [
        { share: 50 },
        { share: 7 },
        { share: 43 },
        { share: 'below_5' },
        { share: 'below_5' },
        { share: 'below_5' },
      ],
      sufficient: 43,
    })
    const csv = await (await get('/api/comparisons.csv?instrument=KM-NT2&level=item')).text()
    expect(csv).toContain(';minder dan 5%;')
    expect(csv).not.toContain('School 0')
  })

  it('let a coach see the pilot only after it was shared', async () => {
    as('coach')
    expect(await status('/api/comparisons?instrument=STU')).toBe(404)
    expect(await status('/api/comparisons?instrument=KM-NT2')).not.toBe(200)
    as('project_leader')
    const path = `/api/rounds/${pilotRound}/shared-with-coaches`
    const body = JSON.stringify({ shared: true })
    const shared = await app.request(path, {
      method: 'PUT',
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(shared.status).toBe(200)
    as('coach')
    expect(counts(await compare('instrument=STU&level=item'))).toEqual([[1, 0, 5]])
    const { networkId, store } = cohort
    await store.inNetwork(networkId, (tx) =>
      shareWithCoaches(tx, { networkId, roundId: pilotRound, shared: false }),
    )
    expect(await status('/api/comparisons?instrument=STU')).toBe(404)
  })

  it('give the school of the mbo the pilot, and nobody else anything', async () => {
    as('roc_contact')
    expect(counts(await compare('instrument=STU&level=item'))).toEqual([[1, 0, 5]])
    expect(await status('/api/comparisons?instrument=KM-NT2')).toBe(403)
    as('po_contact')
    expect([
      await status('/api/comparisons?instrument=KM-NT2'),
      await status('/api/comparisons?instrument=STU'),
      await status('/api/start'),
    ]).toEqual([403, 403, 200])
    as('admin')
    expect([await status('/api/comparisons?instrument=KM-NT2'), await status('/api/start')]).toEqual([
      403, 403,
    ])
  })

  it('start with what the releases say', async () => {
    as('coordinator', [0])
    const start = (await (await get('/api/start')).json()) as { summary: string[]; openRounds: unknown[] }
    expect(start.summary[0]).toBe(
      'In 2025-2026 deden 14 van de 14 scholen mee; 14 daarvan ook het jaar ervoor.',
    )
    expect(start.openRounds).toEqual([])
  })
})

it('gives free text to the project leader, and from ten texts on to who checks or reads it', () => {
  const may = (role: Role, texts: number) => mayReadTexts({ role }, texts)
  expect([may('project_leader', 1), may('member', 9), may('member', 10), may('director', 10)]).toEqual([
    true,
    false,
    true,
    true,
  ])
  expect((['board', 'coordinator', 'coach', 'admin'] as const).map((role) => may(role, 100))).toEqual([
    false,
    false,
    false,
    false,
  ])
})
