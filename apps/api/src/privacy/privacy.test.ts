import {
  addMembership,
  audit,
  endRole,
  enterNetwork,
  eraseAccount,
  giveRole,
  giveSchool,
  keepMail,
  listAudit,
} from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'
import { form, openText, question, tinySurveys } from '../testing-surveys.ts'
import { retentionRules } from './retention-rules.ts'
import { runRetention } from './run-retention.ts'

const versions = { '1.0': form([question('KL_1', { isRequired: true }), openText('KL_2')]) }
const surveys = tinySurveys(
  { facts: { code: 'KLEIN', title: 'Kleine lijst' }, versions },
  {
    facts: { code: 'ANON', anonymityLevel: 'A', unit: 'person', mode: 'open-link', languageLevel: 'A2' },
    versions: { '1.0': form([question('AN_1')]) },
  },
)
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let schoolId: number
let passwordHash: string

type Person = Awaited<ReturnType<typeof signIn>>
let leader: Person
let administrator: Person
const ids: Record<string, string> = {}

async function addPerson(name: string, role: Parameters<typeof createAccount>[1]['role'], to = networkId) {
  const account = { networkId: to, role, name, email: `${name}@example.org`, passwordHash, at: clock.now() }
  ids[name] = await opened.store.inNetwork(to, (tx) => createAccount(tx, account))
  return signIn(opened.app, `${name}@example.org`)
}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  passwordHash = await hashOf(password)
  const alice = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...alice })
  leader = await signIn(opened.app, 'alice@example.org')
  administrator = await addPerson('bob', 'admin')
  const school = { name: 'School Noord', type: 'vmbo', joinedOn: '2020-08-01' }
  schoolId = (await leader('POST', '/api/schools', school)).body.id
})
afterAll(() => opened.close())

const inside = <T>(work: Parameters<typeof opened.store.inNetwork<T>>[1]) =>
  opened.store.inNetwork(networkId, work)

describe('the log', () => {
  it('says who did what to what, with names as they are now', async () => {
    const { body } = await administrator('GET', '/api/audit?verb=school.add')
    expect(body).toMatchObject({ total: 1, page: 1 })
    expect(body.rows[0]).toMatchObject({
      ...{ name: 'alice@example.org', role: 'projectleider', verb: 'school.add' },
      ...{ sentence: 'voegde een school toe', about: 'school School Noord', at: '2026-10-05T09:00:00.000Z' },
    })
  })

  it('is filtered on period, verb, subject and account, a page at a time', async () => {
    const totalOf = async (query: string) => (await administrator('GET', `/api/audit?${query}`)).body.total
    const before = await totalOf('')
    clock.set('2026-10-06T22:30:00Z')
    for (const name of ['Oost', 'West'])
      await leader('POST', '/api/schools', { name, type: 'vmbo', joinedOn: '2020-08-01' })
    const round = {
      instrument: 'ANON',
      schoolYear: '2026-2027',
      opensOn: '2026-10-01',
      closesOn: '2026-11-03',
    }
    await leader('POST', '/api/rounds', { ...round, period: '', schoolIds: [] })
    expect(await totalOf('')).toBe(before + 3)
    expect(await totalOf('verb=school.add')).toBe(3)
    expect(await totalOf('subject=round')).toBe(1)
    expect(await totalOf(`subject=school:${schoolId}`)).toBe(1)
    expect(await totalOf(`subject=schoo`)).toBe(0)
    expect(await totalOf('account=nobody')).toBe(0)
    // Half past midnight in the Netherlands is the next day.
    expect(await totalOf('until=2026-10-06')).toBe(before)
    expect(await totalOf('from=2026-10-07&until=2026-10-07')).toBe(3)
    const [first, second] = [
      (await administrator('GET', '/api/audit?subject=school&size=2&page=1')).body.rows,
      (await administrator('GET', '/api/audit?subject=school&size=2&page=2')).body.rows,
    ]
    expect([first.length, second.length]).toEqual([2, 1])
    const { verbs, accounts } = (await administrator('GET', '/api/audit')).body
    expect(verbs).toContainEqual({ verb: 'school.add', sentence: 'voegde een school toe' })
    expect(accounts.map((one: { name: string }) => one.name)).toContain('alice@example.org')
  })

  it('refuses a filter that it does not know', async () => {
    for (const query of ['from=gisteren', 'page=0', 'size=1000', 'naam=x'])
      expect([query, (await administrator('GET', `/api/audit?${query}`)).status]).toEqual([query, 400])
  })

  it('is given as CSV, in sentences', async () => {
    const { body, headers } = await administrator('GET', '/api/audit.csv?subject=school')
    const lines = String(body).trim().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toContain('wanneer;wie;rol;wat;waarover')
    expect(lines[3]).toContain('alice@example.org;projectleider;Voegde een school toe;school School Noord')
    expect(headers.get('content-disposition')).toContain('logboek.csv')
  })

  it('is for the administrator only, and of the own network', async () => {
    expect((await leader('GET', '/api/audit')).status).toBe(403)
    const email = 'ver@example.org'
    await addNetwork(opened.store, { name: 'Regio Ver', role: 'admin', email, at: clock.now() })
    const far = await signIn(opened.app, email)
    expect((await far('GET', '/api/audit?subject=school')).body.total).toBe(0)
  })
})

