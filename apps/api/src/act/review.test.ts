import { importFigures, listAudit, type NewFigureCount } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addNetwork, openTestApp, password, signIn, testClock } from '../testing.ts'
import { sha256 } from './freeze-cell.ts'

/*
 * I.V03, final: 30 of 40 on 1 October 2025 is 75%, 44 of 55 on 1 October 2026 is 80%. The action runs from 1 October
 * 2025 to 1 October 2026; today is 5 November 2026, so its last day is past.
 */
const clock = testClock('2026-11-05T09:00:00Z')
type Requests = Awaited<ReturnType<typeof signIn>>
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let alice: Requests
const as: Record<string, Requests> = {}

const hand = (schoolYear: string, parts: Readonly<Record<string, number>>) =>
  opened.store.inNetwork(networkId, (tx) =>
    importFigures(tx, {
      ...{ networkId, instrument: 'CF-VO', schoolYear, importedAt: clock.now(), role: 'project_leader' },
      counts: Object.entries(parts).map(
        ([part, value]): NewFigureCount => ({
          ...{ status: 'final', indicator: 'I.V03', schoolYear, part, value },
          referenceDate: `${schoolYear.slice(0, 4)}-10-01`,
        }),
      ),
    }),
  )

const figure = (schoolYear: string) => ({
  figure: {
    ...{ indicator: 'I.V03', schoolYear, referenceDate: `${schoolYear.slice(0, 4)}-10-01` },
    ...{ status: 'final', source: 'import' },
  },
})
const minutes = { document: { title: 'Verslag kernteam', on: '2026-06-09', place: 'map Kernteam 2026' } }
const words = {
  ...{ effect: 'partly', seen: 'Scholen praten eerder mee.', next: 'Doorgaan.', outcome: 'continue' },
  ...{ reviewedOn: '2026-11-04', reviewedBy: 'kernteam' },
}
const planned = { title: 'Warm gesprek', ownerRole: 'lid', startsOn: '2025-10-01', dueOn: '2026-10-01' }
const measured = {
  ...{ measureInstrument: 'I.V03', measureItem: 'within', measureUnit: 'share' },
  ...{ targetValue: 85, targetYear: '2026-2027' },
}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const at = clock.now()
  networkId = await addNetwork(opened.store, {
    ...{ name: 'Regio', role: 'project_leader', email: 'alice@example.org', at },
  })
  alice = await signIn(opened.app, 'alice@example.org')
  const passwordHash = await hashOf(password)
  for (const role of ['member', 'director', 'board'] as const) {
    const email = `${role}@example.org`
    await opened.store.inNetwork(networkId, (tx) =>
      createAccount(tx, { networkId, role, name: role, email, passwordHash, at }),
    )
    as[role] = await signIn(opened.app, email)
  }
  await hand('2025-2026', { denominator: 40, within: 30, higher: 5, lower: 5 })
  await hand('2026-2027', { denominator: 55, within: 44, higher: 6, lower: 5 })
  const made = await alice('POST', '/api/findings', figure('2025-2026'))
  finding = made.body.id
  await alice('PATCH', `/api/findings/${finding}`, { status: 'in_action' })
})
afterAll(() => opened.close())

let finding: number
async function newAction(body: object, status?: string): Promise<number> {
  const { body: made } = await alice('POST', `/api/findings/${finding}/actions`, { ...planned, ...body })
  if (status !== undefined) await alice('PATCH', `/api/actions/${made.id}`, { status })
  return made.id
}
const review = (id: number, body: object) =>
  alice('POST', `/api/actions/${id}/reviews`, { ...words, ...body })
const actionSeenBy = async (ask: Requests | undefined, id: number) =>
  (await ask?.('GET', `/api/findings/${finding}`))?.body.actions.find((one: { id: number }) => one.id === id)
const lastVerb = async () => {
  const [newest] = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 1 }))
  return newest
}

