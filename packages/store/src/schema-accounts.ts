import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { network } from './schema.ts'

/** Accounts live in a schema of their own; better-auth reads and writes these. */
export const auth = pgSchema('auth')

export const user = auth.table('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
  /** Does it want a mail a week about what waits? */
  weeklyMail: boolean('weekly_mail').notNull().default(true),
  /** Since when it may not sign in any more; its roles ended then. */
  deactivatedAt: timestamp('deactivated_at', { withTimezone: true }),
})

export const session = auth.table(
  'session',
  {
    id: text('id').primaryKey(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    token: text('token').notNull().unique(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** The role that the person works in now; absent: the first of theirs. */
    activeNetworkId: integer('active_network_id'),
    activeRole: text('active_role'),
    /** How it began: 'password', 'link' or 'provider'. */
    startedWith: text('started_with'),
    /** When the second factor was answered; absent: not. */
    secondFactorAt: timestamp('second_factor_at', { withTimezone: true }),
  },
  (t) => [index('session_user').on(t.userId)],
)

export const account = auth.table(
  'account',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: timestamp('access_token_expires_at', { withTimezone: true }),
    refreshTokenExpiresAt: timestamp('refresh_token_expires_at', { withTimezone: true }),
    scope: text('scope'),
    password: text('password'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('account_user').on(t.userId)],
)

export const verification = auth.table(
  'verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('verification_identifier').on(t.identifier)],
)

/** Secret and recovery codes of a second factor, encrypted by better-auth. */
export const twoFactor = auth.table(
  'two_factor',
  {
    id: text('id').primaryKey(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean('verified').notNull().default(true),
    failedVerificationCount: integer('failed_verification_count').notNull().default(0),
    lockedUntil: timestamp('locked_until', { withTimezone: true }),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
  },
  (t) => [index('two_factor_user').on(t.userId)],
)

/** Which account has which role in which network. */
export const membership = auth.table(
  'membership',
  {
    networkId: integer('network_id')
      .notNull()
      .references(() => network.id),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    role: text('role', {
      enum: [
        'admin',
        'project_leader',
        'member',
        'director',
        'coordinator',
        'board',
        'coach',
        'roc_contact',
        'po_contact',
      ],
    }).notNull(),
    heldFrom: date('held_from').notNull().default(sql`CURRENT_DATE`),
    /** Last day, when that is known; from the day after on the role is no more. */
    endsOn: date('ends_on'),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.userId, t.role] })],
)

/** Schools that go with a role: a coordinator's own, a member's portfolio; with the dates. */
export const holding = auth.table(
  'holding',
  {
    networkId: integer('network_id')
      .notNull()
      .references(() => network.id),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['coordinator', 'member'] }).notNull(),
    schoolId: integer('school_id').notNull(),
    heldFrom: date('held_from').notNull(),
    /** Last day; absent: still held. */
    heldUntil: date('held_until'),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.id] }), index('holding_user').on(t.userId)],
)

/** An invitation to become a colleague; only the hash of its link is stored. */
export const accountInvite = auth.table(
  'account_invite',
  {
    networkId: integer('network_id')
      .notNull()
      .references(() => network.id),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    schoolIds: integer('school_ids').array().notNull().default([]),
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: text('invited_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    acceptedAt: timestamp('accepted_at', { withTimezone: true }),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.id] })],
)

/**
 * How much may still be tried at once of one thing for one account: it fills again with time. The key is a
 * keyed hash, so that no address stands here, and an account that does not exist looks like any other.
 */
export const attempt = auth.table('attempt', {
  key: text('key').primaryKey(),
  left: doublePrecision('left').notNull(),
  at: timestamp('at', { withTimezone: true }).notNull(),
  /** Was the last one let through? */
  allowed: boolean('allowed').notNull(),
})

/** Codes of a second factor that worked, as long as they would work again. */
export const usedCode = auth.table(
  'used_code',
  {
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** sha-256 of account and code. */
    codeHash: text('code_hash').notNull(),
    usedAt: timestamp('used_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
)
