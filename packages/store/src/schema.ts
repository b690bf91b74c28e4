import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, networkId, networkOnly } from './schema-network.ts'
import { bitPlanes } from './tally-planes.ts'

/** Tenants. Small and read by all; holds nothing but a name. */
export const network = pgTable('network', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  demo: boolean('demo').notNull().default(false),
})

/** Published definitions; insert-only, shared by all networks. */
export const definition = pgTable(
  'definition',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    instrument: text('instrument').notNull(),
    major: smallint('major').notNull(),
    minor: smallint('minor').notNull(),
    /** sha-256 of the file as it was published. */
    sha256: text('sha256').notNull(),
    json: jsonb('json').$type<Record<string, unknown>>().notNull(),
    /** `instrument.json` at that moment. */
    facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
    layout: jsonb('layout').$type<import('@km/definition').TallyLayout>().notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }).notNull(),
  },
  (t) => [unique('definition_version').on(t.instrument, t.major, t.minor)],
)

export const school = pgTable(
  'school',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    /** CTX-01, such as 'vmbo-havo'; filled in by the administrator. */
    type: text('type').notNull(),
    joinedOn: date('joined_on').notNull(),
    leftOn: date('left_on'),
    /** What the school calls its NT2 contact, such as 'NT2-coördinator'. */
    contactFunction: text('contact_function').notNull().default('NT2-coördinator'),
    /** Schools that may be set beside each other; '' = none. */
    comparisonGroup: text('comparison_group').notNull().default(''),
    /** Characteristics by context code, such as { 'CTX-02': '600-900' }; never scored. */
    profile: jsonb('profile').$type<Record<string, string>>().notNull().default({}),
    /** The school that this one went up in; its past stays its own. */
    mergedInto: integer('merged_into'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    unique('school_name').on(t.networkId, t.name),
    networkOnly(),
  ],
)

/** Who held the role, as dates only: names stand with the accounts. */
export const roleHistory = pgTable(
  'role_history',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    /** Absent: a role in the whole network. */
    schoolId: integer('school_id'),
    role: text('role').notNull(),
    heldFrom: date('held_from').notNull(),
    heldUntil: date('held_until'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    foreignKey({ columns: [t.networkId, t.schoolId], foreignColumns: [school.networkId, school.id] }),
    networkOnly(),
  ],
)

export const round = pgTable(
  'round',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    instrument: text('instrument').notNull(),
    definitionId: integer('definition_id')
      .notNull()
      .references(() => definition.id),
    /** '2025-2026' */
    schoolYear: text('school_year').notNull(),
    /** Within the year, such as 'januari'; '' when there is one. */
    period: text('period').notNull().default(''),
    opensOn: date('opens_on').notNull(),
    /** Open until 23:59 Europe/Amsterdam on this day. */
    closesOn: date('closes_on').notNull(),
    retrospective: boolean('retrospective').notNull().default(false),
    /** Where answers that were entered afterwards come from; '' unless `retrospective`. */
    source: text('source').notNull().default(''),
    /** Days on which who has not finished is reminded; at most two. */
    remindOn: date('remind_on').array().notNull().default([]),
    /** The day on which participants are told that it comes; absent: they are not. */
    announceOn: date('announce_on'),
    /** Why it was opened again after closing; '' when it never was. */
    reopenReason: text('reopen_reason').notNull().default(''),
    /** The day its version and its participants were fixed; absent: still planned. */
    openedOn: date('opened_on'),
    /** Respondents that changed since the newest release and were too few for a new one. */
    changedSince: integer('changed_since').notNull().default(0),
    /** Set when the round is released; no answers are taken after it. */
    releasedAt: timestamp('released_at', { withTimezone: true }),
    /** Keys `submission_key` and `body_key`; destroyed at release for levels A and V. */
    key: bytea('key'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    unique('round_once').on(t.networkId, t.instrument, t.schoolYear, t.period),
    networkOnly(),
  ],
)

