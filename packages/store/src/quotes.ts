import { and, asc, eq } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { findingQuote } from './schema-texts.ts'

/** A cleaned text that is evidence of a finding. */
export type FindingQuote = typeof findingQuote.$inferSelect

/** Hangs a cleaned text on a finding; the same one hangs there once. */
export async function addQuote(tx: Db, values: Omit<typeof findingQuote.$inferInsert, 'id'>): Promise<void> {
  await tx.insert(findingQuote).values(values).onConflictDoNothing()
}

/** Texts of a finding in the order in which they were chosen. */
export const listQuotes = (
  tx: Db,
  { networkId, findingId }: { networkId: number; findingId: number },
): Promise<FindingQuote[]> =>
  tx
    .select()
    .from(findingQuote)
    .where(and(eq(findingQuote.networkId, networkId), eq(findingQuote.findingId, findingId)))
    .orderBy(asc(findingQuote.id))

/** Takes a text away from a finding. False when it does not hang there. */
export async function removeQuote(
  tx: Db,
  { networkId, findingId, quoteId }: { networkId: number; findingId: number; quoteId: number },
): Promise<boolean> {
  const gone = await tx
    .delete(findingQuote)
    .where(
      and(
        eq(findingQuote.networkId, networkId),
        eq(findingQuote.findingId, findingId),
        eq(findingQuote.id, quoteId),
      ),
    )
    .returning({ id: findingQuote.id })
  return gone.length > 0
}
