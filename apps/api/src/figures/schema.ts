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
        parts: z.array(z.object({ code: z.string(), title: z.string(), text: z.string() })),
        norm: z.string().optional(),
        note: z.string().optional(),
        moments: z.array(
          z.object({
            schoolYear: z.string(),
            referenceDate: z.string(),
            status: z.enum(['provisional', 'final']),
            source: z.enum(['import', 'responses', 'register']),
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
