import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveDraft } from './drafts.ts'
import type { Store } from './open-store.ts'
import { contentHash, fewestChanged, newestReleases, releaseRound } from './releases.ts'
import { findRound, reopenRound } from './rounds.ts'
import { draft, response, responseText } from './schema.ts'
import { createSubmitter, type Submitter } from './submissions.ts'
import { verifyTallies } from './tallies.ts'
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

const release = (cohort: Cohort, content: Record<string, unknown> = { rows: [1, 2] }) =>
  store.inNetwork(cohort.networkId, (tx) =>
    releaseRound(tx, {
      ...{ networkId: cohort.networkId, roundId: cohort.round.id, at: new Date('2026-02-03T10:00:00Z') },
      freeze: async () => content,
    }),
  )

/** Every value of every row of these tables, as text. */
const everything = (cohort: Cohort): Promise<string> =>
  store.inNetwork(cohort.networkId, async (tx) => {
    const tables = ['round', 'invitation', 'draft', 'response', 'response_text', 'tally', 'release', 'audit']
    const parts: string[] = []
    for (const table of tables) {
      const rows = await tx.execute(sql`select t::text as row from ${sql.identifier(table)} t`)
      parts.push(...rows.map((row) => String(row.row)))
    }
    return parts.join('\n')
  })

async function fill(cohort: Cohort, people: number) {
  const sent = Array.from({ length: people }, (_, n) =>
    submissionOf(cohort, { HOW: (n % 4) + 1 }, { texts: { WHY: `tekst ${n}` } }),
  )
  // One after the other, so that the order of arrival is known.
  for (const submission of sent) await submitter.submit(submission)
  return sent
}

test.each(['A', 'V'])(
  'after the release of level %s nothing leads from a response to who sent it',
  async (level) => {
    const cohort = await makeCohort(store, { level })
    const sent = await fill(cohort, 24)
    const before = await store.inNetwork(cohort.networkId, (tx) => tx.select().from(response))
    const texts = await store.inNetwork(cohort.networkId, (tx) => tx.select().from(responseText))
    await release(cohort)
    const after = await everything(cohort)
    for (const row of before) {
      expect(after).not.toContain(row.id)
      expect(after).not.toContain(row.submissionKey?.toString('hex'))
      expect(after).not.toContain(row.bodyKey?.toString('hex'))
    }
    for (const row of texts) expect(after).not.toContain(row.id)
    for (const { submissionId } of sent) expect(after).not.toContain(submissionId)
    expect(after).not.toContain(cohort.round.key?.toString('hex'))
    const rows = await store.inNetwork(cohort.networkId, (tx) => tx.select().from(response))
    expect(rows.every((row) => row.submissionKey === null && row.bodyKey === null)).toBe(true)
  },
)

test('after the release of level A the rows stand in another order than they came in', async () => {
  const cohort = await makeCohort(store, { level: 'A' })
  await fill(cohort, 40)
  const order = () =>
    store.inNetwork(cohort.networkId, async (tx) => {
      const rows = await tx.select({ answers: response.answers }).from(response).orderBy(sql`ctid`)
      const texts = await tx.select({ text: responseText.text }).from(responseText).orderBy(sql`ctid`)
      return { answers: rows.map((row) => row.answers.HOW), texts: texts.map((row) => row.text) }
    })
  const before = await order()
  await release(cohort)
  const after = await order()
  expect(after.answers).not.toEqual(before.answers)
  expect(after.texts).not.toEqual(before.texts)
  expect(after.answers.toSorted()).toEqual(before.answers.toSorted())
  expect(after.texts.toSorted()).toEqual(before.texts.toSorted())
})

test('what was counted stays the same when rows are written again', async () => {
  const cohort = await makeCohort(store, { level: 'A' })
  await fill(cohort, 12)
  await release(cohort)
  const { differences } = await verifyTallies(store, { count: countTiny, networkId: cohort.networkId })
  expect(differences).toEqual([])
})

test('a release of level F keeps the keys, so that a repeat is still known', async () => {
  const cohort = await makeCohort(store, { level: 'F' })
  const sent = submissionOf(cohort, { HOW: 1 }, { school: 0 })
  const first = await submitter.submit(sent)
  await release(cohort)
  expect(await submitter.submit(sent)).toEqual({ ...first, kind: 'repeated' })
})

test('a release removes the drafts of its round and of no other', async () => {
  const cohort = await makeCohort(store, { level: 'F' })
  const elsewhere = await makeCohort(store, { level: 'F' })
  for (const each of [cohort, elsewhere]) {
    await store.inNetwork(each.networkId, (tx) =>
      saveDraft(tx, {
        ...{ networkId: each.networkId, invitationId: each.personal[0]?.id ?? 0, page: 1, revision: 0 },
        ...{ definitionId: each.definitionId, answers: { HOW: 1 }, savedAt: new Date('2026-01-10') },
      }),
    )
  }
  await release(cohort)
  const drafts = (each: Cohort) => store.inNetwork(each.networkId, (tx) => tx.select().from(draft))
  expect(await drafts(cohort)).toEqual([])
  expect(await drafts(elsewhere)).toHaveLength(1)
})

