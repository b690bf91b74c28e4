import { createSchools, findRole, listAudit, listHeldSchools, type Role } from '@km/store'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addNetwork, client, mailsOf, openTestApp, password, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { endPastRoles } from './change-roles.ts'

const surveys = tinySurveys({ facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } })
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let schools: number[]
type Ask = Awaited<ReturnType<typeof signIn>>
let alice: Ask
let hour = 9
beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const at = clock.now()
  networkId = await addNetwork(opened.store, {
    name: 'Regio Noord',
    role: 'project_leader',
    email: 'alice@example.org',
    at,
  })
  await addNetwork(opened.store, { name: 'Regio Zuid', role: 'project_leader', email: 'zoe@example.org', at })
  schools = await opened.store.inNetwork(networkId, async (tx) => {
    const wanted = ['Aa', 'Bee', 'Cee'].map((name) => ({
      networkId,
      name,
      type: 'vmbo',
      joinedOn: '2025-08-01',
    }))
    return (await createSchools(tx, wanted)).map((school) => school.id)
  })
  alice = await signIn(opened.app, 'alice@example.org')
})
afterAll(() => opened.close())
beforeEach(() => {
  hour += 1
  clock.set(new Date(Date.UTC(2026, 9, 5, hour)).toISOString())
})

const newestKey = async () =>
  /\/uitnodiging#([\w-]+)/.exec((await mailsOf(opened.store, networkId)).at(-1)?.body ?? '')?.[1] ?? ''
const anyone = () => client(opened.app)
async function invite(email: string, role: Role, schoolIds: number[] = [], by = alice) {
  const answer = await by('POST', '/api/invites', { email, name: email.split('@')[0], role, schoolIds })
  return { ...answer, key: answer.status === 201 ? await newestKey() : '' }
}
const accept = (key: string, name = 'Iemand') =>
  anyone()('POST', '/api/auth/invite/accept', { key, name, password })
/** Invited and accepted; returns the id of the account. */
async function join(email: string, role: Role, schoolIds: number[] = []): Promise<string> {
  const { key } = await invite(email, role, schoolIds)
  expect((await accept(key, email)).status).toBe(200)
  return idOf(email)
}
const people = async (by = alice) => (await by('GET', '/api/people')).body
const idOf = async (email: string): Promise<string> =>
  (await people()).people.find((one: { email: string }) => one.email === email)?.id ?? 'none'
const told = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code]
const history = () =>
  opened.store.inNetwork(networkId, async (tx) => [
    ...(await tx.execute(
      'select school_id, role, held_from::text, held_until::text from role_history order by id',
    )),
  ])

