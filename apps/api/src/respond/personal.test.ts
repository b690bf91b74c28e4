import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'
import { form, openText, question, tinySurveys } from '../testing-surveys.ts'

const surveys = tinySurveys({
  facts: {
    ...{ code: 'SPIEGEL', anonymityLevel: 'P', mode: 'invitation', unit: 'person', invitees: 'member' },
    ...{ sharedItem: 'SP_TEAM', privacyLine: 'Je antwoorden blijven bij jou.' },
  },
  versions: {
    '1.0': form([question('SP_1', { isRequired: true }), openText('SP_EIGEN'), openText('SP_TEAM')]),
  },
})
const clock = testClock('2027-01-12T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number
let roundId: number
let paths: string[]

/** Three members with a link each. */
beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  const dates = { schoolYear: '2026-2027', opensOn: '2027-01-10', closesOn: '2027-01-31' }
  roundId = (await alice('POST', '/api/rounds', { instrument: 'SPIEGEL', ...dates })).body.round.id
  const emails = ['bob@example.org', 'carol@example.org', 'dave@example.org']
  const { links } = (await alice('POST', `/api/rounds/${roundId}/people`, { emails, byMail: false })).body
  paths = links.map(({ url }: { url: string }) => new URL(url).pathname.replace('/r/', '/api/respond/'))
})
afterAll(() => opened.close())

const anyone = () => client(opened.app)
const send = (at: number, answers: object, submissionId = randomUUID()) =>
  anyone()('POST', `${paths[at]}/submissions`, { submissionId, answers })

/** Every row of every table of the network, as text. */
async function everything(): Promise<string> {
  return opened.store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(networkId)}, true)`
    const tables = ['response', 'response_text', 'draft', 'tally', 'release', 'audit', 'invitation', 'mail']
    const rows = await Promise.all(
      tables.map((table) => tx`select row_to_json(t) as row from ${tx(table)} t`),
    )
    return JSON.stringify(rows)
  })
}

describe('level P', () => {
  it('keeps nothing on the server while it is filled in', async () => {
    const view = (await anyone()('GET', paths[0] ?? '')).body
    expect(view).toMatchObject({ status: 'open', keeps: 'own', sharedItem: 'SP_TEAM' })
    const draft = { answers: { SP_1: 2 }, page: 0, revision: 0 }
    expect((await anyone()('PUT', `${paths[0]}/draft`, draft)).body.code).toBe('no_server_draft')
    expect(await everything()).not.toContain('SP_1')
  })

  it('refuses what is its respondent’s own, and names it', async () => {
    const { status, body } = await send(0, { SP_1: 2, SP_EIGEN: 'Geheim', SP_TEAM: 'Tijd' })
    expect(status).toBe(422)
    expect(body.details.items.map(({ item }: { item: string }) => item)).toEqual(['SP_1', 'SP_EIGEN'])
    expect((await send(0, { SP_TEAM: 'x'.repeat(101) })).status).toBe(422)
    expect(await everything()).not.toContain('Geheim')
  })

  it('takes that somebody is done exactly once, with no answer at all', async () => {
    const submissionId = randomUUID()
    const first = await send(0, {}, submissionId)
    expect(first.status).toBe(201)
    expect((await send(0, {}, submissionId)).body).toEqual(first.body)
    expect((await anyone()('GET', paths[0] ?? '')).body.status).toBe('sent')
    const page = (await alice('GET', `/api/rounds/${roundId}`)).body
    expect(page).toMatchObject({ done: 1, level: 'P' })
  })

  it('keeps a shared line apart, can take it back with its receipt, and does not tell who is done', async () => {
    const shared = await send(1, { SP_TEAM: 'Meer oefentijd graag.' })
    expect(shared.status).toBe(201)
    expect(await everything()).toContain('Meer oefentijd graag.')
    const { people } = (await alice('GET', `/api/rounds/${roundId}/people`)).body
    expect(new Set(people.map(({ state }: { state: string }) => state))).toEqual(new Set(['private']))
    const back = await anyone()('POST', `${paths[1]}/withdrawals`, { receipt: shared.body.receipt })
    expect(back.status).toBe(200)
    expect(await everything()).not.toContain('Meer oefentijd graag.')
    expect((await send(1, { SP_TEAM: 'Samen lessen bekijken.' })).status).toBe(201)
  })

  it('leaves nothing that leads back to anybody once the round is released, and no figures', async () => {
    expect((await alice('POST', `/api/rounds/${roundId}/close`)).status).toBe(200)
    const rows = await opened.store.sql.begin(async (tx) => {
      await tx`select set_config('km.network', ${String(networkId)}, true)`
      const responses =
        await tx`select answers, school_id, submission_key, body_key, submitted_on::text as day from response`
      const texts = await tx`select item, text, submission_key from response_text`
      const [round] = await tx`select key from round where id = ${roundId}`
      return { responses, texts, round }
    })
    const bare = { answers: {}, school_id: 0, submission_key: null, body_key: null, day: '2027-01-12' }
    expect(rows.responses).toEqual([bare, bare])
    expect(rows.texts).toEqual([{ item: 'SP_TEAM', text: 'Samen lessen bekijken.', submission_key: null }])
    expect(rows.round).toEqual({ key: null })
    const seen = (await alice('GET', '/api/comparisons?instrument=SPIEGEL&level=item')).body
    const kinds = seen.rows?.flatMap((row: { periods: { cell: { kind: string } }[] }) =>
      row.periods.map(({ cell }) => cell.kind),
    )
    expect(new Set(kinds ?? [])).not.toContain('shown')
  })
})
