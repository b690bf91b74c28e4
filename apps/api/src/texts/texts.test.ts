import { randomUUID } from 'node:crypto'
import { compileChecker, type Item, parseDefinition } from '@km/definition'
import { enterNetwork, forgetTexts } from '@km/store'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { fillForm } from '../demo/answer-form.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'
import { sharedTextsView, textsView } from './schema.ts'

const clock = testClock('2023-01-12T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let leader: Awaited<ReturnType<typeof signIn>>
let few: number
let enough: number
const query = '/api/texts?instrument=MBO-STU'
const shared = '/api/shared-texts?instrument=MBO-STU'
const item = 'MS_12'
/** Twelve people, not in order of the alphabet. */
const words = 'lkdbeacfjhig'
const others = new Map<string, Awaited<ReturnType<typeof signIn>>>()
const as = (role: string) => {
  const found = others.get(role)
  if (found === undefined) throw new Error(role)
  return found
}

const answerWith =
  (text: string) =>
  ({ kind, choices }: Item): unknown => {
    if (kind === 'single') return choices[0]?.value
    return kind === 'multiple' ? choices.slice(0, 1).map((choice) => choice.value) : text
  }

async function hold(period: string, texts: readonly string[]): Promise<number> {
  const dates = { opensOn: '2023-01-10', closesOn: '2023-02-10' }
  const plan = { instrument: 'MBO-STU', schoolYear: '2022-2023', period, schoolIds: [], ...dates }
  const { body } = await leader('POST', '/api/rounds', plan)
  const url = new URL(body.links[0].url).pathname.replace('/r/', '/api/respond/')
  const anyone = client(opened.app)
  const { instrument, version, definition } = (await anyone('GET', url)).body
  const [major, minor] = version.split('.').map(Number)
  const form = parseDefinition(definition, { instrument, version: { major, minor } })
  for (const text of texts) {
    const answers = fillForm(form, compileChecker(form), answerWith(text))
    const sent = await anyone('POST', `${url}/submissions`, { submissionId: randomUUID(), answers })
    expect([sent.status, sent.body.details]).toEqual([201, undefined])
  }
  return body.round.id
}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const alice = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...alice })
  leader = await signIn(opened.app, alice.email)
  few = await hold('januari', ['Zo is het goed.', 'Graag meer tijd.'])
  enough = await hold('juni', [...words])
  await opened.store.db.transaction(async (tx) => {
    await enterNetwork(tx, networkId)
    for (const role of ['director', 'member', 'board', 'coordinator'] as const) {
      const email = `${role}@example.org`
      await createAccount(tx, {
        ...{ networkId, role, name: role, email, at: clock.now() },
        passwordHash: await hashOf(password),
      })
    }
  })
  for (const role of ['director', 'member', 'board', 'coordinator'])
    others.set(role, await signIn(opened.app, `${role}@example.org`))
}, 120_000)
afterAll(() => opened.close())

const read = async () => {
  const { items } = textsView.parse((await leader('GET', query)).body)
  return items[0]
}
const roundOf = async (roundId: number) => {
  const found = (await read())?.rounds.find((one) => one.roundId === roundId)
  if (found === undefined) throw new Error(`round ${roundId}`)
  return found
}
const seenBy = async (role: string) =>
  sharedTextsView.parse((await as(role)('GET', shared)).body).items.flatMap((one) => one.rounds)

interface Sorting {
  readonly themes?: readonly number[]
  readonly cleaned?: string
  readonly shared?: boolean
  readonly read?: boolean
}
async function sort(text: string, { read = true, themes = [], cleaned = '', shared = false }: Sorting) {
  const found = (await roundOf(enough)).texts.find((one) => one.text === text)
  const body = { roundId: enough, item, textId: found?.id, read, themes, cleaned, shared }
  return leader('PUT', '/api/texts/reading', body)
}
const share = (shared = true) => leader('PUT', '/api/theme-shares', { roundId: enough, item, shared })
const addTheme = async (name: string, more = {}) =>
  (await leader('POST', '/api/themes', { name, ...more })).body.id as number

let taal: number
let tijd: number

