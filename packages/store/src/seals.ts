import { and, asc, desc, eq } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { tallySeal } from './schema-privacy.ts'

/** Keeps what the tallies of a round must be from now on: `sha256` over them. */
export async function keepSeal(
  tx: Db,
  seal: { networkId: number; roundId: number; sealedOn: string; sha256: string },
): Promise<void> {
  await tx.insert(tallySeal).values(seal)
}

/** Rounds whose tallies are sealed, by id, with the sha-256 of their newest seal. */
export async function listSeals(tx: Db, networkId: number): Promise<Map<number, string>> {
  const rows = await tx
    .selectDistinctOn([tallySeal.roundId], { roundId: tallySeal.roundId, sha256: tallySeal.sha256 })
    .from(tallySeal)
    .where(and(eq(tallySeal.networkId, networkId)))
    .orderBy(asc(tallySeal.roundId), desc(tallySeal.id))
  return new Map(rows.map((row) => [row.roundId, row.sha256]))
}
