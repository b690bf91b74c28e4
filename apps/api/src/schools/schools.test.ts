import { addHolding, listAudit } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'

const surveys = tinySurveys(
  { facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } },
  {
    facts: { code: 'ANON', anonymityLevel: 'A', mode: 'open-link', unit: 'person' },
    versions: { '1.0': form([question('AN_1')]) },
  },
)
const clock = testClock('2026-10-05T09:00:00Z')
type Requests = Awaited<ReturnType<typeof signIn>>
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Requests
let networkId: number

async function signInAs(
  role: 'admin' | 'member' | 'coordinator' | 'board',
  schoolIds: readonly number[] = [],
) {
  const email = `${role}-${schoolIds.join('-')}@example.org`
  const passwordHash = await hashOf(password)
  await opened.store.inNetwork(networkId, async (tx) => {
    const account = { networkId, role, name: role, email, passwordHash, at: clock.now() }
    const userId = await createAccount(tx, account)
    for (const schoolId of schoolIds)
      await addHolding(tx, {
        ...{ networkId, userId, role: 'coordinator' as const, schoolId, heldFrom: '2026-08-01' },
      })
  })
  return signIn(opened.app, email)
}

async function addSchool(name: string, more: object = {}): Promise<number> {
  const body = { name, type: 'vmbo', joinedOn: '2020-08-01', ...more }
  return (await alice('POST', '/api/schools', body)).body.id
}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
})
afterAll(() => opened.close())

const audited = async (subject: string) =>
  (await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 500 }))).filter(
    (row) => row.subject === subject,
  )
