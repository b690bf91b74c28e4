import { listAudit, listRoundSchools } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishDefinitions } from '../publish/publish-definitions.ts'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { openDue } from './start-round.ts'

const first = { '1.0': form([question('KL_1')]) }
const second = { ...first, '1.1': form([question('KL_1', { title: 'Hoe gaat het met KL.1?' })]) }
const others = [
  {
    facts: { code: 'ANON', anonymityLevel: 'A', mode: 'open-link', unit: 'person' },
    versions: { '1.0': form([question('AN_1')]) },
  },
  {
    facts: { code: 'VERTR', anonymityLevel: 'V' },
    versions: { '1.0': form([question('VE_1')]) },
  },
] as const
const surveys = (versions: typeof first) => tinySurveys({ facts: { code: 'KLEIN' }, versions }, ...others)

const today = '2026-10-05'
const clock = testClock(`${today}T09:00:00Z`)
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number
const schoolIds: number[] = []

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys: surveys(first) })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  for (let n = 1; n <= 8; n += 1) {
    const school = { name: `School ${n}`, type: 'vmbo', joinedOn: '2020-08-01' }
    schoolIds.push((await alice('POST', '/api/schools', school)).body.id)
  }
})
afterAll(() => opened.close())

let period = 0
const plan = (more: object = {}) => {
  period += 1
  return alice('POST', '/api/rounds', {
    ...{
      instrument: 'KLEIN',
      schoolYear: '2026-2027',
      period: `p${period}`,
      schoolIds: schoolIds.slice(0, 3),
    },
    ...{ opensOn: '2026-10-20', closesOn: '2026-11-20', remindOn: ['2026-11-02', '2026-11-10'], ...more },
  })
}
const openNow = async (more: object = {}) => {
  const { body } = await plan({ opensOn: '2026-10-01', ...more })
  return {
    id: body.round.id as number,
    links: body.links.map(({ url }: { url: string }) => api(url)) as string[],
  }
}
const api = (url: string) => url.replace(/.*\/r\//, '/api/respond/')
const send = (link: string, answers: object) =>
  client(opened.app)('POST', `${link}/submissions`, { submissionId: crypto.randomUUID(), answers })
const audited = async (id: number) =>
  (await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 500 }))).filter(
    (row) => row.subject === `round:${id}`,
  )
const seen = async (id: number) => (await alice('GET', `/api/rounds/${id}`)).body
/** Everybody answers, as often as there are links. */
const close = (id: number) => alice('POST', `/api/rounds/${id}/close`)
const wrong = ({ status, body }: { status: number; body: { details: { fields: string[] } } }) => [
  status,
  body.details.fields,
]

