import { timingSafeEqual } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Invitation } from './invitations.ts'
import type { Db } from './open-store.ts'
import { invitation, response, round } from './schema.ts'
import { readReceipt } from './submission-keys.ts'
import { type CountAnswers, uncount } from './tallies.ts'

export type Withdrawal = 'withdrawn' | 'unknown_receipt' | 'round_closed'

interface WithdrawalWork {
  readonly networkId: number
  readonly roundId: number
  /** The link that it is withdrawn over. */
  readonly invitation: Pick<Invitation, 'id' | 'kind'>
  /** As with the submission: 0 when no school belongs to it. */
  readonly schoolId: number
  /** As a person typed it. */
  readonly receipt: string
  readonly count: CountAnswers
}

/** Key in hex of the response that this receipt is of; undefined when there is none over such a link. */
async function findKey(tx: Db, work: WithdrawalWork, prefix: string): Promise<string | undefined> {
  const { networkId, roundId, schoolId } = work
  const rest = 'ff'.repeat(32 - prefix.length / 2)
  const [found] = await tx
    .select({ key: response.submissionKey })
    .from(response)
    .where(
      and(
        eq(response.networkId, networkId),
        eq(response.roundId, roundId),
        eq(response.schoolId, schoolId),
        sql`${response.submissionKey} between decode(${prefix}, 'hex') and decode(${prefix + rest}, 'hex')`,
      ),
    )
    .limit(1)
  if (!found?.key) return undefined
  const own = found.key.subarray(0, prefix.length / 2)
  return timingSafeEqual(own, Buffer.from(prefix, 'hex')) ? found.key.toString('hex') : undefined
}

/** A personal link that was used; it stays locked, so that nothing is sent over it meanwhile. */
async function lockUsed(tx: Db, networkId: number, id: number): Promise<boolean> {
  const [found] = await tx
    .select({ state: invitation.state })
    .from(invitation)
    .where(and(eq(invitation.networkId, networkId), eq(invitation.id, id)))
    .for('update')
  return found?.state === 'done'
}

/**
 * Takes a response back: it goes with its texts, the tallies no longer count it, and a personal link can be
 * used again. Until the round is released. Locks in the order of submissions: round, link, tallies.
 */
export async function withdrawResponse(tx: Db, work: WithdrawalWork): Promise<Withdrawal> {
  const { networkId, roundId, schoolId, count } = work
  const { id, kind } = work.invitation
  const [open] = await tx
    .select({ releasedAt: round.releasedAt })
    .from(round)
    .where(and(eq(round.networkId, networkId), eq(round.id, roundId)))
    .for('share')
  if (!open || open.releasedAt) return 'round_closed'
  if (kind === 'personal' && !(await lockUsed(tx, networkId, id))) return 'unknown_receipt'
  const prefix = readReceipt(work.receipt)
  const key = prefix && (await findKey(tx, work, prefix))
  if (!key) return 'unknown_receipt'
  const [taken] = await tx.execute<{ definition: number; given: Record<string, unknown> }>(
    sql`select definition, given from withdraw_response(${networkId}, ${roundId}, decode(${key}, 'hex'))`,
  )
  // Somebody withdrew it at the same moment.
  if (!taken) return 'unknown_receipt'
  const { definition: definitionId, given: answers } = taken
  await uncount(tx, { networkId, roundId, definitionId, schoolId, answers, count })
  if (kind === 'personal') {
    await tx
      .update(invitation)
      .set({ state: 'invited' })
      .where(and(eq(invitation.networkId, networkId), eq(invitation.id, id)))
  }
  return 'withdrawn'
}
