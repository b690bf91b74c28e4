import { listAudit } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resetByCommand } from '../people/reset-by-command.ts'
import {
  addNetwork,
  client,
  codeOf,
  cookiesOf,
  openTestApp,
  password,
  signIn,
  testClock,
} from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'

const surveys = tinySurveys({ facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } })
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const people = [
    ['project_leader', 'alice@example.org'],
    ['admin', 'adam@example.org'],
    ['coordinator', 'bob@example.org'],
    ['project_leader', 'eve@example.org'],
    ['project_leader', 'carol@example.org'],
  ] as const
  for (const [role, email] of people)
    await addNetwork(opened.store, { name: `Regio ${email}`, role, email, at: clock.now() })
})
afterAll(() => opened.close())

/** A browser: it keeps the cookies of every answer. */
function browser() {
  const answers: { headers: Headers }[] = []
  return async (method: string, path: string, body?: unknown) => {
    const answer = await client(opened.app, cookiesOf(answers))(method, path, body)
    answers.push(answer)
    return answer
  }
}
async function withPassword(email: string) {
  const ask = browser()
  const entered = await ask('POST', '/api/auth/sign-in/email', { email, password })
  return { ask, entered }
}
/** Sets it up as a person does; the secret and the recovery codes are what they keep. */
async function setUp(email: string) {
  const { ask } = await withPassword(email)
  const made = await ask('POST', '/api/me/second-factor', { password })
  await ask('POST', '/api/me/second-factor/confirm', { code: codeOf(made.body.secret) })
  return { ask, secret: made.body.secret as string, codes: made.body.recoveryCodes as string[] }
}
const auditOf = async (networkId: number, verb: string) =>
  (await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 50 }))).filter(
    (row) => row.verb === verb,
  )

describe('a project leader or administrator without a second factor', () => {
  it.each(['alice@example.org', 'adam@example.org'])(
    '%s gets no further than setting it up',
    async (email) => {
      const { ask, entered } = await withPassword(email)
      expect(entered.body.next).toBe('set_up_second_factor')
      const me = await ask('GET', '/api/me')
      expect(me.body).toMatchObject({
        next: 'set_up_second_factor',
        secondFactor: { enabled: false, required: true },
      })
      for (const [method, path] of [
        ['GET', '/api/start'],
        ['GET', '/api/framework'],
        ['GET', '/api/me/sessions'],
        ['POST', '/api/me/password'],
        ['DELETE', '/api/me/second-factor'],
      ] as const) {
        const answer = await ask(method, path, method === 'GET' ? undefined : {})
        expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'second_factor_needed'])
      }
      expect((await ask('POST', '/api/auth/sign-out')).status).toBe(200)
      expect((await ask('GET', '/api/me')).status).toBe(401)
    },
  )

  it('sets it up with the own password and a code, and is in', async () => {
    const { ask } = await withPassword('alice@example.org')
    const wrong = await ask('POST', '/api/me/second-factor', { password: 'niet-mijn-wachtwoord' })
    expect([wrong.status, wrong.body.code]).toEqual([403, 'wrong_password'])
    const made = await ask('POST', '/api/me/second-factor', { password })
    expect(made.body.address).toMatch(/^otpauth:\/\/totp\/Kwaliteitsmonitor%20NT2:/)
    expect(made.body.qr).toMatch(/^<svg /)
    expect(new Set(made.body.recoveryCodes).size).toBe(10)
    const guess = await ask('POST', '/api/me/second-factor/confirm', { code: '000000' })
    expect([guess.status, guess.body.code]).toEqual([403, 'wrong_code'])
    const code = codeOf(made.body.secret)
    await ask('POST', '/api/me/second-factor/confirm', { code: `${code.slice(0, 3)} ${code.slice(3)}` })
    expect((await ask('GET', '/api/me')).body).toMatchObject({
      next: 'done',
      secondFactor: { enabled: true },
    })
    expect((await ask('GET', '/api/start')).status).toBe(200)
    expect(await auditOf(1, 'second_factor.on')).toMatchObject([{ role: 'project_leader', details: {} }])
  })
})

