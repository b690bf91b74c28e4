/**
 * The whole program once, in the order in which a network lives through it, over HTTP on a real database:
 *
 *   definition -> published -> round -> link -> response -> tally -> comparison -> finding -> action
 *   -> review
 *
 * Seven fictitious schools fill in the complete KM-NT2 in three school years: version 1.0, then twice 2.0,
 * in which one question got another meaning. What is asserted can be counted by hand from `levels` below.
 */
import { randomUUID } from 'node:crypto'
import { countAnswers } from '@km/definition'
import { listAudit, verifyTallies } from '@km/store'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { publishDefinitions } from './publish/publish-definitions.ts'
import { readSurveys, type SurveysOnDisk } from './publish/read-surveys.ts'
import { client, openTestApp, password, signIn, testClock } from './testing.ts'

/** "Eigen NT2-beleid" (expectation BE.N.1): the level that each school chose, per school year. */
const levels = {
  '2024-2025': [1, 1, 2, 2, 2, 3, 4],
  '2025-2026': [2, 2, 3, 2, 3, 3, 3], // four up, two the same, one down; "op orde" 2 of 7, then 4 of 7
  '2026-2027': [3, 3, 3, 2, 3, 3, 3], // "op orde" 6 of 7
} as const
type SchoolYear = keyof typeof levels
const item = 'KM_BE_N_1'
const itemWithNewMeaning = 'KM_OL_B_4'
const schoolNames = ['De Berk', 'De Eik', 'De Els', 'De Es', 'De Iep', 'De Linde', 'De Wilg']

const clock = testClock('2024-09-01T09:00:00Z')
const onlyVersion = (wanted: string): SurveysOnDisk => {
  const all = readSurveys()
  const versions = (own: SurveysOnDisk['instruments'][number]) =>
    own.versions.filter((each) => each.version === wanted)
  const instruments = all.instruments.map((own) => ({ ...own, versions: versions(own) }))
  return { ...all, instruments: instruments.filter((own) => own.versions.length > 0) }
}

let opened: Awaited<ReturnType<typeof openTestApp>>
/** Requests of a respondent, who has a link and no account. */
let anyone: ReturnType<typeof client>
/** Requests of the project leader. */
let leader: ReturnType<typeof client>
let schoolIds: number[]
let networkId: number

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys: onlyVersion('1.0') })
  anyone = client(opened.app)
})
afterAll(() => opened.close())

interface Question {
  readonly name: string
  readonly isRequired?: boolean
  readonly scale?: string
  readonly choices?: readonly { readonly value: number | string }[]
}
interface Form {
  readonly definition: { readonly pages: readonly { readonly elements: readonly Question[] }[] }
}

/** Answers to everything that is required: this level of `item`, 2 on every other scale. */
function fillIn({ definition }: Form, level: number): Record<string, unknown> {
  const required = definition.pages.flatMap((page) => page.elements).filter((each) => each.isRequired)
  return Object.fromEntries(
    required.map(({ name, scale, choices }) => {
      if (name === item) return [name, level]
      return [name, scale === 'S4' ? 2 : choices?.[0]?.value]
    }),
  )
}

const linkPath = (url: string): string => new URL(url).pathname.replace('/r/', '/api/respond/')

/** Opens a round in the autumn of a school year; gives its id and a link per school. */
async function openRound(schoolYear: SchoolYear): Promise<{ id: number; links: string[] }> {
  const year = schoolYear.slice(0, 4)
  clock.set(`${year}-10-05T09:00:00Z`)
  const { status, body } = await leader('POST', '/api/rounds', {
    instrument: 'KM-NT2',
    schoolYear,
    opensOn: `${year}-10-01`,
    closesOn: `${year}-11-15`,
    schoolIds,
  })
  expect(status).toBe(201)
  return { id: body.round.id, links: body.links.map((link: { url: string }) => linkPath(link.url)) }
}

async function answerAll(links: readonly string[], schoolYear: SchoolYear, from = 0): Promise<void> {
  for (const [index, link] of links.entries()) {
    if (index < from) continue
    const { body: form } = await anyone('GET', link)
    const answers = fillIn(form, levels[schoolYear][index] ?? 2)
    const sent = await anyone('POST', `${link}/submissions`, { submissionId: randomUUID(), answers })
    expect(sent.status).toBe(201)
  }
}

interface Row {
  readonly key: string
  readonly periods: readonly { readonly cell: Record<string, unknown> }[]
  readonly steps: readonly Record<string, unknown>[]
}

const compare = async (query: string) =>
  (await leader('GET', `/api/comparisons?instrument=KM-NT2&level=item&${query}`)).body
