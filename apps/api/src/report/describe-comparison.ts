import { z } from '@hono/zod-openapi'
import type { ComparisonView } from './schema.ts'

/** What a comparison answers, for the OpenAPI description. */

/** The interface of the front ends and its description are two writings of one shape; tests hold them together. */
export const describing = <T>(schema: z.ZodType, name: string): z.ZodType<T> =>
  schema.openapi(name) as unknown as z.ZodType<T>

export const text = z.string()
export const whole = z.number().int()
export const value = z.union([z.number(), z.string()])
export const suppressed = z.strictObject({
  kind: z.literal('suppressed'),
  reason: z.enum([
    'too_few',
    'too_few_matched',
    'complementary',
    'not_asked',
    'not_released',
    'not_comparable',
    'not_applicable',
    'no_answers',
    'capped',
  ]),
})
const part = z.strictObject({ count: whole, of: whole })
const counted = {
  n: whole,
  levels: z.array(z.strictObject({ value, label: text, count: whole })),
  escapes: z.array(z.strictObject({ value: text, label: text, count: whole })),
  sufficient: part.optional(),
}
const distribution = z.strictObject({ ...counted, median: value.optional() })
const rollUp = z.strictObject({
  ...counted,
  answers: whole,
  items: z.strictObject({ counted: whole, of: whole }),
})
const movement = z.strictObject({
  n: whole,
  pairs: whole,
  up: whole,
  same: whole,
  down: whole,
  escapes: whole,
  from: part,
  to: part,
})
const share = z.union([z.number(), z.enum(['below_5', 'above_95'])])
const shares = z.strictObject({
  n: whole,
  parts: z.array(z.strictObject({ value, label: text, share })),
  sufficient: share.optional(),
})
const verdict = z.enum(['identical', 'reworded', 'rescaled', 'changed', 'new', 'retired', 'mixed'])
const level = z.enum(['domain', 'subdomain', 'expectation', 'item'])
const period = z.strictObject({
  roundId: whole,
  schoolYear: text,
  period: text,
  version: text,
  retrospective: z.boolean(),
  released: z.boolean(),
  invited: whole,
  responded: whole,
  few: z.literal(true).optional(),
})
const row = z.strictObject({
  key: text,
  level,
  title: text,
  expectationCodes: z.array(text),
  domain: text.optional(),
  subdomain: text.optional(),
  scale: text.optional(),
  kind: text,
  question: text.optional(),
  periods: z.array(
    z.strictObject({
      roundId: whole,
      itemVersion: whole.optional(),
      cell: z.union([
        z.strictObject({ kind: z.literal('shown'), distribution }),
        z.strictObject({ kind: z.literal('shown'), rollUp }),
        suppressed,
      ]),
      shares: shares.optional(),
      sum: z
        .strictObject({ agreeing: part.optional(), total: z.number().optional(), without: whole })
        .optional(),
    }),
  ),
  steps: z.array(
    z.strictObject({
      fromRoundId: whole,
      toRoundId: whole,
      verdict,
      reason: text,
      movement: z.union([z.strictObject({ kind: z.literal('shown'), movement }), suppressed]),
      shares: shares.optional(),
    }),
  ),
})
export const comparedRow = row
export const comparedPeriod = period
export const named = z.strictObject({ code: text, title: text })

export const comparison = z.strictObject({
  instrument: text,
  instrumentTitle: text,
  level,
  unit: z.enum(['school', 'person', 'record']),
  anonymityLevel: text,
  schoolId: whole.optional(),
  periods: z.array(period),
  headline: z.strictObject({
    responded: whole,
    invited: whole,
    matched: whole,
    comparable: whole,
    moreUp: whole,
    moreDown: whole,
    changed: whole,
    suppressed: whole,
  }),
  rows: z.array(row),
  summary: text,
  filter: text,
  measures: z.array(
    z.strictObject({
      key: text,
      findingId: whole,
      actionId: whole,
      code: text,
      title: text,
      unit: z.enum(['share', 'count']),
      startValue: whole,
      targetValue: whole,
      targetYear: text,
      reached: whole.optional(),
    }),
  ),
  findings: z.array(z.strictObject({ key: text, id: whole, code: text, title: text })),
  choices: z.strictObject({
    instruments: z.array(named),
    years: z.array(text),
    groups: z.array(text),
    schools: z.array(z.strictObject({ id: whole, name: text })),
  }),
  ownGroups: z.array(z.strictObject({ school: text, group: text.optional(), sentence: text })).optional(),
})
export const comparisonView = describing<ComparisonView>(comparison, 'Comparison')
