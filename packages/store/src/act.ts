import { and, asc, eq, sql } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import * as schema from './schema.ts'

type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema>
type FindingRow = typeof schema.finding.$inferSelect
type ActionRow = typeof schema.action.$inferSelect
type NewFinding = Omit<typeof schema.finding.$inferInsert, 'networkId' | 'code'>
type NewAction = Omit<typeof schema.action.$inferInsert, 'networkId' | 'code'>

/** '2025-2026' -> '2526' */
const shortYear = (schoolYear: string): string => schoolYear.slice(2, 4) + schoolYear.slice(7, 9)

/**
 * The next free code of a kind in a school year, such as 'B-2526-003'. Holds a lock until the transaction
 * ends, so that two people never get the same one.
 */
async function nextCode(
  tx: Db,
  networkId: number,
  kind: 'B' | 'V',
  schoolYear: string,
  last: (start: string) => Promise<string | undefined>,
): Promise<string> {
  const start = `${kind}-${shortYear(schoolYear)}-`
  await tx.execute(sql`select pg_advisory_xact_lock(${networkId}, hashtext(${start}))`)
  const code = await last(start)
  const number = code === undefined ? 1 : Number(code.slice(start.length)) + 1
  return `${start}${String(number).padStart(3, '0')}`
}

/** All findings of a network, in order of code. */
export function listFindings(tx: Db, networkId: number): Promise<FindingRow[]> {
  const { finding } = schema
  return tx.select().from(finding).where(eq(finding.networkId, networkId)).orderBy(asc(finding.code))
}

/** One finding, or `undefined`. */
export async function findFinding(tx: Db, networkId: number, id: number): Promise<FindingRow | undefined> {
  const { finding } = schema
  const [found] = await tx
    .select()
    .from(finding)
    .where(and(eq(finding.networkId, networkId), eq(finding.id, id)))
  return found
}

/** Stores a finding under the next code of its school year and returns it. */
export async function insertFinding(tx: Db, networkId: number, values: NewFinding): Promise<FindingRow> {
  const { finding } = schema
  const code = await nextCode(tx, networkId, 'B', values.schoolYear, async (start) => {
    const [row] = await tx
      .select({ code: sql<string | null>`max(${finding.code})` })
      .from(finding)
      .where(and(eq(finding.networkId, networkId), sql`starts_with(${finding.code}, ${start})`))
    return row?.code ?? undefined
  })
  const [made] = await tx
    .insert(finding)
    .values({ ...values, networkId, code })
    .returning()
  if (made === undefined) throw new Error('The finding was not stored.')
  return made
}

/** Changes what is given; evidence and code stay as they are. Returns `undefined` when it is not there. */
export async function updateFinding(
  tx: Db,
  networkId: number,
  id: number,
  values: Partial<Pick<FindingRow, 'title' | 'description' | 'kind' | 'status'>>,
): Promise<FindingRow | undefined> {
  const { finding } = schema
  const [changed] = await tx
    .update(finding)
    .set(values)
    .where(and(eq(finding.networkId, networkId), eq(finding.id, id)))
    .returning()
  return changed
}

/** All actions of a network, in order of code. */
export function listActions(tx: Db, networkId: number): Promise<ActionRow[]> {
  const { action } = schema
  return tx.select().from(action).where(eq(action.networkId, networkId)).orderBy(asc(action.code))
}

/** One action, or `undefined`. */
export async function findAction(tx: Db, networkId: number, id: number): Promise<ActionRow | undefined> {
  const { action } = schema
  const [found] = await tx
    .select()
    .from(action)
    .where(and(eq(action.networkId, networkId), eq(action.id, id)))
  return found
}

/** Stores an action under the next code of `schoolYear`, the year of its finding, and returns it. */
export async function insertAction(
  tx: Db,
  networkId: number,
  schoolYear: string,
  values: NewAction,
): Promise<ActionRow> {
  const { action } = schema
  const code = await nextCode(tx, networkId, 'V', schoolYear, async (start) => {
    const [row] = await tx
      .select({ code: sql<string | null>`max(${action.code})` })
      .from(action)
      .where(and(eq(action.networkId, networkId), sql`starts_with(${action.code}, ${start})`))
    return row?.code ?? undefined
  })
  const [made] = await tx
    .insert(action)
    .values({ ...values, networkId, code })
    .returning()
  if (made === undefined) throw new Error('The action was not stored.')
  return made
}

/** Changes what is given. Returns `undefined` when the action is not there. */
export async function updateAction(
  tx: Db,
  networkId: number,
  id: number,
  values: Partial<Omit<typeof schema.action.$inferInsert, 'networkId' | 'id' | 'code' | 'findingId'>>,
): Promise<ActionRow | undefined> {
  const { action } = schema
  const [changed] = await tx
    .update(action)
    .set(values)
    .where(and(eq(action.networkId, networkId), eq(action.id, id)))
    .returning()
  return changed
}