describe('inviting a colleague', () => {
  it('mails a link that makes an account with its role and schools', async () => {
    const { status, key } = await invite('Bob@Example.org', 'coordinator', schools.slice(0, 2))
    expect(status).toBe(201)
    const [mail] = (await mailsOf(opened.store, networkId)).slice(-1)
    expect(mail).toMatchObject({ recipient: 'bob@example.org' })
    expect(mail?.body).toContain('Regio Noord, als NT2-coördinator')
    expect((await anyone()('POST', '/api/auth/invite', { key })).body).toEqual({
      name: 'Bob',
      email: 'bob@example.org',
      role: 'coordinator',
      networkName: 'Regio Noord',
      demo: false,
      hasAccount: false,
    })
    expect((await accept(key, 'Bob Bakker')).status).toBe(200)
    const bob = await signIn(opened.app, 'bob@example.org')
    const me = (await bob('GET', '/api/me')).body
    expect(me).toMatchObject({ name: 'Bob Bakker', role: 'coordinator', next: 'done' })
    expect(me.schools.map((one: { name: string }) => one.name)).toEqual(['Aa', 'Bee'])
    expect(told(await accept(key))).toEqual([410, 'invite_ended'])
  })

  it('keeps the key as a hash, and no address or name in the audit trail', async () => {
    const { key } = await invite('carol@example.org', 'board')
    const stored = JSON.stringify(await opened.store.sql`select * from auth.account_invite`)
    expect(key).toHaveLength(43)
    expect(stored).not.toContain(key)
    const rows = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 100 }))
    expect(rows.map((row) => row.verb)).toContain('invite.send')
    expect(JSON.stringify(rows)).not.toMatch(/example\.org|carol|Bakker/i)
  })

  it('can be sent again, which ends the old link, and taken back', async () => {
    const first = await invite('dave@example.org', 'director')
    const [waiting] = (await people()).invites
    expect(waiting).toMatchObject({ email: 'dave@example.org', role: 'director', expired: false })
    expect(waiting.undelivered).toBeUndefined()
    await opened.store.sql.begin(async (tx) => {
      await tx`select set_config('km.network', ${String(networkId)}, true)`
      await tx`update mail set state = 'bounced', reason = 'Dit adres bestaat niet.' where recipient = 'dave@example.org'`
    })
    expect((await people()).invites[0].undelivered).toBe('Dit adres bestaat niet.')
    expect((await alice('POST', `/api/invites/${waiting.id}/send`)).status).toBe(200)
    const second = await newestKey()
    expect((await people()).invites[0].undelivered).toBeUndefined()
    expect(told(await accept(first.key))).toEqual([410, 'invite_ended'])
    expect((await anyone()('POST', '/api/auth/invite', { key: second })).status).toBe(200)
    expect((await alice('DELETE', `/api/invites/${waiting.id}`)).status).toBe(200)
    expect(told(await accept(second))).toEqual([410, 'invite_ended'])
    expect(told(await alice('POST', `/api/invites/${waiting.id}/send`))).toEqual([404, 'not_found'])
  })

  it('ends after seven days', async () => {
    const { key } = await invite('erin@example.org', 'coach')
    clock.set('2026-10-20T09:00:00Z')
    expect(told(await accept(key))).toEqual([410, 'invite_ended'])
    const found = (await people()).invites.find((one: { email: string }) => one.email === 'erin@example.org')
    expect(found.expired).toBe(true)
  })

  it('is used once, also by two at the same moment', async () => {
    const { key } = await invite('frank@example.org', 'coach')
    const both = await Promise.all([accept(key), accept(key)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
  })

  it('gives who has an account elsewhere one more role and leaves the password alone', async () => {
    const { key } = await invite('zoe@example.org', 'member', schools.slice(0, 1))
    expect((await anyone()('POST', '/api/auth/invite', { key })).body.hasAccount).toBe(true)
    await anyone()('POST', '/api/auth/invite/accept', {
      key,
      name: 'Andere naam',
      password: 'een heel ander woord',
    })
    const zoe = await signIn(opened.app, 'zoe@example.org')
    const me = (await zoe('GET', '/api/me')).body
    expect(me.name).toBe('zoe@example.org')
    expect(me.memberships).toHaveLength(2)
  })

  it('refuses what is there, a school of another network, and schools for a role that has none', async () => {
    await join('gina@example.org', 'director')
    expect(told(await invite('gina@example.org', 'director'))).toEqual([409, 'already_exists'])
    const foreign = await invite('h@example.org', 'coordinator', [999_999])
    expect([...told(foreign), foreign.body.details.fields]).toEqual([400, 'invalid_request', ['schoolIds']])
    expect(told(await invite('h@example.org', 'board', schools))).toEqual([400, 'invalid_request'])
  })
})