describe('the register', () => {
  it('names every published instrument, also a new one, and every retention rule', async () => {
    const { body } = await leader('GET', '/api/register')
    expect(body.instruments.map((one: { code: string }) => one.code)).toEqual(['ANON', 'KLEIN'])
    const [anonymous, known] = body.instruments
    expect(anonymous).toMatchObject({ level: 'A', rounds: 1, data: '1 vraag met keuzes of getallen' })
    expect(anonymous.keep.map((one: { keep: string }) => one.keep)).toEqual([
      '5 schooljaren, het lopende meegeteld',
    ])
    expect(known).toMatchObject({ level: 'F', rounds: 0 })
    expect(known.keep[1].keep).toBe('1 jaar na het sluiten van de meetronde')
    const told = [...body.others, ...anonymous.keep, ...known.keep].length
    const here = retentionRules.filter(({ levels }) => levels?.some((level) => 'AF'.includes(level)) ?? true)
    expect(told).toBeGreaterThanOrEqual(here.length)
  })

  it('never calls level F anonymous', async () => {
    const { body } = await leader('GET', '/api/register')
    const known = body.instruments.filter((one: { level: string }) => one.level === 'F')
    expect(JSON.stringify(known)).not.toMatch(/anoniem/i)
  })

  it('shows when was looked for what is past its time', async () => {
    expect((await leader('GET', '/api/register')).body.lastRun).toBeNull()
    clock.set('2020-10-07T01:00:00Z')
    await runRetention({ store: opened.store, now: clock.now })
    clock.set('2026-10-07T09:00:00Z')
    const { body } = await administrator('GET', '/api/register')
    expect(body).toMatchObject({ lastRun: '2020-10-07', deletions: [], demo: false, network: 'Regio Test' })
  })
})

