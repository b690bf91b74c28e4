import { sql } from 'drizzle-orm'
import {
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { round } from './schema.ts'
import { networkId, networkOnly } from './schema-network.ts'

/**
 * A record that a member makes: of a visit to a school, or, without a school, of a meeting or the network. It
 * is filled in over `invitationId` and becomes the response with `responseId`, an id that was chosen
 * beforehand. Never levels A, V and P.
 */
export const visit = pgTable(
  'visit',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    roundId: integer('round_id').notNull(),
    /** Absent: it is about the network. */
    schoolId: integer('school_id'),
    /** Level K: the random number under which the school knows its pupil; '' when it is about no pupil. */
    caseNumber: text('case_number').notNull().default(''),
    invitationId: integer('invitation_id').notNull(),
    responseId: uuid('response_id').notNull().defaultRandom(),
    visitedOn: date('visited_on').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    unique('visit_invitation').on(t.networkId, t.invitationId),
    index('visit_school').on(t.networkId, t.schoolId),
    foreignKey({ columns: [t.networkId, t.roundId], foreignColumns: [round.networkId, round.id] }),
    networkOnly(),
  ],
)

/**
 * What the school said about the record of a visit: once that it agrees, and remarks. Insert-only, beside
 * the response, which stays as it was sent.
 */
export const agreement = pgTable(
  'agreement',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    visitId: integer('visit_id').notNull(),
    kind: text('kind', { enum: ['agreed', 'remark'] }).notNull(),
    /** '' when it was only agreed to, or when it is past its time. */
    remark: text('remark').notNull().default(''),
    madeOn: date('made_on').notNull(),
    /** Who said it, as a role: names stand with the accounts. */
    role: text('role').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    uniqueIndex('agreement_once').on(t.networkId, t.visitId).where(sql`kind = 'agreed'`),
    index('agreement_visit').on(t.networkId, t.visitId),
    foreignKey({
      columns: [t.networkId, t.visitId],
      foreignColumns: [visit.networkId, visit.id],
    }).onDelete('cascade'),
    networkOnly(),
  ],
)