describe('who may do what', () => {
  it('lets only project leaders and administrators in', async () => {
    const bob = await signIn(opened.app, 'bob@example.org')
    expect(told(await bob('GET', '/api/people'))).toEqual([403, 'not_allowed'])
    expect(told(await invite('x@example.org', 'admin', [], bob))).toEqual([403, 'not_allowed'])
  })

  it('lets no project leader make, change or close an administrator', async () => {
    expect(told(await invite('adam@example.org', 'admin'))).toEqual([403, 'not_allowed'])
    const helen = await join('helen@example.org', 'coach')
    await opened.store
      .sql`insert into auth.membership (network_id, user_id, role) values (${networkId}, ${helen}, 'admin')`
    for (const [method, path, body] of [
      ['POST', `/api/people/${await idOf('bob@example.org')}/roles`, { role: 'admin' }],
      ['DELETE', `/api/people/${helen}/roles/admin`, undefined],
      ['POST', `/api/people/${helen}/deactivate`, undefined],
      ['POST', `/api/people/${helen}/second-factor/reset`, undefined],
    ] as const)
      expect([path, ...told(await alice(method, path, body))]).toEqual([path, 403, 'not_allowed'])
  })

  it('lets an administrator manage accounts and see no content', async () => {
    const helen = await signIn(opened.app, 'helen@example.org')
    expect((await helen('GET', '/api/me')).body.role).toBe('admin')
    expect((await invite('ivan@example.org', 'admin', [], helen)).status).toBe(201)
    for (const path of [
      '/api/start',
      '/api/rounds',
      '/api/comparisons?instrument=KLEIN&years=2026-2027',
      '/api/findings',
    ])
      expect([path, ...told(await helen('GET', path))]).toEqual([path, 403, 'not_allowed'])
  })

  it('does not reach people of another network', async () => {
    const at = clock.now()
    const account = { role: 'project_leader', email: 'yara@example.org', at } as const
    await addNetwork(opened.store, { name: 'Regio Oost', ...account })
    const yara = await signIn(opened.app, 'yara@example.org')
    const bob = await idOf('bob@example.org')
    expect((await people(yara)).people.map((one: { email: string }) => one.email)).toEqual([
      'yara@example.org',
    ])
    for (const [method, path, body] of [
      ['POST', `/api/people/${bob}/deactivate`, undefined],
      ['POST', `/api/people/${bob}/roles`, { role: 'coach' }],
      ['DELETE', `/api/people/${bob}/roles/coordinator`, undefined],
    ] as const)
      expect([path, ...told(await yara(method, path, body))]).toEqual([path, 404, 'not_found'])
  })
})

describe('roles', () => {
  it('carry schools from one day to another, and the history keeps the dates without a name', async () => {
    const judy = await join('judy@example.org', 'member', [schools[0] ?? 0])
    const next = { role: 'member', schoolId: schools[1], heldFrom: '2026-12-01' }
    expect((await alice('POST', `/api/people/${judy}/schools`, next)).status).toBe(200)
    expect(told(await alice('POST', `/api/people/${judy}/schools`, next))).toEqual([409, 'already_exists'])
    const found = (await people()).people.find((one: { id: string }) => one.id === judy)
    const [held] = found.roles[0].schools.filter((one: { schoolId: number }) => one.schoolId === schools[0])
    const end = `/api/people/${judy}/schools/${held.id}/end`
    expect((await alice('POST', end, { heldUntil: '2026-11-30' })).status).toBe(200)
    expect(told(await alice('POST', end, {}))).toEqual([404, 'not_found'])
    const on = (day: string) =>
      listHeldSchools(opened.store.db, { networkId, userId: judy, role: 'member', on: day })
    expect(await on('2026-11-30')).toEqual([schools[0]])
    expect(await on('2026-12-01')).toEqual([schools[1]])
    const rows = await history()
    expect(rows).toContainEqual(
      expect.objectContaining({ school_id: schools[0], role: 'member', held_until: '2026-11-30' }),
    )
    expect(JSON.stringify(rows)).not.toContain(judy)
  })

  it('can be given and taken; who has none left is signed out and cannot come back', async () => {
    const kim = await join('kim@example.org', 'coach')
    expect((await alice('POST', `/api/people/${kim}/roles`, { role: 'roc_contact' })).status).toBe(200)
    expect(told(await alice('POST', `/api/people/${kim}/roles`, { role: 'coach' }))).toEqual([
      409,
      'already_exists',
    ])
    const ask = await signIn(opened.app, 'kim@example.org')
    expect((await alice('DELETE', `/api/people/${kim}/roles/coach`)).status).toBe(200)
    expect((await ask('GET', '/api/me')).body.role).toBe('roc_contact')
    expect((await alice('DELETE', `/api/people/${kim}/roles/roc_contact`)).status).toBe(200)
    expect((await ask('GET', '/api/me')).status).toBe(401)
    expect(
      told(await anyone()('POST', '/api/auth/sign-in/email', { email: 'kim@example.org', password })),
    ).toEqual([401, 'wrong_credentials'])
  })

  it('end by themselves after a last day to come, unless they go on', async () => {
    const lou = await join('lou@example.org', 'coach')
    const lastDay = '2026-10-31'
    const end = `/api/people/${lou}/roles/coach?until=${lastDay}`
    const role = async () =>
      (await people()).people.find((one: { id: string }) => one.id === lou)?.roles.at(0)
    expect((await alice('DELETE', end)).status).toBe(200)
    expect(await role()).toMatchObject({ role: 'coach', until: lastDay })
    expect((await alice('POST', `/api/people/${lou}/roles`, { role: 'coach' })).status).toBe(200)
    expect(await role()).not.toHaveProperty('until')
    await alice('DELETE', end)
    const { store } = opened
    const held = (on: string) => findRole(store.db, { networkId, userId: lou, role: 'coach', on })
    expect([await held(lastDay), await held('2026-11-01')]).toEqual([
      expect.objectContaining({ role: 'coach' }),
      undefined,
    ])
    const work = (now: string) => endPastRoles({ store, now: () => new Date(now) })
    await work('2026-10-31T22:00:00Z')
    expect(await role()).toBeDefined()
    await work('2026-11-01T00:00:00Z')
    await work('2026-11-01T00:00:00Z')
    expect(await role()).toBeUndefined()
    expect((await history()).filter((one) => one.held_until === lastDay)).toEqual([
      expect.objectContaining({ role: 'coach' }),
    ])
    const log = await store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 1 }))
    expect(log[0]).toMatchObject({ verb: 'role.end', role: 'program' })
  })

  it('never leave a network without a project leader, now or to come', async () => {
    const own = await idOf('alice@example.org')
    expect(told(await alice('DELETE', `/api/people/${own}/roles/project_leader`))).toEqual([
      409,
      'last_project_leader',
    ])
    const later = await alice('DELETE', `/api/people/${own}/roles/project_leader?until=2027-07-31`)
    expect(told(later)).toEqual([409, 'last_project_leader'])
    expect(told(await alice('POST', `/api/people/${own}/deactivate`))).toEqual([409, 'last_project_leader'])
    const leo = await join('leo@example.org', 'project_leader')
    const other = await signIn(opened.app, 'leo@example.org')
    const both = await Promise.all([
      alice('POST', `/api/people/${leo}/deactivate`),
      other('POST', `/api/people/${own}/deactivate`),
    ])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    if (both[1]?.status === 200) alice = other
  })
})

