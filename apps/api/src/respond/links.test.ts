import { randomBytes, randomUUID } from 'node:crypto'
import { createCodes, createInvitations, createRound, listDefinitions } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../limits.ts'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'

const surveys = tinySurveys(
  { facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } },
  {
    facts: { code: 'ANON', anonymityLevel: 'A', mode: 'open-link', unit: 'person', languageLevel: 'A2' },
    versions: { '1.0': form([question('AN_1')]) },
  },
)
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number
let rounds = 0

beforeAll(async () => {
  const limits = { ...defaultLimits, classCode: { burst: 8, perSecond: 0.01 } }
  opened = await openTestApp({ now: clock.now, surveys, app: { limits } })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  await alice('POST', '/api/schools', { name: 'De Eik', type: 'vmbo', joinedOn: '2020-08-01' })
})
afterAll(() => opened.close())

const anyone = (method: string, path: string, body?: unknown) =>
  client(opened.app)(method, `/api/respond/${path}`, body)

/** A round with one link; `codes` for a class, or a personal one with an address and a last day. */
async function makeLink(given: { codes?: number; email?: string; expiresOn?: string }) {
  return opened.store.inNetwork(networkId, async (tx) => {
    const isClass = given.codes !== undefined
    const instrument = isClass ? 'ANON' : 'KLEIN'
    const definitionId = (await listDefinitions(tx)).find((one) => one.instrument === instrument)?.id ?? 0
    const dates = { opensOn: '2026-10-01', closesOn: '2026-11-03' }
    const values = { networkId, instrument, definitionId, schoolYear: '2026-2027', period: `r${++rounds}` }
    const { id: roundId } = await createRound(tx, { ...values, ...dates })
    const { codes: count = 0, ...rest } = given
    const kind = isClass ? ('open' as const) : ('personal' as const)
    const wanted = { networkId, roundId, kind, ...rest, asksCode: isClass, ...(!isClass && { schoolId: 1 }) }
    const [made] = await createInvitations(tx, [wanted])
    const codes = await createCodes(tx, { networkId, roundId, count })
    return { roundId, token: made?.token ?? '', codes }
  })
}
const ticketOf = () => randomBytes(16).toString('base64url')
const answer = (ticket: string | undefined, id: string = randomUUID()) => ({
  submissionId: id,
  answers: { AN_1: 1 },
  ...(ticket !== undefined && { ticket }),
})
const rowsOf = (table: string, roundId: number) =>
  opened.store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(networkId)}, true)`
    return tx`select * from ${tx(table)} where round_id = ${roundId}`
  })

describe('a link that asks for a code', () => {
  it('takes one answer for one code, and gives the receipt again though the ticket is gone', async () => {
    const { roundId, token, codes } = await makeLink({ codes: 2 })
    const [code = ''] = codes
    const without = await anyone('POST', `${token}/submissions`, answer(undefined))
    expect([without.status, without.body.code]).toEqual([409, 'code_needed'])
    const ticket = ticketOf()
    const typed = { code: ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `, ticket }
    expect((await anyone('POST', `${token}/tickets`, typed)).body).toEqual({ exchanged: true })
    // Its answer was lost on the way: the same again.
    expect((await anyone('POST', `${token}/tickets`, typed)).status).toBe(200)
    const other = await anyone('POST', `${token}/tickets`, { code, ticket: ticketOf() })
    expect([other.status, other.body.code]).toEqual([409, 'wrong_class_code'])

    const body = answer(ticket)
    const sent = await anyone('POST', `${token}/submissions`, body)
    expect(sent.status).toBe(201)
    const again = await anyone('POST', `${token}/submissions`, body)
    expect([again.status, again.body]).toEqual([200, sent.body])
    const more = await anyone('POST', `${token}/submissions`, answer(ticket))
    expect(more.body.code).toBe('code_needed')
    expect(await rowsOf('class_ticket', roundId)).toEqual([])
    expect(await rowsOf('response', roundId)).toHaveLength(1)
  })

  it('stores one answer when the same ticket comes in ten times at once', async () => {
    const { roundId, token, codes } = await makeLink({ codes: 1 })
    const ticket = ticketOf()
    await anyone('POST', `${token}/tickets`, { code: codes[0], ticket })
    const id = randomUUID()
    const same = Array.from({ length: 5 }, () => anyone('POST', `${token}/submissions`, answer(ticket, id)))
    const others = Array.from({ length: 5 }, () => anyone('POST', `${token}/submissions`, answer(ticket)))
    const statuses = (await Promise.all([...same, ...others])).map((one) => one.status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(await rowsOf('response', roundId)).toHaveLength(1)
  })

  it('leaves nothing of code or ticket with the answer, and nothing at all after release', async () => {
    const { roundId, token, codes } = await makeLink({ codes: 3 })
    const [used = ''] = codes
    const ticket = ticketOf()
    await anyone('POST', `${token}/tickets`, { code: used, ticket })
    await anyone('POST', `${token}/tickets`, { code: codes[1], ticket: ticketOf() })
    await anyone('POST', `${token}/submissions`, answer(ticket))
    const stored = JSON.stringify(await rowsOf('response', roundId))
    for (const secret of [used, ticket]) expect(stored).not.toContain(secret)
    expect(JSON.stringify(await rowsOf('class_code', roundId))).not.toContain(used)
    await alice('POST', `/api/rounds/${roundId}/close`)
    expect(await rowsOf('class_code', roundId)).toEqual([])
    expect(await rowsOf('class_ticket', roundId)).toEqual([])
    expect(await rowsOf('response', roundId)).toHaveLength(1)
  })

  it('refuses a code of another round, and slows down who guesses', async () => {
    const { token } = await makeLink({ codes: 1 })
    const elsewhere = await makeLink({ codes: 1 })
    const foreign = { code: elsewhere.codes[0], ticket: ticketOf() }
    expect((await anyone('POST', `${token}/tickets`, foreign)).body.code).toBe('wrong_class_code')
    const statuses = new Set<number>()
    for (let guess = 0; guess < 8; guess++)
      statuses.add(
        (await anyone('POST', `${token}/tickets`, { code: `A${guess}`, ticket: ticketOf() })).status,
      )
    expect(statuses).toEqual(new Set([409, 429]))
  })
})

