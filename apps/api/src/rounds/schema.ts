import { z } from '@hono/zod-openapi'
import type { RoundLinks } from '@km/definition'
import type { RoundView } from '../report/schema.ts'
import { day, line, lines, rowId, schoolYear } from '../request-fields.ts'

/** Reminders of one round; more would be nagging. */
export const mostReminders = 2

const plan = z.object({
  schoolYear,
  period: lines(30),
  opensOn: day,
  closesOn: day,
  /** Personal links: which schools. Not for an instrument with an open link. */
  schoolIds: z.array(rowId).max(5000),
  retrospective: z.boolean(),
  /** Where answers of a retrospective round come from. */
  source: lines(200),
  /** Days on which who has not finished is reminded. */
  remindOn: z.array(day).max(mostReminders),
  /** The day on which schools are told that the round comes; null: they are not. */
  announceOn: day.nullable(),
})

/** The field of a plan that does not fit the others, if there is one. */
export function misfitOf(values: {
  readonly opensOn: string
  readonly closesOn: string
  readonly retrospective: boolean
  readonly source: string
  readonly remindOn: readonly string[]
  readonly announceOn: string | null
}): 'closesOn' | 'source' | 'remindOn' | 'announceOn' | undefined {
  const { opensOn, closesOn, retrospective, source, remindOn, announceOn } = values
  if (closesOn < opensOn) return 'closesOn'
  if (retrospective !== (source !== '')) return 'source'
  if (announceOn !== null && (retrospective || announceOn >= opensOn)) return 'announceOn'
  const fits = remindOn.every((date) => opensOn <= date && date <= closesOn)
  return fits && new Set(remindOn).size === remindOn.length ? undefined : 'remindOn'
}

export const newRound = z
  .object({
    instrument: z.string(),
    /** The version that was filled in then; only for a retrospective round. Default: the newest. */
    version: z.string().max(12).optional(),
    ...plan.shape,
    period: plan.shape.period.default(''),
    schoolIds: plan.shape.schoolIds.default([]),
    retrospective: plan.shape.retrospective.default(false),
    source: plan.shape.source.default(''),
    remindOn: plan.shape.remindOn.default([]),
    announceOn: plan.shape.announceOn.default(null),
  })
  .superRefine((values, context) => {
    const field = values.version !== undefined && !values.retrospective ? 'version' : misfitOf(values)
    if (field !== undefined) context.addIssue({ code: 'custom', path: [field], message: field })
  })
/** What changes of a round that is still planned; the rest stays. */
export const changedRound = plan.partial()
/** A later last day. */
export const extension = z.object({ closesOn: day })
/** Why a round takes answers again, and until when. */
export const reopening = z.object({ reason: line(500), closesOn: day })

/** Links are shown once: only their hash is stored. */
export const newLinks = z.object({
  links: z.array(
    z.object({ invitationId: z.number().int(), school: z.string().optional(), url: z.string() }),
  ),
})
export type NewLinks = z.infer<typeof newLinks>
/** Which school or which invited person gets a new link; none for an open link. */
export const linkFor = z.object({ schoolId: rowId.optional(), invitationId: rowId.optional() })

/** A round as the people who run it see it: counts, never answers. */
export interface RoundPage extends RoundView {
  /** Of a released round of the mbo pilot: do its coaches see the results? */
  readonly sharedWithCoaches?: boolean
  /** Of a released round whose people are told what came out. */
  readonly tellsResult?: boolean
  readonly announceOn?: string
  /** Answers of this round may come from a file, with a line for each of these. */
  readonly lines?: 'school' | 'visit'
  /** Personal links that were opened at least once; 0 when there is an open one. */
  readonly opened: number
  /** A, V, F …: see `docs/privacy.md`. */
  readonly level: string
  /** One open link, or a link for each school or person; 'none' for records of visits and meetings. */
  readonly links: RoundLinks
  readonly source: string
  readonly remindOn: readonly string[]
  /** The day its version and its schools were fixed. */
  readonly openedOn?: string
  readonly reopenReason: string
  /** Respondents that changed since the release and were too few for a new one. */
  readonly changedSince: number
  readonly schoolIds?: readonly number[]
}

/** The description of `RoundPage`. */
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
    opened: z.number().int(),
    started: z.number().int(),
    /** Responses. */
    done: z.number().int(),
    level: z.string(),
    links: z.enum(['open', 'schools', 'people', 'none']),
    source: z.string(),
    remindOn: z.array(z.string()),
    announceOn: z.string().optional(),
    lines: z.enum(['school', 'visit']).optional(),
    openedOn: z.string().optional(),
    reopenReason: z.string(),
    changedSince: z.number().int(),
    /** A released round of the mbo pilot: may its coaches see the results? Absent: not a question here. */
    sharedWithCoaches: z.boolean().optional(),
    /** Who answered this released round can be told what came out. */
    tellsResult: z.boolean().optional(),
    /** Only with one round: its participants. */
    schoolIds: z.array(z.number().int()).optional(),
    invitations: z
      .array(
        z.object({
          id: z.number().int(),
          school: z.string().optional(),
          kind: z.enum(['personal', 'open']),
          /** 'private': levels A and V do not say how far one school is. */
          state: z.enum(['invited', 'opened', 'started', 'done', 'revoked', 'private']),
        }),
      )
      .optional(),
  })
  .openapi('Round') as unknown as z.ZodType<RoundPage>
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
