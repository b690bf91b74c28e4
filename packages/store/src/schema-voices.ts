import { date, foreignKey, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { action, round } from './schema.ts'
import { networkId, networkOnly } from './schema-network.ts'

/** One thing that came out, as it is told to who answered: made from a frozen cell, kept as it was made. */
export interface ToldResult {
  readonly item: string
  /** The question as it was asked. */
  readonly asked: string
  /** What most of them said. */
  readonly said: string
}

/**
 * What the people who answered a round of level A are told: three results and what is done with them. Stands
 * on a release, which is frozen; shown at the links of the round from `publishedOn` on.
 */
export const publicResult = pgTable(
  'public_result',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    /** The release that the results were made from. */
    number: smallint('number').notNull(),
    people: integer('people').notNull(),
    results: jsonb('results').$type<ToldResult[]>().notNull(),
    /** 'Dit gaan we doen', a sentence per line. */
    doing: text('doing').notNull(),
    publishedOn: date('published_on'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.roundId] }),
    foreignKey({ columns: [t.networkId, t.roundId], foreignColumns: [round.networkId, round.id] }),
    networkOnly(),
  ],
)

/** What was decided about the mbo pilot, with the figures as they were then. Insert-only: a new decision is a new row. */
export const pilotDecision = pgTable(
  'pilot_decision',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    schoolYear: text('school_year').notNull(),
    outcome: text('outcome', { enum: ['continue', 'adjust', 'stop'] }).notNull(),
    reasons: text('reasons').notNull(),
    conditions: text('conditions').notNull(),
    /** A function or a meeting, never a person. */
    decidedBy: text('decided_by').notNull(),
    decidedOn: date('decided_on').notNull(),
    /** The action by which the school takes over, in the phase 'sustain'. */
    actionId: integer('action_id'),
    /** Votes and figures as they stood on the page, each with n or the reason why it was hidden. */
    evidence: jsonb('evidence').$type<Record<string, unknown>[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    foreignKey({ columns: [t.networkId, t.actionId], foreignColumns: [action.networkId, action.id] }),
    networkOnly(),
  ],
)
