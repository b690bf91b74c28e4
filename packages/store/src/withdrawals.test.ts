import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from './open-store.ts'
import { releaseRound } from './releases.ts'
import { invitation, response, responseText } from './schema.ts'
import { createSubmitter, type Submission, type Submitter } from './submissions.ts'
import { readTallies, verifyTallies } from './tallies.ts'
import { openTestStore } from './testing.ts'
import { type Cohort, countTiny, makeCohort, submissionOf } from './testing-cohort.ts'
import { type Withdrawal, withdrawResponse } from './withdrawals.ts'

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

async function send(submission: Submission): Promise<string> {
  const outcome = await submitter.submit(submission)
  if (outcome.kind !== 'stored') throw new Error(`not stored: ${outcome.kind}`)
  return outcome.receipt
}
const withdraw = (cohort: Cohort, { invitation: over, schoolId }: Submission, receipt: string) =>
  store.inNetwork(cohort.networkId, (tx) =>
    withdrawResponse(tx, {
      ...{ networkId: cohort.networkId, roundId: cohort.round.id, invitation: over, schoolId, receipt },
      count: countTiny,
    }),
  )
const inside = (cohort: Cohort) => (work: Parameters<typeof store.inNetwork<unknown[]>>[1]) =>
  store.inNetwork(cohort.networkId, work)
const talliesOf = (cohort: Cohort, per: 'school' | 'network') =>
  store.inNetwork(cohort.networkId, (tx) =>
    readTallies(tx, { networkId: cohort.networkId, roundIds: [cohort.round.id], per }),
  )
const differencesOf = async (cohort: Cohort) =>
  (await verifyTallies(store, { count: countTiny, networkId: cohort.networkId })).differences

test('a withdrawn response is gone with its texts, and no tally counts it any more', async () => {
  const cohort = await makeCohort(store, { level: 'A' })
  const [mine, other] = [
    submissionOf(cohort, { HOW: 2, COLOUR: 'red' }, { texts: { WHY: 'from me' } }),
    submissionOf(cohort, { HOW: 2 }, { texts: { WHY: 'from another' } }),
  ]
  const receipt = await send(mine)
  await send(other)
  expect(await withdraw(cohort, mine, receipt)).toBe('withdrawn')
  expect(await inside(cohort)((tx) => tx.select({ text: responseText.text }).from(responseText))).toEqual([
    { text: 'from another' },
  ])
  expect(await inside(cohort)((tx) => tx.select().from(response))).toHaveLength(1)
  expect((await talliesOf(cohort, 'network'))[0]).toMatchObject({
    ...{ responses: 1, counts: [1, 0, 1, 0, 0, 0, 0, 0] },
  })
  expect(await differencesOf(cohort)).toEqual([])
})

test('a personal link can be used again after it, and the school is no longer counted', async () => {
  const cohort = await makeCohort(store)
  const first = submissionOf(cohort, { HOW: 1 }, { school: 1 })
  await send(submissionOf(cohort, { HOW: 4 }, { school: 0 }))
  expect(await withdraw(cohort, first, await send(first))).toBe('withdrawn')
  expect((await talliesOf(cohort, 'school')).map((row) => row.schoolId)).toEqual([cohort.schoolIds[0]])
  const [link] = await store.inNetwork(cohort.networkId, (tx) =>
    tx
      .select()
      .from(invitation)
      .where(eq(invitation.id, cohort.personal[1]?.id ?? 0)),
  )
  expect(link?.state).toBe('invited')
  await send(submissionOf(cohort, { HOW: 3 }, { school: 1 }))
  expect(await differencesOf(cohort)).toEqual([])
})

test('the same sent again after a withdrawal is new, with the same receipt', async () => {
  const cohort = await makeCohort(store, { level: 'A' })
  const mine = submissionOf(cohort, { HOW: 2 }, { submissionId: randomUUID() })
  const receipt = await send(mine)
  await withdraw(cohort, mine, receipt)
  expect(await submitter.submit(mine)).toEqual({ kind: 'stored', receipt })
  expect(await submitter.submit(mine)).toEqual({ kind: 'repeated', receipt })
})

test('a receipt may be typed without dashes, in small letters and with letters that look like digits', async () => {
  const cohort = await makeCohort(store, { level: 'A' })
  for (let n = 0; n < 20; n += 1) {
    const mine = submissionOf(cohort, { HOW: 2 })
    const receipt = await send(mine)
    const typed = receipt.replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l').toLowerCase()
    expect(await withdraw(cohort, mine, typed)).toBe('withdrawn')
  }
  expect(await differencesOf(cohort)).toEqual([])
})

