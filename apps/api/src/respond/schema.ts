import { z } from '@hono/zod-openapi'
import { lastNumbers, publicResult } from '../voices/schema.ts'

/**
 * Link of an invitation: `<network>-<secret>`, the network in base 36, the secret 26 of base 32 (130 bits).
 * What cannot be one is an unknown link like any other.
 */
export const token = z.string()

/** Any JSON object, untouched: the checker of the definition names what is wrong in it. */
export const answers = z
  .custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  )
  .openapi({ type: 'object', additionalProperties: true })

export const respondView = z.object({
  instrument: z.string(),
  title: z.string(),
  /** 'major.minor' */
  version: z.string(),
  /** SurveyJS JSON, also when the link is `closed` or `expired`. */
  definition: z.record(z.string(), z.unknown()),
  status: z.enum(['open', 'draft', 'sent', 'closed', 'expired']),
  answers: answers.optional(),
  /** The answers are those of this school year's profile, to confirm or change; nothing was kept yet. */
  prefilledFrom: z.string().optional(),
  /** There are answers of this school year to set beside a page that is done. */
  lastYear: z.string().optional(),
  /** What the round before counted: for who answers in a function and not for a school. */
  lastNumbers: lastNumbers.optional(),
  /** First unfinished page of the draft, from 0. */
  page: z.number().int().optional(),
  revision: z.number().int().optional(),
  /** 'member': a record, of a visit to `school` or of a meeting. */
  mode: z.enum(['invitation', 'open-link', 'member', 'import']),
  /** The school is asked to agree to this record. */
  asksAgreement: z.boolean(),
  /** Answers through this link need a code, exchanged for a ticket. */
  asksCode: z.boolean(),
  /** With this expired link a new one can be asked for, to the address that was invited. */
  canAskLink: z.boolean(),
  /**
   * 'device': nothing may be kept on the server before sending (level A). 'own': answers never leave the
   * device, but for `sharedItem` (level P).
   */
  keeps: z.enum(['server', 'device', 'own']),
  sharedItem: z.string().optional(),
  /** Its pages say "u". */
  formal: z.boolean(),
  anonymityLevel: z.string(),
  languageLevel: z.enum(['A2', 'B1']),
  privacyLine: z.string(),
  schoolYear: z.string(),
  /** Before this day a link is `closed`. */
  opensOn: z.string(),
  closesOn: z.string(),
  minutes: z.object({ min: z.number(), max: z.number() }),
  /** Only for a personal link. */
  school: z.string().optional(),
  /** Level K: the number under which the school knows its pupil. */
  caseNumber: z.string().optional(),
  /** Scales that the questions use: labels above the levels. */
  scales: z.array(z.record(z.string(), z.unknown())),
  /** Text on the thanks page for who answered `equals` at `whenItem`; the device chooses, nothing is sent. */
  afterSending: z
    .array(z.object({ whenItem: z.string(), equals: z.union([z.number(), z.string()]), text: z.string() }))
    .optional(),
  /** What came out of a closed round, for who answered it: level A in A2 only. */
  result: publicResult.optional(),
  demo: z.boolean(),
})
export type RespondView = z.infer<typeof respondView>

export const draftBody = z.strictObject({
  answers,
  page: z.number().int().min(0).max(200),
  revision: z.number().int().min(0),
})
export const draftSaved = z.object({ revision: z.number().int() })

export const submissionBody = z.strictObject({
  submissionId: z.uuid(),
  version: z
    .string()
    .regex(/^\d+\.\d+$/)
    .optional(),
  answers,
  /** Got for a code; only for a link that asks for one. */
  ticket: z.string().max(64).optional(),
})
/** A receipt as a person typed it. */
export const withdrawalBody = z.strictObject({ receipt: z.string().max(100) })
/** `canAnswer`: the form can still be filled in over this link. */
export const withdrawn = z.object({ canAnswer: z.boolean() })
/** Made by the device: 128 bits at least. */
const ticket = z.string().regex(/^[\w-]{22,64}$/)
export const codeBody = z.strictObject({ code: z.string().max(40), ticket })
export const exchanged = z.object({ exchanged: z.literal(true) })
export const linkAsked = z.object({ asked: z.literal(true) })
export const mailStopped = z.object({ stopped: z.literal(true) })
/** GET /api/respond/{token}/class: for the board in a classroom. */
export const classView = z.object({
  title: z.string(),
  closesOn: z.string(),
  asksCode: z.boolean(),
  /** Answers of the whole round so far. */
  done: z.number().int(),
  url: z.string(),
  qr: z.object({ size: z.number().int(), path: z.string() }),
})
export type ClassView = z.infer<typeof classView>

export const receipt = z.object({
  /** Four groups of four letters and digits. */
  receipt: z.string(),
})

/** GET /api/respond/{token}/last-year: for pages that are done only. */
export const lastYearView = z.object({
  schoolYear: z.string(),
  /** Somebody else held the role then; no name. */
  otherCoordinator: z.boolean(),
  pages: z.array(
    z.object({
      /** From 0. */
      page: z.number().int(),
      title: z.string(),
      rows: z.array(
        z.object({
          item: z.string(),
          title: z.string(),
          now: z.string().optional(),
          before: z.string().optional(),
          /** The question meant something else then. */
          changedMeaning: z.boolean(),
        }),
      ),
    }),
  ),
})
export type LastYearView = z.infer<typeof lastYearView>
