import { and, eq, inArray } from 'drizzle-orm'
import { commitBatchIn, type Entry } from './commit-batch.ts'
import type { EntryState, EntryWork, SchoolAnswers } from './entries.ts'
import { createInvitations } from './invitations.ts'
import type { Db } from './open-store.ts'
import { response } from './schema.ts'
import { receiptOf } from './submission-keys.ts'
import { entryOf } from './submissions.ts'
import type { CountAnswers } from './tallies.ts'
import { createVisit, listAgreements, listVisits, type Visit } from './visits.ts'
import { withdrawResponse } from './withdrawals.ts'

/** Checked answers of the record of one visit to a school. */
export interface VisitAnswers extends Omit<SchoolAnswers, 'invitationId'> {
  readonly visitedOn: string
}

/** 'own': a record that came in another way, or was begun. 'answered': the school said something about it. */
export type VisitEntryState = EntryState | 'answered'

export interface VisitEntryWork extends Omit<EntryWork, 'schools'> {
  readonly visits: readonly VisitAnswers[]
  /** The item of a record that names its day. */
  readonly dateItem: string
}

interface Place {
  readonly invitationId: number
  readonly responseId: string
}

interface Found {
  readonly state: VisitEntryState
  /** Absent when there is no such visit yet. */
  readonly visit?: Visit
}

/** The day that the record names; whoever made it may have corrected the one that it began with. */
function dayOf({ record, visitedOn }: Visit, dateItem: string): string {
  const named = record?.answers[dateItem]
  return typeof named === 'string' ? named : visitedOn
}

function entryFor(work: VisitEntryWork, given: VisitAnswers, { invitationId, responseId }: Place): Entry {
  const { networkId, round, definition, version, now } = work
  if (round.key === null) throw new Error('the round of an entry has no key')
  const { schoolId, answers, increments } = given
  const invitation = { id: invitationId, kind: 'personal' as const }
  const submission = { networkId, invitation, round, definition, version, schoolId, answers, increments }
  const entered = { submissionId: `entered:${invitationId}`, responseId, texts: {} }
  return entryOf({ ...submission, ...entered }, round.key, now)
}

async function findAll(tx: Db, work: VisitEntryWork): Promise<Found[]> {
  const { networkId, round, visits, dateItem } = work
  const schoolIds = [...new Set(visits.map(({ schoolId }) => schoolId))]
  const there = (await listVisits(tx, { networkId, schoolIds })).filter(
    (visit) => visit.roundId === round.id && visit.state !== 'revoked',
  )
  const key = { networkId, visitIds: there.map(({ id }) => id) }
  const answered = new Set((await listAgreements(tx, key)).map(({ visitId }) => visitId))
  const responseIds = there.map(({ responseId }) => responseId)
  const stored = await tx
    .select({ id: response.id, key: response.submissionKey, body: response.bodyKey })
    .from(response)
    .where(
      and(
        eq(response.networkId, networkId),
        eq(response.roundId, round.id),
        inArray(response.id, responseIds),
      ),
    )
  const keys = new Map(stored.map((one) => [one.id, one]))
  return visits.map((given): Found => {
    const visit = there.find(
      (one) => one.schoolId === given.schoolId && dayOf(one, dateItem) === given.visitedOn,
    )
    if (visit === undefined) return { state: 'new' }
    const { submissionKey, bodyKey } = entryFor(work, given, visit)
    const found = keys.get(visit.responseId)
    if (found?.key?.toString('hex') !== submissionKey) return { state: 'own', visit }
    if (found.body?.toString('hex') === bodyKey) return { state: 'same', visit }
    return { state: answered.has(visit.id) ? 'answered' : 'other', visit }
  })
}

/** How records of visits stand to what is there, by school and day; changes nothing. Not for levels A, V and P. */
export const compareVisitEntries = async (tx: Db, work: VisitEntryWork): Promise<VisitEntryState[]> =>
  (await findAll(tx, work)).map(({ state }) => state)

async function makePlace(tx: Db, work: VisitEntryWork, given: VisitAnswers): Promise<Place> {
  const { networkId, round } = work
  const { schoolId, visitedOn } = given
  const about = { networkId, roundId: round.id, schoolId }
  const [made] = await createInvitations(tx, [{ ...about, kind: 'personal', recipientRole: 'member' }])
  if (made === undefined) throw new Error('a link was not made')
  const { responseId } = await createVisit(tx, { ...about, invitationId: made.id, visitedOn })
  return { invitationId: made.id, responseId }
}

/**
 * Stores records of visits with their tallies in the transaction of the caller, who has locked the round: new
 * ones become a visit, entered ones with other answers are replaced, and the rest stays as it is.
 * @returns how each stood to what was there
 */
export async function enterVisits(
  tx: Db,
  work: VisitEntryWork & { count: CountAnswers },
): Promise<VisitEntryState[]> {
  const { networkId, round, visits, count } = work
  const found = await findAll(tx, work)
  for (const [index, { state, visit }] of found.entries()) {
    const given = visits[index]
    if (given === undefined || (state !== 'new' && state !== 'other')) continue
    const place = visit ?? (await makePlace(tx, work, given))
    const entry = entryFor(work, given, place)
    if (visit !== undefined) {
      const invitation = { id: place.invitationId, kind: 'personal' as const }
      const receipt = receiptOf(entry.submissionKey)
      const taken = { networkId, roundId: round.id, invitation, schoolId: given.schoolId, receipt, count }
      if ((await withdrawResponse(tx, taken)) !== 'withdrawn') throw new Error('an entry was not taken back')
    }
    const [outcome] = await commitBatchIn(tx, networkId, [entry])
    if (outcome?.kind !== 'stored') throw new Error('an entry was not stored')
  }
  return found.map(({ state }) => state)
}
