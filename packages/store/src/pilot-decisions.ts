import { asc, eq } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { pilotDecision } from './schema-voices.ts'

/** What was decided about the mbo pilot, and on what. */
export type PilotDecision = typeof pilotDecision.$inferSelect

/** Keeps a decision; it is never changed, a new one is made beside it. */
export async function recordPilotDecision(
  tx: Db,
  values: Omit<typeof pilotDecision.$inferInsert, 'id'>,
): Promise<PilotDecision> {
  const [made] = await tx.insert(pilotDecision).values(values).returning()
  if (!made) throw new Error('no decision was kept')
  return made
}

/** Decisions of a network, oldest first. */
export const listPilotDecisions = (tx: Db, networkId: number): Promise<PilotDecision[]> =>
  tx
    .select()
    .from(pilotDecision)
    .where(eq(pilotDecision.networkId, networkId))
    .orderBy(asc(pilotDecision.decidedOn), asc(pilotDecision.id))
