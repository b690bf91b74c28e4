import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDraft, saveDraft } from './drafts.ts'
import type { Store } from './open-store.ts'
import { releaseRound } from './releases.ts'
import { invitation, response, responseText } from './schema.ts'
import { createSubmitter, type Submitter } from './submissions.ts'
import { readTallies, verifyTallies } from './tallies.ts'
import { openTestStore } from './testing.ts'
import { type Cohort, countTiny, makeCohort, submissionOf } from './testing-cohort.ts'

let store: Store
let close: () => Promise<void>
let submitter: Submitter
beforeAll(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
  submitter = createSubmitter(store, { now: () => new Date('2026-01-31T23:30:00Z') })
})
afterAll(() => close())

const responsesOf = (cohort: Cohort) => store.inNetwork(cohort.networkId, (tx) => tx.select().from(response))
const differencesOf = async (cohort: Cohort) =>
  (await verifyTallies(store, { count: countTiny, networkId: cohort.networkId })).differences
const totalOf = async (cohort: Cohort) => {
  const [total] = await store.inNetwork(cohort.networkId, (tx) =>
    readTallies(tx, { networkId: cohort.networkId, roundIds: [cohort.round.id], per: 'network' }),
  )
  return total
}

test('a submission is stored and counted for its school and for the network', async () => {
  const cohort = await makeCohort(store)
  const outcome = await submitter.submit(submissionOf(cohort, { HOW: 3, COLOUR: 'blue' }, { school: 1 }))
  expect(outcome).toEqual({
    kind: 'stored',
    receipt: expect.stringMatching(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/),
  })
  const wanted = { networkId: cohort.networkId, roundIds: [cohort.round.id] }
  const [schools, total] = await store.inNetwork(cohort.networkId, async (tx) => [
    await readTallies(tx, { ...wanted, per: 'school' }),
    await readTallies(tx, { ...wanted, per: 'network' }),
  ])
  expect(schools).toEqual([
    {
      ...{ roundId: cohort.round.id, definitionId: cohort.definitionId, schoolId: cohort.schoolIds[1] },
      ...{ responses: 1, counts: [1, 0, 0, 1, 0, 1, 0, 1] },
    },
  ])
  expect(total?.[0]?.counts).toEqual([1, 0, 0, 1, 0, 1, 0, 1])
})

test('only the date of a submission is kept, as it is in Amsterdam', async () => {
  const cohort = await makeCohort(store)
  await submitter.submit(submissionOf(cohort, { HOW: 1 }))
  expect((await responsesOf(cohort)).map((row) => row.submittedOn)).toEqual(['2026-02-01'])
})

test('the same submission again gets the same receipt and changes nothing', async () => {
  const cohort = await makeCohort(store)
  const submission = submissionOf(cohort, { HOW: 2 }, { school: 0 })
  const first = await submitter.submit(submission)
  const second = await submitter.submit({ ...submission, answers: { HOW: 2 } })
  expect(second).toEqual({ ...first, kind: 'repeated' })
  expect(await responsesOf(cohort)).toHaveLength(1)
  expect(await differencesOf(cohort)).toEqual([])
})

test('the same submission with other answers is a conflict, and the first stays', async () => {
  const cohort = await makeCohort(store)
  const submission = submissionOf(cohort, { HOW: 2 })
  await submitter.submit(submission)
  expect(await submitter.submit({ ...submission, answers: { HOW: 3 } })).toEqual({ kind: 'conflict' })
  expect(await submitter.submit({ ...submission, version: '1.1' })).toEqual({ kind: 'conflict' })
  expect((await responsesOf(cohort)).map((row) => row.answers)).toEqual([{ HOW: 2 }])
})

test('a personal link that was used takes no second submission', async () => {
  const cohort = await makeCohort(store)
  await submitter.submit(submissionOf(cohort, { HOW: 2 }, { school: 2 }))
  expect(await submitter.submit(submissionOf(cohort, { HOW: 4 }, { school: 2 }))).toEqual({
    kind: 'already_sent',
  })
})

test('of many different submissions at once over one personal link exactly one is stored', async () => {
  const cohort = await makeCohort(store)
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      submitter.submit(submissionOf(cohort, { HOW: (n % 4) + 1 }, { school: 0 })),
    ),
  )
  expect(outcomes.filter((outcome) => outcome.kind === 'stored')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome.kind === 'already_sent')).toHaveLength(199)
  expect(await responsesOf(cohort)).toHaveLength(1)
})

test('sending closes the personal link and removes its draft', async () => {
  const cohort = await makeCohort(store)
  const invitationId = cohort.personal[0]?.id ?? 0
  const key = { networkId: cohort.networkId, invitationId }
  const draft = { definitionId: cohort.definitionId, answers: { HOW: 1 }, page: 0, revision: 0 }
  await store.inNetwork(cohort.networkId, (tx) =>
    saveDraft(tx, { ...key, ...draft, savedAt: new Date('2026-01-10') }),
  )
  await submitter.submit(submissionOf(cohort, { HOW: 2 }, { school: 0 }))
  await store.inNetwork(cohort.networkId, async (tx) => {
    expect(await readDraft(tx, key)).toBeUndefined()
    const [row] = await tx.select().from(invitation).where(eq(invitation.id, invitationId))
    expect(row?.state).toBe('done')
  })
})

