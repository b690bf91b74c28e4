import { date, foreignKey, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { round } from './schema.ts'
import { networkId, networkOnly } from './schema-network.ts'

/** What was deleted because its time was over: rule, moment and counts, nothing about anybody. Insert-only. */
export const retentionLog = pgTable(
  'retention_log',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    rule: text('rule').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    /** How many of what, such as { responses: 12 }. */
    counts: jsonb('counts').$type<Record<string, number>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.id] }), networkOnly()],
)

/**
 * Tallies that stay while what they count is gone: the newest seal of a round says what they must be.
 * Insert-only.
 */
export const tallySeal = pgTable(
  'tally_seal',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    roundId: integer('round_id').notNull(),
    sealedOn: date('sealed_on').notNull(),
    sha256: text('sha256').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    foreignKey({ columns: [t.networkId, t.roundId], foreignColumns: [round.networkId, round.id] }),
    networkOnly(),
  ],
)
