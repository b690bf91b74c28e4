import { desc, eq } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { audit as auditTable } from './schema.ts'

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
