import { z } from '@hono/zod-openapi'
import { rowId } from '../request-fields.ts'

export const address = z
  .string()
  .max(200)
  .transform((email) => email.trim().toLowerCase())
  .pipe(z.email())

/** Who is invited by mail; the address belongs to the school and can be changed. */
export const inviteBody = z.object({
  schools: z
    .array(z.object({ schoolId: rowId, email: address }))
    .min(1)
    .max(500),
})
/** Absent: everybody who was invited by mail and has not finished. */
export const remindBody = z.object({ invitationIds: z.array(rowId).min(1).max(5000).optional() })
export const addressBody = z.object({ email: address })

/** People who get a link of their own: by mail, or to hand over, shown this once. */
export const peopleBody = z.object({ emails: z.array(address).min(1).max(500), byMail: z.boolean() })
export const invitedPeople = z.object({
  /** How many mails were kept for sending. */
  mails: z.number().int(),
  /** These had a link before: nothing was done for them. */
  known: z.number().int(),
  links: z.array(z.object({ invitationId: z.number().int(), email: z.string(), url: z.string() })),
})
export type InvitedPeople = z.infer<typeof invitedPeople>

export const mailKind = z.enum(['announcement', 'invitation', 'reminder', 'new_link'])
export type MailKind = z.infer<typeof mailKind>
export const previewBody = z.object({ kind: mailKind, schoolId: rowId.optional() })
export const mailPreview = z.object({ recipient: z.string(), subject: z.string(), text: z.string() })
export type MailPreview = z.infer<typeof mailPreview>
export const testSent = z.object({ recipient: z.string() })

export const mailed = z.object({
  /** How many mails were kept for sending. */
  mails: z.number().int(),
})
export type Mailed = z.infer<typeof mailed>
/** Where the number would tell who is done, it is not given. */
export const reminded = mailed.partial()
export type Reminded = z.infer<typeof reminded>

export const mailState = z.object({
  kind: z.string(),
  number: z.number().int(),
  state: z.enum(['waiting', 'sending', 'sent', 'refused', 'bounced', 'unknown', 'dropped']),
  /** A Dutch sentence when it was not sent. */
  reason: z.string(),
  /** The day on which it was made. */
  on: z.string(),
})

export const schoolInvitation = z.object({
  schoolId: z.number().int(),
  school: z.string(),
  invitationId: z.number().int().optional(),
  /** 'private': level V keeps to itself how far a school is. */
  state: z.enum(['none', 'invited', 'opened', 'started', 'done', 'private']),
  email: z.string().optional(),
  /** Addresses of the coordinators of this school. */
  suggestions: z.array(z.string()),
  /** Its holder wants no more mail. */
  noMail: z.boolean(),
  reminders: z.number().int(),
  /** Newest first. */
  mails: z.array(mailState),
})
export type SchoolInvitation = z.infer<typeof schoolInvitation>

export const people = z
  .object({
    roundId: z.number().int(),
    /** Who is asked: who holds this role, or people without an account. */
    invitees: z.string(),
    active: z.boolean(),
    /** Mail is kept as files and does not leave. */
    keepsMail: z.boolean(),
    people: z.array(
      schoolInvitation
        .pick({ state: true, email: true, noMail: true, reminders: true, mails: true })
        .extend({ invitationId: z.number().int() }),
    ),
    /** Addresses of who holds the role now and was not invited yet. */
    suggestions: z.array(z.string()),
  })
  .openapi('InvitedByName')
export type InvitedByName = z.infer<typeof people>

export const invitations = z
  .object({
    roundId: z.number().int(),
    /** Schools or people get a link each, or everybody uses an open one. */
    kind: z.enum(['personal', 'people', 'open']),
    /** May mail go out and may links be made? */
    active: z.boolean(),
    /** Mail is kept as files and does not leave. */
    keepsMail: z.boolean(),
    remindOn: z.array(z.string()),
    schools: z.array(schoolInvitation),
    codes: z.object({ made: z.number().int(), used: z.number().int() }),
  })
  .openapi('Invitations')
export type Invitations = z.infer<typeof invitations>

/** How many codes; 0: a link that everybody in the class can use. */
export const classLinkBody = z.object({ codes: z.number().int().min(0).max(200) })
export const classLink = z
  .object({
    invitationId: z.number().int(),
    /** Links and codes are shown this once: only their hashes are stored. */
    url: z.string(),
    /** A QR code as one SVG path in a square of `size`. */
    qr: z.object({ size: z.number().int(), path: z.string() }),
    codes: z.array(z.string()),
    sheet: z.object({
      title: z.string(),
      intro: z.array(z.string()),
      minutes: z.object({ min: z.number(), max: z.number() }),
      closesOn: z.string(),
      network: z.string(),
    }),
  })
  .openapi('ClassLink')
export type ClassLink = z.infer<typeof classLink>