const rowOf = (comparison: { rows: readonly Row[] }, key: string): Row | undefined =>
  comparison.rows.find((row) => row.key === key)

it('makes the network and its first account with the code from the terminal', async () => {
  const made = await anyone('POST', '/api/setup', {
    code: 'TEST-CODE',
    networkName: 'Verzonnen regio',
    name: 'Alice',
    email: 'alice@example.org',
    password,
  })
  expect(made.status).toBe(201)
  leader = await signIn(opened.app, 'alice@example.org')
  const { body: me } = await leader('GET', '/api/me')
  expect(me.role).toBe('project_leader')
  networkId = me.network.id
})

it('has the definition published, frozen, with every expectation covered', async () => {
  const { body } = await leader('GET', '/api/instruments/KM-NT2')
  expect(body.versions.map((each: { version: string }) => each.version)).toEqual(['1.0'])
  expect(body.coverage).toHaveLength(37)
  expect(body.coverage.every((each: { items: unknown[] }) => each.items.length > 0)).toBe(true)
})

it('opens a round: each school gets a link of its own, shown once', async () => {
  schoolIds = []
  for (const name of schoolNames) {
    const { body } = await leader('POST', '/api/schools', { name, type: 'vmbo', joinedOn: '2020-08-01' })
    schoolIds.push(body.id)
  }
  const { id, links } = await openRound('2024-2025')
  expect(links).toHaveLength(7)
  const { body: round } = await leader('GET', `/api/rounds/${id}`)
  expect(round).toMatchObject({ version: '1.0', state: 'open', invited: 7, done: 0 })

  // A coordinator stops halfway and goes on at home, where the other device left off.
  const [link = ''] = links
  const { body: form } = await anyone('GET', link)
  expect(form).toMatchObject({ status: 'open', school: 'De Berk', keeps: 'server' })
  await anyone('PUT', `${link}/draft`, { answers: { [item]: 1 }, page: 2, revision: 0 })
  const { body: resumed } = await anyone('GET', link)
  expect(resumed).toMatchObject({ status: 'draft', page: 2, answers: { [item]: 1 }, revision: 1 })

  // Sent incomplete: every missing item is named, nothing is stored.
  const answers = fillIn(form, 1)
  const { [item]: _left, ...incomplete } = answers
  const submissionId = randomUUID()
  const refused = await anyone('POST', `${link}/submissions`, { submissionId, answers: incomplete })
  expect([refused.status, refused.body.details.items]).toMatchObject([422, [{ item, code: 'required' }]])

  // Sent complete, twice because the connection was lost: stored once, one receipt.
  const sent = await anyone('POST', `${link}/submissions`, { submissionId, answers })
  const again = await anyone('POST', `${link}/submissions`, { submissionId, answers })
  expect([sent.status, again.status]).toEqual([201, 200])
  expect(again.body.receipt).toBe(sent.body.receipt)

  // The school sees its own picture at once.
  const { body: report } = await anyone('GET', `${link}/report`)
  expect(report.school.name).toBe('De Berk')
  expect(JSON.stringify(report.reports[0])).toContain('"expectationCode":"BE.N.1"')

  await answerAll(links, '2024-2025', 1)
})

it('shows nothing but counts while the round is open', async () => {
  const comparison = await compare('years=2024-2025')
  expect(rowOf(comparison, item)?.periods[0]?.cell).toEqual({ kind: 'suppressed', reason: 'not_released' })
  const [round] = (await leader('GET', '/api/rounds')).body
  expect(round).toMatchObject({ invited: 7, done: 7 })
})

it('releases the round when it is closed, with tallies that agree with the responses', async () => {
  const [round] = (await leader('GET', '/api/rounds')).body
  const { body: released } = await leader('POST', `/api/rounds/${round.id}/close`)
  expect(released.state).toBe('released')
  const tallies = await verifyTallies(opened.store, { count: countAnswers })
  expect(tallies).toMatchObject({ rounds: 1, differences: [] })
  const cell = rowOf(await compare('years=2024-2025'), item)?.periods[0]?.cell
  expect(cell).toMatchObject({ kind: 'shown', distribution: { n: 7, sufficient: { count: 2, of: 7 } } })
})

it('publishes a new version; the next round is asked under it', async () => {
  const published = await publishDefinitions(opened.store, readSurveys(), clock.now)
  expect(published).toContainEqual({ instrument: 'KM-NT2', version: '2.0' })
  const { id, links } = await openRound('2025-2026')
  await answerAll(links, '2025-2026')
  const { body: round } = await leader('POST', `/api/rounds/${id}/close`)
  expect(round).toMatchObject({ version: '2.0', state: 'released', done: 7 })
})