describe('a planned round', () => {
  it('can be changed: dates, reminders and who takes part; links of who leaves stop working', async () => {
    const made = await plan()
    expect(made.body.round).toMatchObject({ state: 'planned', remindOn: ['2026-11-02', '2026-11-10'] })
    const { id } = made.body.round
    const changed = await alice('PATCH', `/api/rounds/${id}`, {
      ...{ closesOn: '2026-12-01', remindOn: ['2026-11-25'], schoolIds: schoolIds.slice(1, 5) },
    })
    expect(changed.body.links).toHaveLength(2)
    expect(changed.body.round).toMatchObject({ closesOn: '2026-12-01', remindOn: ['2026-11-25'], invited: 4 })
    expect((await client(opened.app)('GET', api(made.body.links[0].url))).status).toBe(404)
    expect((await client(opened.app)('GET', api(made.body.links[1].url))).status).toBe(200)
    expect((await audited(id))[0]).toMatchObject({
      verb: 'round.change',
      details: { closesOn: { from: '2026-11-20', to: '2026-12-01' }, schools: { from: 3, to: 4 } },
    })
  })

  it('can be removed until it opens', async () => {
    const { id } = (await plan()).body.round
    expect((await alice('DELETE', `/api/rounds/${id}`)).status).toBe(204)
    expect((await alice('GET', `/api/rounds/${id}`)).status).toBe(404)
    expect((await audited(id))[0]?.verb).toBe('round.remove')
    const open = await openNow()
    expect((await alice('DELETE', `/api/rounds/${open.id}`)).body.code).toBe('round_not_planned')
    const change = await alice('PATCH', `/api/rounds/${open.id}`, { closesOn: '2026-12-01' })
    expect(change.body.code).toBe('round_not_planned')
  })

  it.each([
    ['remindOn', { remindOn: ['2026-11-02', '2026-11-03', '2026-11-04'] }],
    ['remindOn', { remindOn: ['2026-12-24'] }],
    ['remindOn', { remindOn: ['2026-11-02', '2026-11-02'] }],
    ['source', { retrospective: true }],
    ['source', { source: 'Verslag' }],
    ['remindOn', { instrument: 'ANON', schoolIds: [] }],
  ])('with a wrong %s is refused by name', async (field, more) => {
    expect(wrong(await plan(more))).toEqual([400, [field]])
  })

  it('cannot be closed, extended or reopened', async () => {
    const { id } = (await plan()).body.round
    expect((await close(id)).body.code).toBe('round_planned')
    const later = { closesOn: '2026-12-01' }
    expect((await alice('POST', `/api/rounds/${id}/extend`, later)).body.code).toBe('round_planned')
    const again = { reason: 'Daarom.', ...later }
    expect((await alice('POST', `/api/rounds/${id}/reopen`, again)).body.code).toBe('round_open')
  })

  it('opens today when asked, once, also when two leaders ask', async () => {
    const { id } = (await plan()).body.round
    const both = await Promise.all([1, 2].map(() => alice('POST', `/api/rounds/${id}/open`)))
    expect(both.map(({ body }) => [body.state, body.opensOn, body.openedOn])).toEqual([
      ...[
        ['open', today, today],
        ['open', today, today],
      ],
    ])
    expect((await audited(id)).map((row) => row.verb)).toEqual(['round.open', 'round.plan'])
  })

  it('opens by itself on its day, under the version and with the schools of that day', async () => {
    const { id } = (await plan()).body.round
    const [school = 0] = schoolIds
    const deps = { store: opened.store, now: clock.now, publicUrl: '', freeze: async () => ({}) }
    const due = () =>
      openDue({
        ...deps,
        surveys: { framework: undefined as never, scales: [], plans: [], indicators: [], instruments: [] },
      })
    expect(await due()).toBe(0)
    await publishDefinitions(opened.store, surveys(second), clock.now)
    await alice('PATCH', `/api/schools/${school}`, { comparisonGroup: 'Toen', type: 'havo' })
    clock.set('2026-10-20T06:00:00Z')
    expect(await due()).toBeGreaterThan(0)
    expect(await due()).toBe(0)
    clock.set(`${today}T09:00:00Z`)
    await alice('PATCH', `/api/schools/${school}`, { comparisonGroup: 'Nu', type: 'vmbo' })
    expect(await seen(id)).toMatchObject({ version: '1.1', openedOn: '2026-10-20' })
    const kept = await opened.store.inNetwork(networkId, (tx) =>
      listRoundSchools(tx, { networkId, roundIds: [id] }),
    )
    expect(kept.find((row) => row.schoolId === school)).toMatchObject({
      comparisonGroup: 'Toen',
      type: 'havo',
    })
  })
})

describe('a round that runs', () => {
  it('shows how many are invited, opened, started and finished, and how far each school is', async () => {
    const { id, links } = await openNow()
    const [a = '', b = ''] = links
    await client(opened.app)('PUT', `${a}/draft`, { answers: { KL_1: 2 }, page: 0, revision: 0 })
    await send(b, { KL_1: 1 })
    const view = await seen(id)
    expect(view).toMatchObject({ invited: 3, opened: 2, started: 1, done: 1 })
    expect(view.invitations.map((one: { state: string }) => one.state)).toEqual([
      'started',
      'done',
      'invited',
    ])
    expect(JSON.stringify(view)).not.toContain('KL_1')
  })

  it('of level V shows totals only: how far one school is stays private', async () => {
    const { id, links } = await openNow({ instrument: 'VERTR' })
    await send(links[0] ?? '', { VE_1: 1 })
    const view = await seen(id)
    expect(view).toMatchObject({ invited: 3, done: 1, level: 'V' })
    expect(view.invitations.map((one: { state: string }) => one.state)).toEqual([
      'private',
      'private',
      'private',
    ])
  })

  it('can be extended to a later day only', async () => {
    const { id } = await openNow()
    const extend = (closesOn: string) => alice('POST', `/api/rounds/${id}/extend`, { closesOn })
    expect(wrong(await extend('2026-11-20'))).toEqual([400, ['closesOn']])
    expect((await extend('2026-12-01')).body).toMatchObject({ closesOn: '2026-12-01', state: 'open' })
    expect((await audited(id))[0]).toMatchObject({
      ...{ verb: 'round.extend', details: { closesOn: { from: '2026-11-20', to: '2026-12-01' } } },
    })
    await close(id)
    expect((await extend('2026-12-24')).body.code).toBe('round_closed')
  })

  it('that is closed early says the day on which it closed', async () => {
    const { id } = await openNow()
    expect((await close(id)).body).toMatchObject({ state: 'released', closesOn: today })
  })
})

