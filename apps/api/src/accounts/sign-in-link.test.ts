import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addNetwork,
  client,
  codeOf,
  cookiesOf,
  mailsOf,
  openTestApp,
  password,
  signIn,
  testClock,
} from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { forgetSignIn } from './forget-sign-in.ts'

const surveys = tinySurveys({ facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } })
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const add = (role: 'project_leader' | 'coordinator', email: string) =>
    addNetwork(opened.store, { name: `Regio ${email}`, role, email, at: clock.now() })
  await add('project_leader', 'alice@example.org')
  networkId = await add('coordinator', 'bob@example.org')
})
afterAll(() => opened.close())
let hour = 9
beforeEach(() => {
  hour += 1
  clock.set(`2026-10-05T${hour}:00:00Z`)
})

const ask = (email: string, purpose = 'sign_in') =>
  client(opened.app)('POST', '/api/auth/link', { email, purpose })
const mails = () => mailsOf(opened.store, networkId)
const newestKey = async () =>
  /\/inloggen\/link[^\s#]*#(\w+)/.exec((await mails()).at(-1)?.body ?? '')?.[1] ?? ''
const follow = (key: string) => client(opened.app)('POST', '/api/auth/link/follow', { key })

describe('a link to sign in with', () => {
  it('is mailed to who has an account and works once', async () => {
    expect((await ask('Bob@Example.org')).status).toBe(202)
    const key = await newestKey()
    const entered = await follow(key)
    expect(entered.body).toEqual({
      user: { name: 'bob@example.org', email: 'bob@example.org' },
      next: 'done',
    })
    const me = await client(opened.app, cookiesOf([entered]))('GET', '/api/me')
    expect(me.body.email).toBe('bob@example.org')
    const again = await follow(key)
    expect([again.status, again.body.code]).toEqual([410, 'sign_in_link_used'])
  })

  it('is stored as a hash only, and never stands in an address that a server sees', async () => {
    await ask('bob@example.org')
    const key = await newestKey()
    const stored = JSON.stringify(await opened.store.sql`select * from auth.verification`)
    expect(key.length).toBeGreaterThanOrEqual(32)
    expect(stored).not.toContain(key)
    expect((await mails()).at(-1)?.body).toContain(`/inloggen/link#${key}`)
  })

  it('ends after fifteen minutes', async () => {
    await ask('bob@example.org')
    await opened.store.sql`update auth.verification set expires_at = expires_at - interval '15 minutes'`
    expect((await follow(await newestKey())).status).toBe(410)
  })

  it('gives the same answer for an unknown address, keeps no mail, and does the same work', async () => {
    const before = await mails()
    const known = await ask('bob@example.org')
    const unknown = await ask('nobody@example.org')
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
    expect((await mails()).length).toBe(before.length + 1)
    const kept = await opened.store.sql`select value from auth.verification where value like '%@example.org%'`
    expect(kept.filter((row) => String(row.value).includes('nobody')).length).toBe(1)
  })

  it('leaves no address behind once it ended', async () => {
    await ask('somebody@example.org')
    await opened.store
      .sql`update auth.verification set expires_at = ${clock.now().toISOString()}::timestamptz - interval '1 minute'`
    await forgetSignIn({ store: opened.store, now: clock.now })
    expect(JSON.stringify(await opened.store.sql`select value from auth.verification`)).not.toContain(
      'somebody',
    )
  })

  it('does not make an account', async () => {
    await ask('eve@example.org')
    expect((await follow('x'.repeat(32))).status).toBe(410)
    expect((await opened.store.sql`select id from auth.user`).length).toBe(2)
  })

  it('is delayed after a few, for an unknown address as well', async () => {
    for (const email of ['bob@example.org', 'nobody@example.org']) {
      const statuses = []
      for (let times = 0; times < 4; times++) statuses.push((await ask(email)).status)
      expect(statuses).toEqual([202, 202, 202, 429])
    }
  })

  it('does not step around the second factor', async () => {
    networkId -= 1
    await ask('alice@example.org')
    const entered = await follow(await newestKey())
    expect(entered.body.next).toBe('set_up_second_factor')
    const before = client(opened.app, cookiesOf([entered]))
    const made = await before('POST', '/api/me/second-factor', { password })
    const confirmed = await before('POST', '/api/me/second-factor/confirm', {
      code: codeOf(made.body.secret),
    })
    expect(confirmed.status).toBe(200)
    await ask('alice@example.org')
    const second = await follow(await newestKey())
    expect(second.body.next).toBe('second_factor')
    const waiting = client(opened.app, cookiesOf([second]))
    for (const path of ['/api/start', '/api/me/sessions'])
      expect((await waiting('GET', path)).body.code).toBe('second_factor_needed')
    expect((await waiting('POST', '/api/me/second-factor', { password })).status).toBe(409)
    expect((await waiting('POST', '/api/auth/second-factor', { code: '000000' })).status).toBe(403)
    expect((await waiting('GET', '/api/start')).status).toBe(403)
    expect(
      (await waiting('POST', '/api/auth/second-factor', { code: codeOf(made.body.secret, 30) })).status,
    ).toBe(200)
    expect((await waiting('GET', '/api/start')).status).toBe(200)
    networkId += 1
  })
})

describe('the own password', () => {
  it('is changed with the old one, which ends the other sessions', async () => {
    const [here, elsewhere] = [
      await signIn(opened.app, 'bob@example.org'),
      await signIn(opened.app, 'bob@example.org'),
    ]
    const wrong = await here('POST', '/api/me/password', {
      old: 'mis-mis-mis-mis',
      password: 'een ander wachtwoord',
    })
    expect([wrong.status, wrong.body.code]).toEqual([403, 'wrong_password'])
    expect((await here('POST', '/api/me/password', { password: 'een ander wachtwoord' })).status).toBe(403)
    const changed = await here('POST', '/api/me/password', {
      old: password,
      password: 'een ander wachtwoord',
    })
    expect(changed.status).toBe(200)
    expect((await here('GET', '/api/me')).status).toBe(200)
    expect((await elsewhere('GET', '/api/me')).status).toBe(401)
    const old = await client(opened.app)('POST', '/api/auth/sign-in/email', {
      email: 'bob@example.org',
      password,
    })
    expect(old.status).toBe(401)
  })

  it('is chosen anew with a link, for fifteen minutes', async () => {
    await ask('bob@example.org', 'new_password')
    expect((await mails()).at(-1)?.body).toContain('/inloggen/link?wachtwoord=nieuw#')
    const bob = client(opened.app, cookiesOf([await follow(await newestKey())]))
    expect((await bob('POST', '/api/me/password', { password })).status).toBe(200)
    expect(
      (await signIn(opened.app, 'bob@example.org').then((again) => again('GET', '/api/me'))).status,
    ).toBe(200)
    clock.set(`2026-10-05T${hour}:16:00Z`)
    expect((await bob('POST', '/api/me/password', { password: 'nog een ander woord' })).body.code).toBe(
      'wrong_password',
    )
  })
})
