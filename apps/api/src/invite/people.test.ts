import { randomUUID } from 'node:crypto'
import type { Mail } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'
import { form, openText, question, tinySurveys } from '../testing-surveys.ts'

const person = { mode: 'invitation', unit: 'person' } as const
const surveys = tinySurveys(
  {
    facts: {
      code: 'BESTUUR',
      ...person,
      anonymityLevel: 'V',
      invitees: 'board',
      formal: true,
      privacyLine: 'Uw naam staat er niet bij.',
    },
    versions: { '1.0': form([question('BS_1'), openText('BS_2')]) },
  },
  {
    facts: { code: 'ROC', ...person, anonymityLevel: 'F', invitees: 'roc_contact' },
    versions: { '1.0': form([question('RC_1')]) },
  },
  { facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } },
)
const clock = testClock('2027-05-03T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number
const [bob, carol] = ['bob@example.org', 'carol@example.org']

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  await alice('POST', '/api/schools', { name: 'De Eik', type: 'vmbo', joinedOn: '2020-08-01' })
})
afterAll(() => opened.close())

let periods = 0
async function openRound(instrument: string, more: object = {}) {
  return alice('POST', '/api/rounds', {
    ...{ instrument, schoolYear: '2026-2027', period: `r${++periods}` },
    ...{ opensOn: '2027-05-01', closesOn: '2027-05-31', ...more },
  })
}
const roundOf = async (instrument: string): Promise<number> => (await openRound(instrument)).body.round.id
const ask = (roundId: number, emails: string[], byMail: boolean) =>
  alice('POST', `/api/rounds/${roundId}/people`, { emails, byMail })
