import { and, eq } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import type { RoundKey } from './rounds.ts'
import { publicResult } from './schema-voices.ts'

/** What who answered a round is told, or will be. */
export type PublicResultRow = typeof publicResult.$inferSelect

/** Keeps what is told about a round; of each round there is one. */
export async function savePublicResult(tx: Db, values: PublicResultRow): Promise<void> {
  const { networkId: _network, roundId: _round, ...change } = values
  await tx
    .insert(publicResult)
    .values(values)
    .onConflictDoUpdate({ target: [publicResult.networkId, publicResult.roundId], set: change })
}

/** Undefined when nothing was written about this round yet. */
export async function findPublicResult(
  tx: Db,
  { networkId, roundId }: RoundKey,
): Promise<PublicResultRow | undefined> {
  const [found] = await tx
    .select()
    .from(publicResult)
    .where(and(eq(publicResult.networkId, networkId), eq(publicResult.roundId, roundId)))
  return found
}
