import {
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'
import { invitation, round } from './schema.ts'
import { bytea, networkId, networkOnly } from './schema-network.ts'

/**
 * Mail that goes out. A mail is 'sending' before it is handed over and 'sent' after it: one that a crash
 * left in between is 'unknown' and never sent again by itself.
 */
export const mail = pgTable(
  'mail',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    /** 'announcement', 'invitation', 'reminder', 'new_link', 'test', 'magic_link', 'colleague', 'weekly'. */
    kind: text('kind').notNull(),
    roundId: integer('round_id'),
    invitationId: integer('invitation_id'),
    /** 1 or 2 for a reminder; 0 otherwise. */
    number: smallint('number').notNull().default(0),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    /** Gone once it is sent: it holds the link. */
    body: text('body'),
    state: text('state', { enum: ['waiting', 'sending', 'sent', 'refused', 'bounced', 'unknown', 'dropped'] })
      .notNull()
      .default('waiting'),
    /** What the receiving side said, without addresses. */
    reason: text('reason').notNull().default(''),
    messageId: text('message_id').notNull(),
    attempts: smallint('attempts').notNull().default(0),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    sentAt: timestamp('sent_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    unique('mail_message').on(t.networkId, t.messageId),
    index('mail_round').on(t.networkId, t.roundId),
    foreignKey({ columns: [t.networkId, t.roundId], foreignColumns: [round.networkId, round.id] }),
    foreignKey({
      columns: [t.networkId, t.invitationId],
      foreignColumns: [invitation.networkId, invitation.id],
    }),
    networkOnly(),
  ],
)

/**
 * Links that an invitation had before and that still work: a reminder brings a new one, because the secret
 * of the first is not kept. They stop when the invitation gets another address or is renewed.
 */
export const earlierLink = pgTable(
  'earlier_link',
  {
    networkId: networkId(),
    tokenHash: bytea('token_hash').notNull(),
    invitationId: integer('invitation_id').notNull(),
    /** Its own last day: a newer link does not make an older one live longer. */
    expiresOn: date('expires_on'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.tokenHash] }),
    foreignKey({
      columns: [t.networkId, t.invitationId],
      foreignColumns: [invitation.networkId, invitation.id],
    }),
    index('earlier_link_invitation').on(t.networkId, t.invitationId),
    networkOnly(),
  ],
)

/** One-time codes for a class; exchanged for a ticket that leads nowhere. Only hashes are stored. */
export const classCode = pgTable(
  'class_code',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    codeHash: bytea('code_hash').notNull(),
    /** The day on which it was exchanged; absent: not yet. */
    usedOn: date('used_on'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.roundId, t.codeHash] }),
    foreignKey({ columns: [t.networkId, t.roundId], foreignColumns: [round.networkId, round.id] }),
    networkOnly(),
  ],
)

/** Leave to send one answer to an open link that asks for codes; knows no code. */
export const classTicket = pgTable(
  'class_ticket',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    ticketHash: bytea('ticket_hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.roundId, t.ticketHash] }),
    foreignKey({ columns: [t.networkId, t.roundId], foreignColumns: [round.networkId, round.id] }),
    networkOnly(),
  ],
)
