import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { invitation, round, tally } from './schema.ts'
import { agreement, visit } from './schema-visits.ts'

interface OfYear {
  readonly networkId: number
  readonly schoolYear: string
}

export interface RoundAnswers {
  readonly roundId: number
  readonly responses: number
  /** Schools that answered; 0 where answers know no school. */
  readonly schools: number
}

/** How much was answered in each round of a school year, from the tallies. */
export const countRoundAnswers = (tx: Db, { networkId, schoolYear }: OfYear): Promise<RoundAnswers[]> =>
  tx
    .select({
      roundId: tally.roundId,
      responses: sql<number>`coalesce(sum(${tally.responses}) filter (where ${tally.schoolId} = 0), 0)::int`,
      schools: sql<number>`count(distinct ${tally.schoolId}) filter (where ${tally.schoolId} > 0 and ${tally.responses} > 0)::int`,
    })
    .from(tally)
    .innerJoin(round, and(eq(round.networkId, tally.networkId), eq(round.id, tally.roundId)))
    .where(and(eq(tally.networkId, networkId), eq(round.schoolYear, schoolYear)))
    .groupBy(tally.roundId)

export interface RecordCount {
  readonly instrument: string
  /** About a school, or about the network. */
  readonly ofSchools: boolean
  readonly begun: number
  readonly sent: number
  readonly agreed: number
  /** Schools, or pupils where a record is about one, of which a record was sent. */
  readonly units: number
}

/** Records of members per instrument; `schoolIds`: about these schools only, and those about the network. */
export const countRecords = (
  tx: Db,
  { networkId, schoolYear, schoolIds }: OfYear & { readonly schoolIds?: readonly number[] | undefined },
): Promise<RecordCount[]> => {
  const ofSchools = sql<boolean>`${visit.schoolId} is not null`
  const isSent = sql`${invitation.state} = 'done'`
  const isAgreed = sql`exists (select from ${agreement} where ${agreement.networkId} = ${visit.networkId}
    and ${agreement.visitId} = ${visit.id} and ${agreement.kind} = 'agreed')`
  const count = (condition: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${condition})::int`
  return tx
    .select({
      instrument: round.instrument,
      ofSchools,
      begun: count(sql`${invitation.state} in ('invited', 'started')`),
      sent: count(isSent),
      agreed: count(sql`${isSent} and ${isAgreed}`),
      units: sql<number>`count(distinct coalesce(nullif(${visit.caseNumber}, ''), ${visit.schoolId}::text))
        filter (where ${isSent})::int`,
    })
    .from(visit)
    .innerJoin(round, and(eq(round.networkId, visit.networkId), eq(round.id, visit.roundId)))
    .innerJoin(
      invitation,
      and(eq(invitation.networkId, visit.networkId), eq(invitation.id, visit.invitationId)),
    )
    .where(
      and(
        eq(visit.networkId, networkId),
        eq(round.schoolYear, schoolYear),
        schoolIds === undefined
          ? undefined
          : or(inArray(visit.schoolId, [...schoolIds]), isNull(visit.schoolId)),
      ),
    )
    .groupBy(round.instrument, ofSchools)
}