test('each of many submissions that are repeated at once, in and across batches, is stored once', async () => {
  const cohort = await makeCohort(store)
  const submissions = Array.from({ length: 150 }, (_, n) =>
    submissionOf(cohort, { HOW: (n % 4) + 1, COLOUR: n % 2 ? 'red' : 'blue' }),
  )
  const other = createSubmitter(store, { now: () => new Date('2026-01-10T12:00:00Z') })
  const all = [...submissions, ...submissions, ...submissions.toReversed()]
  const outcomes = await Promise.all(
    all.map((submission, n) => (n % 2 ? submitter : other).submit(submission)),
  )
  const kinds = outcomes.map((outcome) => outcome.kind)
  expect(kinds.filter((kind) => kind === 'stored')).toHaveLength(150)
  expect(kinds.filter((kind) => kind === 'repeated')).toHaveLength(300)
  const receipts = outcomes.map((outcome) => ('receipt' in outcome ? outcome.receipt : ''))
  expect(new Set(receipts).size).toBe(150)
  expect(await responsesOf(cohort)).toHaveLength(150)
  expect((await totalOf(cohort))?.responses).toBe(150)
  expect(await differencesOf(cohort)).toEqual([])
})

test('two submitters at once over many schools and rounds leave tallies that agree', async () => {
  const first = await makeCohort(store, { schools: 20 })
  const other = createSubmitter(store, { now: () => new Date('2026-01-10T12:00:00Z') })
  const outcomes = await Promise.all(
    Array.from({ length: 400 }, (_, n) => {
      const submission = submissionOf(first, { HOW: (n % 4) + 1 })
      const schoolId = first.schoolIds[n % 20] ?? 0
      return (n % 3 ? submitter : other).submit({ ...submission, schoolId })
    }),
  )
  expect(outcomes.every((outcome) => outcome.kind === 'stored')).toBe(true)
  expect((await totalOf(first))?.counts.slice(0, 5)).toEqual([400, 100, 100, 100, 100])
  expect(await differencesOf(first)).toEqual([])
})

test('one submission that the database refuses does not keep the others from being stored', async () => {
  const cohort = await makeCohort(store)
  const poison = submissionOf(cohort, { HOW: 1, COLOUR: 'a\u0000b' })
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, n) =>
      submitter.submit(n === 4 ? poison : submissionOf(cohort, { HOW: 1 })),
    ),
  )
  expect(outcomes.map((outcome) => outcome.status === 'fulfilled')).toEqual(
    Array.from({ length: 10 }, (_, n) => n !== 4),
  )
  expect(await responsesOf(cohort)).toHaveLength(9)
  expect(await differencesOf(cohort)).toEqual([])
})

test('a released round takes no new submission, but knows what it had', async () => {
  const cohort = await makeCohort(store)
  const sent = submissionOf(cohort, { HOW: 4 }, { school: 0 })
  const first = await submitter.submit(sent)
  await store.inNetwork(cohort.networkId, (tx) =>
    releaseRound(tx, {
      ...{ networkId: cohort.networkId, roundId: cohort.round.id, at: new Date('2026-02-03') },
      freeze: async () => ({}),
    }),
  )
  expect(await submitter.submit(submissionOf(cohort, { HOW: 4 }, { school: 1 }))).toEqual({
    kind: 'round_closed',
  })
  expect(await submitter.submit(sent)).toEqual({ ...first, kind: 'repeated' })
})

test('submissions that race with the release are either counted in it or refused', async () => {
  const cohort = await makeCohort(store, { level: 'A' })
  const sending = Promise.all(
    Array.from({ length: 300 }, () => submitter.submit(submissionOf(cohort, { HOW: 1 }))),
  )
  const released = await store.inNetwork(cohort.networkId, (tx) =>
    releaseRound(tx, {
      ...{ networkId: cohort.networkId, roundId: cohort.round.id, at: new Date('2026-02-03') },
      freeze: async () => ({}),
    }),
  )
  const stored = (await sending).filter((outcome) => outcome.kind === 'stored')
  expect(released?.release.responses).toBe(stored.length)
  expect((await responsesOf(cohort)).every((row) => row.submissionKey === null)).toBe(true)
  expect(await responsesOf(cohort)).toHaveLength(stored.length)
})

test('free text stands apart from the closed answers', async () => {
  const cohort = await makeCohort(store, { level: 'A' })
  await submitter.submit(submissionOf(cohort, { HOW: 4 }, { texts: { WHY: 'Fijne les' } }))
  await store.inNetwork(cohort.networkId, async (tx) => {
    const texts = await tx.select({ item: responseText.item, text: responseText.text }).from(responseText)
    expect(texts).toEqual([{ item: 'WHY', text: 'Fijne les' }])
    const [row] = await tx.select().from(response)
    expect(row?.answers).toEqual({ HOW: 4 })
  })
})

test('a submission for a network that is not the one of its round is not stored', async () => {
  const [mine, other] = [await makeCohort(store), await makeCohort(store)]
  const crossed = { ...submissionOf(mine, { HOW: 1 }), networkId: other.networkId }
  expect(await submitter.submit(crossed)).toEqual({ kind: 'round_closed' })
  expect(await responsesOf(other)).toEqual([])
})

test('idle resolves after everything that was handed in got its outcome', async () => {
  const cohort = await makeCohort(store)
  let outcomes = 0
  for (let n = 0; n < 100; n += 1) {
    void submitter.submit(submissionOf(cohort, { HOW: 1 }, { submissionId: randomUUID() })).then(() => {
      outcomes += 1
    })
  }
  await submitter.idle()
  expect(outcomes).toBe(100)
})
