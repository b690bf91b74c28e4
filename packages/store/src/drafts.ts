import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { draft, invitation, round } from './schema.ts'

export type Draft = typeof draft.$inferSelect

interface NewDraft {
  readonly networkId: number
  readonly invitationId: number
  /** Kept from the first time on: a draft stays with the version it was started under. */
  readonly definitionId: number
  readonly answers: Readonly<Record<string, unknown>>
  /** Index of the page, from 0. */
  readonly page: number
  /** Revision that the sender had; 0 for the first time. */
  readonly revision: number
  readonly savedAt: Date
}

/** `stale`: something newer was kept before; it stays, and is returned so that a person can choose. */
export type DraftSaving =
  | { readonly kind: 'saved'; readonly revision: number }
  | { readonly kind: 'stale'; readonly stored: Draft }
  | { readonly kind: 'already_sent' | 'round_closed' }

/** Undefined when nothing was kept yet. */
export async function readDraft(
  tx: Db,
  { networkId, invitationId }: { networkId: number; invitationId: number },
): Promise<Draft | undefined> {
  const [found] = await tx
    .select()
    .from(draft)
    .where(and(eq(draft.networkId, networkId), eq(draft.invitationId, invitationId)))
  return found
}

/**
 * Keeps what is being filled in, when the sender has seen the newest revision. The caller sees to it that
 * level A never gets here. Round and invitation are locked, so that a draft cannot come after the release
 * or after its own sending.
 */
export async function saveDraft(tx: Db, values: NewDraft): Promise<DraftSaving> {
  const key = { networkId: values.networkId, invitationId: values.invitationId }
  if (!(await lockOpenRound(tx, key))) return { kind: 'round_closed' }
  const [begun] = await tx
    .update(invitation)
    .set({ state: 'started' })
    .where(
      and(
        eq(invitation.networkId, key.networkId),
        eq(invitation.id, key.invitationId),
        sql`${invitation.state} in ('invited', 'started')`,
      ),
    )
    .returning({ id: invitation.id })
  if (!begun) return { kind: 'already_sent' }
  const stored = await readDraft(tx, key)
  if ((stored?.revision ?? 0) !== values.revision) {
    return stored ? { kind: 'stale', stored } : saveFirst(tx, values)
  }
  const revision = values.revision + 1
  if (!stored) return saveFirst(tx, values)
  const { answers, page, savedAt } = values
  await tx
    .update(draft)
    .set({ answers, page, savedAt, revision })
    .where(and(eq(draft.networkId, key.networkId), eq(draft.invitationId, key.invitationId)))
  return { kind: 'saved', revision }
}

/** Throws away what was being filled in. */
export async function dropDraft(
  tx: Db,
  { networkId, invitationId }: { networkId: number; invitationId: number },
): Promise<void> {
  await tx.delete(draft).where(and(eq(draft.networkId, networkId), eq(draft.invitationId, invitationId)))
}

async function lockOpenRound(
  tx: Db,
  { networkId, invitationId }: { networkId: number; invitationId: number },
): Promise<boolean> {
  const [found] = await tx
    .select({ id: round.id })
    .from(round)
    .innerJoin(invitation, and(eq(invitation.networkId, round.networkId), eq(invitation.roundId, round.id)))
    .where(and(eq(round.networkId, networkId), eq(invitation.id, invitationId), isNull(round.releasedAt)))
    .for('share', { of: round })
  return found !== undefined
}

/** Also when the sender knows a revision that is gone: nothing newer is overwritten. */
async function saveFirst(tx: Db, values: NewDraft): Promise<DraftSaving> {
  const revision = values.revision + 1
  await tx.insert(draft).values({ ...values, revision })
  return { kind: 'saved', revision }
}
