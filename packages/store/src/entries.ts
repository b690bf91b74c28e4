import { and, eq } from 'drizzle-orm'
import { commitBatchIn, type Entry } from './commit-batch.ts'
import type { Db } from './open-store.ts'
import type { RoundWithKey } from './rounds.ts'
import { response } from './schema.ts'
import { receiptOf } from './submission-keys.ts'
import { entryOf, type Submission } from './submissions.ts'
import type { CountAnswers } from './tallies.ts'
import { withdrawResponse } from './withdrawals.ts'

/** Checked answers of one school, over its personal link of the round. */
export interface SchoolAnswers {
  readonly invitationId: number
  readonly schoolId: number
  readonly answers: Submission['answers']
  readonly increments: Submission['increments']
}

/**
 * How they stand to what is there: nothing yet, the very same, entered before with other answers, or sent by
 * the school itself.
 */
export type EntryState = 'new' | 'same' | 'other' | 'own'

export interface EntryWork {
  readonly networkId: number
  readonly round: Pick<RoundWithKey, 'id' | 'key'>
  readonly definition: Submission['definition']
  /** 'major.minor' */
  readonly version: string
  readonly schools: readonly SchoolAnswers[]
  readonly now: Date
}

const largestBatch = 100

/** One entry per link: who enters the same link again, meets the one before by its key. */
function entriesOf({ networkId, round, definition, version, schools, now }: EntryWork): Entry[] {
  const { key } = round
  if (key === null) throw new Error('the round of an entry has no key')
  return schools.map(({ invitationId, schoolId, answers, increments }) => {
    const invitation = { id: invitationId, kind: 'personal' as const }
    const submissionId = `entered:${invitationId}`
    const submission = { networkId, invitation, round, definition, version, schoolId, answers, increments }
    return entryOf({ ...submission, submissionId, texts: {} }, key, now)
  })
}

async function statesOf(tx: Db, work: EntryWork, entries: readonly Entry[]): Promise<EntryState[]> {
  const { networkId, round } = work
  const stored = await tx
    .select({ schoolId: response.schoolId, key: response.submissionKey, body: response.bodyKey })
    .from(response)
    .where(and(eq(response.networkId, networkId), eq(response.roundId, round.id)))
  const there = new Map(stored.map((one) => [one.schoolId, one]))
  return entries.map(({ schoolId, submissionKey, bodyKey }) => {
    const found = there.get(schoolId)
    if (found === undefined) return 'new'
    if (found.key?.toString('hex') !== submissionKey) return 'own'
    return found.body?.toString('hex') === bodyKey ? 'same' : 'other'
  })
}

/** How answers of schools stand to what is there; changes nothing. Level F only. */
export const compareEntries = (tx: Db, work: EntryWork): Promise<EntryState[]> =>
  statesOf(tx, work, entriesOf(work))

/**
 * Stores answers of schools with their tallies in the transaction of the caller, who has locked the round:
 * new ones are added, entered ones with other answers are replaced, the same ones and those that a school
 * sent itself stay as they are. Level F only.
 * @returns how each stood to what was there
 */
export async function enterAnswers(tx: Db, work: EntryWork & { count: CountAnswers }): Promise<EntryState[]> {
  const { networkId, round, count } = work
  const entries = entriesOf(work)
  const states = await statesOf(tx, work, entries)
  for (const [index, entry] of entries.entries()) {
    if (states[index] !== 'other') continue
    const { schoolId, invitationId } = entry
    const invitation = { id: invitationId, kind: 'personal' as const }
    const receipt = receiptOf(entry.submissionKey)
    const taken = { networkId, roundId: round.id, invitation, schoolId, receipt, count }
    if ((await withdrawResponse(tx, taken)) !== 'withdrawn') throw new Error('an entry was not taken back')
  }
  const stored = entries.filter((_, index) => states[index] === 'new' || states[index] === 'other')
  for (let at = 0; at < stored.length; at += largestBatch) {
    const outcomes = await commitBatchIn(tx, networkId, stored.slice(at, at + largestBatch))
    if (outcomes.some(({ kind }) => kind !== 'stored')) throw new Error('an entry was not stored')
  }
  return states
}
