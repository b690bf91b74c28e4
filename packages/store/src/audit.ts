import { and, count, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { audit as auditTable } from './schema.ts'
import { user } from './schema-accounts.ts'

export type AuditRow = typeof auditTable.$inferSelect

interface AuditEntry {
  readonly networkId: number
  readonly at: Date
  readonly accountId: string
  readonly role: string
  /** What was done, such as 'close_round'. */
  readonly verb: string
  /** To what, such as 'round:12'. */
  readonly subject: string
  readonly details?: Readonly<Record<string, unknown>>
}

/** Writes who did what, in the transaction of the change itself. Never about respondents of levels A and V. */
export async function audit(tx: Db, entry: AuditEntry): Promise<void> {
  await tx.insert(auditTable).values({ ...entry, details: entry.details ?? {} })
}

/** Newest first. */
export const listAudit = (
  tx: Db,
  { networkId, limit }: { networkId: number; limit: number },
): Promise<AuditRow[]> =>
  tx
    .select()
    .from(auditTable)
    .where(eq(auditTable.networkId, networkId))
    .orderBy(desc(auditTable.id))
    .limit(limit)

export interface AuditFilter {
  readonly networkId: number
  /** First and last moment, the last one left out. */
  readonly from?: Date | undefined
  readonly until?: Date | undefined
  readonly verb?: string | undefined
  /** Kind of subject, such as 'round', or one of them: 'round:12'. */
  readonly subject?: string | undefined
  readonly accountId?: string | undefined
}

const matching = ({ networkId, from, until, verb, subject, accountId }: AuditFilter) =>
  and(
    eq(auditTable.networkId, networkId),
    from && gte(auditTable.at, from),
    until && lt(auditTable.at, until),
    verb === undefined ? undefined : eq(auditTable.verb, verb),
    subject === undefined
      ? undefined
      : sql`(${auditTable.subject} = ${subject} or starts_with(${auditTable.subject}, ${`${subject}:`}))`,
    accountId === undefined ? undefined : eq(auditTable.accountId, accountId),
  )

/** A page of what was done, newest first, and how much there is. */
export async function searchAudit(
  tx: Db,
  { offset, limit, ...filter }: AuditFilter & { readonly offset: number; readonly limit: number },
): Promise<{ rows: AuditRow[]; total: number }> {
  const [all] = await tx.select({ n: count() }).from(auditTable).where(matching(filter))
  const rows = await tx
    .select()
    .from(auditTable)
    .where(matching(filter))
    .orderBy(desc(auditTable.id))
    .limit(limit)
    .offset(offset)
  return { rows, total: all?.n ?? 0 }
}

/** What a log of this network can be filtered on: its verbs and accounts. */
export async function listAuditKinds(
  tx: Db,
  networkId: number,
): Promise<{ verbs: string[]; accountIds: string[] }> {
  const mine = eq(auditTable.networkId, networkId)
  const verbs = await tx.selectDistinct({ verb: auditTable.verb }).from(auditTable).where(mine)
  const accounts = await tx.selectDistinct({ id: auditTable.accountId }).from(auditTable).where(mine)
  return { verbs: verbs.map((row) => row.verb).sort(), accountIds: accounts.map((row) => row.id).sort() }
}

/** Names of accounts as they are now; who was erased has none. */
export async function readAccountNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(inArray(user.id, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, row.name]))
}
