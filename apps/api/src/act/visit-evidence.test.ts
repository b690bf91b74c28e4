import { randomUUID } from 'node:crypto'
import { compileChecker, type Item, parseDefinition } from '@km/definition'
import { createFinding, createSchools } from '@km/store'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillForm } from '../demo/answer-form.ts'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'

/** A visit of 1 October 2026; the action started on 1 September. Today is 5 October. */
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let visit: number
let begun: number
let action: number

function plainAnswer({ kind, choices, range }: Item): unknown {
  if (kind === 'single') return choices[0]?.value
  if (kind === 'multiple' || kind === 'ranking') return choices.slice(0, 1).map((choice) => choice.value)
  if (kind === 'number') return range?.min ?? 0
  return kind === 'date' ? '2026-10-01' : 'Kort'
}

async function send(url: string): Promise<void> {
  const path = new URL(url).pathname.replace('/r/', '/api/respond/')
  const anyone = client(opened.app)
  const { instrument, version, definition } = (await anyone('GET', path)).body
  const [major, minor] = version.split('.').map(Number)
  const form = parseDefinition(definition, { instrument, version: { major, minor } })
  const answers = fillForm(form, compileChecker(form), plainAnswer)
  await anyone('POST', `${path}/submissions`, { submissionId: randomUUID(), answers })
}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const leader = { name: 'Regio', role: 'project_leader' as const, email: 'alice@example.org' }
  const networkId = await addNetwork(opened.store, { ...leader, at: clock.now() })
  alice = await signIn(opened.app, leader.email)
  const berk = { networkId, name: 'De Berk', type: 'vmbo', joinedOn: '2020-08-01' }
  const [school] = await opened.store.inNetwork(networkId, (tx) => createSchools(tx, [berk]))
  const start = async () =>
    (await alice('POST', '/api/visits', { schoolId: school?.id, visitedOn: '2026-10-01' })).body
  const made = await start()
  visit = made.visitId
  await send(made.url)
  begun = (await start()).visitId
  const reference = { instrument: 'SB-NT2', years: ['2026-2027'], level: 'item', key: 'SB_1' }
  await opened.store.inNetwork(networkId, (tx) =>
    createFinding(tx, {
      ...{ networkId, schoolYear: '2026-2027', title: 'Beleid', kind: 'chance', expectationCodes: [] },
      ...{ evidence: [{ reference }], createdAt: clock.now(), createdBy: 'x', status: 'in_action' },
    }),
  )
  const planned = { title: 'Samen doen', ownerRole: 'lid', startsOn: '2026-09-01', dueOn: '2026-10-01' }
  action = (await alice('POST', '/api/findings/1/actions', planned)).body.id
  await alice('PATCH', `/api/actions/${action}`, { status: 'done' })
})
afterAll(() => opened.close())

const review = (source: object) =>
  alice('POST', `/api/actions/${action}/reviews`, {
    ...{ effect: 'yes', seen: 'Het werkt.', outcome: 'secure', reviewedOn: '2026-10-05', reviewedBy: 'lid' },
    evidence: [source],
  })

it('a record that was not sent is no evidence', async () => {
  expect((await review({ visit: begun })).status).toBe(404)
  expect((await review({ visit: 999_999 })).status).toBe(404)
})

it('a record is evidence with its day and what the school said of it; its answers are not copied', async () => {
  const { status, body } = await review({ visit })
  expect(status).toBe(201)
  const [line] = body.reviews[0].evidence
  expect(line).toEqual({
    ...{ kind: 'visit', visit, title: 'Schoolbezoek NT2-beleid', school: 'De Berk', state: 'not_agreed' },
    ...{ datedOn: '2026-10-01', frozenOn: '2026-10-05', madeBy: 'project_leader' },
    ...{ record: expect.stringMatching(/^[0-9a-f]{64}$/), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
})