/**
 * Who takes part in a round. From its opening on these are the facts of that day, for ever: a school that is
 * renamed or regrouped later keeps its place in the past.
 */
export const roundSchool = pgTable(
  'round_school',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    schoolId: integer('school_id').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    comparisonGroup: text('comparison_group').notNull(),
    profile: jsonb('profile').$type<Record<string, string>>().notNull(),
    /** How many pupils it is about, as a group is named; '' when that is not known, absent until the round is released. */
    sizeBand: text('size_band'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.roundId, t.schoolId] }),
    foreignKey({ columns: [t.networkId, t.roundId], foreignColumns: [round.networkId, round.id] }),
    foreignKey({ columns: [t.networkId, t.schoolId], foreignColumns: [school.networkId, school.id] }),
    networkOnly(),
  ],
)

export const invitation = pgTable(
  'invitation',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    roundId: integer('round_id').notNull(),
    /** Absent for an open link. */
    schoolId: integer('school_id'),
    kind: text('kind', { enum: ['personal', 'open'] }).notNull(),
    /** sha-256 of the link's secret. */
    tokenHash: bytea('token_hash').notNull(),
    state: text('state', { enum: ['invited', 'started', 'done', 'revoked'] })
      .notNull()
      .default('invited'),
    expiresOn: date('expires_on'),
    /** Whom it belongs to; re-addressing keeps the draft. Removed three months after closing. */
    recipientRole: text('recipient_role').notNull().default('coordinator'),
    email: text('email'),
    /** First time the link was opened; a date only. */
    openedOn: date('opened_on'),
    /** Its holder wants no more mail about it. */
    noMail: boolean('no_mail').notNull().default(false),
    /** An open link that takes an answer only with a ticket, got for a code. */
    asksCode: boolean('asks_code').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    unique('invitation_token').on(t.networkId, t.tokenHash),
    foreignKey({ columns: [t.networkId, t.roundId], foreignColumns: [round.networkId, round.id] }),
    index('invitation_round').on(t.networkId, t.roundId),
    networkOnly(),
  ],
)

/** What is being filled in; never for level A. */
export const draft = pgTable(
  'draft',
  {
    networkId: networkId(),
    invitationId: integer('invitation_id').notNull(),
    /** The version it was started under, for ever. */
    definitionId: integer('definition_id').notNull(),
    answers: jsonb('answers').$type<Record<string, unknown>>().notNull(),
    page: smallint('page').notNull(),
    revision: integer('revision').notNull(),
    savedAt: timestamp('saved_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.invitationId] }),
    foreignKey({
      columns: [t.networkId, t.invitationId],
      foreignColumns: [invitation.networkId, invitation.id],
    }),
    networkOnly(),
  ],
)

/** What was sent. Insert-only; a correction is a new revision. */
export const response = pgTable(
  'response',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    /** Made by the server; says nothing about the sender. */
    id: uuid('id').notNull(),
    definitionId: integer('definition_id').notNull(),
    /** 0: no school belongs to it. */
    schoolId: integer('school_id').notNull(),
    /** HMAC(round key, submissionId) and HMAC(round key, body); gone after release for levels A and V. */
    submissionKey: bytea('submission_key'),
    bodyKey: bytea('body_key'),
    answers: jsonb('answers').$type<Record<string, unknown>>().notNull(),
    /** Date only, for every level. */
    submittedOn: date('submitted_on').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.roundId, t.id] }),
    // Keys of two rounds never meet: each round has a key of its own. Without the round in it, no other
    // index can be mistaken for this one.
    unique('response_once').on(t.networkId, t.submissionKey),
    index('response_school').on(t.networkId, t.schoolId, t.roundId).where(sql`school_id > 0`),
    networkOnly(),
  ],
)

