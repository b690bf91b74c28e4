import { z } from '@hono/zod-openapi'
import type { Framework } from '@km/definition'
import {
  comparedPeriod,
  comparedRow,
  comparison,
  describing,
  named,
  text,
  value,
  whole,
} from './describe-comparison.ts'
import { besideYears } from './describe-visits.ts'
import type {
  ExpectationView,
  InstrumentView,
  SameView,
  SchoolReport,
  SchoolView,
  StartView,
} from './schema.ts'

/** What the reports answer, for the OpenAPI description; the tests parse every answer with these. */

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
    beside: besideYears.optional(),
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
  profileChanges: z.array(z.strictObject({ item: text, title: text, before: text, now: text })),
  moved: z.strictObject({ up: whole, same: whole, down: whole, notComparable: whole }),
}) satisfies z.ZodType<unknown>
export const schoolReportView = describing<SchoolReport>(schoolReport, 'SchoolReport')
const level = whole.optional()
const ofVisit = { visitId: whole, visitedOn: text, schoolYear: text }
const visitBeside = z.strictObject({
  ...ofVisit,
  expectationCode: text,
  title: text,
  label: text,
  level,
  school: z.strictObject({ schoolYear: text, label: text, level }).optional(),
  discuss: z.boolean(),
})
const visitPhases = z.strictObject({
  ...ofVisit,
  phases: z.array(
    z.strictObject({ name: text, levels: z.array(z.strictObject({ title: text, label: text, level })) }),
  ),
})
export const schoolView = describing<SchoolView>(
  z.strictObject({
    school: z.strictObject({ id: whole, name: text, type: text }),
    reports: z.array(schoolReport),
    visits: z.strictObject({ beside: z.array(visitBeside), flywheel: z.array(visitPhases) }).optional(),
    benchmark: z
      .strictObject({
        sentence: text,
        schoolYear: text,
        rows: z.array(
          z.strictObject({ item: text, sufficient: z.strictObject({ count: whole, of: whole }) }),
        ),
      })
      .optional(),
    demo: z.boolean(),
  }),
  'SchoolView',
)

export const sameView = describing<SameView>(
  z.strictObject({
    items: z.array(
      z.strictObject({
        code: text,
        title: text,
        sides: z.array(
          z.strictObject({
            instrument: text,
            instrumentTitle: text,
            question: text,
            periods: z.array(comparedPeriod),
            row: comparedRow,
          }),
        ),
      }),
    ),
  }),
  'SameQuestions',
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
    toReview: z.array(z.strictObject({ id: whole, findingId: whole, code: text, title: text, dueOn: text })),
    comingUp: z.array(z.strictObject({ date: text, text })),
    results: z.boolean(),
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
    links: z.enum(['open', 'schools', 'people', 'none']),
    lines: z.enum(['school', 'visit']).optional(),
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
    schoolSize: z
      .strictObject({ item: text, bands: z.array(z.strictObject({ value, title: text })) })
      .optional(),
  }),
  'Framework',
)
