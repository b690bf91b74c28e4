import { z } from '@hono/zod-openapi'
import type { RoundView } from '../report/schema.ts'
import { day, line, lines, rowId, schoolYear } from '../request-fields.ts'

export const newSchool = z.object({
  name: line(120),
  type: line(60),
  joinedOn: day,
})
export const school = newSchool.extend({ id: z.number().int(), leftOn: z.string().optional() })
export type School = z.infer<typeof school>

export const newRound = z
  .object({
    instrument: z.string(),
    schoolYear,
    period: lines(30).default(''),
    opensOn: day,
    closesOn: day,
    /** Personal links: which schools. Not for an instrument with an open link. */
    schoolIds: z.array(rowId).max(5000).default([]),
    retrospective: z.boolean().default(false),
  })
  .refine(({ opensOn, closesOn }) => opensOn <= closesOn, { path: ['closesOn'] })
/** Links are shown once: only their hash is stored. */
export const newLinks = z.object({
  links: z.array(
    z.object({ invitationId: z.number().int(), school: z.string().optional(), url: z.string() }),
  ),
})
export type NewLinks = z.infer<typeof newLinks>
/** Which school gets a new link; none for an open link. */
export const linkFor = z.object({ schoolId: rowId.optional() })

/** `RoundView` of the reports, as the description shows it. */
export const round = z
  .object({
    id: z.number().int(),
    instrument: z.string(),
    instrumentTitle: z.string(),
    version: z.string(),
    schoolYear: z.string(),
    period: z.string(),
    opensOn: z.string(),
    closesOn: z.string(),
    state: z.enum(['planned', 'open', 'waiting', 'released']),
    retrospective: z.boolean(),
    /** Personal links; 0 when there is an open one. */
    invited: z.number().int(),
    started: z.number().int(),
    /** Responses. */
    done: z.number().int(),
    invitations: z
      .array(
        z.object({
          id: z.number().int(),
          school: z.string().optional(),
          kind: z.enum(['personal', 'open']),
          state: z.enum(['invited', 'started', 'done', 'revoked']),
        }),
      )
      .optional(),
  })
  .openapi('Round') as unknown as z.ZodType<RoundView>
export const openedRound = z.object({ round, links: newLinks.shape.links })

/** A round that one of the person's own schools was invited to. */
export const ownRound = z.object({
  roundId: z.number().int(),
  school: z.object({ id: z.number().int(), name: z.string() }),
  instrumentTitle: z.string(),
  minutes: z.object({ min: z.number(), max: z.number() }),
  schoolYear: z.string(),
  period: z.string(),
  opensOn: z.string(),
  closesOn: z.string(),
  state: z.enum(['planned', 'open', 'waiting', 'released']),
  invitation: z.enum(['invited', 'started', 'done']),
})
export type OwnRound = z.infer<typeof ownRound>
export const ownLinkFor = z.object({ schoolId: z.number().int() })
