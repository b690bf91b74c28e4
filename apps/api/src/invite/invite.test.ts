import { createRound, listAudit, listDefinitions, listMails, type Mail } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostOffice } from '../mail/open-post-office.ts'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { remindDue } from './remind-schools.ts'

const surveys = tinySurveys(
  { facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } },
  {
    facts: { code: 'ANON', anonymityLevel: 'A', mode: 'open-link', unit: 'person', languageLevel: 'A2' },
    versions: { '1.0': form([question('AN_1')]) },
  },
  { facts: { code: 'APART', anonymityLevel: 'V' }, versions: { '1.0': form([question('VE_1')]) } },
)
const clock = testClock('2026-10-05T09:00:00Z')
const publicUrl = 'http://localhost:3000'
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number
const schoolIds: number[] = []

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  for (const name of ['De Eik', 'De Linde']) {
    const made = await alice('POST', '/api/schools', { name, type: 'vmbo', joinedOn: '2020-08-01' })
    schoolIds.push(made.body.id)
  }
})
afterAll(() => opened.close())

let periods = 0
async function openRound(more: object = {}): Promise<number> {
  const made = await alice('POST', '/api/rounds', {
    instrument: 'KLEIN',
    schoolYear: '2026-2027',
    period: `r${++periods}`,
    opensOn: '2026-10-01',
    closesOn: '2026-11-03',
    ...more,
  })
  return made.body.round.id
}
const [bob, carol] = ['bob@example.org', 'carol@example.org']
const invite = (roundId: number, email: string, schoolId = schoolIds[0]) =>
  alice('POST', `/api/rounds/${roundId}/invitations`, { schools: [{ schoolId, email }] })

/** Test mails belong to no round: a planned one can still be removed. */
const tests = 0