const api = (url: string) => url.replace(/.*\/r\//, '/api/respond/')

async function openRound(period: string, schoolIds: readonly number[], more: object = {}) {
  const dates = { opensOn: '2026-10-01', closesOn: '2026-11-03' }
  const asked = { instrument: 'KLEIN', schoolYear: '2026-2027', period, ...dates, schoolIds, ...more }
  const { body } = await alice('POST', '/api/rounds', asked)
  return { id: body.round.id as number, links: body.links.map((link: { url: string }) => api(link.url)) }
}
const send = (link: string, KL_1: number) =>
  client(opened.app)('POST', `${link}/submissions`, { submissionId: crypto.randomUUID(), answers: { KL_1 } })

describe('the register', () => {
  it('keeps what a school is, with a profile that is never a score', async () => {
    const made = await alice('POST', '/api/schools', {
      ...{ name: 'De Linde', type: 'havo-vwo', joinedOn: '2021-08-01', contactFunction: 'taalcoördinator' },
      ...{ comparisonGroup: 'Groep 1', profile: { 'CTX-02': '600-900', 'CTX-13': 'Proefstad' } },
    })
    expect(made.status).toBe(201)
    expect((await alice('GET', '/api/schools')).body).toContainEqual(made.body)
    const { body } = await alice('GET', '/api/school-choices')
    expect(body).toMatchObject({ comparisonGroups: ['Groep 1'] })
    expect(body.types).toContain('havo-vwo')
  })

  it.each([
    ['type', { type: 'universiteit' }],
    ['profile', { profile: { 'CTX-02': 'heel groot' } }],
    ['profile', { profile: { 'CI.I.2': 'ja' } }],
    ['name', { name: '   ' }],
    ['joinedOn', { joinedOn: '2026-02-30' }],
  ])('refuses a wrong %s by name', async (field, more) => {
    const body = { name: 'Fout', type: 'vmbo', joinedOn: '2020-08-01', ...more }
    const answer = await alice('POST', '/api/schools', body)
    expect([answer.status, answer.body.details.fields]).toEqual([400, [field]])
  })

  it('knows a name once, also in capitals, and renames with old and new in the audit', async () => {
    const id = await addSchool('De Eik')
    const twice = await alice('POST', '/api/schools', {
      name: ' de  EIK ',
      type: 'vmbo',
      joinedOn: '2020-08-01',
    })
    expect([twice.status, twice.body.code]).toEqual([409, 'already_exists'])
    const renamed = await alice('PATCH', `/api/schools/${id}`, {
      name: 'De Oude Eik',
      comparisonGroup: 'Groep 2',
    })
    expect(renamed.body).toMatchObject({ id, name: 'De Oude Eik', comparisonGroup: 'Groep 2' })
    const [row] = await audited(`school:${id}`)
    expect(row).toMatchObject({
      verb: 'school.change',
      details: { name: { from: 'De Eik', to: 'De Oude Eik' }, comparisonGroup: { from: '', to: 'Groep 2' } },
    })
    const taken = await alice('PATCH', `/api/schools/${id}`, { name: 'de linde' })
    expect([taken.status, taken.body.code]).toEqual([409, 'already_exists'])
    const same = await audited(`school:${id}`)
    await alice('PATCH', `/api/schools/${id}`, { name: 'De Oude Eik' })
    expect(await audited(`school:${id}`)).toEqual(same)
  })

  it('closes and reopens a school', async () => {
    const id = await addSchool('De Els')
    const early = await alice('POST', `/api/schools/${id}/close`, { leftOn: '2019-01-01' })
    expect([early.status, early.body.details.fields]).toEqual([400, ['leftOn']])
    const closed = await alice('POST', `/api/schools/${id}/close`, { leftOn: '2026-07-31' })
    expect(closed.body).toMatchObject({ leftOn: '2026-07-31' })
    const again = await alice('POST', `/api/schools/${id}/close`, { leftOn: '2026-07-31' })
    expect([again.status, again.body.code]).toEqual([409, 'school_closed'])
    const round = { instrument: 'KLEIN', schoolYear: '2026-2027', period: 'els', opensOn: '2026-10-01' }
    const refused = await alice('POST', '/api/rounds', { ...round, closesOn: '2026-11-01', schoolIds: [id] })
    expect([refused.status, refused.body.details.fields]).toEqual([400, ['schoolIds']])
    expect((await alice('POST', `/api/schools/${id}/reopen`)).body).not.toHaveProperty('leftOn')
    expect((await alice('POST', `/api/schools/${id}/reopen`)).body.code).toBe('school_running')
    expect((await audited(`school:${id}`)).map((row) => row.verb)).toEqual([
      ...['school.reopen', 'school.close', 'school.add'],
    ])
  })

  it('is managed by leader and administrator, read by members, and seen by a coordinator for the own school', async () => {
    const id = await addSchool('De Es')
    const admin = await signInAs('admin')
    expect((await admin('PATCH', `/api/schools/${id}`, { type: 'havo' })).status).toBe(200)
    const member = await signInAs('member')
    expect((await member('GET', '/api/schools')).body.length).toBeGreaterThan(2)
    expect((await member('PATCH', `/api/schools/${id}`, { type: 'vwo' })).status).toBe(403)
    const coordinator = await signInAs('coordinator', [id])
    const own = await coordinator('GET', '/api/schools')
    expect(own.body.map((school: { name: string }) => school.name)).toEqual(['De Es'])
    expect((await coordinator('POST', `/api/schools/${id}/close`, { leftOn: '2026-10-01' })).status).toBe(403)
    const board = await signInAs('board')
    expect((await board('GET', '/api/schools')).status).toBe(403)
  })

  it('of another network is not there', async () => {
    const id = await addSchool('De Den')
    const account = { role: 'project_leader', email: 'bob@example.org', at: clock.now() } as const
    await addNetwork(opened.store, { name: 'Andere regio', ...account })
    const bob = await signIn(opened.app, 'bob@example.org')
    expect((await bob('GET', '/api/schools')).body).toEqual([])
    expect((await bob('PATCH', `/api/schools/${id}`, { name: 'Van mij' })).status).toBe(404)
    const own = await bob('POST', '/api/schools', { name: 'De Den', type: 'vmbo', joinedOn: '2020-08-01' })
    expect(own.status).toBe(201)
    const merge = { into: id, leftOn: '2026-10-01', invitations: 'move' }
    expect((await bob('POST', `/api/schools/${own.body.id}/merge`, merge)).body.details.fields).toEqual([
      'into',
    ])
  })
})

describe('merging two schools', () => {
  it('moves unused links to the other school with what was begun, and takes back what is double', async () => {
    const [a, b] = [await addSchool('Fusie A'), await addSchool('Fusie B')]
    const alone = await openRound('alleen a', [a])
    const both = await openRound('beide', [a, b])
    await client(opened.app)('PUT', `${alone.links[0]}/draft`, { answers: { KL_1: 2 }, page: 0, revision: 0 })
    const merge = { into: b, leftOn: '2026-10-04', invitations: 'move' }
    const merged = await alice('POST', `/api/schools/${a}/merge`, merge)
    expect(merged.body).toMatchObject({
      moved: 1,
      revoked: 1,
      school: { mergedInto: b, leftOn: '2026-10-04' },
    })
    const moved = await client(opened.app)('GET', alone.links[0])
    expect(moved.body).toMatchObject({ school: 'Fusie B', status: 'draft', answers: { KL_1: 2 } })
    expect((await client(opened.app)('GET', both.links[0])).status).toBe(404)
    expect((await client(opened.app)('GET', both.links[1])).status).toBe(200)
    expect((await audited(`school:${a}`))[0]).toMatchObject({
      verb: 'school.merge',
      details: { mergedInto: { from: null, to: b }, moved: 1, revoked: 1 },
    })
  })

  it('takes all unused links back when asked to', async () => {
    const [a, b] = [await addSchool('Fusie C'), await addSchool('Fusie D')]
    const round = await openRound('terug', [a])
    const merge = { into: b, leftOn: '2026-10-04', invitations: 'revoke' }
    expect((await alice('POST', `/api/schools/${a}/merge`, merge)).body).toMatchObject({
      moved: 0,
      revoked: 1,
    })
    expect((await client(opened.app)('GET', round.links[0])).status).toBe(404)
  })

  it('keeps the past of both apart in the comparison, with the names of now', async () => {
    const names = ['Oud 1', 'Oud 2', 'Oud 3', 'Oud 4', 'Oud 5', 'Oud 6']
    const ids: number[] = []
    for (const name of names) ids.push(await addSchool(name))
    const earlier = await openRound('', ids, { schoolYear: '2025-2026' })
    for (const link of earlier.links) await send(link, 1)
    await alice('POST', `/api/rounds/${earlier.id}/close`)
    const compare = () =>
      alice('GET', '/api/comparisons?instrument=KLEIN&years=2025-2026&level=item').then(({ body }) => body)
    const before = await compare()
    expect(before.periods[0]).toMatchObject({ responded: 6 })
    const [a = 0, b = 0, c = 0] = ids
    await alice('PATCH', `/api/schools/${c}`, { name: 'Nieuwe naam', type: 'havo' })
    await alice('POST', `/api/schools/${a}/merge`, { into: b, leftOn: '2026-10-04', invitations: 'move' })
    await alice('POST', `/api/schools/${ids[3]}/close`, { leftOn: '2026-10-04' })
    const after = await compare()
    expect(after.rows).toEqual(before.rows)
    expect(after.periods).toEqual(before.periods)
    const own = await alice('GET', `/api/comparisons?instrument=KLEIN&years=2025-2026&level=item&school=${a}`)
    expect(own.body.periods[0]).toMatchObject({ responded: 1 })
    const others = await alice(
      'GET',
      `/api/comparisons?instrument=KLEIN&years=2025-2026&level=item&school=${b}`,
    )
    expect(others.body.periods[0]).toMatchObject({ responded: 1 })
  })

  it('is refused into itself, into a school that stopped, and a second time', async () => {
    const [a, b, c] = [await addSchool('Fusie E'), await addSchool('Fusie F'), await addSchool('Fusie G')]
    const merge = (into: number) => ({ into, leftOn: '2026-10-04', invitations: 'move' })
    expect((await alice('POST', `/api/schools/${a}/merge`, merge(a))).body.details.fields).toEqual(['into'])
    await alice('POST', `/api/schools/${b}/close`, { leftOn: '2026-10-04' })
    expect((await alice('POST', `/api/schools/${a}/merge`, merge(b))).body.code).toBe('school_closed')
    // Two leaders at the same moment: one of both merges.
    const twice = await Promise.all([
      alice('POST', `/api/schools/${a}/merge`, merge(c)),
      alice('POST', `/api/schools/${a}/merge`, merge(c)),
    ])
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})
