import { addMembership, createNetwork, createSchools, enterNetwork, giveRole, giveSchool } from '@km/store'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addNetwork, client, cookiesOf, openTestApp, password, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'

const surveys = tinySurveys({ facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } })
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let accountId: string
beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const bob = { role: 'coordinator', email: 'bob@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Noord', ...bob })
  const [found] = await opened.store.sql<{ id: string }[]>`select id from auth.user`
  accountId = found?.id ?? ''
})
afterAll(() => opened.close())
beforeEach(() => clock.set('2026-10-05T09:00:00Z'))

async function begin() {
  const entered = await client(opened.app)('POST', '/api/auth/sign-in/email', {
    email: 'bob@example.org',
    password,
  })
  return client(opened.app, cookiesOf([entered]))
}

describe('a session', () => {
  it('ends when it is not used for twelve hours', async () => {
    const bob = await begin()
    clock.set('2026-10-05T20:59:00Z')
    expect((await bob('GET', '/api/me')).status).toBe(200)
    clock.set('2026-10-06T08:58:00Z')
    expect((await bob('GET', '/api/me')).status).toBe(200)
    clock.set('2026-10-06T20:59:00Z')
    expect((await bob('GET', '/api/me')).status).toBe(401)
    clock.set('2026-10-06T09:00:00Z')
    expect((await bob('GET', '/api/me')).status).toBe(401)
  })

  it('ends after seven days however often it is used', async () => {
    const bob = await begin()
    for (let at = 10; at <= 7 * 24; at += 10) {
      clock.set(new Date(Date.UTC(2026, 9, 5, 9 + at)).toISOString())
      expect((await bob('GET', '/api/me')).status).toBe(200)
    }
    clock.set('2026-10-12T09:01:00Z')
    expect((await bob('GET', '/api/me')).status).toBe(401)
  })

  it('is listed with its dates only, and all of them end at once', async () => {
    await opened.store.sql`delete from auth.session`
    const [here, elsewhere] = [await begin(), await begin()]
    clock.set('2026-10-05T10:00:00Z')
    const { body } = await here('GET', '/api/me/sessions')
    expect(body).toHaveLength(2)
    expect(body[0]).toEqual({
      id: expect.any(String),
      begunAt: '2026-10-05T09:00:00.000Z',
      usedAt: '2026-10-05T10:00:00.000Z',
      current: true,
    })
    expect((await here('POST', '/api/me/sessions/end')).status).toBe(200)
    for (const bob of [here, elsewhere]) expect((await bob('GET', '/api/me')).status).toBe(401)
  })
})

describe('roles', () => {
  it('carry the schools of today', async () => {
    const [first, second, third] = await opened.store.inNetwork(networkId, async (tx) => {
      const made = await createSchools(
        tx,
        ['Aa', 'Bee', 'Cee'].map((name) => ({ networkId, name, type: 'vmbo', joinedOn: '2025-08-01' })),
      )
      const hold = (schoolId: number, heldFrom: string) =>
        giveSchool(tx, { networkId, userId: accountId, role: 'coordinator', schoolId, heldFrom })
      await hold(made[0]?.id ?? 0, '2026-08-01')
      await hold(made[1]?.id ?? 0, '2026-10-05')
      await hold(made[2]?.id ?? 0, '2026-10-06')
      return made
    })
    const bob = await begin()
    const schools = async () =>
      (await bob('GET', '/api/me')).body.schools.map((one: { id: number }) => one.id)
    expect(await schools()).toEqual([first?.id, second?.id])
    clock.set('2026-10-05T15:00:00Z')
    await schools()
    clock.set('2026-10-05T21:59:00Z')
    expect(await schools()).toEqual([first?.id, second?.id])
    clock.set('2026-10-05T22:01:00Z')
    expect(await schools()).toEqual([first?.id, second?.id, third?.id])
  })

  it('can be more than one, in more than one network; a person works in one at a time', async () => {
    const other = await opened.store.db.transaction(async (tx) => {
      const { id } = await createNetwork(tx, { name: 'Regio Zuid' })
      await enterNetwork(tx, id)
      await giveRole(tx, { networkId: id, userId: accountId, role: 'director', on: '2026-10-05' })
      return id
    })
    const bob = await begin()
    const me = (await bob('GET', '/api/me')).body
    expect(me).toMatchObject({ role: 'coordinator', network: { id: networkId } })
    expect(me.memberships).toEqual([
      { networkId, networkName: 'Regio Noord', demo: false, role: 'coordinator' },
      { networkId: other, networkName: 'Regio Zuid', demo: false, role: 'director' },
    ])
    const switched = await bob('POST', '/api/me/role', { networkId: other, role: 'director' })
    expect(switched.status).toBe(200)
    expect((await bob('GET', '/api/me')).body).toMatchObject({
      role: 'director',
      network: { id: other },
      schools: [],
    })
    const wrong = await bob('POST', '/api/me/role', { networkId: other, role: 'coordinator' })
    expect([wrong.status, wrong.body.code]).toEqual([403, 'not_allowed'])
  })

  it('that lead ask for the second factor as soon as a person works in them', async () => {
    await addMembership(opened.store.db, { networkId, userId: accountId, role: 'project_leader' })
    const bob = await begin()
    expect((await bob('GET', '/api/framework')).status).toBe(200)
    await bob('POST', '/api/me/role', { networkId, role: 'project_leader' })
    expect((await bob('GET', '/api/me')).body.next).toBe('set_up_second_factor')
    expect((await bob('GET', '/api/start')).body.code).toBe('second_factor_needed')
  })
})
