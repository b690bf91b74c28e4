import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { action } from './schema.ts'
import { networkId, networkOnly } from './schema-network.ts'

/**
 * Looking back on an action: did it do what we hoped, how do we know, and what does the next plan do with it?
 * Insert-only: a correction has the next number, and the newest stands.
 */
export const actionReview = pgTable(
  'action_review',
  {
    networkId: networkId(),
    actionId: integer('action_id').notNull(),
    number: smallint('number').notNull(),
    /** How the action stood when it was looked back on for the first time. */
    endedAs: text('ended_as', { enum: ['decided', 'running', 'done', 'stopped'] }).notNull(),
    effect: text('effect', { enum: ['yes', 'partly', 'no', 'unclear'] }).notNull(),
    /** What was seen, in the words of people. */
    seen: text('seen').notNull(),
    /** What comes next; may be empty. */
    next: text('next').notNull(),
    outcome: text('outcome', { enum: ['secure', 'continue', 'adjust', 'stop'] }).notNull(),
    reviewedOn: date('reviewed_on').notNull(),
    /** A function or a meeting, never a person. */
    reviewedBy: text('reviewed_by').notNull(),
    /** Frozen values and documents, each with its day and its own hash: see `ReviewEvidence` of the API. */
    evidence: jsonb('evidence').$type<Record<string, unknown>[]>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.actionId, t.number] }),
    foreignKey({ columns: [t.networkId, t.actionId], foreignColumns: [action.networkId, action.id] }),
    check('action_review_has_evidence', sql`jsonb_array_length(evidence) > 0`),
    networkOnly(),
  ],
)
