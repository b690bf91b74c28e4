import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, isNotNull, max, or, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { round } from './schema.ts'
import { holding, membership, user } from './schema-accounts.ts'
import { retentionLog } from './schema-privacy.ts'
import { calendarAddress } from './schema-registers.ts'
import { type CountAnswers, uncount } from './tallies.ts'

export type RetentionRow = typeof retentionLog.$inferSelect

interface Day {
  readonly networkId: number
  /** 'YYYY-MM-DD' */
  readonly today: string
}

/** What each of these deletes in one network; the limit stands in the function of the database. */
const forgetting = {
  addresses: 'forget_addresses',
  mail: 'forget_mail',
  classCodes: 'forget_class_codes',
  accountInvites: 'forget_account_invites',
  audit: 'forget_audit',
} as const

/** Deletes what is past its time, of one kind. Returns how many rows. */
export async function forget(
  tx: Db,
  kind: keyof typeof forgetting,
  { networkId, today }: Day,
): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`select ${sql.identifier(forgetting[kind])}(${networkId}, ${today}::date) as n`,
  )
  return row?.n ?? 0
}

/** Deletes what respondents of a round wrote. `places`: where texts stand in its answers. */
export async function forgetTexts(
  tx: Db,
  { networkId, today, roundId, places }: Day & { roundId: number; places: readonly (readonly string[])[] },
): Promise<{ texts: number; changed: number }> {
  const [row] = await tx.execute<{ texts: number; changed: number }>(sql`
    select texts, changed
    from forget_texts(${networkId}, ${roundId}, ${JSON.stringify(places)}::text::jsonb, ${today}::date)`)
  return { texts: row?.texts ?? 0, changed: row?.changed ?? 0 }
}

/** Deletes the answers of a round and what stood per school; the tallies of the network stay. */
export async function forgetAnswers(
  tx: Db,
  { networkId, today, roundId }: Day & { roundId: number },
): Promise<{ responses: number; schoolTallies: number }> {
  const [row] = await tx.execute<{ responses: number; school_tallies: number }>(
    sql`select responses, school_tallies from forget_answers(${networkId}, ${roundId}, ${today}::date)`,
  )
  return { responses: row?.responses ?? 0, schoolTallies: row?.school_tallies ?? 0 }
}

/**
 * Deletes what was recorded about pupils whose follow-up ended half a year ago; tallies count it no more.
 * Run it before the placements go. Returns how many records were sent.
 */
export async function forgetCases(
  tx: Db,
  { networkId, today, count }: Day & { count: CountAnswers },
): Promise<number> {
  const gone = await tx.execute<{
    its_round: number
    its_definition: number
    its_school: number
    given: Record<string, unknown>
  }>(sql`select its_round, its_definition, its_school, given from forget_cases(${networkId}, ${today}::date)`)
  for (const { its_round: roundId, its_definition: definitionId, its_school: schoolId, given } of gone)
    await uncount(tx, { networkId, roundId, definitionId, schoolId, answers: given, count })
  return gone.length
}

/** Released rounds, oldest first, with whether there is anything left of answers or texts. */
export const listReleasedRounds = (
  tx: Db,
  networkId: number,
): Promise<
  {
    id: number
    definitionId: number
    schoolYear: string
    closesOn: string
    answered: boolean
    texts: boolean
  }[]
> =>
  tx
    .select({
      id: round.id,
      definitionId: round.definitionId,
      schoolYear: round.schoolYear,
      closesOn: round.closesOn,
      answered: sql<boolean>`exists (select from response r
        where r.network_id = "round".network_id and r.round_id = "round".id)`,
      texts: sql<boolean>`exists (select from response_text t
        where t.network_id = "round".network_id and t.round_id = "round".id)`,
    })
    .from(round)
    .where(and(eq(round.networkId, networkId), isNotNull(round.releasedAt)))
    .orderBy(asc(round.closesOn), asc(round.id))

/** Writes what a rule deleted, in the transaction that did it. */
export async function logRetention(
  tx: Db,
  row: { networkId: number; rule: string; at: Date; counts: Readonly<Record<string, number>> },
): Promise<void> {
  await tx.insert(retentionLog).values({ ...row, counts: { ...row.counts } })
}

/** Newest first. */
export const listRetention = (
  tx: Db,
  { networkId, limit }: { networkId: number; limit: number },
): Promise<RetentionRow[]> =>
  tx
    .select()
    .from(retentionLog)
    .where(eq(retentionLog.networkId, networkId))
    .orderBy(desc(retentionLog.id))
    .limit(limit)

/** When something was last looked for; undefined when it never was. */
export async function lastRetention(tx: Db, networkId: number): Promise<Date | undefined> {
  const [row] = await tx
    .select({ at: max(retentionLog.at) })
    .from(retentionLog)
    .where(eq(retentionLog.networkId, networkId))
  return row?.at ?? undefined
}

/**
 * Accounts whose time in a network is over: closed more than three months before this day, or at work
 * elsewhere while the last school that they held here ended more than three months before it.
 */
export async function listEndedAccounts(tx: Db, { networkId, today }: Day): Promise<string[]> {
  const here = sql`exists (select from ${membership} m where m.network_id = ${networkId} and m.user_id = ${user.id})
    or exists (select from ${holding} h where h.network_id = ${networkId} and h.user_id = ${user.id})`
  const nowhere = sql`not exists (select from ${membership} m where m.user_id = ${user.id})
    and not exists (select from ${holding} h where h.user_id = ${user.id})`
  const leftHere = sql`not exists (select from ${membership} m where m.network_id = ${networkId} and m.user_id = ${user.id})
    and (select max(coalesce(h.held_until, 'infinity'::date)) + interval '3 months' from ${holding} h
      where h.network_id = ${networkId} and h.user_id = ${user.id}) < ${today}::date`
  const rows = await tx
    .select({ id: user.id })
    .from(user)
    .where(
      and(
        or(
          and(
            sql`(${user.deactivatedAt} at time zone 'Europe/Amsterdam')::date + interval '3 months' < ${today}::date`,
            or(here, nowhere),
          ),
          leftHere,
        ),
      ),
    )
    .orderBy(asc(user.id))
  return rows.map((row) => row.id)
}

/** What stands in place of an account that was erased. */
export const isTombstone = (accountId: string): boolean => accountId.startsWith('gone-')

/**
 * Erases everything about an account in this network; dates of its roles stay, and in what else stays a
 * random tombstone stands in its place. `gone`: no other network has it, so the account itself went too.
 */
export async function eraseAccount(
  tx: Db,
  { networkId, accountId, today }: Day & { accountId: string },
): Promise<{ tombstone: string; gone: boolean }> {
  const tombstone = `gone-${randomUUID()}`
  await tx
    .delete(calendarAddress)
    .where(and(eq(calendarAddress.networkId, networkId), eq(calendarAddress.accountId, accountId)))
  const [row] = await tx.execute<{ gone: boolean }>(
    sql`select erase_account(${networkId}, ${accountId}, ${tombstone}, ${today}::date) as gone`,
  )
  return { tombstone, gone: row?.gone ?? false }
}