test('what is frozen has a hash over its content and the number of responses', async () => {
  const cohort = await makeCohort(store)
  await submitter.submit(submissionOf(cohort, { HOW: 1 }, { school: 0 }))
  const made = await release(cohort, { b: 1, a: [{ y: 2, x: 'é' }] })
  expect(made).toMatchObject({ kind: 'released', release: { number: 1, responses: 1 } })
  const [read] = await store.inNetwork(cohort.networkId, (tx) =>
    newestReleases(tx, { networkId: cohort.networkId, roundIds: [cohort.round.id] }),
  )
  expect(read?.sha256).toBe(contentHash(read?.content ?? {}))
  // echo -n '{"a":[{"x":"é","y":2}],"b":1}' | sha256sum
  expect(read?.sha256).toBe('359567f51a732e445334d935746de4598ed9e70274564cb4d2857adb048b19ea')
})

test('releasing again changes nothing and gives the release that was made', async () => {
  const cohort = await makeCohort(store, { level: 'A' })
  await fill(cohort, 6)
  const first = await release(cohort, { first: true })
  const before = await everything(cohort)
  const second = await release(cohort, { first: false })
  expect(second).toEqual({ kind: 'already_released', release: first?.release })
  expect(await everything(cohort)).toBe(before)
})

test('a release that fails halfway leaves the round open and everything as it was', async () => {
  const cohort = await makeCohort(store, { level: 'A' })
  await fill(cohort, 3)
  const before = await everything(cohort)
  const failing = store.inNetwork(cohort.networkId, (tx) =>
    releaseRound(tx, {
      ...{ networkId: cohort.networkId, roundId: cohort.round.id, at: new Date('2026-02-03') },
      freeze: async () => {
        throw new Error('no comparison')
      },
    }),
  )
  await expect(failing).rejects.toThrow('no comparison')
  expect(await everything(cohort)).toBe(before)
  expect((await submitter.submit(submissionOf(cohort, { HOW: 1 }))).kind).toBe('stored')
})

test('a round of another network is not found', async () => {
  const [mine, other] = [await makeCohort(store), await makeCohort(store)]
  const work = store.inNetwork(mine.networkId, (tx) =>
    releaseRound(tx, {
      ...{ networkId: other.networkId, roundId: other.round.id, at: new Date('2026-02-03') },
      freeze: async () => ({}),
    }),
  )
  expect(await work).toBeUndefined()
})

const reopen = (cohort: Cohort) =>
  store.inNetwork(cohort.networkId, (tx) =>
    reopenRound(tx, {
      ...{ networkId: cohort.networkId, roundId: cohort.round.id },
      ...{ reason: 'Twee scholen kwamen later.', closesOn: '2026-03-01' },
    }),
  )

async function sendFrom(cohort: Cohort, schools: readonly number[]) {
  for (const school of schools) await submitter.submit(submissionOf(cohort, { HOW: 2 }, { school }))
}

test('a reopened round keeps its release until five respondents changed since it was made', async () => {
  const cohort = await makeCohort(store, { level: 'F', schools: 12 })
  await sendFrom(cohort, [0, 1, 2])
  const first = await release(cohort, { release: 1 })
  expect(await reopen(cohort)).toBe(true)
  await sendFrom(cohort, [3, 4])
  expect(await release(cohort, { release: 2 })).toEqual({
    ...{ kind: 'kept', release: first?.release, changed: 2 },
  })
  const key = { networkId: cohort.networkId, roundId: cohort.round.id }
  const kept = await store.inNetwork(cohort.networkId, (tx) => findRound(tx, key))
  expect(kept).toMatchObject({ changedSince: 2, reopenReason: 'Twee scholen kwamen later.' })
  expect(kept?.releasedAt).not.toBeNull()
  // What was too little the first time counts along: the release stands on what was there when it was made.
  await reopen(cohort)
  await sendFrom(cohort, [5, 6, 7])
  expect(fewestChanged).toBe(5)
  const second = await release(cohort, { release: 2 })
  expect(second).toMatchObject({ kind: 'released', release: { number: 2, responses: 8 } })
  await reopen(cohort)
  expect(await release(cohort)).toMatchObject({ kind: 'kept', changed: 0, release: { number: 2 } })
})

test('what is sent after the last closing is not taken', async () => {
  const cohort = await makeCohort(store, { level: 'F' })
  await release(cohort)
  await reopen(cohort)
  await release(cohort)
  expect((await submitter.submit(submissionOf(cohort, { HOW: 1 }, { school: 0 }))).kind).toBe('round_closed')
})

test.each(['A', 'V'])('a round of level %s cannot be opened again: its key is gone', async (level) => {
  const cohort = await makeCohort(store, { level })
  await fill(cohort, 6)
  await release(cohort)
  const before = await everything(cohort)
  expect(await reopen(cohort)).toBe(false)
  expect(await everything(cohort)).toBe(before)
})

test.each(['A', 'V'])('of a release of level %s is not kept which responses it stands on', async (level) => {
  const cohort = await makeCohort(store, { level })
  await fill(cohort, 6)
  await release(cohort)
  const rows = await store.inNetwork(cohort.networkId, (tx) => tx.execute(sql`select * from release_basis`))
  expect([...rows]).toEqual([])
})