it('compares the same schools over both versions, and breaks where the meaning changed', async () => {
  const comparison = await compare('years=2024-2025,2025-2026')
  const [step] = rowOf(comparison, item)?.steps ?? []
  expect(step).toMatchObject({
    verdict: 'identical',
    movement: { kind: 'shown', movement: { n: 7, up: 4, same: 2, down: 1 } },
  })
  expect(step).toMatchObject({
    movement: { movement: { from: { count: 2, of: 7 }, to: { count: 4, of: 7 } } },
  })

  const [broken] = rowOf(comparison, itemWithNewMeaning)?.steps ?? []
  expect(broken).toMatchObject({
    verdict: 'changed',
    reason: expect.stringContaining('Nieuwe betekenis'),
    movement: { kind: 'suppressed', reason: 'not_comparable' },
  })
  expect(comparison.summary).toMatch(/7 van de 7 scholen/)

  const csv = await leader('GET', '/api/comparisons.csv?instrument=KM-NT2&level=item')
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/)
  expect(csv.body).toContain(item)
})

it('makes a finding from a cell, with the value frozen, and hangs an action on it', async () => {
  const reference = { instrument: 'KM-NT2', years: ['2024-2025', '2025-2026'], level: 'item', key: item }
  const { status, body: finding } = await leader('POST', '/api/findings', { reference })
  expect(status).toBe(201)
  expect(finding).toMatchObject({
    code: 'B-2526-001',
    status: 'draft',
    expectationCodes: ['BE.N.1'],
    evidence: [{ n: 7, versions: ['1.0', '2.0'], sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  })
  expect(finding.evidence[0].outcome).toContain('4 van 7')

  const hung = await leader('POST', `/api/findings/${finding.id}/actions`, {
    title: 'Beleidsmiddag voor scholen die nog geen beleid hebben',
    ownerRole: 'projectleider',
    measureInstrument: 'KM-NT2',
    measureItem: item,
    measureUnit: 'count',
    targetValue: 6,
    targetYear: '2026-2027',
    dueOn: '2026-10-01',
  })
  expect([hung.status, hung.body]).toMatchObject([201, { startValue: 4, targetValue: 6, status: 'proposed' }])
})

it('shows a year later what was reached beside the target', async () => {
  const { id, links } = await openRound('2026-2027')
  await answerAll(links, '2026-2027')
  await leader('POST', `/api/rounds/${id}/close`)
  const comparison = await compare('years=2025-2026,2026-2027')
  expect(comparison.measures).toMatchObject([{ key: item, startValue: 4, targetValue: 6, reached: 6 }])
  expect(comparison.findings).toContainEqual(expect.objectContaining({ key: item, code: 'B-2526-001' }))
})

it('looks back on the action, with what was reached as evidence in one press', async () => {
  const [finding] = (await leader('GET', '/api/findings')).body
  const [{ id }] = finding.actions
  await leader('PATCH', `/api/actions/${id}`, { status: 'running' })
  const { body: offers } = await leader('GET', `/api/actions/${id}/evidence`)
  // From 2, 2, 3, 2, 3, 3, 3 to 3, 3, 3, 2, 3, 3, 3: two up, five the same.
  const outcome = '6 van 7 scholen op orde of hoger; 2 omhoog, 5 gelijk, 0 omlaag'
  expect(offers).toMatchObject([{ about: 'measure', outcome, reached: 6, datedOn: '2026-10-01' }])
  const { status, body } = await leader('POST', `/api/actions/${id}/reviews`, {
    ...{ effect: 'yes', seen: 'Op zes van de zeven scholen ligt er beleid.', outcome: 'secure' },
    ...{ reviewedOn: '2026-10-05', reviewedBy: 'kernteam', evidence: [offers[0].source] },
  })
  expect([status, body]).toMatchObject([201, { status: 'reviewed', reviews: [{ evidence: [{ outcome }] }] }])
})

it('left a trace of every change that an account made, and none of who answered', async () => {
  const rows = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 100 }))
  const count = (verb: string) => rows.filter((row) => row.verb === verb).length
  expect([count('network.set_up'), count('school.add'), count('round.open')]).toEqual([1, 7, 3])
  expect([count('round.release'), count('finding.create'), count('action.create')]).toEqual([3, 1, 1])
  expect(count('action.review')).toBe(1)
  expect(count('second_factor.on')).toBe(1)
  expect(rows).toHaveLength(19)
  expect(opened.errors).toEqual([])
})
