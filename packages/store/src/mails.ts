import { and, asc, desc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { mail } from './schema-outgoing.ts'

export type Mail = typeof mail.$inferSelect
/** Without what is written in it: it holds a link. */
export type MailState = Omit<Mail, 'body'>

export interface NewMail {
  readonly networkId: number
  /** 'announcement', 'invitation', 'reminder', 'new_link', 'test', 'magic_link', 'colleague', 'weekly'. */
  readonly kind: string
  readonly roundId?: number | undefined
  readonly invitationId?: number | undefined
  readonly number?: number | undefined
  readonly recipient: string
  readonly subject: string
  /** Holds the link; removed once it is sent. */
  readonly body: string
  /** The same one is kept once per network. */
  readonly messageId: string
  readonly createdAt: Date
}

interface Key {
  readonly networkId: number
  readonly mailId: number
}

const one = ({ networkId, mailId }: Key) => and(eq(mail.networkId, networkId), eq(mail.id, mailId))

/** Keeps a mail that waits to be sent; its id, or undefined when this very mail was kept before. */
export async function keepMail(tx: Db, values: NewMail): Promise<number | undefined> {
  const [made] = await tx.insert(mail).values(values).onConflictDoNothing().returning({ id: mail.id })
  return made?.id
}

/**
 * Takes a waiting mail for sending: from the commit on nobody else sends it.
 * @returns undefined when it does not wait (any more)
 */
export async function claimMail(tx: Db, key: Key): Promise<Mail | undefined> {
  const [claimed] = await tx
    .update(mail)
    .set({ state: 'sending', attempts: sql`${mail.attempts} + 1` })
    .where(and(one(key), eq(mail.state, 'waiting')))
    .returning()
  return claimed
}

/** What became of a mail that was being sent. What is settled for good loses its text and so its link. */
export type MailOutcome =
  | { readonly state: 'sent'; readonly at: Date }
  | { readonly state: 'waiting' | 'refused' | 'unknown'; readonly reason: string }

export async function settleMail(tx: Db, key: Key, outcome: MailOutcome): Promise<void> {
  const { state } = outcome
  await tx
    .update(mail)
    .set({
      state,
      reason: state === 'sent' ? '' : outcome.reason,
      ...(state !== 'waiting' && { body: null }),
      ...(state === 'sent' && { sentAt: outcome.at }),
    })
    .where(and(one(key), eq(mail.state, 'sending')))
}

/**
 * After a crash: what was being sent may or may not have arrived, and is not sent again by itself. Only
 * while nothing is being sent.
 */
export async function markUnknown(
  tx: Db,
  { networkId, reason }: { networkId: number; reason: string },
): Promise<number> {
  const found = await tx
    .update(mail)
    .set({ state: 'unknown', reason, body: null })
    .where(and(eq(mail.networkId, networkId), eq(mail.state, 'sending')))
    .returning({ id: mail.id })
  return found.length
}

/** Ids of mails that wait since before `before`, oldest first. */
export async function listWaiting(
  tx: Db,
  { networkId, before }: { networkId: number; before: Date },
): Promise<number[]> {
  const rows = await tx
    .select({ id: mail.id })
    .from(mail)
    .where(and(eq(mail.networkId, networkId), eq(mail.state, 'waiting'), lte(mail.createdAt, before)))
    .orderBy(asc(mail.id))
  return rows.map((row) => row.id)
}

/** Mails about invitations of a round, or about one of them; newest first. */
export async function listMails(
  tx: Db,
  asked: { networkId: number; roundId: number; invitationId?: number },
): Promise<MailState[]> {
  const { networkId, roundId, invitationId } = asked
  const found = await tx
    .select()
    .from(mail)
    .where(
      and(
        eq(mail.networkId, networkId),
        eq(mail.roundId, roundId),
        invitationId === undefined ? isNotNull(mail.invitationId) : eq(mail.invitationId, invitationId),
      ),
    )
    .orderBy(desc(mail.id))
  return found.map(({ body: _body, ...rest }) => rest)
}

/** Mails of a kind that belongs to no round, newest first. */
export async function listMailsOfKind(
  tx: Db,
  { networkId, kind }: { networkId: number; kind: string },
): Promise<MailState[]> {
  const found = await tx
    .select()
    .from(mail)
    .where(and(eq(mail.networkId, networkId), eq(mail.kind, kind)))
    .orderBy(desc(mail.id))
  return found.map(({ body: _body, ...rest }) => rest)
}

/** Marks every mail about an invitation that was or is being sent as bounced: its address is wrong. */
export async function markBounced(
  tx: Db,
  { networkId, invitationId, reason }: { networkId: number; invitationId: number; reason: string },
): Promise<number> {
  const found = await tx
    .update(mail)
    .set({ state: 'bounced', reason, body: null })
    .where(
      and(
        eq(mail.networkId, networkId),
        eq(mail.invitationId, invitationId),
        inArray(mail.state, ['sent', 'sending', 'unknown', 'waiting']),
      ),
    )
    .returning({ id: mail.id })
  return found.length
}

/**
 * Marks one mail that left as not delivered; `reasonFor` says why to the address that it went to.
 * @returns the mail, or undefined when there is none, it did not leave, or it was marked before
 */
export async function markMailBounced(
  tx: Db,
  key: Key,
  reasonFor: (recipient: string) => string,
): Promise<MailState | undefined> {
  const left = and(one(key), inArray(mail.state, ['sending', 'sent', 'unknown']))
  const [found] = await tx.select().from(mail).where(left).for('update')
  if (found === undefined) return undefined
  const reason = reasonFor(found.recipient.toLowerCase())
  await tx.update(mail).set({ state: 'bounced', reason, body: null }).where(one(key))
  const { body: _body, ...rest } = found
  return rest
}

/** Mails about an invitation that have not left yet never leave: its link is not this one any more. */
export async function dropWaiting(
  tx: Db,
  { networkId, invitationId }: { networkId: number; invitationId: number },
): Promise<void> {
  await tx
    .update(mail)
    .set({ state: 'dropped', body: null })
    .where(and(eq(mail.networkId, networkId), eq(mail.invitationId, invitationId), eq(mail.state, 'waiting')))
}