describe('a second factor', () => {
  it('is asked at the next sign-in, before there is any session', async () => {
    const { secret } = await setUp('eve@example.org')
    const { ask, entered } = await withPassword('eve@example.org')
    expect(entered.body).toEqual({ user: null, next: 'second_factor' })
    expect((await ask('GET', '/api/me')).status).toBe(401)
    const wrong = await ask('POST', '/api/auth/second-factor', { code: '000000' })
    expect([wrong.status, wrong.body.code]).toEqual([403, 'wrong_code'])
    expect((await ask('POST', '/api/auth/second-factor', { code: codeOf(secret, 30) })).status).toBe(200)
    expect((await ask('GET', '/api/me')).body.next).toBe('done')
  })

  it('takes a code once: who saw it typed cannot use it, also not at the same moment', async () => {
    const dave = 'dave@example.org'
    const networkId = await addNetwork(opened.store, {
      ...{ name: 'Regio dave', role: 'project_leader', email: dave, at: clock.now() },
    })
    const { secret } = await setUp(dave)
    const seen = await withPassword(dave)
    const again = await seen.ask('POST', '/api/auth/second-factor', { code: codeOf(secret) })
    expect([again.status, again.body.code]).toEqual([403, 'used_code'])
    expect((await seen.ask('GET', '/api/me')).status).toBe(401)
    const two = [await withPassword(dave), await withPassword(dave)]
    const code = codeOf(secret, 30)
    const answers = await Promise.all(two.map(({ ask }) => ask('POST', '/api/auth/second-factor', { code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
    expect(await auditOf(networkId, 'second_factor.on')).toHaveLength(1)
    const stored = JSON.stringify(await opened.store.sql`select * from auth.used_code`)
    expect(stored).not.toContain(code)
  })

  it('can be answered with a recovery code, once', async () => {
    clock.set('2026-10-05T10:00:00Z')
    const { codes } = await setUp('carol@example.org')
    const answer = async (code: string) => {
      const { ask } = await withPassword('carol@example.org')
      return (await ask('POST', '/api/auth/second-factor', { code })).status
    }
    expect(await answer(codes[0]?.replace('-', ' ').toUpperCase() ?? '')).toBe(200)
    expect(await answer(codes[0] ?? '')).toBe(403)
    expect(await answer(codes[1] ?? '')).toBe(200)
  })

  it('cannot be turned off or replaced by who leads', async () => {
    clock.set('2026-10-05T12:00:00Z')
    const eve = await withPassword('adam@example.org')
    const made = await eve.ask('POST', '/api/me/second-factor', { password })
    await eve.ask('POST', '/api/me/second-factor/confirm', { code: codeOf(made.body.secret) })
    const off = await eve.ask('DELETE', '/api/me/second-factor', { password })
    expect([off.status, off.body.code]).toEqual([409, 'second_factor_required'])
    const again = await eve.ask('POST', '/api/me/second-factor', { password })
    expect([again.status, again.body.code]).toEqual([409, 'second_factor_set'])
  })

  it('is free for other roles: on and off with the own password, with other recovery codes', async () => {
    const { ask, codes } = await setUp('bob@example.org')
    expect((await ask('GET', '/api/me')).body.secondFactor).toEqual({ enabled: true, required: false })
    const renewed = await ask('POST', '/api/me/second-factor/recovery-codes', { password })
    expect(renewed.body.recoveryCodes).toHaveLength(10)
    const { ask: again } = await withPassword('bob@example.org')
    expect((await again('POST', '/api/auth/second-factor', { code: codes[0] })).status).toBe(403)
    expect((await ask('DELETE', '/api/me/second-factor', { password: 'mis-mis-mis-mis' })).body.code).toBe(
      'wrong_password',
    )
    expect((await ask('DELETE', '/api/me/second-factor', { password })).status).toBe(200)
    expect((await withPassword('bob@example.org')).entered.body.next).toBe('done')
  })

  it('delays who guesses, per account', async () => {
    const tries: number[] = []
    for (let signIns = 0; signIns < 3; signIns++) {
      const { ask } = await withPassword('alice@example.org')
      for (let times = 0; times < 5; times++)
        tries.push((await ask('POST', '/api/auth/second-factor', { code: '000000' })).status)
    }
    expect(tries.slice(0, 10)).not.toContain(429)
    expect(tries.slice(10)).toEqual([429, 429, 429, 429, 429])
  })

  it('is taken off by a command for who has nobody else to do it, which the log tells', async () => {
    const email = 'frank@example.org'
    const networkId = await addNetwork(opened.store, {
      ...{ name: 'Regio frank', role: 'project_leader', email, at: clock.now() },
    })
    const { ask } = await setUp(email)
    const deps = { store: opened.store, now: clock.now }
    expect(await resetByCommand(deps, 'nobody@example.org')).toBe(false)
    expect(await resetByCommand(deps, ' Frank@Example.org ')).toBe(true)
    expect((await ask('GET', '/api/me')).status).toBe(401)
    expect((await withPassword(email)).entered.body.next).toBe('set_up_second_factor')
    const [row] = await auditOf(networkId, 'second_factor.reset')
    expect(row).toMatchObject({ accountId: 'program', details: { by: 'command' } })
  })

  it('keeps secret and recovery codes unreadable in the database', async () => {
    const { secret, codes } = await setUp('bob@example.org')
    const rows = await opened.store.sql`select secret, backup_codes from auth.two_factor`
    const stored = JSON.stringify(rows)
    expect(stored).not.toContain(secret)
    for (const code of codes) expect(stored).not.toContain(code)
  })
})

it('is waived in a demonstration', async () => {
  const account = { role: 'project_leader', email: 'demo@example.org', at: clock.now() } as const
  const networkId = await addNetwork(opened.store, { name: 'Voorbeeld', ...account })
  await opened.store.asOwner((db) => db.execute(`update network set demo = true where id = ${networkId}`))
  const demo = await signIn(opened.app, 'demo@example.org')
  expect((await demo('GET', '/api/start')).status).toBe(200)
  expect((await demo('GET', '/api/me')).body.secondFactor).toEqual({ enabled: false, required: false })
})
