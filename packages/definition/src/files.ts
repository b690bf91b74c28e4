import { z } from 'zod'
import { DefinitionError } from './definition-error.ts'
import { isRecord } from './elements.ts'
import { type Indicator, indicatorsSchema } from './indicator.ts'
import type { Framework, InstrumentFacts, Scale } from './model.ts'
import { surveyText } from './nl.ts'

const text = z.string().min(1)
const codeAndTitle = z.object({ code: text, title: text })
const version = z.string().regex(/^\d+\.\d+$/)
const value = z.union([z.number(), text])

const levelSchema = z.strictObject({ value, label: text, meaning: text.optional() })
const escapeSchema = z.strictObject({ value: text, label: text, inDenominator: z.boolean() })

/** `surveys/scales.json` */
export const scalesSchema = z.array(
  z.strictObject({
    code: text,
    version: z.number().int().positive(),
    title: text,
    levels: z.array(levelSchema),
    escapes: z.array(escapeSchema),
    sufficient: z.array(value),
    agreeing: z.array(value).optional(),
    ordered: z.boolean(),
  }),
)

const expectationSchema = z.strictObject({
  code: text,
  domain: text,
  subdomain: text.optional(),
  title: text,
  locator: text,
  keywords: z.array(text),
})

/** `surveys/frameworks/<name>.json` */
export const frameworkSchema = z.strictObject({
  code: text,
  version: text,
  title: text,
  domains: z.array(codeAndTitle.extend({ subdomains: z.array(codeAndTitle) })),
  expectations: z.array(expectationSchema),
  context: z.array(codeAndTitle.extend({ locator: text, keywords: z.array(text), fields: z.array(text) })),
  schoolSize: z
    .strictObject({ item: text, bands: z.array(z.strictObject({ value, title: text })).min(2) })
    .optional(),
})

const acceptedSchema = z.strictObject({
  rule: text,
  item: text,
  version: version.optional(),
  reason: text,
})

/** `surveys/instruments/<code>/instrument.json`. Facts that we do not know are kept. */
export const instrumentSchema = z.looseObject({
  code: text,
  title: text,
  shortTitle: text,
  respondent: text,
  rhythm: text,
  mode: z.enum(['invitation', 'open-link', 'member', 'import']),
  anonymityLevel: z.enum(['P', 'A', 'V', 'F', 'C', 'K']),
  languageLevel: z.enum(['A2', 'B1']),
  bijlageCodes: z.array(text),
  unit: z.enum(['school', 'person']),
  minutes: z.strictObject({ min: z.number().positive(), max: z.number().positive() }),
  framework: text,
  privacyLine: text,
  invitees: z
    .enum(['project_leader', 'board', 'member', 'coach', 'roc_contact', 'po_contact', 'guest'])
    .optional(),
  handsIn: z
    .array(z.enum(['project_leader', 'coordinator', 'roc_contact']))
    .min(1)
    .optional(),
  formal: z.boolean().optional(),
  sharedItem: text.optional(),
  dateItem: text.optional(),
  asksAgreement: z.boolean().optional(),
  afterSending: z.array(z.strictObject({ whenItem: text, equals: value, text })).optional(),
  accepted: z.array(acceptedSchema),
  changes: z.array(z.strictObject({ version, item: text, reason: text })),
})

/** `surveys/plans/<school year>.json`: every object in it with a code and a title can be pointed at. */
export const planSchema = z.looseObject({ schoolYear: z.string().regex(/^\d{4}-\d{4}$/) })

/** The parts of a plan that lean on each other: goals, results, activities and the rows of Bijlage 1. */
const coveredPlanSchema = planSchema.extend({
  code: text,
  title: text,
  goals: z.array(codeAndTitle.extend({ parent: text.optional() })),
  /** `derived`: the plan lists no such result, it follows from the goal; `norm`: the number that the plan names. */
  results: z.array(
    codeAndTitle.extend({ goal: text, derived: z.boolean().optional(), norm: text.optional() }),
  ),
  activities: z.array(codeAndTitle.extend({ goal: text, results: z.array(text), planned: text.optional() })),
  measures: z.array(
    codeAndTitle.extend({
      what: text,
      why: text,
      /** Activities and results that this row is about. */
      goalCodes: z.array(text),
      methods: z.array(
        codeAndTitle.extend({
          how: text,
          respondents: z.array(z.object({ code: text.optional(), title: text, instruments: z.array(text) })),
        }),
      ),
    }),
  ),
})

export type Plan = z.infer<typeof planSchema>
export type CoveredPlan = z.infer<typeof coveredPlanSchema>

function read<T>(schema: z.ZodType<T>, json: unknown, file: string): T {
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.') || '-'} (${issue.message})`)
  throw new DefinitionError(surveyText.wrongFile(file, wrong.join('; ')))
}

/** Each takes the JSON of a file and its name; throws DefinitionError naming the file and the place in it. */
export function parseScales(json: unknown, file: string): readonly Scale[] {
  return read(scalesSchema, json, file)
}

export function parseFramework(json: unknown, file: string): Framework {
  return read(frameworkSchema, json, file)
}

export function parseInstrumentFacts(json: unknown, file: string): InstrumentFacts {
  return read(instrumentSchema, json, file)
}

export function parsePlan(json: unknown, file: string): Plan {
  return read(planSchema, json, file)
}

export function parseCoveredPlan(json: unknown, file: string): CoveredPlan {
  return read(coveredPlanSchema, json, file)
}

export function parseIndicators(json: unknown, file: string): readonly Indicator[] {
  return read(indicatorsSchema, json, file)
}

/** Codes of all objects in a plan that have one: goals, results, activities and rows of Bijlage 1. */
export function planCodes(plan: unknown): readonly string[] {
  if (Array.isArray(plan)) return plan.flatMap(planCodes)
  if (!isRecord(plan)) return []
  const own = typeof plan.code === 'string' ? [plan.code] : []
  return [...own, ...Object.values(plan).flatMap(planCodes)]
}
