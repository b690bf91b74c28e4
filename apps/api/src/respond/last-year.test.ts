import { randomUUID } from 'node:crypto'
import { createInvitations, createRound, createSchool, listDefinitions, recordRole } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, client, openTestApp, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'

/** Two questions about the school, then a page; in 2.0 the second question of that page means something else. */
const profile = [
  question('CTX_08', { itemCode: 'CTX-08', isRequired: true }),
  question('CTX_04', { itemCode: 'CTX-04' }),
]
const surveys = tinySurveys({
  facts: {
    code: 'KLEIN',
    changes: ['CTX_04', 'KL_2'].map((item) => ({ version: '2.0', item, reason: 'Vraagt nu iets anders.' })),
  },
  versions: {
    '1.0': form(profile, [question('KL_1', { isRequired: true }), question('KL_2')], [question('KL_3')]),
    '2.0': form(
      [profile[0] ?? {}, question('CTX_04', { itemCode: 'CTX-04', itemVersion: 2, title: 'Iets anders?' })],
      [
        question('KL_1', { isRequired: true }),
        question('KL_2', { itemVersion: 2, title: 'Nu iets heel anders?' }),
      ],
      [question('KL_3')],
    ),
  },
})
const clock = testClock('2025-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let schoolId: number
const links: Record<string, string> = {}

async function addRound(schoolYear: string, version: string, opensOn: string): Promise<string> {
  const definition = (await listDefinitions(opened.store.db)).find(
    (row) => `${row.major}.${row.minor}` === version,
  )
  return opened.store.inNetwork(networkId, async (tx) => {
    const round = await createRound(tx, {
      ...{ networkId, instrument: 'KLEIN', definitionId: definition?.id ?? 0, schoolYear },
      ...{ opensOn, closesOn: '2030-01-01' },
    })
    const [made] = await createInvitations(tx, [
      { networkId, roundId: round.id, schoolId, kind: 'personal' as const },
    ])
    return `/api/respond/${made?.token}`
  })
}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const alice = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...alice })
  const school = { networkId, name: 'De Berk', type: 'vmbo', joinedOn: '2020-08-01' }
  schoolId = (await opened.store.inNetwork(networkId, (tx) => createSchool(tx, school))).id
  links.before = await addRound('2025-2026', '1.0', '2025-10-01')
  const answers = { CTX_08: 2, CTX_04: 1, KL_1: 1, KL_2: 2, KL_3: 2 }
  await client(opened.app)('POST', `${links.before}/submissions`, { submissionId: randomUUID(), answers })
  clock.set('2026-10-05T09:00:00Z')
  links.now = await addRound('2026-2027', '2.0', '2026-10-01')
})
afterAll(() => opened.close())
const now = (method: string, rest = '', body?: unknown) =>
  client(opened.app)(method, `${links.now}${rest}`, body)

describe('a school that answered before', () => {
  it('starts from the profile of that time, where the question is still the same', async () => {
    const { body } = await now('GET')
    expect(body).toMatchObject({ status: 'open', prefilledFrom: '2025-2026', lastYear: '2025-2026' })
    expect(body.answers).toEqual({ CTX_08: 2 })
  })

  it('sees nothing of that time of a page that is not done', async () => {
    const { status, body } = await now('GET', '/last-year')
    expect([status, body.pages]).toEqual([200, []])
  })

  it('nor of a page that was passed over without its required answers', async () => {
    await now('PUT', '/draft', { answers: { CTX_08: 2 }, page: 3, revision: 0 })
    const { body } = await now('GET', '/last-year')
    expect(body.pages.map((page: { page: number }) => page.page)).toEqual([0, 2])
  })

  it('sees both answers of a page that is done, in words, and where the question changed', async () => {
    await now('PUT', '/draft', { answers: { CTX_08: 2, KL_1: 2, KL_2: 1 }, page: 2, revision: 1 })
    const { body } = await now('GET', '/last-year')
    expect(body).toMatchObject({ schoolYear: '2025-2026', otherCoordinator: false })
    expect(body.pages.map((page: { page: number }) => page.page)).toEqual([0, 1])
    expect(body.pages[1].rows).toEqual([
      { item: 'KL_1', title: expect.any(String), now: 'goed', before: 'slecht', changedMeaning: false },
      { item: 'KL_2', title: expect.any(String), now: 'slecht', before: 'goed', changedMeaning: true },
    ])
  })

  it('keeps what it has changed itself: the draft is not filled in again', async () => {
    const { body } = await now('GET')
    expect(body.answers).toEqual({ CTX_08: 2, KL_1: 2, KL_2: 1 })
    expect(body.prefilledFrom).toBeUndefined()
  })

  it('is told when somebody else held the role then', async () => {
    await opened.store.inNetwork(networkId, (tx) =>
      recordRole(tx, { networkId, schoolId, role: 'coordinator', heldFrom: '2026-08-01' }),
    )
    expect((await now('GET', '/last-year')).body.otherCoordinator).toBe(true)
  })
})

it('a school that never answered starts empty, and has nothing to look back at', async () => {
  const first = await client(opened.app)('GET', `${links.before}/last-year`)
  expect([first.status, first.body.code]).toEqual([404, 'not_found'])
})