describe('everything about one account', () => {
  it('is given to that account, without its secrets', async () => {
    const carol = await addPerson('carol', 'coordinator')
    const held = { networkId, userId: ids.carol ?? '', role: 'coordinator' as const, schoolId }
    await inside((tx) => giveSchool(tx, { ...held, heldFrom: '2024-08-01' }))
    await inside((tx) =>
      keepMail(tx, {
        ...{
          networkId,
          kind: 'colleague',
          recipient: 'Carol@example.org',
          subject: 'Welkom',
          body: 'geheim',
        },
        ...{ messageId: 'carol-1', createdAt: clock.now() },
      }),
    )
    const subject = `account:${ids.carol}`
    const details = { account: ids.carol }
    await inside((tx) =>
      audit(tx, {
        ...{ networkId, at: clock.now(), accountId: ids.carol ?? '', role: 'coordinator' },
        ...{ verb: 'session.end_all', subject, details },
      }),
    )
    const { body } = await carol('GET', '/api/me/data')
    expect(body).toMatchObject({
      account: {
        name: 'carol',
        email: 'carol@example.org',
        secondFactor: false,
        weeklyMail: true,
        deactivatedAt: null,
      },
      roles: [{ role: 'coordinator', name: 'NT2-coördinator' }],
      held: [{ role: 'coordinator', school: 'School Noord', from: '2024-08-01', until: null }],
      mails: [{ kind: 'colleague', subject: 'Welkom' }],
      signsInWith: ['credential'],
    })
    expect(body.sessions).toHaveLength(1)
    expect(JSON.stringify(body)).not.toMatch(/geheim|token|hash|[0-9a-f]{32}:/)
    expect(body.done).toMatchObject([{ verb: 'session.end_all', sentence: 'logde overal uit' }])
  })

  it('is erased everywhere; dates of the role and a pseudonym stay', async () => {
    const id = ids.carol ?? ''
    expect(await administrator('POST', `/api/accounts/${id}/erase`, {})).toMatchObject({
      ...{ status: 200, body: { gone: true } },
    })
    const left = await opened.store.asOwner(async (db) => {
      await enterNetwork(db, networkId)
      const tables = await db.execute<{ name: string }>(
        `select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables
          where table_schema in ('public', 'auth') and table_type = 'BASE TABLE'`,
      )
      const found: string[] = []
      for (const { name } of tables) {
        const rows = await db.execute(
          `select 1 from ${name} t where strpos(lower(t::text), 'carol') > 0 or strpos(t::text, '${id}') > 0`,
        )
        if (rows.length > 0) found.push(name)
      }
      return found
    })
    expect(left).toEqual([])
    const history = await inside((tx) =>
      tx.execute(`select school_id, held_from, held_until from role_history
        where role = 'coordinator' order by held_from`),
    )
    expect([...history]).toEqual([
      { school_id: schoolId, held_from: '2024-08-01', held_until: '2026-10-07' },
      { school_id: null, held_from: '2026-10-07', held_until: '2026-10-07' },
    ])
    const { rows } = (await administrator('GET', '/api/audit?subject=account')).body
    const about = rows.map((row: { name: string; about: string }) => [row.name, row.about])
    expect(about.slice(0, 2)).toEqual([
      ['bob', 'een gewist account'],
      ['Een gewist account', 'een gewist account'],
    ])
    const log = await inside((tx) => listAudit(tx, { networkId, limit: 99 }))
    const gone = log.filter((row) => row.subject.startsWith('account:gone-'))
    expect(new Set(gone.map((row) => row.subject)).size).toBe(1)
    const again = await client(opened.app)('POST', '/api/auth/sign-in/email', {
      ...{ email: 'carol@example.org', password },
    })
    expect(again.status).toBe(401)
  })

  it('stays where the account also belongs to another network', async () => {
    const dave = await addPerson('dave', 'member')
    const elsewhere = await addNetwork(opened.store, {
      ...{ name: 'Regio Elders', role: 'admin', email: 'erin@example.org', at: clock.now() },
    })
    const userId = ids.dave ?? ''
    await addMembership(opened.store.db, { networkId: elsewhere, userId, role: 'member' })
    expect((await administrator('POST', `/api/accounts/${userId}/erase`, {})).body).toEqual({ gone: false })
    const me = await dave('GET', '/api/me')
    expect([me.status, me.body.network.name]).toEqual([200, 'Regio Elders'])
    expect((await administrator('POST', `/api/accounts/${userId}/erase`, {})).status).toBe(404)
  })

  it('is not erased when nobody else could do the work, or by who may not', async () => {
    const { body } = await administrator('GET', '/api/audit')
    const leaderId = body.accounts.find((one: { name: string }) => one.name === 'alice@example.org').id
    const last = await administrator('POST', `/api/accounts/${leaderId}/erase`, {})
    expect(last).toMatchObject({ status: 409, body: { code: 'last_of_role' } })
    expect(await administrator('POST', `/api/accounts/${ids.bob}/erase`, {})).toMatchObject({
      ...{ status: 409, body: { code: 'last_of_role' } },
    })
    expect((await leader('POST', `/api/accounts/${ids.bob}/erase`, {})).status).toBe(403)
    expect((await administrator('POST', '/api/accounts/nobody/erase', {})).status).toBe(404)
    expect((await leader('GET', '/api/me')).status).toBe(200)
  })
})

