import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from './open-store.ts'
import { tally } from './schema.ts'
import { createSubmitter, type Submitter } from './submissions.ts'
import { readTallies, rebuildTallies, verifyTallies } from './tallies.ts'
import { openTestStore } from './testing.ts'
import { type Cohort, countTiny, makeCohort, submissionOf } from './testing-cohort.ts'

let store: Store
let close: () => Promise<void>
let submitter: Submitter
beforeAll(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
  submitter = createSubmitter(store, { now: () => new Date('2026-01-10T12:00:00Z') })
})
afterAll(() => close())

async function answered(): Promise<Cohort> {
  const cohort = await makeCohort(store)
  for (const [school, HOW] of [1, 3, 3].entries()) {
    await submitter.submit(submissionOf(cohort, { HOW, COLOUR: 'red' }, { school }))
  }
  return cohort
}

const spoil = (cohort: Cohort, schoolId: number, values: { responses?: number; counts?: number[] }) =>
  store.inNetwork(cohort.networkId, (tx) =>
    tx
      .update(tally)
      .set(values)
      .where(and(eq(tally.roundId, cohort.round.id), eq(tally.schoolId, schoolId))),
  )
const verify = (cohort: Cohort) =>
  verifyTallies(store, { count: countTiny, networkId: cohort.networkId }).then((found) => found.differences)

test('tallies that agree with the responses have no differences', async () => {
  const cohort = await answered()
  expect(await verifyTallies(store, { count: countTiny, networkId: cohort.networkId })).toEqual({
    ...{ rounds: 1, differences: [], sealed: 0, broken: [] },
  })
})

test('a tally with a wrong count is named with its school and item', async () => {
  const cohort = await answered()
  const schoolId = cohort.schoolIds[1] ?? 0
  await spoil(cohort, schoolId, { counts: [1, 0, 1, 0, 0, 1, 1, 0] })
  expect(await verify(cohort)).toEqual([
    {
      ...{ networkId: cohort.networkId, roundId: cohort.round.id, definitionId: cohort.definitionId },
      ...{ schoolId, responses: { stored: 1, counted: 1 }, items: ['HOW'] },
    },
  ])
})

test('a tally that counts a response too many is found, and so is one without any response', async () => {
  const cohort = await answered()
  await spoil(cohort, 0, { responses: 4 })
  await store.inNetwork(cohort.networkId, (tx) =>
    tx.insert(tally).values({
      ...{ networkId: cohort.networkId, roundId: cohort.round.id, definitionId: cohort.definitionId },
      ...{ schoolId: 999_999, responses: 1, counts: [1, 1, 0, 0, 0, 0, 0, 0] },
    }),
  )
  expect((await verify(cohort)).map(({ schoolId, responses }) => ({ schoolId, responses }))).toEqual([
    { schoolId: 0, responses: { stored: 4, counted: 3 } },
    { schoolId: 999_999, responses: { stored: 1, counted: 0 } },
  ])
})

test('rebuilding makes wrong tallies right and says which they were', async () => {
  const cohort = await answered()
  const schoolId = cohort.schoolIds[2] ?? 0
  await spoil(cohort, schoolId, { responses: 7, counts: [0, 0, 0, 0, 0, 0, 0, 0] })
  await spoil(cohort, 0, { counts: [9, 9, 9, 9, 9, 9, 9, 9] })
  const { differences } = await rebuildTallies(store, { count: countTiny, networkId: cohort.networkId })
  expect(differences.map((difference) => difference.schoolId).sort()).toEqual([0, schoolId].sort())
  expect(await verify(cohort)).toEqual([])
  const [total] = await store.inNetwork(cohort.networkId, (tx) =>
    readTallies(tx, { networkId: cohort.networkId, roundIds: [cohort.round.id], per: 'network' }),
  )
  expect(total).toMatchObject({ responses: 3, counts: [3, 1, 0, 2, 0, 3, 3, 0] })
})

test('submissions during a rebuild are counted too', async () => {
  const cohort = await answered()
  await spoil(cohort, 0, { responses: 99 })
  const sending = Promise.all(
    Array.from({ length: 100 }, () => submitter.submit(submissionOf(cohort, { HOW: 2 }))),
  )
  await rebuildTallies(store, { count: countTiny, networkId: cohort.networkId })
  await sending
  expect(await verify(cohort)).toEqual([])
})

test('all networks are verified when none is named', async () => {
  await rebuildTallies(store, { count: countTiny })
  const [first, second] = [await answered(), await answered()]
  await spoil(first, 0, { responses: 1 })
  await spoil(second, 0, { responses: 1 })
  const { differences } = await rebuildTallies(store, { count: countTiny })
  expect(differences.map((difference) => difference.networkId)).toEqual([first.networkId, second.networkId])
  expect((await verifyTallies(store, { count: countTiny })).differences).toEqual([])
})

test('a recount goes on past its first chunk', async () => {
  const cohort = await makeCohort(store)
  await Promise.all(
    Array.from({ length: 2100 }, (_, n) => submitter.submit(submissionOf(cohort, { HOW: (n % 4) + 1 }))),
  )
  expect(await verify(cohort)).toEqual([])
})
