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
/** What tells the effect: all of it, or none ("geen maatstaf"). */
const measure = z.object({
  measureInstrument: z.string(),
  measureItem: z.string(),
  /** `share`: a percentage, at most 100. */
  measureUnit: z.enum(['share', 'count']),
  targetValue: integer,
  targetYear: schoolYear,
})
export type Measure = z.infer<typeof measure>
export const measureFields = measure.keyof().options
export const newAction = measure.partial().extend({
  title: line(200),
  ownerRole: line(60),
  /** Default: the measure in the school year of the finding, over all schools. */
  startValue: integer.optional(),
  /** Default: the day on which it is made. */
  startsOn: day.optional(),
  dueOn: day,
  /** Where it stands in the flywheel. */
  phase: z.enum(['run_up', 'speed_up', 'sustain']).optional(),
})
const changedStatus = z.enum(['proposed', 'decided', 'running', 'done', 'stopped'])
/** `reviewed` comes with a review, never with a change. */
export const actionStatus = z.enum([...changedStatus.options, 'reviewed'])

/** What a person names that holds evidence: minutes, a report, a plan. */
const document = z.object({
  title: line(120),
  /** The day it is of. */
  on: day,
  /** Where it can be found: a folder, an address. */
  place: line(300).optional(),
})
/** Where a line of evidence comes from: the server reads and freezes a cell or a figure itself. */
export const reviewSource = z
  .object({
    reference: cellReference.optional(),
    figure: figureReference.optional(),
    document: document.optional(),
    /** A record of a visit or a meeting that was sent. */
    visit: rowId.optional(),
    /** Fingerprint of a line of the review that this one corrects: it stays as it was frozen. */
    kept: z.string().max(64).optional(),
  })
  .refine(
    (one) =>
      [one.reference, one.figure, one.document, one.visit, one.kept].filter((given) => given !== undefined)
        .length === 1,
  )
export type ReviewSource = z.infer<typeof reviewSource>

const named = z.object({
  title: z.string(),
  datedOn: z.string(),
  frozenOn: z.string(),
  madeBy: z.string(),
  sha256: z.string(),
})
/** A frozen value with the day it is of, a document or a record that was named; `sha256` is over the rest. */
export const reviewEvidence = z.discriminatedUnion('kind', [
  evidence.extend({
    kind: z.enum(['questionnaire', 'figure']),
    /** The day the figure stands for; of a round the day it opened: all its answers are from then on. */
    datedOn: z.string(),
  }),
  named.extend({ kind: z.literal('document'), place: z.string().optional() }),
  named.extend({
    kind: z.literal('visit'),
    visit: z.number().int(),
    school: z.string().optional(),
    /** What the school said of it: nothing was asked, not agreed yet, agreed. */
    state: z.enum(['sent', 'not_agreed', 'agreed']),
    /** Fingerprint of what the record says, which is not copied. */
    record: z.string(),
  }),
])
export type ReviewEvidence = z.infer<typeof reviewEvidence>

const reviewWords = z.object({
  /** Did it do what we hoped? */
  effect: z.enum(['yes', 'partly', 'no', 'unclear']),
  /** What was seen; schools read this. */
  seen: lines(1000).refine((text) => text !== ''),
  next: lines(500).default(''),
  /** What the next plan does with it: make it routine, go on, change it, end it. */
  outcome: z.enum(['secure', 'continue', 'adjust', 'stop']),
  reviewedOn: day,
  /** A function or a meeting, no name. */
  reviewedBy: line(60),
})
export const newReview = reviewWords.extend({ evidence: z.array(reviewSource).min(1).max(8) })
export const review = reviewWords.extend({
  /** 1, and one more for every correction. */
  number: z.number().int(),
  seen: z.string(),
  next: z.string(),
  /** How the action stood before. */
  endedAs: z.enum(['decided', 'running', 'done', 'stopped']),
  evidence: z.array(reviewEvidence),
  /** True when a question behind the newest one now gives another value; only where findings are read. */
  changedSince: z.boolean(),
})
export type Review = z.infer<typeof review>

/** A figure of after the start that can be evidence with one press, read now. */
export const reviewOffers = z.array(
  z.object({
    /** The measure of the action itself, or what its finding was made from. */
    about: z.enum(['measure', 'finding']),
    source: reviewSource,
    title: z.string(),
    filter: z.string(),
    outcome: z.string(),
    datedOn: z.string(),
    /** Of the measure: percentage or number, beside the target. */
    reached: z.number().int().optional(),
  }),
)
export type ReviewOffers = z.infer<typeof reviewOffers>

export const action = newAction.extend({
  /** Read by the project leader over all schools; absent for everyone else. */
  startValue: z.number().int().min(0).optional(),
  startsOn: z.string(),
  id: z.number().int(),
  findingId: z.number().int(),
  code: z.string(),
  status: actionStatus,
  /** Newest first. Who is not the project leader reads the newest, without evidence. */
  reviews: z.array(review),
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
export const actionChange = newAction.partial().extend({ status: changedStatus.optional() })

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
      review: review
        .pick({ effect: true, seen: true, next: true, outcome: true, reviewedOn: true })
        .optional(),
    }),
  ),
})
export type OwnInput = z.infer<typeof ownInput>
