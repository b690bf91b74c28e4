import { randomUUID } from 'node:crypto'
import { addHolding, addMembership, createSchools, enterNetwork } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'

const surveys = tinySurveys({
  facts: { code: 'KLEIN' },
  versions: { '1.0': form([question('KL_1', { isRequired: true })]) },
})
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let bob: Awaited<ReturnType<typeof signIn>>
let own: number
let other: number
let roundId: number

/** Alice leads the network; Bob is coordinator of the first of two schools. */
beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const { store } = opened
  const at = clock.now()
  const networkId = await addNetwork(store, {
    name: 'Regio Test',
    role: 'project_leader',
    email: 'alice@example.org',
    at,
  })
  const names = ['De Berk', 'De Eik']
  const made = await store.inNetwork(networkId, (tx) =>
    createSchools(
      tx,
      names.map((name) => ({ networkId, name, type: 'vmbo', joinedOn: '2020-08-01' })),
    ),
  )
  ;[own = 0, other = 0] = made.map((school) => school.id)
  const passwordHash = await hashOf(password)
  await store.db.transaction(async (tx) => {
    await enterNetwork(tx, networkId)
    const person = { networkId, role: 'coordinator', name: 'Bob', email: 'bob@example.org' } as const
    const userId = await createAccount(tx, { ...person, passwordHash, at })
    await addMembership(tx, { networkId, userId, role: 'coordinator' })
    await addHolding(tx, { networkId, userId, role: 'coordinator', schoolId: own, heldFrom: '2026-08-01' })
  })
  alice = await signIn(opened.app, 'alice@example.org')
  bob = await signIn(opened.app, 'bob@example.org')
  const round = {
    instrument: 'KLEIN',
    schoolYear: '2026-2027',
    opensOn: '2026-10-01',
    closesOn: '2026-11-03',
  }
  roundId = (await alice('POST', '/api/rounds', { ...round, schoolIds: [own, other] })).body.round.id
})
afterAll(() => opened.close())

describe("a coordinator's own rounds", () => {
  it('are those that the own school was invited to, without any other school', async () => {
    const { status, body } = await bob('GET', '/api/own/rounds')
    expect(status).toBe(200)
    expect(body).toMatchObject([
      { roundId, school: { id: own, name: 'De Berk' }, state: 'open', invitation: 'invited' },
    ])
    expect(JSON.stringify(body)).not.toContain('De Eik')
  })

  it('give a link to the own form only', async () => {
    const refused = await bob('POST', `/api/own/rounds/${roundId}/links`, { schoolId: other })
    expect([refused.status, refused.body.code]).toEqual([404, 'not_found'])
    const made = await bob('POST', `/api/own/rounds/${roundId}/links`, { schoolId: own })
    expect(made.status).toBe(201)
    const path = new URL(made.body.links[0].url).pathname.replace('/r/', '/api/respond/')
    expect((await client(opened.app)('GET', path)).body).toMatchObject({ status: 'open', school: 'De Berk' })
    const sent = { submissionId: randomUUID(), answers: { KL_1: 2 } }
    expect((await client(opened.app)('POST', `${path}/submissions`, sent)).status).toBe(201)
    expect((await bob('GET', '/api/own/rounds')).body[0].invitation).toBe('done')
    const late = await bob('POST', `/api/own/rounds/${roundId}/links`, { schoolId: own })
    expect([late.status, late.body.code]).toEqual([409, 'already_sent'])
  })

  it('are empty once the role has ended', async () => {
    clock.set('2026-10-06T09:00:00Z')
    await opened.store.sql`update auth.holding set held_until = '2026-10-05'`
    expect((await bob('GET', '/api/own/rounds')).body).toEqual([])
    await opened.store.sql`update auth.holding set held_until = null`
    clock.set('2026-10-05T09:00:00Z')
  })
})

describe('what became of the input', () => {
  it('shows findings in which the own answers were part, once they are no draft, without a figure', async () => {
    await alice('POST', `/api/rounds/${roundId}/close`)
    const reference = { instrument: 'KLEIN', years: ['2026-2027'], level: 'item', key: 'KL_1', school: own }
    const mine = await alice('POST', '/api/findings', { reference, title: 'Van De Berk' })
    expect(mine.status).toBe(201)
    expect((await bob('GET', '/api/own/input')).body).toEqual([])
    await alice('PATCH', `/api/findings/${mine.body.id}`, { status: 'confirmed' })
    const { body } = await bob('GET', '/api/own/input')
    expect(body).toEqual([
      {
        ...{ school: { id: own, name: 'De Berk' }, code: mine.body.code, title: 'Van De Berk' },
        ...{ kind: mine.body.kind, status: 'confirmed', years: ['2026-2027'], actions: [] },
      },
    ])
  })

  it('says of an action that was looked back on what was seen, as it stands now, without the evidence', async () => {
    const [first] = (await alice('GET', '/api/findings')).body
    const action = { title: 'Afspraken maken', ownerRole: 'lid', startsOn: '2026-09-01', dueOn: '2026-10-01' }
    const { body: made } = await alice('POST', `/api/findings/${first.id}/actions`, action)
    await alice('PATCH', `/api/actions/${made.id}`, { status: 'done' })
    const said = { effect: 'partly', seen: 'Het begin is er.', next: 'Doorgaan.', outcome: 'continue' }
    const review = {
      ...{ ...said, reviewedOn: '2026-10-05', reviewedBy: 'kernteam' },
      evidence: [{ document: { title: 'Verslag met cijfers', on: '2026-09-30' } }],
    }
    await alice('POST', `/api/actions/${made.id}/reviews`, { ...review, effect: 'no' })
    const { body: reviewed } = await alice('POST', `/api/actions/${made.id}/reviews`, review)
    expect(reviewed.reviews).toHaveLength(2)
    const { body } = await bob('GET', '/api/own/input')
    expect(body[0].actions).toEqual([
      {
        ...{ code: made.code, title: 'Afspraken maken', ownerRole: 'lid', dueOn: '2026-10-01' },
        ...{ status: 'reviewed', review: { ...said, reviewedOn: '2026-10-05' } },
      },
    ])
  })
})