describe('deactivating', () => {
  it('ends roles, schools and sessions, and a new invitation opens the account again', async () => {
    const mia = await join('mia@example.org', 'coordinator', [schools[2] ?? 0])
    const ask = await signIn(opened.app, 'mia@example.org')
    expect((await ask('GET', '/api/me')).status).toBe(200)
    expect((await alice('POST', `/api/people/${mia}/deactivate`)).status).toBe(200)
    expect((await ask('GET', '/api/me')).status).toBe(401)
    expect(await idOf('mia@example.org')).toBe('none')
    const before = await mailsOf(opened.store, networkId)
    await anyone()('POST', '/api/auth/link', { email: 'mia@example.org' })
    expect(await mailsOf(opened.store, networkId)).toHaveLength(before.length)
    const today = clock.now().toISOString().slice(0, 10)
    expect(await history()).toContainEqual(
      expect.objectContaining({ school_id: schools[2], role: 'coordinator', held_until: today }),
    )
    await join('mia@example.org', 'board')
    const again = await signIn(opened.app, 'mia@example.org')
    expect((await again('GET', '/api/me')).body).toMatchObject({ role: 'board', schools: [] })
  })

  it('can take off the second factor of who lost it, who then sets it up anew', async () => {
    const nina = await join('nina@example.org', 'project_leader')
    const ask = await signIn(opened.app, 'nina@example.org')
    expect((await ask('GET', '/api/start')).status).toBe(200)
    expect((await alice('POST', `/api/people/${nina}/second-factor/reset`)).status).toBe(200)
    const entered = await anyone()('POST', '/api/auth/sign-in/email', { email: 'nina@example.org', password })
    expect(entered.body.next).toBe('set_up_second_factor')
    const own = (await people()).people.find((one: { self: boolean }) => one.self).id
    expect(told(await alice('POST', `/api/people/${own}/second-factor/reset`))).toEqual([403, 'not_allowed'])
  })
})
