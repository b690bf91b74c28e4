import { z } from '@hono/zod-openapi'
import { schoolYear } from '../report/schema.ts'

export const newSchool = z.object({
  name: z.string().min(1).max(120),
  type: z.string().min(1).max(60),
  joinedOn: z.iso.date(),
})
export const newRound = z.object({
  instrument: z.string(),
  schoolYear,
  period: z.string().max(30).default(''),
  opensOn: z.iso.date(),
  closesOn: z.iso.date(),
  /** Personal links: which schools. Empty for an open link. */
  schoolIds: z.array(z.number().int()).max(5000).default([]),
  retrospective: z.boolean().default(false),
})
/** Links are shown once: only their hash is stored. */
export const newLinks = z.object({
  links: z.array(
    z.object({ invitationId: z.number().int(), school: z.string().optional(), url: z.string() }),
  ),
})