it('shows nothing of a round that is still open', async () => {
  expect(await read()).toMatchObject({ item, rounds: [] })
})

it('shows the project leader each text in order of the alphabet, of 5 people or more', async () => {
  for (const roundId of [few, enough])
    expect((await leader('POST', `/api/rounds/${roundId}/close`, {})).status).toBe(200)
  expect(await roundOf(few)).toMatchObject({ tooFew: true, texts: [], enough: false })
  const { tooFew, texts } = await roundOf(enough)
  expect([tooFew, texts.map(({ text }) => text).join('')]).toEqual([false, 'abcdefghijkl'])
})

it('is for nobody else, and of a known instrument', async () => {
  expect((await as('director')('GET', query)).status).toBe(403)
  expect((await as('coordinator')('GET', shared)).status).toBe(403)
  expect((await leader('GET', '/api/texts?instrument=NIETS')).status).toBe(404)
})

it('keeps themes of the network and of one question, each name once', async () => {
  taal = await addTheme('Taal van de opleiding', { description: 'Woorden in de les en in het boek' })
  tijd = await addTheme('Tijd', { item })
  expect((await leader('POST', '/api/themes', { name: 'tijd', item })).body.code).toBe('already_exists')
  const elsewhere = await addTheme('Stage', { item: 'MC_14' })
  expect((await sort('a', { themes: [elsewhere] })).body.code).toBe('invalid_request')
  await leader('PATCH', `/api/themes/${elsewhere}`, { active: false })
  const { themes } = textsView.parse((await leader('GET', query)).body)
  expect(themes.map(({ name, active }) => [name, active])).toEqual([
    ['Taal van de opleiding', true],
    ['Tijd', true],
    ['Stage', false],
  ])
})

it('counts what was sorted, and only of texts that are there', async () => {
  for (const text of 'abcdefg') expect((await sort(text, { themes: [taal] })).status).toBe(200)
  await sort('a', { themes: [taal, tijd] })
  expect((await roundOf(enough)).sorted).toEqual({
    texts: 7,
    themes: [
      { id: taal, texts: 7 },
      { id: tijd, texts: 1 },
    ],
  })
  await sort('g', { read: false })
  expect((await roundOf(enough)).sorted).toMatchObject({ texts: 6, themes: [{ texts: 6 }, { texts: 1 }] })
  expect((await sort('niet geschreven', {})).body.code).toBe('invalid_request')
  const textId = randomUUID()
  const gone = { roundId: enough, item, textId, read: true, themes: [], cleaned: '', shared: false }
  expect((await leader('PUT', '/api/texts/reading', gone)).body.code).toBe('not_found')
})

it('shares counts only when every text was read, and hides what is about fewer than 5 texts', async () => {
  expect((await share()).body).toMatchObject({ code: 'texts_unread', details: { unread: 6 } })
  expect(await seenBy('member')).toEqual([])
  for (const text of 'ghijkl') await sort(text, {})
  expect((await share()).status).toBe(200)
  const [round] = await seenBy('member')
  expect(round).toMatchObject({ roundId: enough, texts: 12, quotes: [] })
  expect(round?.themes.map(({ name, cell }) => [name, cell])).toEqual([
    ['Taal van de opleiding', { kind: 'shown', figure: { count: 6, of: 12 } }],
    ['Tijd', { kind: 'suppressed', reason: 'too_few' }],
  ])
  expect(JSON.stringify(await seenBy('member'))).not.toContain('guard')
})

it('tells a board percentages only', async () => {
  const [round] = await seenBy('board')
  expect(round?.themes.map(({ cell, share }) => [cell, share])).toEqual([
    [{ kind: 'suppressed', reason: 'capped' }, 50],
    [{ kind: 'suppressed', reason: 'too_few' }, undefined],
  ])
})

it('lets nothing follow from one text that is sorted anew and shared again', async () => {
  const before = await seenBy('member')
  await sort('g', { themes: [taal] })
  expect((await share()).status).toBe(200)
  expect((await roundOf(enough)).sorted.themes[0]).toEqual({ id: taal, texts: 7 })
  expect((await seenBy('member'))[0]?.themes).toEqual(before[0]?.themes)
})