/** Mails that wait, with their text: what will leave. */
async function outgoing(roundId: number): Promise<Pick<Mail, 'kind' | 'recipient' | 'subject' | 'body'>[]> {
  return opened.store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(networkId)}, true)`
    return tx<Mail[]>`
      select kind, recipient, subject, body from mail where (round_id = ${roundId} or (${roundId} = 0 and kind = 'test')) and state = 'waiting' order by id`
  })
}
const linkIn = (body: string | null | undefined): string =>
  /\/r\/(\S+?)(#|\s|$)/.exec(body ?? '')?.[1] ?? 'none'
const open = (token: string) => client(opened.app)('GET', `/api/respond/${token}`)
const stateOf = async (roundId: number, schoolId = schoolIds[0]) =>
  (await alice('GET', `/api/rounds/${roundId}/invitations`)).body.schools.find(
    (one: { schoolId: number }) => one.schoolId === schoolId,
  )

describe('an invitation by mail', () => {
  it('says whether mail leaves at all', async () => {
    const roundId = await openRound()
    expect((await alice('GET', `/api/rounds/${roundId}/invitations`)).body.keepsMail).toBe(true)
    const withServer = await openTestApp({ now: clock.now, surveys, app: { hasMailServer: true } })
    const dave = { role: 'project_leader', email: 'dave@example.org', at: clock.now() } as const
    await addNetwork(withServer.store, { name: 'Regio Mail', ...dave })
    const ask = await signIn(withServer.app, 'dave@example.org')
    const body = {
      instrument: 'KLEIN',
      schoolYear: '2026-2027',
      opensOn: '2026-10-01',
      closesOn: '2026-11-03',
    }
    const made = (await ask('POST', '/api/rounds', body)).body.round.id
    expect((await ask('GET', `/api/rounds/${made}/invitations`)).body.keepsMail).toBe(false)
    await withServer.close()
  })

  it('says who asks, until when, how long and who sees it, and its link opens the form', async () => {
    const roundId = await openRound()
    expect((await invite(roundId, 'Bob@Example.org ')).body).toEqual({ mails: 1 })
    const [mail] = await outgoing(roundId)
    expect(mail).toMatchObject({ kind: 'invitation', recipient: bob })
    for (const part of ['Regio Test', 'Kleine vragenlijst', '3 november 2026', '1 tot 2 minuten', 'De Eik'])
      expect(mail?.body).toContain(part)
    expect(mail?.body).toContain('Je school staat erbij.')
    const token = linkIn(mail?.body)
    expect((await open(token)).body).toMatchObject({ status: 'open', school: 'De Eik' })
    expect(await stateOf(roundId)).toMatchObject({ state: 'opened', email: bob, reminders: 0 })
    expect(JSON.stringify(await alice('GET', `/api/rounds/${roundId}/invitations`))).not.toContain(token)
  })

  it('to another address makes the old link stop, and what was begun stays', async () => {
    const roundId = await openRound()
    await invite(roundId, bob)
    const first = linkIn((await outgoing(roundId))[0]?.body)
    const answers = { answers: { KL_1: 2 }, page: 0, revision: 0 }
    await client(opened.app)('PUT', `/api/respond/${first}/draft`, answers)
    const { invitationId } = await stateOf(roundId)
    await alice('POST', `/api/invitations/${invitationId}/address`, { email: carol })
    const mails = await outgoing(roundId)
    expect(mails.map((mail) => mail.recipient)).toEqual([carol])
    expect((await open(first)).status).toBe(404)
    expect((await open(linkIn(mails[0]?.body))).body).toMatchObject({ status: 'draft', answers: { KL_1: 2 } })
  })

  it('is not made for a closed round, an open link or a school of nobody', async () => {
    const closed = await openRound()
    await alice('POST', `/api/rounds/${closed}/close`)
    expect((await invite(closed, bob)).body.code).toBe('round_not_open')
    const anonymous = await openRound({ instrument: 'ANON' })
    expect((await invite(anonymous, bob)).body.code).toBe('round_not_open')
    expect((await invite(await openRound(), bob, 999)).body.details.fields).toEqual(['schools'])
    expect((await invite(await openRound(), 'bob')).status).toBe(400)
  })

  it('can be seen and tried before it leaves, with a link that opens nothing', async () => {
    const roundId = await openRound()
    const asked = { kind: 'reminder', schoolId: schoolIds[1] }
    const seen = await alice('POST', `/api/rounds/${roundId}/mail-preview`, asked)
    expect(seen.body.text).toContain('De Linde')
    expect(seen.body.text).toContain(`${publicUrl}/r/voorbeeld`)
    const sent = await alice('POST', `/api/rounds/${roundId}/mail-test`, asked)
    expect(sent.body).toEqual({ recipient: 'alice@example.org' })
    const [mail] = await outgoing(tests)
    expect(mail).toMatchObject({ kind: 'test', body: seen.body.text })
  })

  it('to an address that comes back is stopped until there is another', async () => {
    const roundId = await openRound()
    await invite(roundId, bob)
    const { invitationId } = await stateOf(roundId)
    expect((await alice('POST', `/api/invitations/${invitationId}/bounced`)).body).toEqual({ noted: true })
    expect(await stateOf(roundId)).not.toHaveProperty('email')
    expect((await stateOf(roundId)).mails[0]).toMatchObject({ state: 'bounced' })
    expect((await alice('POST', `/api/invitations/${invitationId}/new-link`)).body.code).toBe('no_address')
    expect(await outgoing(roundId)).toEqual([])
  })

  it('gets a new link on request of the project leader; the old one stops', async () => {
    const roundId = await openRound()
    await invite(roundId, bob)
    const { invitationId } = await stateOf(roundId)
    await alice('POST', `/api/invitations/${invitationId}/new-link`)
    const [first, second] = await outgoing(roundId)
    expect((await open(linkIn(first?.body))).status).toBe(404)
    expect((await open(linkIn(second?.body))).status).toBe(200)
  })
})

describe('a reminder', () => {
  it('goes to who has not finished, at most twice, and the link of before goes on working', async () => {
    const roundId = await openRound()
    await invite(roundId, bob)
    await invite(roundId, carol, schoolIds[1])
    const [toBob, toCarol] = await outgoing(roundId)
    const answers = { submissionId: crypto.randomUUID(), answers: { KL_1: 1 } }
    await client(opened.app)('POST', `/api/respond/${linkIn(toCarol?.body)}/submissions`, answers)
    const remind = () => alice('POST', `/api/rounds/${roundId}/reminders`, {})
    expect((await remind()).body).toEqual({ mails: 1 })
    // A second press on the same day does not use up the second one.
    expect((await remind()).body.code).toBe('nobody_to_remind')
    clock.set('2026-10-12T09:00:00Z')
    expect((await remind()).body).toEqual({ mails: 1 })
    clock.set('2026-10-19T09:00:00Z')
    expect((await remind()).body.code).toBe('nobody_to_remind')
    clock.set('2026-10-05T09:00:00Z')
    const mails = await outgoing(roundId)
    expect(mails.map((mail) => mail.recipient)).toEqual([bob, carol, bob, bob])
    const tokens = mails.filter((mail) => mail.recipient === bob).map((mail) => linkIn(mail.body))
    expect(new Set([linkIn(toBob?.body), ...tokens]).size).toBe(3)
    for (const token of tokens) expect((await open(token)).body.status).toBe('open')
    expect(await stateOf(roundId)).toMatchObject({ reminders: 2 })
  })

  it('leaves by itself on the days of the round, once a day, also when the day was missed', async () => {
    const { roundId, deps } = await withReminders(['2026-10-12', '2026-10-20'])
    await invite(roundId, bob)
    const on = async (moment: string) => {
      clock.set(moment)
      return remindDue(deps)
    }
    expect(await on('2026-10-11T09:00:00Z')).toBe(0)
    expect(await on('2026-10-13T09:00:00Z')).toBe(1)
    expect(await on('2026-10-14T09:00:00Z')).toBe(0)
    expect(await on('2026-10-20T09:00:00Z')).toBe(1)
    expect(await on('2026-10-21T09:00:00Z')).toBe(0)
    clock.set('2026-10-05T09:00:00Z')
    const mails = await opened.store.inNetwork(networkId, (tx) => listMails(tx, { networkId, roundId }))
    expect(mails.map((mail) => [mail.kind, mail.number])).toEqual([
      ['reminder', 2],
      ['reminder', 1],
      ['invitation', 0],
    ])
  })
})

async function withReminders(remindOn: string[]) {
  const roundId = await opened.store.inNetwork(networkId, async (tx) => {
    const definition = (await listDefinitions(tx)).find((one) => one.instrument === 'KLEIN')
    const dates = { opensOn: '2026-10-01', closesOn: '2026-11-03', remindOn }
    const values = { networkId, instrument: 'KLEIN', definitionId: definition?.id ?? 0 }
    const made = await createRound(tx, { ...values, schoolYear: '2026-2027', period: 'dagen', ...dates })
    return made.id
  })
  const deps = { store: opened.store, now: clock.now, publicUrl, postOffice: openPostOffice(clock) }
  const none = { framework: undefined as never, scales: [], plans: [], indicators: [], instruments: [] }
  return { roundId, deps: { ...deps, surveys: none } }
}

describe('a link for the classroom', () => {
  it('comes with a QR code and, when asked, with codes that are not stored', async () => {
    const roundId = await openRound({ instrument: 'ANON' })
    const made = await alice('POST', `/api/rounds/${roundId}/class-links`, { codes: 30 })
    expect(made.status).toBe(201)
    expect(made.body.codes).toHaveLength(30)
    expect(made.body.qr.path).toMatch(/^M\d+ \d+h1v1h-1z/)
    expect(made.body.sheet.intro.join(' ')).toContain('geen toets')
    const view = await open(made.body.url.split('/r/')[1])
    expect(view.body).toMatchObject({ status: 'open', asksCode: true })
    const seen = await alice('GET', `/api/rounds/${roundId}/invitations`)
    expect(seen.body).toMatchObject({ kind: 'open', schools: [], codes: { made: 30, used: 0 } })
  })
})

it('at level V the list does not tell how far a school is, nor by whom is reminded', async () => {
  const roundId = await openRound({ instrument: 'APART', schoolIds })
  await invite(roundId, bob)
  await invite(roundId, carol, schoolIds[1])
  const [mine] = await outgoing(roundId)
  const path = `/api/respond/${linkIn(mine?.body)}`
  const sent = { submissionId: crypto.randomUUID(), answers: { VE_1: 1 } }
  expect((await client(opened.app)('POST', `${path}/submissions`, sent)).status).toBe(201)
  const remind = (body: object) => alice('POST', `/api/rounds/${roundId}/reminders`, body)
  const count = (await outgoing(roundId)).length
  expect(await remind({})).toMatchObject({ status: 200, body: {} })
  clock.set('2026-10-12T09:00:00Z')
  expect((await remind({})).body).toEqual({})
  clock.set('2026-10-05T09:00:00Z')
  expect((await outgoing(roundId)).length - count).toBe(2)
  const [row] = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 1 }))
  expect(row).toMatchObject({ verb: 'invite.remind', details: {} })
  const [done, undone] = await Promise.all(schoolIds.map((id) => stateOf(roundId, id)))
  const { schoolId: _one, school: _name, invitationId: _id, email: _to, ...told } = done
  expect(undone).toMatchObject(told)
  expect(told).toMatchObject({ state: 'private', reminders: 0 })
  // Nor does any other answer: of who is done and who is not all is the same.
  const ids = [done.invitationId, undone.invitationId]
  const asked = async (work: (id: number, index: number) => Promise<{ status: number; body: object }>) => {
    const [one, other] = [await work(ids[0], 0), await work(ids[1], 1)]
    return [one.status, other.status, Object.keys(one.body).join() === Object.keys(other.body).join()]
  }
  expect(await asked((id) => remind({ invitationIds: [id] }))).toEqual([409, 409, true])
  expect(await asked((id) => alice('POST', `/api/invitations/${id}/new-link`, {}))).toEqual([200, 200, true])
  expect(
    await asked((_, index) => alice('POST', `/api/rounds/${roundId}/links`, { schoolId: schoolIds[index] })),
  ).toEqual([201, 201, true])
  const address = { email: 'dave@example.org' }
  expect(await asked((id) => alice('POST', `/api/invitations/${id}/address`, address))).toEqual([
    200,
    200,
    true,
  ])
  expect((await remind({})).body).toEqual({})
  // The new link of who is done says to its holder alone that all was sent.
  const renewed = (await outgoing(roundId)).filter(({ recipient }) => recipient === address.email)
  const views = await Promise.all(renewed.map(({ body }) => open(linkIn(body))))
  expect(views.map((view) => view.body.status).sort()).toEqual(['open', 'sent'])
})
