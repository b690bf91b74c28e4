import { z } from '@hono/zod-openapi'

/** Link of an invitation: `<network>-<secret>`, the network in base 36, the secret 26 of base 32 (130 bits). */
export const token = z.string().regex(/^[0-9a-z]{1,6}-[0-9a-z]{26}$/)

export const answers = z.record(z.string().max(100), z.unknown())

export const respondView = z.object({
  instrument: z.string(),
  title: z.string(),
  /** 'major.minor' */
  version: z.string(),
  /** SurveyJS JSON; absent only when the link is `expired`. */
  definition: z.record(z.string(), z.unknown()),
  status: z.enum(['open', 'draft', 'sent', 'closed', 'expired']),
  answers: answers.optional(),
  /** First unfinished page of the draft, from 0. */
  page: z.number().int().optional(),
  revision: z.number().int().optional(),
  /** 'device': nothing may be kept on the server before sending (level A). */
  keeps: z.enum(['server', 'device']),
  anonymityLevel: z.string(),
  languageLevel: z.enum(['A2', 'B1']),
  privacyLine: z.string(),
  schoolYear: z.string(),
  closesOn: z.string(),
  minutes: z.object({ min: z.number(), max: z.number() }),
  /** Only for a personal link. */
  school: z.string().optional(),
  /** Scales that the questions use: labels above the levels. */
  scales: z.array(z.record(z.string(), z.unknown())),
  demo: z.boolean(),
})
export type RespondView = z.infer<typeof respondView>

export const draftBody = z.object({
  answers,
  page: z.number().int().min(0).max(200),
  revision: z.number().int().min(0),
})
export const draftSaved = z.object({ revision: z.number().int() })

export const submissionBody = z.object({
  submissionId: z.uuid(),
  version: z
    .string()
    .regex(/^\d+\.\d+$/)
    .optional(),
  answers: z.record(z.string(), z.unknown()),
})
export const receipt = z.object({
  /** Four groups of four letters and digits. */
  receipt: z.string(),
})
