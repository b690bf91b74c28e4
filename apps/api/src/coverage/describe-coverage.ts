import { z } from '@hono/zod-openapi'
import type { CoverageView } from './schema.ts'

/** What coverage answers, for the OpenAPI description; the tests parse every answer with it. */

const text = z.string()
const whole = z.number().int()
const state = z.enum(['evidence', 'few', 'running', 'private', 'none']).openapi('CoverageState')
const named = z.strictObject({ code: text, title: text })
const edges = z.array(z.strictObject({ source: text, questions: whole, rows: z.array(text) }))
const row = named.extend({ state, edges })

const link = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('comparison'), instrument: text, year: text }),
  z.strictObject({ to: z.literal('round'), id: whole }),
  z.strictObject({ to: z.literal('visits') }),
  z.strictObject({ to: z.literal('figure'), indicator: text }),
  z.strictObject({ to: z.literal('register') }),
])

const source = named.extend({
  kind: z.enum(['instrument', 'indicator', 'register']),
  state,
  counts: z.array(text),
  findings: whole,
  lines: z.array(z.strictObject({ text, link: link.optional() })),
})

const goal = row.extend({
  results: z.array(row.extend({ derived: z.boolean(), norm: text.optional(), activities: z.array(text) })),
  activities: z.array(
    row.extend({ planned: text.optional(), results: z.array(text), measures: z.array(text) }),
  ),
})

const combination = z.strictObject({
  ...{ code: text, measure: text, what: text, how: text, why: text, respondents: text, when: text },
  ...{ instruments: z.array(text), state, response: z.array(text) },
})

const view = z.strictObject({
  schoolYear: text,
  years: z.array(text),
  plan: z.strictObject({ code: text, title: text, own: z.boolean() }),
  summary: text,
  headlinesOnly: z.boolean(),
  domains: z.array(named),
  sources: z.array(source),
  gaps: z.array(
    z.strictObject({
      kind: z.enum(['no_row', 'no_results', 'elsewhere', 'no_norm', 'no_evidence', 'one_source']),
      text,
      codes: z.array(named),
    }),
  ),
  goals: z.array(goal),
  expectations: z.array(row.extend({ domain: text, subdomain: text.optional(), findings: whole })),
  combinations: z.array(combination),
})

export const coverageView = view.openapi('Coverage') as unknown as z.ZodType<CoverageView>
