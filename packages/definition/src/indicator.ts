import { z } from 'zod'

const text = z.string().min(1)
const code = z.string().regex(/^[a-z0-9][a-z0-9_/-]*$/)

/** Names of counts that every indicator may have beside its own parts. */
export const commonParts = ['denominator', 'unknown', 'out_of_view', 'people'] as const

const partSchema = z.strictObject({
  code: code.refine((one) => !(commonParts as readonly string[]).includes(one)),
  title: text,
  /** What is counted, in plain Dutch. */
  text,
  /** Counted beside the denominator, not in it; never a percentage. */
  apart: z.boolean().optional(),
})

const breakdownSchema = z.strictObject({
  code,
  title: text,
  values: z.array(z.strictObject({ code, title: text, answer: text.optional() })),
  /** The values stand beside the figure; they are no parts of it that add up. */
  beside: z.boolean().optional(),
  /** The question of a record that says which value it is about: the one with this `answer`. */
  item: text.optional(),
})

/** Where a count comes from when a questionnaire holds it. */
const responseSchema = z.strictObject({
  part: code,
  instrument: text,
  items: z.array(text),
  /**
   * The numbers that were given added up, or how many gave one of `values`, or invitations of a round; `rest`:
   * what the numbers leave of the denominator.
   */
  take: z.enum(['sum', 'answers', 'invited', 'responded', 'rest']),
  values: z.array(z.union([z.number(), text])).optional(),
  /** Only of records that gave this answer to this question. */
  when: z.strictObject({ item: text, value: text }).optional(),
  /** Counts for this value of a breakdown that stands beside the figure; absent: for the figure itself. */
  breakdown: z.strictObject({ by: code, value: code }).optional(),
  /** Rounds of one year ask about different people, so all of them count; absent: the last one. */
  everyRound: z.boolean().optional(),
})

/** One indicator of `surveys/indicators.json`: everything that the engine must know to compute it. */
const indicatorSchema = z.strictObject({
  code: z.string().regex(/^I\.[A-Z]\d\d$/),
  title: text,
  /** Subgoal under which it is shown. */
  goal: text,
  /** Whom the denominator counts. Pupils and schools have thresholds, meetings and documents have none. */
  about: z.enum(['pupils', 'schools', 'process']),
  unit: z.enum(['percentage', 'count']),
  /** Days of the year that a figure may be about, 'MM-DD'. */
  moments: z.array(z.string().regex(/^(0\d|1[0-2])-[0-3]\d$/)).min(1),
  /** Who delivers it, in Dutch. */
  source: text,
  /** Not asked for: a network may leave it out. */
  optional: z.boolean().optional(),
  /** The set of figures (an instrument with mode 'import') with which it comes in. */
  import: text.optional(),
  /** Absent: the parts are numbers by themselves. */
  denominator: text.optional(),
  /** Without the denominator its parts say something too: they are shown as numbers, without a percentage. */
  countsAlone: z.boolean().optional(),
  parts: z.array(partSchema).min(1),
  /** Parts that are no persons, so that no threshold holds for them. */
  processParts: z.array(code).optional(),
  /** The parts, with what is unknown, are the whole denominator. */
  partition: z.boolean().optional(),
  /** Parts up, same, down and other_sector; may also be delivered as 'from to'. */
  moves: z.boolean().optional(),
  /** Numerator and denominator are hours: who they are about decides whether they may be shown. */
  people: text.optional(),
  cohort: z.enum(['isk', 'po']).optional(),
  perSchool: z.boolean().optional(),
  breakdowns: z.array(breakdownSchema),
  goalCodes: z.array(text).min(1),
  expectationCodes: z.array(text),
  /** What the plan says about it; no norm is made up. */
  norm: text.optional(),
  note: text.optional(),
  responses: z.array(responseSchema).optional(),
  /** A register of the network holds its counts. */
  register: z.boolean().optional(),
  /** Shown by another screen, which has it in more detail. */
  elsewhere: z.enum(['comparison']).optional(),
})

/** `surveys/indicators.json` */
export const indicatorsSchema = z.array(indicatorSchema)

export type Indicator = z.infer<typeof indicatorSchema>
export type ResponseRule = z.infer<typeof responseSchema>
