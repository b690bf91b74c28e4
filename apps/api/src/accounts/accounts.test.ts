import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { isSetupCode, makeSetupCode } from './set-up-network.ts'

const surveys = tinySurveys({ facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } })
const clock = testClock('2026-10-05T09:00:00Z')

describe('the first run', () => {
  let opened: Awaited<ReturnType<typeof openTestApp>>
  const first = {
    code: 'TEST-CODE',
    networkName: 'Regio Test',
    name: 'Alice',
    email: 'Alice@Example.org',
    password,
  }
  beforeEach(async () => {
    opened = await openTestApp({ now: clock.now, surveys })
    return () => opened.close()
  })

  it('makes the network and a project leader, who is signed in at once', async () => {
    const request = client(opened.app)
    expect((await request('GET', '/api/setup')).body).toEqual({ needed: true, demo: false })
    const made = await request('POST', '/api/setup', first)
    expect(made.status).toBe(201)
    const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const me = await client(opened.app, cookie)('GET', '/api/me')
    expect(me.body).toMatchObject({
      name: 'Alice',
      email: 'alice@example.org',
      role: 'project_leader',
      network: { name: 'Regio Test', demo: false },
    })
    expect((await request('GET', '/api/setup')).body).toEqual({ needed: false, demo: false })
  })

  it('needs the code from the terminal, and tries are limited', async () => {
    const request = client(opened.app)
    const wrong = await request('POST', '/api/setup', { ...first, code: 'ANDERE-CODE' })
    expect([wrong.status, wrong.body.code]).toEqual([403, 'wrong_setup_code'])
    const tries = []
    for (let times = 0; times < 12; times++)
      tries.push((await request('POST', '/api/setup', { ...first, code: `FOUT-${times}` })).status)
    expect(tries.at(-1)).toBe(429)
    expect((await request('GET', '/api/setup')).body).toEqual({ needed: true, demo: false })
  })

  it('happens once, also when two people are there at the same moment', async () => {
    const request = client(opened.app)
    const both = await Promise.all([
      request('POST', '/api/setup', first),
      request('POST', '/api/setup', { ...first, email: 'bob@example.org' }),
    ])
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 409])
  })

  it('names the fields that are not right', async () => {
    const { status, body } = await client(opened.app)('POST', '/api/setup', { ...first, password: 'kort' })
    expect([status, body.code, body.details.fields]).toEqual([400, 'invalid_request', ['password']])
  })
})

describe('the code of the first run', () => {
  it('may be typed with small letters, spaces and without the dash', () => {
    expect(isSetupCode('k7tm 2xq9', 'K7TM-2XQ9')).toBe(true)
    expect(isSetupCode('K7TM-2XQ8', 'K7TM-2XQ9')).toBe(false)
    expect(isSetupCode('', 'K7TM-2XQ9')).toBe(false)
  })

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 20 }, makeSetupCode)).size).toBe(20)
  })
})

