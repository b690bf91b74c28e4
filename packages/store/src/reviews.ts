import { and, asc, eq } from 'drizzle-orm'
import { changeAction } from './act.ts'
import type { Db } from './open-store.ts'
import { actionReview } from './schema-reviews.ts'

export type ActionReview = typeof actionReview.$inferSelect

/** Reviews of a network, or of one action; of an action the oldest first, so that the last one stands. */
export const listReviews = (
  tx: Db,
  { networkId, actionId }: { networkId: number; actionId?: number },
): Promise<ActionReview[]> =>
  tx
    .select()
    .from(actionReview)
    .where(
      and(
        eq(actionReview.networkId, networkId),
        actionId === undefined ? undefined : eq(actionReview.actionId, actionId),
      ),
    )
    .orderBy(asc(actionReview.actionId), asc(actionReview.number))

/** Adds a review under the next number, and the action is reviewed from now on. Ask for it with `holdAction` first. */
export async function addReview(
  tx: Db,
  values: Omit<typeof actionReview.$inferInsert, 'number'>,
): Promise<ActionReview> {
  const { networkId, actionId } = values
  const number = ((await listReviews(tx, { networkId, actionId })).at(-1)?.number ?? 0) + 1
  const [made] = await tx
    .insert(actionReview)
    .values({ ...values, number })
    .returning()
  if (!made) throw new Error('no review was kept')
  await changeAction(tx, { networkId, actionId }, { status: 'reviewed' })
  return made
}
