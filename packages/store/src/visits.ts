import { and, asc, desc, eq, getTableColumns, inArray, isNull, or } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { invitation, response, round } from './schema.ts'
import { agreement, visit } from './schema-visits.ts'

/** A visit with where its record stands. */
export type Visit = typeof visit.$inferSelect & {
  readonly instrument: string
  readonly schoolYear: string
  /** Of an earlier year, made or entered afterwards. */
  readonly retrospective: boolean
  /** Of the link over which it is filled in. */
  readonly state: 'invited' | 'started' | 'done' | 'revoked'
  /** The record as it was sent; absent until then. */
  readonly record: {
    readonly definitionId: number
    readonly answers: Readonly<Record<string, unknown>>
    readonly submittedOn: string
  } | null
}

export type Agreement = typeof agreement.$inferSelect

interface NewVisit {
  readonly networkId: number
  readonly roundId: number
  /** Absent: it is about the network. */
  readonly schoolId?: number
  readonly caseNumber?: string
  readonly invitationId: number
  /** 'YYYY-MM-DD' */
  readonly visitedOn: string
}

/** Keeps that a visit was begun; its response will get the id that is chosen here. */
export async function createVisit(
  tx: Db,
  values: NewVisit,
): Promise<{ readonly id: number; readonly responseId: string }> {
  const [made] = await tx
    .insert(visit)
    .values(values)
    .returning({ id: visit.id, responseId: visit.responseId })
  if (!made) throw new Error('no visit was made')
  return made
}

/** The number of the pupil that the record over this invitation is about; undefined when it is about none. */
export async function findCaseNumber(
  tx: Db,
  { networkId, invitationId }: { networkId: number; invitationId: number },
): Promise<string | undefined> {
  const [found] = await tx
    .select({ caseNumber: visit.caseNumber })
    .from(visit)
    .where(and(eq(visit.networkId, networkId), eq(visit.invitationId, invitationId)))
  return found?.caseNumber || undefined
}

/** The id that the response over this invitation gets; undefined when it is no visit. */
export async function findVisitResponseId(
  tx: Db,
  { networkId, invitationId }: { networkId: number; invitationId: number },
): Promise<string | undefined> {
  const [found] = await tx
    .select({ responseId: visit.responseId })
    .from(visit)
    .where(and(eq(visit.networkId, networkId), eq(visit.invitationId, invitationId)))
  return found?.responseId
}

/**
 * Records of a network, newest first; `schoolIds`: of these schools only, with `alsoNetwork` those without a
 * school as well; `id`: this one only.
 */
export async function listVisits(
  tx: Db,
  asked: { networkId: number; schoolIds?: readonly number[] | undefined; alsoNetwork?: boolean; id?: number },
): Promise<Visit[]> {
  const { networkId, schoolIds, alsoNetwork = false, id } = asked
  const rows = await tx
    .select({
      ...getTableColumns(visit),
      instrument: round.instrument,
      schoolYear: round.schoolYear,
      retrospective: round.retrospective,
      state: invitation.state,
      record: {
        definitionId: response.definitionId,
        answers: response.answers,
        submittedOn: response.submittedOn,
      },
    })
    .from(visit)
    .innerJoin(round, and(eq(round.networkId, visit.networkId), eq(round.id, visit.roundId)))
    .innerJoin(
      invitation,
      and(eq(invitation.networkId, visit.networkId), eq(invitation.id, visit.invitationId)),
    )
    .leftJoin(
      response,
      and(
        eq(response.networkId, visit.networkId),
        eq(response.roundId, visit.roundId),
        eq(response.id, visit.responseId),
      ),
    )
    .where(
      and(
        eq(visit.networkId, networkId),
        schoolIds === undefined
          ? undefined
          : or(inArray(visit.schoolId, [...schoolIds]), alsoNetwork ? isNull(visit.schoolId) : undefined),
        id === undefined ? undefined : eq(visit.id, id),
      ),
    )
    .orderBy(desc(visit.visitedOn), desc(visit.id))
  return rows
}

/** What schools said about these visits, in the order in which they did. */
export const listAgreements = (
  tx: Db,
  { networkId, visitIds }: { networkId: number; visitIds: readonly number[] },
): Promise<Agreement[]> =>
  tx
    .select()
    .from(agreement)
    .where(and(eq(agreement.networkId, networkId), inArray(agreement.visitId, [...visitIds])))
    .orderBy(asc(agreement.id))

/** Constraint `agreement_once` refuses a second 'agreed'. */
export async function addAgreement(tx: Db, values: Omit<Agreement, 'id'>): Promise<void> {
  await tx.insert(agreement).values(values)
}