/** Free text of levels A and V, apart from the closed answers. */
export const responseText = pgTable(
  'response_text',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    id: uuid('id').notNull(),
    submissionKey: bytea('submission_key'),
    item: text('item').notNull(),
    text: text('text').notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.roundId, t.id] }), networkOnly()],
)

/**
 * How many responses of a round × school gave each value, in the order of the definition's
 * `layout`. schoolId 0 is the network as a whole.
 */
export const tally = pgTable(
  'tally',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    schoolId: integer('school_id').notNull(),
    definitionId: integer('definition_id').notNull(),
    responses: integer('responses').notNull(),
    counts: bitPlanes('counts').notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.roundId, t.schoolId, t.definitionId] }), networkOnly()],
)

/** What was made public of a round, suppressed and frozen. Insert-only. */
export const release = pgTable(
  'release',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    number: smallint('number').notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
    responses: integer('responses').notNull(),
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    sha256: text('sha256').notNull(),
    /** The project leader let the coaches of the pilot see it. */
    sharedWithCoaches: boolean('shared_with_coaches').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.roundId, t.number] }), networkOnly()],
)

/** Which responses a release stands on; only where responses keep their ids (not for levels A and V). */
export const releaseBasis = pgTable(
  'release_basis',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    number: smallint('number').notNull(),
    responseIds: uuid('response_ids').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.roundId, t.number] }), networkOnly()],
)

export const finding = pgTable(
  'finding',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    /** 'B-2526-001' */
    code: text('code').notNull(),
    schoolYear: text('school_year').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    kind: text('kind', { enum: ['strength', 'attention', 'chance', 'risk'] }).notNull(),
    status: text('status', { enum: ['draft', 'confirmed', 'in_action', 'closed'] })
      .notNull()
      .default('draft'),
    expectationCodes: text('expectation_codes').array().notNull(),
    /** Frozen value, n, filter and version, with its own hash: see `Evidence` of the API. */
    evidence: jsonb('evidence').$type<Record<string, unknown>[]>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    createdBy: text('created_by').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    unique('finding_code').on(t.networkId, t.code),
    networkOnly(),
  ],
)

export const action = pgTable(
  'action',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    findingId: integer('finding_id').notNull(),
    /** 'V-2526-001' */
    code: text('code').notNull(),
    title: text('title').notNull(),
    ownerRole: text('owner_role').notNull(),
    /** What is measured: an item of an instrument. All of the measure is there, or none of it. */
    measureInstrument: text('measure_instrument'),
    measureItem: text('measure_item'),
    /** Percentages at "op orde" or higher, or schools: see `measureUnit`. */
    measureUnit: text('measure_unit', { enum: ['share', 'count'] }),
    startValue: integer('start_value'),
    targetValue: integer('target_value'),
    /** School year in which the target should be reached. */
    targetYear: text('target_year'),
    /** Absent: the day it was made. */
    startsOn: date('starts_on'),
    dueOn: date('due_on').notNull(),
    /** Where it stands in the flywheel: run-up, speeding up, made to last; absent: not said. */
    phase: text('phase', { enum: ['run_up', 'speed_up', 'sustain'] }),
    /** `reviewed` comes with a review only: see `actionReview`. */
    status: text('status', { enum: ['proposed', 'decided', 'running', 'done', 'stopped', 'reviewed'] })
      .notNull()
      .default('proposed'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    unique('action_code').on(t.networkId, t.code),
    check(
      'action_measure_whole',
      sql`num_nulls(measure_instrument, measure_item, measure_unit, start_value, target_value, target_year) in (0, 6)`,
    ),
    foreignKey({ columns: [t.networkId, t.findingId], foreignColumns: [finding.networkId, finding.id] }),
    networkOnly(),
  ],
)

/** Who did what, when, to what. Insert-only; never about respondents of levels A and V. */
export const audit = pgTable(
  'audit',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    accountId: text('account_id').notNull(),
    role: text('role').notNull(),
    verb: text('verb').notNull(),
    subject: text('subject').notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.id] }), networkOnly()],
)
