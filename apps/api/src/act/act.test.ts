import { OpenAPIHono } from '@hono/zod-openapi'
import { listAudit } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { SignedIn, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { compareRounds } from '../report/compare-rounds.ts'
import { withShelf } from '../report/report-deps.ts'
import { reportRoutes } from '../report/routes.ts'
import { type Cohort, levelQuestion, openCohort, type TinyInstrument } from '../testing-cohort.ts'
import type { Wishes } from '../voices/schema.ts'
import { sha256 } from './freeze-cell.ts'
import { actRoutes } from './routes.ts'
import { action, finding } from './schema.ts'

/*
 * Six schools, two years; 'een' 1,1,1,2,2,3 -> 3,3,2,2,2,3: up s1 s2 s3, same s4 s5 s6; op orde 1 of 6 -> 3 of 6.
 * 'twee' changed its meaning; the group 'klein' has four schools.
 */
const monitor: TinyInstrument = { code: 'KM-NT2', title: 'Monitor', unit: 'school', anonymityLevel: 'F' }
const first = [levelQuestion('een', 'RE.1'), levelQuestion('twee', 'RE.2')]
const second = [levelQuestion('een', 'RE.1'), levelQuestion('twee', 'RE.2', 2, 'Een andere vraag?')]

let cohort: Cohort
let app: OpenAPIHono<SignedIn>
let leader: Who
/** What six schools chose to make better: two of them RE.1, one of these most of all. */
const chosen: Wishes = {
  schoolYear: '2025-2026',
  schools: 6,
  topics: [
    {
      expectation: 'RE.1',
      title: 'Zicht op behaalde doelen',
      schools: [
        { id: 1, name: 'A', place: 1 },
        { id: 2, name: 'B', place: 3 },
      ],
    },
  ],
  help: [],
  agenda: [],
}
/** Who asks now. */
let asked: Who

beforeAll(async () => {
  cohort = await openCohort([
    ['A', 'groot'],
    ['B', 'groot'],
    ['C', 'klein'],
    ['D', 'klein'],
    ['E', 'klein'],
    ['F', 'klein'],
  ])
  const one = await cohort.publish(monitor, '1.0', first)
  const two = await cohort.publish(monitor, '2.0', second)
  const answers = (levels: readonly number[]) => levels.map((een) => ({ een, twee: 2 }))
  const before = { instrument: monitor, definitionId: one, version: '1.0', questions: first }
  await cohort.round({ ...before, schoolYear: '2024-2025', answers: answers([1, 1, 1, 2, 2, 3]) })
  const now = { instrument: monitor, definitionId: two, version: '2.0', questions: second }
  await cohort.round({ ...now, schoolYear: '2025-2026', answers: answers([3, 3, 2, 2, 2, 3]) })
  leader = cohort.who
  asked = leader
  const reports = withShelf(cohort.deps)
  app = new OpenAPIHono<SignedIn>()
  app.use(async (c, next) => {
    c.set('who', asked)
    await next()
  })
  app.route('/', reportRoutes(cohort.deps))
  const wishes = () => Promise.resolve(chosen)
  const figure = () => Promise.reject(new Problem('not_found'))
  app.route(
    '/',
    actRoutes({
      ...cohort.deps,
      wishes,
      figure,
      visit: figure,
      compare: (who, asked) => compareRounds(reports, who, asked),
    }),
  )
  app.onError((error, c) => {
    if (error instanceof Problem)
      return c.json({ code: error.code, details: error.details }, error.status as 400)
    throw error
  })
})
afterAll(() => cohort.close())

async function send(method: string, path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' }
  const response = await app.request(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as unknown }
}
const cell = (key: string, ...years: string[]) => ({
  reference: { instrument: 'KM-NT2', years, level: 'expectation', key },
})

describe('from a cell to an action', () => {
  it('freezes what the server reads itself: value, n, filter, versions and a hash', async () => {
    const { status, body } = await send('POST', '/api/findings', cell('RE.1', '2024-2025', '2025-2026'))
    expect(status).toBe(201)
    const made = finding.parse(body)
    expect(made).toMatchObject({
      code: 'B-2526-001',
      status: 'draft',
      schoolYear: '2025-2026',
      expectationCodes: ['RE.1'],
      changedSince: false,
    })
    const [evidence] = made.evidence
    expect(evidence).toMatchObject({
      n: 6,
      versions: ['1.0', '2.0'],
      outcome: '3 van 6 scholen op orde of hoger; 3 omhoog, 3 gelijk, 0 omlaag',
      frozenOn: '2026-06-10',
      madeBy: 'project_leader',
    })
    const { sha256: hash, ...rest } = evidence ?? { sha256: '' }
    expect(sha256(rest)).toBe(hash)
    // Others read the title: it says what it is about, and nothing that was measured.
    expect(made.title).toBe(evidence?.title)
    expect(made.title).not.toMatch(/\d|omhoog|omlaag/)
  })

  it('refuses a cell that is hidden and one whose question changed', async () => {
    const changed = await send('POST', '/api/findings', cell('RE.2', '2024-2025', '2025-2026'))
    expect(changed).toMatchObject({
      status: 422,
      body: { code: 'cannot_freeze', details: { reason: 'not_comparable' } },
    })
    const small = cell('RE.1', '2025-2026')
    const hidden = await send('POST', '/api/findings', { reference: { ...small.reference, group: 'klein' } })
    expect(hidden).toMatchObject({ status: 422, body: { details: { reason: 'too_few' } } })
    const unknown = await send('POST', '/api/findings', cell('XX.1', '2025-2026'))
    expect(unknown.status).toBe(404)
  })

  it('refuses words that cannot be stored, before anything is read', async () => {
    for (const wrong of [{ title: '\u0000' }, { title: ' ' }, { description: 'a\u0000b' }]) {
      const refused = await send('POST', '/api/findings', { ...cell('RE.1', '2025-2026'), ...wrong })
      expect(refused).toMatchObject({ status: 400, body: { details: { fields: Object.keys(wrong) } } })
    }
    expect((await send('GET', '/api/findings/99999999999')).status).toBe(400)
  })

  it('takes the year in which the question changed when it is asked alone', async () => {
    const { status, body } = await send('POST', '/api/findings', cell('RE.2', '2025-2026'))
    expect(status).toBe(201)
    expect(finding.parse(body).kind).toBe('attention')
  })

  it('hangs an action on it, and shows its measure beside the target in the year it is due', async () => {
    const values = {
      title: 'Iets doen',
      ownerRole: 'projectleider',
      measureInstrument: 'KM-NT2',
      measureItem: 'een',
      measureUnit: 'share',
      targetValue: 60,
      targetYear: '2025-2026',
      dueOn: '2026-04-01',
    }
    const made = await send('POST', '/api/findings/1/actions', values)
    expect(made.status).toBe(201)
    expect(action.parse(made.body)).toMatchObject({ code: 'V-2526-001', startValue: 50, status: 'proposed' })
    const { body } = await send('GET', '/api/comparisons?instrument=KM-NT2')
    expect(body).toMatchObject({
      measures: [{ key: 'RE.1', code: 'V-2526-001', startValue: 50, targetValue: 60, reached: 50 }],
      findings: expect.arrayContaining([expect.objectContaining({ key: 'RE.1', code: 'B-2526-001' })]),
    })
    for (const wrong of [
      { measureItem: 'niets' },
      { targetValue: 101 },
      { targetValue: 1e12 },
      { startValue: 2 ** 31 },
      { targetYear: '2025-2027' },
      { dueOn: '0000-04-01' },
      { title: '  ' },
      { ownerRole: 'a\u0000' },
    ]) {
      const refused = await send('POST', '/api/findings/1/actions', { ...values, ...wrong })
      expect(refused).toMatchObject({ status: 400, body: { details: { fields: Object.keys(wrong) } } })
    }
  })

  it('takes no other measure than a new action could have, and begins where that one stood', async () => {
    const change = (body: object) => send('PATCH', '/api/actions/1', body)
    for (const wrong of [{ measureItem: 'niets' }, { targetValue: 101 }])
      expect(await change(wrong)).toMatchObject({
        status: 400,
        body: { details: { fields: Object.keys(wrong) } },
      })
    expect((await change({ measureInstrument: 'NIETS' })).status).toBe(404)
    const counted = await change({ measureUnit: 'count', targetValue: 5 })
    expect(counted.body).toMatchObject({ measureUnit: 'count', startValue: 3, targetValue: 5 })
    const back = await change({ measureUnit: 'share', startValue: 50, targetValue: 60 })
    expect(back.body).toMatchObject({ startValue: 50, targetValue: 60 })
  })

  it('changes words and status, never the evidence, and leaves an audit row for every change', async () => {
    const before = finding.parse((await send('GET', '/api/findings/1')).body)
    const after = await send('PATCH', '/api/findings/1', { status: 'confirmed', evidence: [] })
    expect(finding.parse(after.body)).toEqual({ ...before, status: 'confirmed' })
    await send('PATCH', '/api/actions/1', { status: 'decided' })
    const rows = await cohort.store.inNetwork(cohort.networkId, (tx) =>
      listAudit(tx, { networkId: cohort.networkId, limit: 20 }),
    )
    expect(rows.map((row) => [row.verb, row.subject]).reverse()).toEqual([
      ['finding.create', 'B-2526-001'],
      ['finding.create', 'B-2526-002'],
      ['action.create', 'V-2526-001'],
      ['action.change', 'V-2526-001'],
      ['action.change', 'V-2526-001'],
      ['finding.change', 'B-2526-001'],
      ['action.change', 'V-2526-001'],
    ])
    expect((await send('PATCH', '/api/findings/99', { status: 'closed' })).status).toBe(404)
  })

  it('says when the same question now gives another value', async () => {
    const school = cohort.schools[0]?.id ?? 0
    // A correction, as it changes the tally: 'een' of the first school from 3 to 2.
    await cohort.store.sql.begin(async (sql) => {
      await sql`select set_config('km.network', ${String(cohort.networkId)}, true)`
      await sql`update tally set counts[1] = set_bit(set_bit(counts[1], 3, 0), 2, 1)
        where round_id = 2 and school_id = ${school}`
    })
    const all = z.array(finding).parse((await send('GET', '/api/findings')).body)
    expect(all.map((one) => [one.code, one.changedSince])).toEqual([
      ['B-2526-001', true],
      ['B-2526-002', false],
    ])
    expect(all[0]?.evidence[0]?.outcome).toContain('3 van 6')
  })

  it('is shown to others without what was measured, without drafts and without other schools', async () => {
    const [one, two] = cohort.schools.map((school) => school.id)
    const own = { instrument: 'KM-NT2', years: ['2025-2026'], level: 'item', key: 'een', school: one }
    const aboutOne = finding.parse((await send('POST', '/api/findings', { reference: own })).body)
    await send('PATCH', `/api/findings/${aboutOne.id}`, { status: 'confirmed' })
    const codesFor = async (who: Partial<Who>) => {
      asked = { ...asked, ...who }
      const all = z.array(finding).parse((await send('GET', '/api/findings')).body)
      const single = await send('GET', `/api/findings/${aboutOne.id}`)
      asked = leader
      expect(all.flatMap((each) => each.evidence)).toEqual([])
      expect(all.flatMap((each) => each.actions.filter((action) => action.startValue !== undefined))).toEqual(
        [],
      )
      return [all.map((each) => each.code), single.status]
    }
    expect(await codesFor({ role: 'director' })).toEqual([['B-2526-001'], 404])
    expect(await codesFor({ role: 'board' })).toEqual([['B-2526-001'], 404])
    expect(await codesFor({ role: 'member', schoolIds: [two ?? 0] })).toEqual([['B-2526-001'], 404])
    expect(await codesFor({ role: 'member', schoolIds: [one ?? 0] })).toEqual([
      ['B-2526-001', aboutOne.code],
      200,
    ])
    expect(await codesFor({ role: 'coach' })).toEqual([[], 404])
  })
})

describe('a wish of schools', () => {
  it('freezes what schools wish for, without their names, and says when more schools chose it', async () => {
    const made = finding.parse((await send('POST', '/api/findings', { wish: 'RE.1' })).body)
    const kept = {
      kind: 'wishes',
      n: 6,
      outcome: '2 van 6 scholen kozen dit onderwerp; 1 zette het bovenaan',
    }
    expect(made).toMatchObject({
      ...{ status: 'draft', kind: 'chance', schoolYear: '2025-2026', title: 'Zicht op behaalde doelen' },
      ...{ expectationCodes: ['RE.1'], changedSince: false, evidence: [kept] },
    })
    const read = async () => finding.parse((await send('GET', `/api/findings/${made.id}`)).body).changedSince
    expect(await read()).toBe(false)
    const [topic] = chosen.topics
    topic?.schools.push({ id: 3, name: 'C', place: 1 })
    expect(await read()).toBe(true)
    topic?.schools.pop()
    expect(await send('POST', '/api/findings', { wish: 'RE.2' })).toMatchObject({ status: 404 })
    const both = { ...cell('RE.1', '2025-2026'), wish: 'RE.1' }
    for (const body of [both, {}])
      expect(await send('POST', '/api/findings', body)).toMatchObject({ status: 400 })
  })
})