describe('the screen for the board', () => {
  it('tells how many were sent in the round and where to scan, and nothing else', async () => {
    const { token, codes } = await makeLink({ codes: 2 })
    const first = await anyone('GET', `${token}/class`)
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({ done: 0, asksCode: true, closesOn: '2026-11-03' })
    expect(first.body.url).toMatch(new RegExp(`/r/${token}$`))
    const ticket = ticketOf()
    await anyone('POST', `${token}/tickets`, { code: codes[0], ticket })
    expect((await anyone('POST', `${token}/submissions`, answer(ticket))).status).toBe(201)
    const { body } = await anyone('GET', `${token}/class`)
    expect(body).toEqual({ ...first.body, done: 1 })
    expect(Object.keys(body).toSorted()).toEqual(['asksCode', 'closesOn', 'done', 'qr', 'title', 'url'])
  })

  it('is not there for the link of one person, or after the last day', async () => {
    const { token: personal } = await makeLink({ email: 'bob@example.org' })
    expect((await anyone('GET', `${personal}/class`)).status).toBe(404)
    const { token, roundId } = await makeLink({ codes: 1 })
    await alice('POST', `/api/rounds/${roundId}/close`, {})
    expect((await anyone('GET', `${token}/class`)).body.code).toBe('round_closed')
  })
})

describe('an expired link', () => {
  const asked = { email: 'bob@example.org', expiresOn: '2026-10-04' }

  it('offers a new one to the address that was invited, without showing it', async () => {
    const { roundId, token } = await makeLink(asked)
    const view = await anyone('GET', token)
    expect(view.body).toMatchObject({ status: 'expired', canAskLink: true })
    const answered = await anyone('POST', `${token}/new-link`)
    expect(answered.body).toEqual({ asked: true })
    expect(JSON.stringify([view.body, answered.body])).not.toContain('bob')
    const [mail] = await rowsOf('mail', roundId)
    expect(mail).toMatchObject({ kind: 'new_link', recipient: 'bob@example.org' })
    const fresh = /\/r\/(\S+)/.exec(mail?.body)?.[1] ?? ''
    expect((await anyone('GET', fresh)).body.status).toBe('open')
    expect((await anyone('GET', token)).body.status).toBe('expired')
  })

  it('says the same when nothing is sent, and no more than so often', async () => {
    const { roundId, token } = await makeLink({ expiresOn: '2026-10-04' })
    expect((await anyone('POST', `${token}/new-link`)).body).toEqual({ asked: true })
    expect(await rowsOf('mail', roundId)).toEqual([])
    await anyone('POST', `${token}/new-link`)
    const third = await anyone('POST', `${token}/new-link`)
    expect([third.status, third.body.code]).toEqual([429, 'too_many_requests'])
    expect((await anyone('POST', '1-00000000000000000000000000/new-link')).body.code).toBe('unknown_link')
  })
})

describe('who wants no mail', () => {
  it('is not reminded any more, and can go on with the link', async () => {
    const { roundId, token } = await makeLink({ email: 'bob@example.org' })
    const schools = [{ schoolId: 1, email: 'bob@example.org' }]
    await alice('POST', `/api/rounds/${roundId}/invitations`, { schools })
    expect((await anyone('POST', `${token}/no-mail`)).body).toEqual({ stopped: true })
    const reminded = await alice('POST', `/api/rounds/${roundId}/reminders`, {})
    expect(reminded.body.code).toBe('nobody_to_remind')
    expect((await anyone('GET', token)).body.status).toBe('open')
  })
})

describe('a round that was closed before its last day', () => {
  it('says when', async () => {
    const { roundId, token } = await makeLink({ email: 'bob@example.org' })
    await alice('POST', `/api/rounds/${roundId}/close`)
    expect((await anyone('GET', token)).body).toMatchObject({ status: 'closed', closesOn: '2026-10-05' })
  })
})
