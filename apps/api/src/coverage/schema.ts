import { z } from '@hono/zod-openapi'
import type { Coverage, CoverageCombination, CoverageGap, CoverageSource } from '@km/analysis'
import { schoolYear } from '../request-fields.ts'

export const parts = ['bijlage', 'goals', 'expectations'] as const

const orNewest = z.preprocess((value) => (value === '' ? undefined : value), schoolYear.optional())
export const coverageQuery = z.object({ year: orNewest })
export const coverageFileQuery = z.object({ year: orNewest, part: z.enum(parts) })

export type CoverageQuery = z.infer<typeof coverageQuery>
export type CoveragePart = (typeof parts)[number]

/** Where a person can look at the evidence itself. */
export type EvidenceLink =
  | { readonly to: 'comparison'; readonly instrument: string; readonly year: string }
  | { readonly to: 'round'; readonly id: number }
  | { readonly to: 'visits' }
  | { readonly to: 'figure'; readonly indicator: string }
  | { readonly to: 'register' }

/** One piece of evidence in words, small numbers hidden. */
export interface EvidenceLine {
  readonly text: string
  readonly link?: EvidenceLink
}

export interface SourceView extends Omit<CoverageSource, 'evidence'> {
  readonly lines: readonly EvidenceLine[]
}

/** GET /api/coverage: which goal, activity and expectation has evidence in this school year, and which has none. */
export interface CoverageView extends Omit<Coverage, 'sources' | 'gaps' | 'combinations'> {
  readonly schoolYear: string
  /** Newest first. */
  readonly years: readonly string[]
  /** `own`: it is the plan of this school year. */
  readonly plan: { readonly code: string; readonly title: string; readonly own: boolean }
  /** Dutch, on top of the screen. */
  readonly summary: string
  /** States and gaps only: sources, expectations and combinations are left out. */
  readonly headlinesOnly: boolean
  readonly domains: readonly { readonly code: string; readonly title: string }[]
  readonly sources: readonly SourceView[]
  readonly gaps: readonly {
    readonly kind: CoverageGap['kind']
    readonly text: string
    readonly codes: readonly { readonly code: string; readonly title: string }[]
  }[]
  /** Bijlage 1: every row × method × respondents. */
  readonly combinations: readonly (CoverageCombination & {
    readonly when: string
    readonly response: readonly string[]
  })[]
}