describe('signing in', () => {
  let opened: Awaited<ReturnType<typeof openTestApp>>
  beforeAll(async () => {
    opened = await openTestApp({ now: clock.now, surveys })
    const add = (role: 'project_leader' | 'coordinator', email: string) =>
      addNetwork(opened.store, { name: `Regio ${email}`, role, email, at: clock.now() })
    await add('project_leader', 'alice@example.org')
    await add('coordinator', 'bob@example.org')
  })
  afterAll(() => opened.close())

  it('sets a cookie that no script reads and that no other site sends along', async () => {
    const body = { email: 'alice@example.org', password }
    const {
      status,
      headers,
      body: answer,
    } = await client(opened.app)('POST', '/api/auth/sign-in/email', body)
    expect(status).toBe(200)
    expect(headers.getSetCookie()[0]).toMatch(/^km\.session_token=.*; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(answer).toEqual({
      user: { name: 'alice@example.org', email: 'alice@example.org' },
      next: 'set_up_second_factor',
    })
  })

  it('happens over https only when the address is https', async () => {
    const publicUrl = 'https://monitor.example'
    const secure = await openTestApp({ now: clock.now, surveys, app: { publicUrl } })
    const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
    await addNetwork(secure.store, { name: 'Regio Veilig', ...account })
    const body = { email: 'alice@example.org', password }
    const { headers } = await client(secure.app)('POST', '/api/auth/sign-in/email', body)
    expect(headers.getSetCookie()[0]).toMatch(
      /^__Secure-km\.session_token=.*; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(headers.has('strict-transport-security')).toBe(true)
    const alice = await signIn(secure.app, 'alice@example.org')
    expect((await alice('GET', '/api/me')).status).toBe(200)
    await secure.close()
  })

  it('keeps neither the address nor the browser of who signs in', async () => {
    await opened.app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Browser',
        'x-forwarded-for': '192.0.2.1',
      },
      body: JSON.stringify({ email: 'alice@example.org', password }),
    })
    const sessions = await opened.store.sql<
      { ip_address: unknown; user_agent: unknown }[]
    >`select ip_address, user_agent from auth.session`
    expect(sessions.length).toBeGreaterThan(0)
    for (const session of sessions) expect({ ...session }).toEqual({ ip_address: null, user_agent: null })
  })

  it('says the same for a wrong password and an unknown address', async () => {
    const tryWith = async (email: string) => {
      const body = { email, password: 'een-ander-wachtwoord' }
      const answer = await client(opened.app)('POST', '/api/auth/sign-in/email', body)
      return [answer.status, answer.body]
    }
    const known = await tryWith('alice@example.org')
    expect(known).toEqual(await tryWith('nobody@example.org'))
    expect(known[0]).toBe(401)
    expect(known[1]).toMatchObject({ code: 'wrong_credentials' })
  })

  it('is delayed per account after many tries, not for somebody else', async () => {
    const tryWith = (email: string, given: string) =>
      client(opened.app)('POST', '/api/auth/sign-in/email', { email, password: given })
    const statuses = []
    for (let times = 0; times < 11; times++)
      statuses.push((await tryWith('bob@example.org', 'een-ander-wachtwoord')).status)
    expect(statuses.at(-1)).toBe(429)
    expect((await tryWith('alice@example.org', password)).status).toBe(200)
    clock.set('2026-10-05T09:01:00Z')
    expect((await tryWith('bob@example.org', password)).status).toBe(200)
  })

  it('ends with signing out', async () => {
    const alice = await signIn(opened.app, 'alice@example.org')
    expect((await alice('GET', '/api/auth/get-session')).body.user).toMatchObject({
      email: 'alice@example.org',
    })
    await alice('POST', '/api/auth/sign-out')
    const after = await alice('GET', '/api/me')
    expect([after.status, after.body.code]).toEqual([401, 'not_signed_in'])
  })

  it('cannot be done by making an account for oneself', async () => {
    const body = { email: 'eve@example.org', password, name: 'Eve' }
    expect((await client(opened.app)('POST', '/api/auth/sign-up/email', body)).status).toBe(404)
  })

  it('opens only what belongs to the role', async () => {
    const bob = await signIn(opened.app, 'bob@example.org')
    expect((await bob('GET', '/api/me')).body.role).toBe('coordinator')
    for (const path of ['/api/rounds', '/api/instruments', '/api/people']) {
      const { status, body } = await bob('GET', path)
      expect([path, status, body.code]).toEqual([path, 403, 'not_allowed'])
    }
  })

  it('reads no more of a request than a person would write', async () => {
    const password = 'x'.repeat(300_000)
    const { status, body } = await client(opened.app)('POST', '/api/auth/sign-in/email', { password })
    expect([status, body.code]).toEqual([413, 'too_large'])
  })

  it('refuses what another site sends in the name of who is signed in', async () => {
    const send = (headers: Record<string, string>) =>
      opened.app.request('http://localhost:3000/api/auth/sign-out', { method: 'POST', headers })
    expect((await send({ origin: 'https://elders.example' })).status).toBe(403)
    expect((await send({ origin: 'null' })).status).toBe(403)
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await send({ origin: 'http://localhost:3000' })).status).toBe(200)
    expect((await send({})).status).toBe(200)
  })
})
