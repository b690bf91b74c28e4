import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, client, codeOf, cookiesOf, openTestApp, password, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { openProvider } from './testing-provider.ts'

const surveys = tinySurveys({ facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } })
const clock = testClock('2026-10-05T09:00:00Z')
const own = 'http://localhost:3000'
let school: Awaited<ReturnType<typeof openProvider>>
let opened: Awaited<ReturnType<typeof openTestApp>>
beforeAll(async () => {
  school = await openProvider(`${own}/api/auth/callback/bestuur`)
  opened = await openTestApp({
    now: clock.now,
    surveys,
    app: { oidcProviders: [{ ...school.settings, domains: ['example.org'] }] },
  })
  const add = (role: 'project_leader' | 'coordinator', email: string) =>
    addNetwork(opened.store, { name: `Regio ${email}`, role, email, at: clock.now() })
  await add('project_leader', 'alice@example.org')
  await add('coordinator', 'bob@example.org')
  await add('coordinator', 'chelsea@elders.example')
})
afterAll(async () => {
  await opened.close()
  await school.close()
})

/** Goes to the school's sign-in as a browser does, and stands before coming back: the address and our cookies. */
async function leave() {
  const started = await client(opened.app)('POST', '/api/auth/providers/start', { id: 'bestuur' })
  const theirs: { headers: Headers }[] = []
  let address = started.body.url as string
  while (!address.startsWith(own)) {
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie: cookiesOf(theirs) } })
    theirs.push(answer)
    address = new URL(answer.headers.get('location') ?? '', address).href
  }
  return { started, back: new URL(address) }
}
async function signInThere(email: string, verified = true) {
  school.be({ email, email_verified: verified })
  const { started, back } = await leave()
  const arrived = await client(opened.app, cookiesOf([started]))('GET', back.pathname + back.search)
  return { arrived, ask: client(opened.app, cookiesOf([started, arrived])) }
}

describe("a school's own sign-in", () => {
  it('stands on the page by its name', async () => {
    const { body } = await client(opened.app)('GET', '/api/auth/providers')
    expect(body).toEqual([{ id: 'bestuur', name: 'Bestuur Voorbeeld' }])
    const none = await client(opened.app)('POST', '/api/auth/providers/start', { id: 'elders' })
    expect([none.status, none.body.code]).toEqual([404, 'not_found'])
  })

  it('lets in who has an account with the address that it verified', async () => {
    const { arrived, ask } = await signInThere('bob@example.org')
    expect([arrived.status, arrived.headers.get('location')]).toEqual([302, '/'])
    expect((await ask('GET', '/api/me')).body).toMatchObject({
      email: 'bob@example.org',
      role: 'coordinator',
    })
    const again = await signInThere('bob@example.org')
    expect((await again.ask('GET', '/api/me')).status).toBe(200)
  })

  it('asks with state, PKCE and a nonce', () => {
    const parameters = school.asked.at(-1)?.searchParams
    expect(parameters?.get('code_challenge_method')).toBe('S256')
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(parameters?.get(name)?.length).toBeGreaterThan(20)
  })

  it('keeps nothing that opens doors at the school', async () => {
    const rows = await opened.store.sql`
      select access_token, refresh_token, id_token from auth.account where provider_id = 'bestuur'`
    expect(rows.length).toBe(1)
    for (const row of rows)
      expect({ ...row }).toEqual({ access_token: null, refresh_token: null, id_token: null })
  })

  it('makes no account, and trusts no address that is not of the school or that it did not verify', async () => {
    for (const [email, verified] of [
      ['eve@example.org', true],
      ['alice@example.org', false],
      // An account of another school, for which this one cannot speak.
      ['chelsea@elders.example', true],
    ] as const) {
      const { arrived, ask } = await signInThere(email, verified)
      expect([email, arrived.status, arrived.headers.get('location')]).toEqual([
        email,
        302,
        '/inloggen?fout=school',
      ])
      expect((await ask('GET', '/api/me')).status).toBe(401)
    }
    expect((await opened.store.sql`select id from auth.user`).length).toBe(3)
  })

  it('does not step around the second factor', async () => {
    const { ask } = await signInThere('alice@example.org')
    expect((await ask('GET', '/api/me')).body.next).toBe('set_up_second_factor')
    expect((await ask('GET', '/api/start')).body.code).toBe('second_factor_needed')
    const { secret } = (await ask('POST', '/api/me/second-factor', { password })).body
    await ask('POST', '/api/me/second-factor/confirm', { code: codeOf(secret) })
    const later = await signInThere('alice@example.org')
    expect((await later.ask('GET', '/api/me')).body.next).toBe('second_factor')
    await later.ask('POST', '/api/auth/second-factor', { code: codeOf(secret, 30) })
    expect((await later.ask('GET', '/api/start')).status).toBe(200)
  })

  it('takes no answer in another browser, with another state, or twice', async () => {
    school.be({ email: 'bob@example.org', email_verified: true })
    const { started, back } = await leave()
    const come = (cookie: string | undefined, search = back.search) =>
      client(opened.app, cookie)('GET', back.pathname + search)
    const cookie = cookiesOf([started])
    const refused = [
      await come(undefined),
      await come(cookie, back.search.replace(/state=[^&]+/, 'state=other')),
    ]
    for (const answer of refused) expect(answer.headers.get('location')).toBe('/inloggen?fout=school')
    const { started: fresh, back: second } = await leave()
    const first = await client(opened.app, cookiesOf([fresh]))('GET', second.pathname + second.search)
    expect(first.headers.get('location')).toBe('/')
    const twice = await client(opened.app, cookiesOf([fresh]))('GET', second.pathname + second.search)
    expect(twice.headers.get('location')).toBe('/inloggen?fout=school')
  })
})
