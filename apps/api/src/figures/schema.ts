import { z } from '@hono/zod-openapi'
import type { FigureCell, FigureSeries } from '@km/analysis'
import { schoolYear } from '../request-fields.ts'

export const setParams = z.object({ code: z.string().regex(/^[A-Z0-9-]{2,20}$/) })
export const yearQuery = z.object({ schoolYear })
export const importQuery = yearQuery.extend({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/) })

export const figurePreview = z
  .object({
    /** Belongs to exactly this outcome; the import asks for it. */
    fingerprint: z.string(),
    /** Lines with a count. */
    lines: z.number().int(),
    /** Counts that would be stored. */
    counts: z.number().int(),
    indicators: z.array(z.object({ code: z.string(), title: z.string(), counts: z.number().int() })),
    problems: z.array(z.string()),
    wrongLines: z.array(z.object({ line: z.number().int(), reasons: z.array(z.string()) })),
  })
  .openapi('FigurePreview')
export type FigurePreview = z.infer<typeof figurePreview>
export const figuresImported = z.object({ stored: z.number().int(), leftOut: z.number().int() })
export type FiguresImported = z.infer<typeof figuresImported>

/** What may be handed in, and what was. */
export const figureImports = z
  .object({
    sets: z.array(z.object({ code: z.string(), title: z.string() })),
    /** Newest first. */
    imports: z.array(
      z.object({
        id: z.number().int(),
        set: z.string(),
        title: z.string(),
        schoolYear: z.string(),
        importedAt: z.iso.datetime(),
        /** Which role handed it in: 'coordinator' is the school itself. */
        role: z.string(),
        counts: z.number().int(),
        /** Names; empty: of the network only. */
        schools: z.array(z.string()),
        withdrawnAt: z.iso.datetime().optional(),
      }),
    ),
  })
  .openapi('FigureImports')
export type FigureImports = z.infer<typeof figureImports>

const share = z.union([z.number(), z.enum(['below_5', 'above_95'])])
const count = z.union([z.number().int(), z.literal('hidden')])
const part = z.object({ code: z.string(), count: count.optional(), share: share.optional() })
const cell: z.ZodType<FigureCell> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('shown'),
    figure: z.object({
      n: z.number().int().optional(),
      parts: z.array(part),
      unknown: part,
      outOfView: count,
      noShare: z.enum(['few', 'many_unknown']).optional(),
    }),
  }),
  z.object({ kind: z.literal('suppressed'), reason: z.string() }),
]) as never

export const figuresView = z
  .object({
    indicators: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        goal: z.string(),
        goalTitle: z.string(),
        unit: z.enum(['percentage', 'count']),
        source: z.string(),
        denominator: z.string().optional(),
        parts: z.array(
          z.object({
            ...{ code: z.string(), title: z.string(), text: z.string() },
            /** Counted beside the denominator, not in it. */
            apart: z.boolean().optional(),
          }),
        ),
        norm: z.string().optional(),
        note: z.string().optional(),
        moments: z.array(
          z.object({
            schoolYear: z.string(),
            referenceDate: z.string(),
            status: z.enum(['provisional', 'final']),
            source: z.enum(['import', 'responses', 'register']),
            retrospective: z.boolean().optional(),
            broken: z.string().optional(),
            held: z.boolean().optional(),
            cell,
            breakdowns: z.array(
              z.object({ by: z.string(), rows: z.array(z.object({ value: z.string(), cell })) }),
            ),
          }),
        ),
      }),
    ),
  })
  .openapi('Figures')
export type FiguresView = Omit<z.infer<typeof figuresView>, 'indicators'> & {
  readonly indicators: (Omit<z.infer<typeof figuresView>['indicators'][number], 'moments'> & {
    moments: FigureSeries['moments'][number][]
  })[]
}

export const indicatorParams = z.object({ code: z.string().max(10) })
export const figuresFileQuery = z.object({ indicator: z.string().max(10).optional() })

const titled = z.object({ code: z.string(), title: z.string() })
const measureUnit = z.enum(['share', 'count'])

/** One indicator: what it counts, its figures, and what was made of them. */
export const indicatorPage = figuresView.shape.indicators.element
  .extend({
    about: z.enum(['pupils', 'schools', 'process']),
    /** The parts, with what is unknown, are the whole denominator. */
    partition: z.boolean(),
    /** Days of the year that it is about, in Dutch: '1 oktober'. */
    days: z.array(z.string()),
    /** Every way to split it, with the names of the values; `beside`: the values do not add up. */
    breakdowns: z.array(titled.extend({ beside: z.boolean(), values: z.array(titled) })),
    /** Goals, results, activities and rows of Bijlage 1. */
    goals: z.array(titled),
    expectations: z.array(titled),
    /** Questions whose answers it counts. */
    asked: z.array(z.object({ instrument: z.string(), title: z.string(), items: z.array(z.string()) })),
    register: z.boolean(),
    /** Dutch, on top of the screen. */
    summary: z.string(),
    signals: z.array(z.string()),
    filter: z.string(),
    findings: z.array(
      z.object({
        id: z.number().int(),
        code: z.string(),
        title: z.string(),
        kind: z.enum(['strength', 'attention', 'chance', 'risk']),
        status: z.enum(['draft', 'confirmed', 'in_action', 'closed']),
        schoolYear: z.string(),
      }),
    ),
    /** Actions that are measured by this figure; the start value for the project leader only. */
    targets: z.array(
      z.object({
        findingId: z.number().int(),
        code: z.string(),
        title: z.string(),
        part: z.string(),
        unit: measureUnit,
        startValue: z.number().int().optional(),
        targetValue: z.number().int(),
        targetYear: z.string(),
      }),
    ),
  })
  .openapi('IndicatorPage')
export type IndicatorPage = Omit<z.infer<typeof indicatorPage>, 'moments'> & {
  moments: FigureSeries['moments'][number][]
}
