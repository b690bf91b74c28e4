import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { school } from './schema.ts'
import { user } from './schema-accounts.ts'
import { bytea, networkId, networkOnly } from './schema-network.ts'

/** What the network keeps of its own work: counts and days, never a person. */
export const registerKinds = [
  'meeting',
  'training',
  'contact',
  'po_traject',
  'deelschakel',
  'buddies',
  'coaching',
  'progress',
  'activity',
  'placement',
] as const

export const registerEntry = pgTable(
  'register_entry',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: registerKinds }).notNull(),
    schoolYear: text('school_year').notNull(),
    /** Absent: it is about the network, or about the schools that attended. */
    schoolId: integer('school_id'),
    /** Its day, or the first one. */
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on'),
    state: text('state', { enum: ['planned', 'running', 'done', 'stopped'] }).notNull(),
    /** Fields of its kind, as they were checked at the edge. */
    values: jsonb('values').$type<Record<string, string | number | boolean>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('register_entry_year').on(t.networkId, t.schoolYear, t.kind),
    uniqueIndex('register_activity_once')
      .on(t.networkId, t.schoolYear, sql`(values ->> 'activity')`)
      .where(sql`kind = 'activity'`),
    check('register_placement_school', sql`kind <> 'placement' or school_id is not null`),
    check('register_days', sql`ends_on is null or ends_on >= starts_on`),
    foreignKey({ columns: [t.networkId, t.schoolId], foreignColumns: [school.networkId, school.id] }),
    networkOnly(),
  ],
)

/** Which schools were at a meeting. */
export const attendance = pgTable(
  'attendance',
  {
    networkId: networkId(),
    entryId: integer('entry_id').notNull(),
    schoolId: integer('school_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.entryId, t.schoolId] }),
    foreignKey({
      columns: [t.networkId, t.entryId],
      foreignColumns: [registerEntry.networkId, registerEntry.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.schoolId], foreignColumns: [school.networkId, school.id] }),
    networkOnly(),
  ],
)

/** What a network chose about its registers; a network without a row has the defaults. */
export const registerChoice = pgTable(
  'register_choice',
  {
    networkId: networkId().primaryKey(),
    /** Last days without a first and a second progress round, 'MM-DD'. */
    firstRoundBy: text('first_round_by').notNull().default('01-31'),
    secondRoundBy: text('second_round_by').notNull().default('05-15'),
    /** Level K is on since this day; absent: off. */
    followUpSince: date('follow_up_since'),
    /** Day of the DPIA, and the function of who decided. */
    dpiaOn: date('dpia_on'),
    decidedBy: text('decided_by').notNull().default(''),
  },
  () => [
    check(
      'register_follow_up_decided',
      sql`follow_up_since is null or (dpia_on is not null and decided_by <> '')`,
    ),
    networkOnly(),
  ],
)

/** The secret address of somebody's calendar in one role; only its hash is stored. */
export const calendarAddress = pgTable(
  'calendar_address',
  {
    networkId: networkId(),
    accountId: text('account_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    tokenHash: bytea('token_hash').notNull(),
    madeOn: date('made_on').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.accountId, t.role] }),
    unique('calendar_address_token').on(t.networkId, t.tokenHash),
    networkOnly(),
  ],
)
