import { z } from '@hono/zod-openapi'
import { describing, suppressed, text, whole } from './describe-comparison.ts'
import type { FlywheelView } from './schema.ts'

/** What visits add to the reports, for the OpenAPI description. */

/** Visitor and school of one expectation, per school year. */
export const besideYears = z.array(
  z.strictObject({
    schoolYear: text,
    n: whole,
    same: whole,
    visitorHigher: whole,
    visitorLower: whole,
    without: whole,
    discuss: z.array(z.strictObject({ id: whole, name: text })),
  }),
)

const shown = { kind: z.literal('shown'), n: whole }
export const flywheelView = describing<FlywheelView>(
  z.strictObject({
    summary: text,
    filter: text,
    periods: z.array(text),
    phases: z.array(text),
    stages: z.array(text),
    years: z.array(
      z.strictObject({
        roundId: whole,
        cell: z.union([z.strictObject({ ...shown, unknown: whole, stages: z.array(whole) }), suppressed]),
      }),
    ),
    steps: z.array(
      z.strictObject({
        movement: z.union([z.strictObject({ ...shown, up: whole, same: whole, down: whole }), suppressed]),
      }),
    ),
  }),
  'FlywheelView',
)
