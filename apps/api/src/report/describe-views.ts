import { z } from '@hono/zod-openapi'
import type { Framework } from '@km/definition'
import type {
  ComparisonView,
  ExpectationView,
  InstrumentView,
  SchoolReport,
  SchoolView,
  StartView,
} from './schema.ts'

/** What the reports answer, for the OpenAPI description; the tests parse every answer with these. */

/** The interface of the front ends and its description are two writings of one shape; tests hold them together. */
const describing = <T>(schema: z.ZodType, name: string): z.ZodType<T> =>
  schema.openapi(name) as unknown as z.ZodType<T>

const text = z.string()
const whole = z.number().int()
const value = z.union([z.number(), z.string()])
const suppressed = z.strictObject({
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
  periods: z.array(
    z.strictObject({
      roundId: whole,
      itemVersion: whole.optional(),
      cell: z.union([
        z.strictObject({ kind: z.literal('shown'), distribution }),
        z.strictObject({ kind: z.literal('shown'), rollUp }),
        suppressed,
      ]),
    }),
  ),
  steps: z.array(
    z.strictObject({
      fromRoundId: whole,
      toRoundId: whole,
      verdict,
      reason: text,
      movement: z.union([z.strictObject({ kind: z.literal('shown'), movement }), suppressed]),
    }),
  ),
})
const named = z.strictObject({ code: text, title: text })

const comparison = z.strictObject({
  instrument: text,
  instrumentTitle: text,
  level,
  unit: z.enum(['school', 'person']),
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
})
export const comparisonView = describing<ComparisonView>(comparison, 'Comparison')

export const expectationView = describing<ExpectationView>(
  z.strictObject({
    code: text,
    title: text,
    domain: text,
    subdomain: text.optional(),
    locator: text,
    keywords: z.array(text),
    comparison,
    questions: z.array(
      z.strictObject({
        instrument: text,
        version: text,
        item: text,
        itemVersion: whole,
        title: text,
        choices: z.array(z.strictObject({ value, text })),
        usedIn: z.array(text),
      }),
    ),
    otherSources: z.array(z.strictObject({ instrument: text, title: text, item: text, shortTitle: text })),
  }),
  'ExpectationView',
)

const schoolReport = z.strictObject({
  schoolYear: text,
  version: text,
  previousYear: text.optional(),
  otherCoordinator: z.boolean().optional(),
  domains: z.array(
    named.extend({
      subdomains: z.array(
        named.extend({
          median: z.number().optional(),
          rows: z.array(
            z.strictObject({
              item: text,
              expectationCode: text,
              shortTitle: text,
              expectationTitle: text,
              level: z.number().optional(),
              label: text,
              anchor: text.optional(),
              next: text.optional(),
              previous: z.strictObject({ level: z.number().optional(), label: text }).optional(),
              movement: z.enum(['up', 'same', 'down', 'not_comparable', 'none']),
              reason: text.optional(),
            }),
          ),
        }),
      ),
    }),
  ),
  strengths: z.array(text),
  attention: z.array(text),
  moved: z.strictObject({ up: whole, same: whole, down: whole, notComparable: whole }),
}) satisfies z.ZodType<unknown>
export const schoolReportView = describing<SchoolReport>(schoolReport, 'SchoolReport')
export const schoolView = describing<SchoolView>(
  z.strictObject({
    school: z.strictObject({ id: whole, name: text, type: text }),
    reports: z.array(schoolReport),
    demo: z.boolean(),
  }),
  'SchoolView',
)

const roundView = z.strictObject({
  id: whole,
  instrument: text,
  instrumentTitle: text,
  version: text,
  schoolYear: text,
  period: text,
  opensOn: text,
  closesOn: text,
  state: z.enum(['planned', 'open', 'waiting', 'released']),
  retrospective: z.boolean(),
  invited: whole,
  started: whole,
  done: whole,
})
export const startView = describing<StartView>(
  z.strictObject({
    summary: z.array(text),
    openRounds: z.array(roundView),
    toDecide: z.array(
      z.strictObject({
        kind: z.enum(['finding', 'action']),
        id: whole,
        code: text,
        title: text,
        status: text,
      }),
    ),
    comingUp: z.array(z.strictObject({ date: text, text })),
  }),
  'StartView',
)

export const instrumentView = describing<InstrumentView>(
  z.strictObject({
    code: text,
    title: text,
    respondent: text,
    rhythm: text,
    anonymityLevel: text,
    languageLevel: text,
    bijlageCodes: z.array(text),
    minutes: z.strictObject({ min: z.number(), max: z.number() }),
    versions: z.array(
      z.strictObject({
        version: text,
        publishedAt: text,
        items: whole,
        expectations: whole,
        usedIn: z.array(text),
        differences: z.array(
          z.strictObject({
            item: text,
            shortTitle: text,
            verdict: text,
            reason: text,
            before: text.optional(),
            after: text.optional(),
          }),
        ),
      }),
    ),
    coverage: z.array(z.strictObject({ code: text, title: text, items: z.array(text) })),
  }),
  'InstrumentView',
)

export const frameworkView = describing<Framework>(
  z.strictObject({
    code: text,
    version: text,
    title: text,
    domains: z.array(named.extend({ subdomains: z.array(named) })),
    expectations: z.array(
      named.extend({
        domain: text,
        subdomain: text.optional(),
        locator: text,
        keywords: z.array(text),
      }),
    ),
    context: z.array(named.extend({ locator: text, keywords: z.array(text), fields: z.array(text) })),
  }),
  'Framework',
)