const list = async (roundId: number) => (await alice('GET', `/api/rounds/${roundId}/people`)).body
const mails = (roundId: number) =>
  opened.store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(networkId)}, true)`
    return tx<Mail[]>`select recipient, subject, body from mail where round_id = ${roundId} order by id`
  })
const send = (url: string, answers: object) =>
  client(opened.app)('POST', `${new URL(url).pathname.replace('/r/', '/api/respond/')}/submissions`, {
    submissionId: randomUUID(),
    answers,
  })
const linkIn = (text: string | null | undefined): string => /http\S+\/r\/[\w-]+/.exec(text ?? '')?.[0] ?? ''

describe('a round of people', () => {
  it('opens without schools and without links; a round of schools has no people', async () => {
    const made = await openRound('BESTUUR')
    expect(made.body).toMatchObject({ links: [], round: { links: 'people', invited: 0 } })
    const refused = await openRound('BESTUUR', { schoolIds: [1] })
    expect(refused.body.details.fields).toEqual(['schoolIds'])
    const schools = await roundOf('KLEIN')
    expect((await ask(schools, [bob], false)).body.details.fields).toEqual(['emails'])
    expect((await alice('GET', `/api/rounds/${schools}/people`)).status).toBe(404)
    const id = made.body.round.id
    const mixed = await alice('POST', `/api/rounds/${id}/invitations`, {
      schools: [{ schoolId: 1, email: bob }],
    })
    expect(mixed.body.details.fields).toEqual(['schools'])
  })

  it('is written to with "u" when it is the board, without a word about a school', async () => {
    const roundId = await roundOf('BESTUUR')
    expect((await ask(roundId, ['Bob@Example.org ', bob], true)).body).toEqual({
      ...{ mails: 1, known: 0, links: [] },
    })
    const [mail] = await mails(roundId)
    expect(mail).toMatchObject({ recipient: bob })
    expect(mail?.body).toContain('Geachte bestuurder,')
    expect(`${mail?.subject} ${mail?.body}`).not.toMatch(/\b(je|jij|jou|jullie|school)\b/)
    const statement = await (await opened.app.request('/privacy/BESTUUR')).text()
    const words = statement.replace(/<style.*?<\/style>/gs, '').replace(/<[^>]*>/g, ' ')
    expect(words).toContain('Wat gebeurt er met uw antwoorden?')
    expect(words).not.toMatch(/\b(je|jij|jou|jullie)\b/)
    expect((await send(linkIn(mail?.body), { BS_1: 1 })).status).toBe(201)
  })

  it('gets links to hand over, shown once; who has one keeps it', async () => {
    const roundId = await roundOf('ROC')
    const first = await ask(roundId, [bob], false)
    expect(first.body).toMatchObject({ mails: 0, known: 0, links: [{ email: bob }] })
    const both = await ask(roundId, [bob, carol], false)
    expect(both.body).toMatchObject({ known: 1, links: [{ email: carol }] })
    expect((await send(first.body.links[0].url, { RC_1: 2 })).status).toBe(201)
    expect((await list(roundId)).people).toMatchObject([
      { email: bob, state: 'done' },
      { email: carol, state: 'invited' },
    ])
    const [, second] = (await list(roundId)).people
    const renewed = await alice('POST', `/api/rounds/${roundId}/links`, {
      invitationId: second.invitationId,
    })
    expect(renewed.status).toBe(201)
    expect((await send(both.body.links[0].url, { RC_1: 2 })).status).toBe(404)
    expect((await send(renewed.body.links[0].url, { RC_1: 2 })).status).toBe(201)
    const [done] = (await list(roundId)).people
    const late = await alice('POST', `/api/rounds/${roundId}/links`, { invitationId: done.invitationId })
    expect(late.body.code).toBe('already_sent')
  })

  it('at level V keeps nothing of the person with the answers, and does not tell who is done', async () => {
    const roundId = await roundOf('BESTUUR')
    const made = await ask(roundId, [bob, carol], false)
    await send(made.body.links[0].url, { BS_1: 2, BS_2: 'Meer tijd.' })
    const { people } = await list(roundId)
    const [one, other] = people.map(
      ({ email: _, invitationId: __, ...told }: Record<string, unknown>) => told,
    )
    expect(one).toEqual(other)
    expect(one).toMatchObject({ state: 'private' })
    const rows = await opened.store.sql.begin(async (tx) => {
      await tx`select set_config('km.network', ${String(networkId)}, true)`
      return tx`select school_id, answers from response where round_id = ${roundId}`
    })
    expect(rows).toEqual([{ school_id: 0, answers: { BS_1: 2 } }])
  })

  it('can be invited somewhere else: the old link stops, what was begun stays', async () => {
    const roundId = await roundOf('ROC')
    const { links } = (await ask(roundId, [bob], false)).body
    const path = new URL(links[0].url).pathname.replace('/r/', '/api/respond/')
    await client(opened.app)('PUT', `${path}/draft`, { answers: { RC_1: 1 }, page: 0, revision: 0 })
    const moved = await alice('POST', `/api/invitations/${links[0].invitationId}/address`, { email: carol })
    expect(moved.body).toEqual({ mails: 1 })
    expect((await client(opened.app)('GET', path)).status).toBe(404)
    const [mail] = await mails(roundId)
    const fresh = new URL(linkIn(mail?.body)).pathname.replace('/r/', '/api/respond/')
    expect((await client(opened.app)('GET', fresh)).body).toMatchObject({ status: 'draft' })
    expect((await alice('POST', `/api/rounds/${roundId}/reminders`, {})).body).toEqual({ mails: 1 })
  })

  it('offers the addresses of who holds the role', async () => {
    const roundId = await roundOf('BESTUUR')
    expect(await list(roundId)).toMatchObject({ invitees: 'board', suggestions: [] })
    await addNetwork(opened.store, {
      name: 'Elders',
      role: 'board',
      email: 'dave@example.org',
      at: clock.now(),
    })
    expect((await list(roundId)).suggestions).toEqual([])
    const invited = await alice('POST', '/api/invites', {
      ...{ email: 'erin@example.org', name: 'Erin', role: 'board', schoolIds: [] },
    })
    expect(invited.status).toBe(201)
  })
})