describe('accounts that ended', () => {
  it('are erased three months later by the daily run', async () => {
    clock.set('2019-03-01T09:00:00Z')
    await addPerson('fred', 'coach')
    await opened.store.db.execute(
      `update auth."user" set deactivated_at = '2019-03-01T12:00:00Z' where id = '${ids.fred}'`,
    )
    const run = async (day: string) => {
      clock.set(`${day}T01:00:00Z`)
      const done = await runRetention({ store: opened.store, now: clock.now })
      return done.find((one) => one.rule === 'accounts' && one.networkId === networkId)?.counts
    }
    expect(await run('2019-06-01')).toEqual({ accounts: 0 })
    expect(await run('2019-06-02')).toEqual({ accounts: 1 })
    expect(await opened.store.db.execute(`select 1 from auth."user" where name = 'fred'`)).toHaveLength(0)
  })

  it('lose what they held here three months after the last of it ended, also when they work elsewhere', async () => {
    clock.set('2018-03-01T09:00:00Z')
    await addPerson('hugo', 'member')
    const userId = ids.hugo ?? ''
    const elsewhere = await addNetwork(opened.store, {
      ...{ name: 'Regio Ginds', role: 'admin', email: 'ingrid@example.org', at: clock.now() },
    })
    await addMembership(opened.store.db, { networkId: elsewhere, userId, role: 'member' })
    await inside((tx) =>
      giveSchool(tx, { networkId, userId, role: 'member', schoolId, heldFrom: '2018-01-01' }),
    )
    await inside((tx) => endRole(tx, { networkId, userId, role: 'member', on: '2018-03-01' }))
    const held = async (day: string) => {
      clock.set(`${day}T01:00:00Z`)
      await runRetention({ store: opened.store, now: clock.now })
      return (await inside((tx) => tx.execute(`select 1 from auth.holding where user_id = '${userId}'`)))
        .length
    }
    expect(await held('2018-06-01')).toBe(1)
    expect(await held('2018-06-02')).toBe(0)
    expect(await opened.store.db.execute(`select 1 from auth."user" where id = '${userId}'`)).toHaveLength(1)
  })

  it('leave no open row in the history of roles, whoever else holds the same', async () => {
    const open = async () => [
      ...(await inside((tx) =>
        tx.execute(`select school_id, role from role_history
          where held_from = '2017-01-01' and held_until is null order by id`),
      )),
    ]
    const give = (userId: string) =>
      inside(async (tx) => {
        await giveRole(tx, { networkId, userId, role: 'coordinator', on: '2017-01-01' })
        await giveSchool(tx, { networkId, userId, role: 'coordinator', schoolId, heldFrom: '2017-01-01' })
      })
    clock.set('2026-10-07T09:00:00Z')
    await addPerson('jan', 'board')
    await addPerson('kim', 'board')
    await give(ids.jan ?? '')
    await give(ids.kim ?? '')
    expect(await open()).toHaveLength(4)
    await inside((tx) => eraseAccount(tx, { networkId, accountId: ids.jan ?? '', today: '2026-10-07' }))
    expect(await open()).toEqual([
      { school_id: null, role: 'coordinator' },
      { school_id: schoolId, role: 'coordinator' },
    ])
    await inside((tx) => eraseAccount(tx, { networkId, accountId: ids.kim ?? '', today: '2026-10-07' }))
    expect(await open()).toEqual([])
  })
})

describe('a change whose row in the log cannot be written', () => {
  it('is not made', async () => {
    clock.set('2026-10-07T09:00:00Z')
    const owner = (statement: string) => opened.store.asOwner((db) => db.execute(statement))
    await addPerson('gina', 'member')
    const schoolsBefore = (await leader('GET', '/api/schools')).body
    const rounds = (await leader('GET', '/api/rounds')).body
    await owner('revoke insert on audit from km_app')
    const round = {
      instrument: 'KLEIN',
      schoolYear: '2026-2027',
      opensOn: '2026-10-01',
      closesOn: '2026-11-03',
    }
    const refused = [
      await leader('POST', '/api/schools', { name: 'Zuid', type: 'vmbo', joinedOn: '2020-08-01' }),
      await leader('POST', '/api/rounds', { ...round, period: '', schoolIds: [schoolId] }),
      await leader('POST', `/api/rounds/${rounds[0].id}/close`, {}),
      await administrator('POST', `/api/accounts/${ids.gina}/erase`, {}),
    ]
    await owner('grant insert on audit to km_app')
    expect(refused.map((one) => one.status)).toEqual([500, 500, 500, 500])
    expect((await leader('GET', '/api/schools')).body).toEqual(schoolsBefore)
    expect((await leader('GET', '/api/rounds')).body).toEqual(rounds)
    const kept = await opened.store.db.execute(`select 1 from auth."user" where name = 'gina'`)
    expect(kept).toHaveLength(1)
  })

  it('nobody can change or delete a row, also not by the way of the program', async () => {
    for (const statement of ['delete from audit', "update audit set verb = 'x'", 'truncate audit'])
      await expect(inside((tx) => tx.execute(statement))).rejects.toThrow()
  })
})