describe('reopening', () => {
  const reopen = (id: number) =>
    alice('POST', `/api/rounds/${id}/reopen`, { reason: 'Scholen kwamen later.', closesOn: '2026-12-01' })

  it('takes answers again; under five changes the release stays, from five on there is a new one', async () => {
    const { id, links } = await openNow({ schoolIds })
    for (const link of links.slice(0, 2)) await send(link, { KL_1: 1 })
    await close(id)
    const again = await reopen(id)
    expect(again.body).toMatchObject({ state: 'open', reopenReason: 'Scholen kwamen later.' })
    for (const link of links.slice(2, 4)) expect((await send(link, { KL_1: 2 })).status).toBe(201)
    expect((await close(id)).body).toMatchObject({ state: 'released', changedSince: 2, done: 4 })
    await reopen(id)
    for (const link of links.slice(4, 7)) await send(link, { KL_1: 2 })
    expect((await close(id)).body).toMatchObject({ changedSince: 0, done: 7 })
    expect((await audited(id)).map((row) => [row.verb, row.details.number ?? row.details.kept])).toEqual([
      ...[
        ['round.release', 2],
        ['round.reopen', undefined],
        ['round.close', 1],
      ],
      ...[
        ['round.reopen', undefined],
        ['round.release', 1],
        ['round.open', undefined],
      ],
    ])
  })

  it.each(['ANON', 'VERTR'])(
    'is not possible for %s: the keys are gone, and it says so',
    async (instrument) => {
      const { id } = await openNow({ instrument, schoolIds: [], remindOn: [] })
      await close(id)
      const answer = await reopen(id)
      expect([answer.status, answer.body.code]).toEqual([409, 'cannot_reopen'])
      expect(answer.body.message).toContain('sleutels vernietigd')
      expect(await seen(id)).toMatchObject({ state: 'released' })
    },
  )

  it('asks for a reason and a day that is still to come', async () => {
    const { id } = await openNow()
    await close(id)
    const ask = (body: object) => alice('POST', `/api/rounds/${id}/reopen`, body)
    expect(wrong(await ask({ reason: '  ', closesOn: '2026-12-01' }))).toEqual([400, ['reason']])
    expect(wrong(await ask({ reason: 'Daarom.', closesOn: '2026-10-04' }))).toEqual([400, ['closesOn']])
  })
})

describe('an earlier year, entered afterwards', () => {
  it('takes schools that left, keeps its source, and is marked in the comparison', async () => {
    const left = schoolIds[7] ?? 0
    await alice('POST', `/api/schools/${left}/close`, { leftOn: '2026-07-31' })
    const source = 'Papieren monitor van juni 2025'
    const round = await openNow({
      ...{ schoolYear: '2024-2025', period: '', schoolIds, retrospective: true, source, remindOn: [] },
    })
    for (const link of round.links) await send(link, { KL_1: 1 })
    await close(round.id)
    expect(await seen(round.id)).toMatchObject({ retrospective: true, source })
    const { body } = await alice('GET', '/api/comparisons?instrument=KLEIN&years=2024-2025&level=item')
    expect(body.periods).toMatchObject([{ schoolYear: '2024-2025', retrospective: true, responded: 8 }])
    const csv = await alice('GET', '/api/comparisons.csv?instrument=KLEIN&years=2024-2025')
    expect(csv.body).toContain('achteraf ingevoerd')
  })
})