test('a receipt of nobody, of another round or of another school withdraws nothing', async () => {
  const [cohort, elsewhere] = [await makeCohort(store), await makeCohort(store)]
  const mine = submissionOf(cohort, { HOW: 2 }, { school: 0 })
  const receipt = await send(mine)
  const theirs = submissionOf(cohort, { HOW: 2 }, { school: 1 })
  await send(theirs)
  const open = submissionOf(cohort, { HOW: 2 })
  const attempts: Promise<Withdrawal>[] = [
    withdraw(cohort, mine, '0000-0000-0000-0000'),
    withdraw(cohort, mine, `${receipt.slice(0, -1)}${receipt.endsWith('0') ? '1' : '0'}`),
    withdraw(cohort, mine, 'UUUU'),
    withdraw(cohort, mine, ''),
    withdraw(cohort, theirs, receipt),
    withdraw(cohort, open, receipt),
    withdraw(elsewhere, submissionOf(elsewhere, {}, { school: 0 }), receipt),
  ]
  expect([...new Set(await Promise.all(attempts))]).toEqual(['unknown_receipt'])
  expect((await talliesOf(cohort, 'network'))[0]?.responses).toBe(2)
})

test('after the release nothing can be withdrawn, not by the function in the database either', async () => {
  const cohort = await makeCohort(store)
  const mine = submissionOf(cohort, { HOW: 2 }, { school: 0 })
  const receipt = await send(mine)
  const [row] = await store.inNetwork(cohort.networkId, (tx) => tx.select().from(response))
  const take = (networkId: number) =>
    store.inNetwork(networkId, (tx) =>
      tx.execute(
        sql`select * from withdraw_response(${cohort.networkId}, ${cohort.round.id},
          decode(${row?.submissionKey?.toString('hex') ?? ''}, 'hex'))`,
      ),
    )
  const other = await makeCohort(store)
  await expect(take(other.networkId)).rejects.toThrow()
  await store.inNetwork(cohort.networkId, (tx) =>
    releaseRound(tx, {
      ...{ networkId: cohort.networkId, roundId: cohort.round.id, at: new Date('2026-02-03') },
      freeze: async () => ({}),
    }),
  )
  await expect(take(cohort.networkId)).rejects.toThrow()
  expect(await withdraw(cohort, mine, receipt)).toBe('round_closed')
  expect(await store.inNetwork(cohort.networkId, (tx) => tx.select().from(response))).toHaveLength(1)
})

test('a withdrawal that is rolled back changes nothing', async () => {
  const cohort = await makeCohort(store)
  const mine = submissionOf(cohort, { HOW: 2 }, { school: 0 })
  const receipt = await send(mine)
  const broken = store.inNetwork(cohort.networkId, async (tx) => {
    await withdrawResponse(tx, {
      ...{ networkId: cohort.networkId, roundId: cohort.round.id, invitation: mine.invitation },
      ...{ schoolId: mine.schoolId, receipt, count: countTiny },
    })
    throw new Error('the audit row could not be written')
  })
  await expect(broken).rejects.toThrow('audit')
  expect((await talliesOf(cohort, 'network'))[0]?.responses).toBe(1)
  expect(await withdraw(cohort, mine, receipt)).toBe('withdrawn')
})

test('tallies agree after submissions and withdrawals at the same time, also of the same one twice', async () => {
  const cohort = await makeCohort(store, { schools: 12 })
  const personal = cohort.personal.map((_, school) => submissionOf(cohort, { HOW: 1 }, { school }))
  const open = Array.from({ length: 60 }, (_, n) => submissionOf(cohort, { HOW: (n % 4) + 1 }))
  const receipts = await Promise.all([...personal, ...open].map(send))
  const again = [...personal, ...open].map((submission, n) => ({ submission, receipt: receipts[n] ?? '' }))
  const late = Array.from({ length: 120 }, (_, n) => submissionOf(cohort, { HOW: (n % 4) + 1 }))
  const [withdrawn] = await Promise.all([
    Promise.all([...again, ...again].map(({ submission, receipt }) => withdraw(cohort, submission, receipt))),
    Promise.all(late.map(send)),
    Promise.all(personal.map((submission) => submitter.submit(submission))),
  ])
  const taken = withdrawn.filter((outcome) => outcome === 'withdrawn').length
  expect(taken).toBeGreaterThanOrEqual(again.length)
  expect(await differencesOf(cohort)).toEqual([])
  const rows = await store.inNetwork(cohort.networkId, (tx) => tx.select().from(response))
  expect((await talliesOf(cohort, 'network'))[0]?.responses).toBe(rows.length)
})