describe('looking back on an action', () => {
  let id: number

  it('offers its measure as it is now, of after the start, with what was reached', async () => {
    id = await newAction(measured, 'running')
    const { status, body } = await alice('GET', `/api/actions/${id}/evidence`)
    expect(status).toBe(200)
    // The finding was made from the same figure: it is offered once.
    expect(body).toEqual([
      {
        ...{ about: 'measure', source: figure('2026-2027'), title: 'Geplaatst volgens advies' },
        filter: 'cijfer I.V03 Geplaatst volgens advies; hele groep; 1 oktober 2026, definitief, uit bestand',
        outcome:
          '44 van 55 (80%) volgens advies, 6 van 55 (11%) hoger dan advies, 5 van 55 (9%) lager dan advies',
        ...{ datedOn: '2026-10-01', reached: 80 },
      },
    ])
  })

  it('needs evidence of after the start, and leaves nothing behind when that is missing', async () => {
    // 1 October 2025 is the day it started, not after it.
    const early = await review(id, { evidence: [figure('2025-2026')] })
    expect([early.status, early.body.code, early.body.details]).toEqual([
      422,
      'no_later_evidence',
      { startsOn: '2025-10-01' },
    ])
    const none = await review(id, { evidence: [] })
    expect([none.status, none.body.details]).toEqual([400, { fields: ['evidence'] }])
    expect(await actionSeenBy(alice, id)).toMatchObject({ status: 'running', reviews: [] })
    expect((await lastVerb())?.verb).toBe('action.change')
  })

  it('refuses words, days and sources that cannot be', async () => {
    for (const [field, wrong] of Object.entries({
      seen: { seen: '  ' },
      effect: { effect: 'perhaps' },
      outcome: { outcome: 'later' },
      reviewedBy: { reviewedBy: '' },
      reviewedOn: { reviewedOn: '2026-11-06' },
      evidence: { evidence: [{ document: { title: 'Plan', on: '2026-11-06' } }] },
    })) {
      const refused = await review(id, { evidence: [minutes], ...wrong })
      expect([field, refused.status, refused.body.details]).toEqual([field, 400, { fields: [field] }])
    }
    const before = await review(id, { evidence: [minutes], reviewedOn: '2025-09-30' })
    expect(before.body.details).toEqual({ fields: ['reviewedOn'] })
    const foreign = await review(id, { evidence: [{ kept: 'f'.repeat(64) }] })
    expect(foreign.body.details).toEqual({ fields: ['evidence'] })
  })

  it('freezes the evidence with its day and makes the action reviewed, with an audit row', async () => {
    const { status, body } = await review(id, { evidence: [figure('2026-2027'), figure('2025-2026')] })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'reviewed',
      reviews: [
        {
          ...{ ...words, number: 1, endedAs: 'running' },
          evidence: [
            {
              kind: 'figure',
              n: 55,
              datedOn: '2026-10-01',
              frozenOn: '2026-11-05',
              madeBy: 'project_leader',
            },
            { kind: 'figure', n: 40, datedOn: '2025-10-01' },
          ],
        },
      ],
    })
    const [line] = body.reviews[0].evidence
    const { sha256: hash, ...rest } = line
    expect(sha256(rest)).toBe(hash)
    expect(await lastVerb()).toMatchObject({
      verb: 'action.review',
      subject: body.code,
      details: { number: 1 },
    })
  })

  it('stays as it is from then on, except its place in the flywheel', async () => {
    const wrong = await alice('PATCH', `/api/actions/${id}`, { status: 'running' })
    expect([wrong.status, wrong.body.code]).toEqual([409, 'already_reviewed'])
    expect((await alice('PATCH', `/api/actions/${id}`, { targetValue: 70 })).status).toBe(409)
    const moved = await alice('PATCH', `/api/actions/${id}`, { phase: 'sustain' })
    expect(moved.body).toMatchObject({ status: 'reviewed', phase: 'sustain', reviews: [{ number: 1 }] })
    expect((await alice('PATCH', `/api/actions/${id}`, { status: 'reviewed' })).status).toBe(400)
  })

  it('is corrected by a new one that keeps what was frozen; the first one stays', async () => {
    // What was 80% is 76% in a later file (42 of 55): the kept line is as it was.
    expect((await actionSeenBy(alice, id)).reviews[0].changedSince).toBe(false)
    await hand('2026-2027', { within: 42, lower: 7 })
    expect((await actionSeenBy(alice, id)).reviews[0].changedSince).toBe(true)
    const kept = (await actionSeenBy(alice, id)).reviews[0].evidence[0]
    const { body } = await review(id, { effect: 'yes', evidence: [{ kept: kept.sha256 }, minutes] })
    expect(body.reviews.map((one: { number: number; effect: string }) => [one.number, one.effect])).toEqual([
      [2, 'yes'],
      [1, 'partly'],
    ])
    expect(body.reviews[0]).toMatchObject({ endedAs: 'running', evidence: [kept, { kind: 'document' }] })
  })

  it('is read by others without evidence and only the newest; the board reads no text', async () => {
    for (const role of ['member', 'director', 'board']) {
      const seen = await actionSeenBy(as[role], id)
      expect(seen.startValue).toBeUndefined()
      expect(seen.reviews).toMatchObject([{ number: 2, effect: 'yes', outcome: 'continue', evidence: [] }])
      expect([role, seen.reviews[0].seen]).toEqual([role, role === 'board' ? '' : words.seen])
    }
  })
})