it('takes back what was shared, and remembers that it was', async () => {
  expect((await share(false)).status).toBe(200)
  expect(await seenBy('director')).toEqual([])
  await share()
  expect((await seenBy('director'))[0]?.themes[0]?.cell).toMatchObject({ figure: { count: 6 } })
})

it('shows a text to members and directors only after it was cleaned and shared, to a board never', async () => {
  expect((await sort('a', { themes: [taal], shared: true })).body.code).toBe('invalid_request')
  await sort('a', { themes: [taal], cleaned: 'Zonder namen', shared: false })
  expect((await seenBy('member'))[0]?.quotes).toEqual([])
  await sort('a', { themes: [taal], cleaned: 'Zonder namen', shared: true })
  for (const role of ['member', 'director']) expect((await seenBy(role))[0]?.quotes).toEqual(['Zonder namen'])
  expect((await seenBy('board'))[0]?.quotes).toEqual([])
})

it('hangs a cleaned text on a finding, once, and takes it away again', async () => {
  const [made] = await opened.store.inNetwork(networkId, async (tx) => [
    ...(await tx.execute<{ id: number }>(
      `insert into finding (network_id, code, school_year, title, kind, status, expectation_codes, evidence, created_at, created_by)
       values (${networkId}, 'B-2223-001', '2022-2023', 'Taal', 'attention', 'confirmed', '{}', '[]', now(), 'x') returning id`,
    )),
  ])
  const path = `/api/findings/${made?.id}/quotes`
  const texts = (await roundOf(enough)).texts
  const choose = (text: string) =>
    leader('POST', path, { roundId: enough, item, textId: texts.find((one) => one.text === text)?.id })
  expect((await choose('b')).body.code).toBe('not_cleaned')
  await choose('a')
  expect((await choose('a')).body).toMatchObject([{ quote: 'Zonder namen', period: 'juni' }])
  expect((await as('director')('GET', path)).body).toMatchObject([{ quote: 'Zonder namen' }])
  expect((await as('board')('GET', path)).status).toBe(403)
  const [{ id }] = (await leader('GET', path)).body
  expect((await leader('DELETE', `${path}/${id}`)).body).toEqual([])
})

it('writes the counts as CSV: live for the leader, as shared for a member', async () => {
  const file = `/api/themes.csv?instrument=MBO-STU&item=${item}`
  const own = (await leader('GET', file)).body
  expect(own).toContain('2022-2023;juni;Taal van de opleiding;7;12;58%;')
  const told = (await as('member')('GET', file)).body
  expect(told).toContain('2022-2023;juni;Taal van de opleiding;6;12;50%;')
  expect(told).toContain('2022-2023;juni;Tijd;;;;niet getoond: te weinig antwoorden')
})

it('tells the log that something was sorted, never which text or what it says', async () => {
  const rows = await opened.store.inNetwork(networkId, async (tx) => [
    ...(await tx.execute<{ verb: string; details: Record<string, unknown> }>(
      "select verb, details from audit where verb like 'text.%' or verb like 'theme.%' or verb like 'quote.%'",
    )),
  ])
  expect(new Set(rows.map(({ verb }) => verb)).size).toBe(6)
  const fields = new Set(rows.flatMap(({ details }) => Object.keys(details)))
  expect([...fields].sort()).toEqual(['fields', 'item', 'round', 'shared', 'themes'])
})

it('keeps the counts when the texts are past their time, and nothing else', async () => {
  const day = { networkId, roundId: enough, today: '2024-03-01', places: [[item]] }
  await opened.store.inNetwork(networkId, (tx) => forgetTexts(tx, day))
  const round = await roundOf(enough)
  expect(round.texts).toEqual([])
  expect(round.sorted).toEqual({ texts: 12, themes: [{ id: taal, texts: 7 }] })
  const [left] = await opened.store.inNetwork(networkId, async (tx) => [
    ...(await tx.execute<{ n: number }>('select count(*)::int as n from text_reading')),
  ])
  expect(left?.n).toBe(0)
  expect((await seenBy('member'))[0]?.quotes).toEqual([])
  expect((await seenBy('member'))[0]?.themes[0]?.cell.kind).toBe('shown')
})
