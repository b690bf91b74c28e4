import { findPublicResult, listAudit } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'

const clock = testClock('2027-01-11T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
})
afterAll(() => opened.close())

let period = 0
/** A round of students, closed and released after these answers; its link and its page. */
async function askStudents(answers: readonly object[], close = true) {
  period += 1
  const { body } = await alice('POST', '/api/rounds', {
    ...{ instrument: 'MBO-STU', schoolYear: '2026-2027', period: `p${period}`, schoolIds: [] },
    ...{ opensOn: '2027-01-10', closesOn: '2027-01-31', retrospective: false, source: '', remindOn: [] },
  })
  const link = body.links[0].url.replace(/.*\/r\//, '/api/respond/') as string
  const anyone = client(opened.app)
  for (const given of answers) {
    const sent = { submissionId: crypto.randomUUID(), answers: given }
    expect((await anyone('POST', `${link}/submissions`, sent)).status).toBe(201)
  }
  const id = body.round.id as number
  if (close) expect((await alice('POST', `/api/rounds/${id}/close`)).status).toBe(200)
  const page = `/api/rounds/${id}/result`
  return { id, page, read: async () => (await anyone('GET', link)).body }
}

/** Eight students: MS.3 five yes, three no; MS.4 all yes; MS.5 three, three, two; MS.6 only four answered; MS.11 two each. */
const eight = Array.from({ length: 8 }, (_, at) => ({
  MS_3: at < 5 ? 'ja' : 'nee',
  MS_4: 'ja',
  MS_5: at < 3 ? 'een_beetje' : at < 6 ? 'ja' : 'nee',
  ...(at < 4 && { MS_6: 'ja' }),
  MS_11: at < 6 ? ['taal', 'plannen'] : ['stage', 'taal'],
}))
const doing = 'Wij praten met de coaches.\n\nJe krijgt meer hulp met taal.'
const items = ['MS_3', 'MS_4', 'MS_11']

describe('the result of a round for students', () => {
  it('can be made from questions that five people answered, and no others', async () => {
    const round = await askStudents(eight)
    const { body } = await alice('GET', round.page)
    expect(body).toMatchObject({ state: 'ready', people: '8 studenten deden mee.', chosen: [], doing: '' })
    expect(body.choices).toEqual([
      {
        item: 'MS_3',
        asked: 'Mijn coach begrijpt wat ik nodig heb.',
        said: '5 van de 8 zeggen: ja.',
      },
      {
        item: 'MS_4',
        asked: 'Mijn coach helpt mij met de taal van mijn opleiding.',
        said: 'Bijna iedereen of iedereen zegt: ja.',
      },
      {
        item: 'MS_5',
        asked: 'Mijn coach helpt mij met plannen.',
        said: 'De antwoorden zijn verschillend. Het vaakst gezegd: een beetje en ja.',
      },
      {
        item: 'MS_11',
        asked: 'Wat helpt jou het meest? Kies er twee.',
        said: 'Bijna iedereen of iedereen zegt: taal.',
      },
    ])
  })

  it('stands at the open link once it is published, and goes again when it is taken away', async () => {
    const round = await askStudents(eight)
    expect(await round.read()).not.toHaveProperty('result')
    const kept = await alice('PUT', round.page, { items, doing, publish: false })
    expect(kept.body).toMatchObject({ chosen: items, doing, longSentences: [] })
    expect(await round.read()).not.toHaveProperty('result')

    const published = await alice('PUT', round.page, { items, doing, publish: true })
    expect(published.body.publishedOn).toBe('2027-01-11')
    expect(await round.read()).toMatchObject({
      status: 'closed',
      result: {
        kind: 'told',
        people: '8 studenten deden mee.',
        results: published.body.choices.filter((one: { item: string }) => items.includes(one.item)),
        doing: ['Wij praten met de coaches.', 'Je krijgt meer hulp met taal.'],
      },
    })
    await alice('PUT', round.page, { items, doing, publish: false })
    expect(await round.read()).not.toHaveProperty('result')
    const rows = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 3 }))
    expect(rows.map(({ verb, details }) => [verb, details])).toEqual([
      ['result.write', { published: false }],
      ['result.write', { published: true }],
      ['result.write', { published: false }],
    ])
  })

  it('is one sentence when fewer than five took part, and cannot be published', async () => {
    const round = await askStudents(eight.slice(0, 4))
    expect((await alice('GET', round.page)).body).toMatchObject({ state: 'few', choices: [] })
    const refused = await alice('PUT', round.page, { items, doing, publish: true })
    expect([refused.status, refused.body.code]).toEqual([409, 'result_too_few'])
    expect((await round.read()).result).toEqual({
      kind: 'few',
      sentence: 'Minder dan 5 studenten deden mee. Daarom laten we niets zien.',
    })
  })

  it('tells nothing while the round is open', async () => {
    const round = await askStudents(eight, false)
    expect((await alice('GET', round.page)).body).toMatchObject({ state: 'open', choices: [] })
    const refused = await alice('PUT', round.page, { items, doing, publish: true })
    expect(refused.body.code).toBe('round_not_released')
    expect(await round.read()).not.toHaveProperty('result')
  })

  it('refuses what fewer than five answered, what is too long, and what is not finished', async () => {
    const round = await askStudents(eight)
    const put = async (body: object) => (await alice('PUT', round.page, body)).body.code
    expect(await put({ items: ['MS_3', 'MS_4', 'MS_6'], doing, publish: true })).toBe('result_too_few')
    expect(await put({ items: ['MS_3', 'MS_4', 'MS_12'], doing, publish: false })).toBe('result_too_few')
    expect(await put({ items: ['MS_3', 'MS_4'], doing, publish: true })).toBe('result_too_few')
    expect(await put({ items: ['MS_3', 'MS_3', 'MS_4'], doing, publish: true })).toBe('invalid_request')
    expect(await put({ items, doing: '', publish: true })).toBe('invalid_request')
    expect(await put({ items, doing: 'woord '.repeat(115), publish: false })).toBe('result_too_long')
    const key = { networkId, roundId: round.id }
    expect(await opened.store.inNetwork(networkId, (tx) => findPublicResult(tx, key))).toBeUndefined()
  })
})