describe('when an action can be looked back on', () => {
  const attempt = async (body: object, status?: string) =>
    (await review(await newAction(body, status), { evidence: [minutes] })).body

  it('not while it is proposed or under way', async () => {
    const later = { ...measured, dueOn: '2026-11-05' }
    for (const [body, status] of [
      [measured, undefined],
      [later, 'decided'],
      [later, 'running'],
    ] as const)
      expect(await attempt(body, status)).toMatchObject({ code: 'not_reviewable' })
  })

  it('when it was done or stopped, or its last day is past', async () => {
    const later = { ...measured, dueOn: '2027-06-01' }
    for (const [body, status] of [
      [later, 'done'],
      [later, 'stopped'],
      [measured, 'decided'],
    ] as const)
      expect(await attempt(body, status)).toMatchObject({
        status: 'reviewed',
        reviews: [{ endedAs: status }],
      })
  })

  it('twice at the same moment: both are kept, one after the other', async () => {
    const id = await newAction(measured, 'done')
    const both = await Promise.all([review(id, { evidence: [minutes] }), review(id, { evidence: [minutes] })])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(both.map(({ body }) => body.reviews.length).sort()).toEqual([1, 2])
    const { reviews } = await actionSeenBy(alice, id)
    expect(reviews.map((one: { number: number }) => one.number)).toEqual([2, 1])
  })

  it('also without a measure, with evidence of another kind', async () => {
    const id = await newAction({}, 'done')
    expect(await actionSeenBy(alice, id)).not.toHaveProperty('measureItem')
    // Named twice, kept once.
    const done = await review(id, { evidence: [minutes, minutes] })
    expect(done.body).toMatchObject({
      status: 'reviewed',
      reviews: [
        {
          evidence: [
            {
              kind: 'document',
              title: 'Verslag kernteam',
              place: 'map Kernteam 2026',
              datedOn: '2026-06-09',
            },
          ],
        },
      ],
    })
  })

  it('half a measure is no measure, and nothing ends before it starts', async () => {
    const half = await alice('POST', `/api/findings/${finding}/actions`, {
      ...planned,
      measureItem: 'within',
    })
    expect([half.status, half.body.details]).toEqual([
      400,
      { fields: ['measureInstrument', 'measureUnit', 'targetValue', 'targetYear'] },
    ])
    const back = await alice('POST', `/api/findings/${finding}/actions`, { ...planned, dueOn: '2025-09-30' })
    expect([back.status, back.body.details]).toEqual([400, { fields: ['startsOn'] }])
  })

  it('what waits stands on the first screen until somebody looked back', async () => {
    const id = await newAction({ title: 'Wacht op terugblik' }, 'running')
    const waiting = async () =>
      (await alice('GET', '/api/start')).body.toReview.map((one: { id: number }) => one.id)
    expect(await waiting()).toEqual([id])
    await review(id, { evidence: [minutes] })
    expect(await waiting()).toEqual([])
    expect((await as.director?.('GET', '/api/start'))?.body.toReview).toEqual([])
  })

  it('counts in I.A10: of those whose last day is past, how many were looked back on', async () => {
    /*
     * Last day 1 October 2026 and decided, above: the first one, 'decided', 'twice', without a measure, 'waits' = 5,
     * all looked back on. 'Done' and 'stopped' have their day in June 2027. One more is not looked back on: 5 of 6.
     */
    await newAction({ title: 'Vergeten' }, 'done')
    const { body } = await alice('GET', '/api/figures/I.A10')
    expect(body.moments).toMatchObject([{ schoolYear: '2026-2027', status: 'provisional' }])
    expect(body.moments[0].cell.figure).toMatchObject({ n: 6, parts: [{ code: 'numerator', count: 5 }] })
  })
})
