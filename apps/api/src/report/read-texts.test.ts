import { randomUUID } from 'node:crypto'
import { compileChecker, type Item, parseDefinition } from '@km/definition'
import { enterNetwork } from '@km/store'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { fillForm } from '../demo/answer-form.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'
import { textsView } from './describe-views.ts'

const clock = testClock('2026-01-12T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let leader: Awaited<ReturnType<typeof signIn>>
let few: number
let enough: number
const query = '/api/texts?instrument=MBO-STU'

const answerWith =
  (text: string) =>
  ({ kind, choices }: Item): unknown => {
    if (kind === 'single') return choices[0]?.value
    return kind === 'multiple' ? choices.slice(0, 1).map((choice) => choice.value) : text
  }

async function hold(period: string, texts: readonly string[]): Promise<number> {
  const dates = { opensOn: '2026-01-10', closesOn: '2026-02-10' }
  const plan = { instrument: 'MBO-STU', schoolYear: '2025-2026', period, schoolIds: [], ...dates }
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
  enough = await hold('juni', ['d', 'b', 'e', 'a', 'c'])
}, 120_000)
afterAll(() => opened.close())

const read = async () => textsView.parse((await leader('GET', query)).body).items

it('shows nothing of a round that is still open', async () => {
  expect((await read()).map(({ item, rounds }) => [item, rounds])).toEqual([['MS_12', []]])
})

it('shows the project leader each text in order of the alphabet, of 5 people or more', async () => {
  for (const roundId of [few, enough])
    expect((await leader('POST', `/api/rounds/${roundId}/close`, {})).status).toBe(200)
  const year = { schoolYear: '2025-2026' }
  expect((await read())[0]?.rounds).toEqual([
    { ...year, roundId: few, period: 'januari', tooFew: true, texts: [] },
    { ...year, roundId: enough, period: 'juni', tooFew: false, texts: ['a', 'b', 'c', 'd', 'e'] },
  ])
})

it('is for nobody else, and of a known instrument', async () => {
  const passwordHash = await hashOf(password)
  await opened.store.db.transaction(async (tx) => {
    await enterNetwork(tx, networkId)
    const dirk = { role: 'director', name: 'Dirk', email: 'dirk@example.org' } as const
    await createAccount(tx, { networkId, ...dirk, passwordHash, at: clock.now() })
  })
  const director = await signIn(opened.app, 'dirk@example.org')
  expect((await director('GET', query)).status).toBe(403)
  expect((await leader('GET', '/api/texts?instrument=NIETS')).status).toBe(404)
})
