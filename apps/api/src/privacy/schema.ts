import { z } from '@hono/zod-openapi'
import { day, line } from '../request-fields.ts'

const pageSize = z.coerce.number().int().min(1).max(200)

/** Days are of the Netherlands; both are in the period. */
export const auditQuery = z.strictObject({
  from: day.optional(),
  until: day.optional(),
  verb: line(60).optional(),
  /** Kind of thing, such as 'round', or one thing: 'round:12'. */
  subject: line(120).optional(),
  account: line(80).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: pageSize.default(50),
})
export type AuditQuery = z.output<typeof auditQuery>

export const auditLine = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  /** Name as it is now. */
  name: z.string(),
  role: z.string(),
  verb: z.string(),
  /** The rest of the sentence that begins with the name. */
  sentence: z.string(),
  subject: z.string(),
  /** What the subject is called now. */
  about: z.string(),
})
export const auditView = z.object({
  rows: z.array(auditLine),
  total: z.number().int(),
  page: z.number().int(),
  size: z.number().int(),
  /** What can be filtered on. */
  verbs: z.array(z.object({ verb: z.string(), sentence: z.string() })),
  accounts: z.array(z.object({ id: z.string(), name: z.string(), erasable: z.boolean() })),
  subjects: z.array(z.object({ kind: z.string(), name: z.string() })),
})
export type AuditView = z.infer<typeof auditView>

const kept = z.object({ data: z.string(), keep: z.string(), after: z.string() })

export const registerView = z.object({
  network: z.string(),
  /** Fictitious data. */
  demo: z.boolean(),
  /** Day on which this was made. */
  on: z.string(),
  instruments: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      version: z.string(),
      respondent: z.string(),
      rhythm: z.string(),
      level: z.string(),
      levelText: z.string(),
      data: z.string(),
      connected: z.string(),
      basis: z.string(),
      seenBy: z.string(),
      keep: z.array(kept),
      privacyLine: z.string(),
      rounds: z.number().int(),
    }),
  ),
  /** What is kept that is no answer. */
  others: z.array(kept),
  thresholds: z.array(z.string()),
  where: z.string(),
  receivers: z.string(),
  basisOfAccounts: z.string(),
  /** What was deleted lately, newest first; days on which there was nothing are told by the last one. */
  deletions: z.array(z.object({ on: z.string(), data: z.string(), what: z.string() })),
  lastRun: z.string().nullable(),
})
export type RegisterView = z.infer<typeof registerView>

export const ownData = z.object({
  madeAt: z.iso.datetime(),
  network: z.string(),
  account: z.object({
    name: z.string(),
    email: z.string(),
    createdAt: z.iso.datetime(),
    secondFactor: z.boolean(),
    weeklyMail: z.boolean(),
    deactivatedAt: z.iso.datetime().nullable(),
  }),
  signsInWith: z.array(z.string()),
  roles: z.array(z.object({ role: z.string(), name: z.string() })),
  held: z.array(
    z.object({ role: z.string(), school: z.string(), from: z.string(), until: z.string().nullable() }),
  ),
  sessions: z.array(z.object({ createdAt: z.iso.datetime(), expiresAt: z.iso.datetime() })),
  invites: z.array(z.object({ role: z.string(), createdAt: z.iso.datetime() })),
  calendars: z.array(z.object({ role: z.string(), madeOn: z.string() })),
  mails: z.array(z.object({ kind: z.string(), subject: z.string(), createdAt: z.iso.datetime() })),
  done: z.array(
    z.object({ at: z.iso.datetime(), verb: z.string(), sentence: z.string(), subject: z.string() }),
  ),
  findings: z.array(z.string()),
})
export type OwnData = z.infer<typeof ownData>

/** `gone`: no other network had the account, so all of it went. */
export const erased = z.object({ gone: z.boolean() })
