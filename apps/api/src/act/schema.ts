import { z } from '@hono/zod-openapi'
import { day, integer, line, lines, rowId, schoolYear } from '../request-fields.ts'

/** The cell that a finding freezes: the server reads its value itself. */
export const cellReference = z.object({
  instrument: z.string(),
  years: z.array(schoolYear).min(1).max(8),
  rounds: z.array(rowId).min(1).optional(),
  level: z.enum(['domain', 'subdomain', 'expectation', 'item']),
  /** Row key of the comparison. */
  key: z.string(),
  school: rowId.optional(),
  group: z.string().optional(),
})

/** Which figure a finding freezes: of the whole, or of one value of one breakdown. */
export const figureReference = z.object({
  indicator: z.string().max(10),
  schoolYear,
  referenceDate: day,
  status: z.enum(['provisional', 'final']),
  source: z.enum(['import', 'responses', 'register']),
  split: z.object({ by: z.string().max(40), value: z.string().max(40) }).optional(),
})
export type FigureReference = z.infer<typeof figureReference>

/** A frozen value; `sha256` is over the rest. */
export const evidence = z.object({
  /**
   * A cell of a comparison, what schools chose to make better (`key` is the expectation), or a figure (`key`
   * and `instrument` are the code of the indicator).
   */
  kind: z.enum(['questionnaire', 'wishes', 'figure']),
  reference: cellReference,
  figure: figureReference.optional(),
  instrument: z.string(),
  versions: z.array(z.string()),
  /** Own Dutch sentence that says what was filtered. */
  filter: z.string(),
  title: z.string(),
  /** Absent for a figure without a denominator. */
  n: z.number().int().optional(),
  /** Dutch, ready to read: '9 van 21 scholen op orde of hoger; 8 omhoog, 9 gelijk, 1 omlaag'. */
  outcome: z.string(),
  /** The cell as it was. */
  value: z.record(z.string(), z.unknown()),
  frozenOn: z.string(),
  madeBy: z.string(),
  sha256: z.string(),
})
export type Evidence = z.infer<typeof evidence>

const findingWords = z.object({
  title: line(90).optional(),
  description: lines(2000).default(''),
  kind: z.enum(['strength', 'attention', 'chance', 'risk']).optional(),
})
/** Made from a cell, from what schools wish for (the code of the expectation), or from a figure. */
export const newFinding = findingWords
  .extend({
    reference: cellReference.optional(),
    wish: z.string().max(20).optional(),
    figure: figureReference.optional(),
  })
  .refine(
    (one) => [one.reference, one.wish, one.figure].filter((given) => given !== undefined).length === 1,
    {
      path: ['reference'],
    },
  )
export const newAction = z.object({
  title: line(200),
  ownerRole: line(60),
  measureInstrument: z.string(),
  measureItem: z.string(),
  /** `share`: a percentage, at most 100. */
  measureUnit: z.enum(['share', 'count']),
  /** Default: the measure in the school year of the finding, over all schools. */
  startValue: integer.optional(),
  targetValue: integer,
  targetYear: schoolYear,
  dueOn: day,
  /** Where it stands in the flywheel. */
  phase: z.enum(['run_up', 'speed_up', 'sustain']).optional(),
})
export const actionStatus = z.enum(['proposed', 'decided', 'running', 'done', 'stopped'])
export const action = newAction.extend({
  /** Read by the project leader over all schools; absent for everyone else. */
  startValue: z.number().int().min(0).optional(),
  id: z.number().int(),
  findingId: z.number().int(),
  code: z.string(),
  status: actionStatus,
})
export const finding = z.object({
  id: z.number().int(),
  code: z.string(),
  schoolYear: z.string(),
  title: z.string(),
  description: z.string(),
  kind: z.enum(['strength', 'attention', 'chance', 'risk']),
  status: z.enum(['draft', 'confirmed', 'in_action', 'closed']),
  expectationCodes: z.array(z.string()),
  evidence: z.array(evidence),
  /** True when the same question asked now gives another value. */
  changedSince: z.boolean(),
  createdAt: z.string(),
  actions: z.array(action),
})
export type Finding = z.infer<typeof finding>
export type Action = z.infer<typeof action>
/** PATCH bodies: what is absent stays. */
export const findingChange = findingWords
  .pick({ title: true, kind: true })
  .extend({ description: lines(2000), status: finding.shape.status })
  .partial()
export const actionChange = newAction.partial().extend({ status: actionStatus.optional() })

/** A finding in which answers of an own school were part, with what is done about it; no figures. */
export const ownInput = z.object({
  school: z.object({ id: z.number().int(), name: z.string() }),
  code: z.string(),
  title: z.string(),
  kind: finding.shape.kind,
  status: finding.shape.status,
  /** School years in which the own answers were part of it. */
  years: z.array(z.string()),
  actions: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      ownerRole: z.string(),
      dueOn: z.string(),
      status: actionStatus,
    }),
  ),
})
export type OwnInput = z.infer<typeof ownInput>
