import { z } from '@hono/zod-openapi'
import { day, lines, rowId } from '../request-fields.ts'

const longestRemark = 1000

/** The yearly visit: what most visits are. */
export const usualVisit = 'SB-NT2'

export const newVisit = z.object({
  /** Only of a record that is about a school. */
  schoolId: rowId.optional(),
  /** Only of a record that is about one pupil: the placement, which knows its school. */
  placementId: rowId.optional(),
  /** Not in a school year that is still to come. */
  visitedOn: day,
  instrument: z.string().max(40).default(usualVisit),
})
export type NewVisit = z.output<typeof newVisit>

/** Shown once: only the hash of a link is stored. */
export const visitLink = z.object({ visitId: z.number().int(), url: z.string() })
export type VisitLink = z.infer<typeof visitLink>

export const visitSummary = z.object({
  id: z.number().int(),
  instrument: z.string(),
  instrumentTitle: z.string(),
  /** Absent: a record of a meeting or of the network as a whole. */
  school: z.object({ id: z.number().int(), name: z.string() }).optional(),
  /** Level K: the number under which the school knows its pupil. */
  caseNumber: z.string().optional(),
  schoolYear: z.string(),
  /** Of an earlier year: made or entered afterwards. */
  retrospective: z.boolean(),
  visitedOn: z.string(),
  /** Filled in but not sent, nothing asked of the school, not agreed yet, agreed. */
  state: z.enum(['begun', 'sent', 'not_agreed', 'agreed']),
  sentOn: z.string().optional(),
  agreedOn: z.string().optional(),
  remarks: z.number().int(),
})
export type VisitSummary = z.infer<typeof visitSummary>

export const visitsView = z.object({
  /** Newest first; for a coordinator what waits for the school comes first. */
  visits: z.array(visitSummary),
  /** What the person can start a visit with; empty when that is not their work. */
  schools: z.array(z.object({ id: z.number().int(), name: z.string() })),
  /** Pupils that this person follows; empty while the network did not choose so. */
  cases: z.array(z.object({ placementId: z.number().int(), caseNumber: z.string(), school: z.string() })),
  /** The usual one first; only those that this person makes records of. */
  instruments: z.array(
    z.object({ code: z.string(), title: z.string(), about: z.enum(['school', 'network', 'case']) }),
  ),
})
export type VisitsView = z.infer<typeof visitsView>

/** A record as it was sent, question and answer in words, and beside it what the school said. */
export const visitRecord = visitSummary.extend({
  pages: z.array(
    z.object({
      title: z.string(),
      rows: z.array(
        z.object({
          item: z.string(),
          question: z.string(),
          /** More than one when more than one could be chosen. */
          answers: z.array(z.string()),
        }),
      ),
    }),
  ),
  agreements: z.array(
    z.object({
      kind: z.enum(['agreed', 'remark']),
      remark: z.string(),
      madeOn: z.string(),
      role: z.string(),
    }),
  ),
  /** The person who asks may speak for the school. */
  speaksForSchool: z.boolean(),
})
export type VisitRecord = z.infer<typeof visitRecord>

export const newAgreement = z
  .object({ kind: z.enum(['agreed', 'remark']), remark: lines(longestRemark).default('') })
  .refine(({ kind, remark }) => kind === 'agreed' || remark !== '', { path: ['remark'] })
export type NewAgreement = z.output<typeof newAgreement>
