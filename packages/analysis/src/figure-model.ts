import type { Indicator } from '@km/definition'
import type { FigureBreak, FigureCount, FigureSource, FigureStatus } from './figure-count.ts'
import type { FigureKey } from './freeze-figures.ts'
import type { Share, SuppressionReason } from './model.ts'

/** What was counted of one group of people, not yet protected. */
export interface FigureSlice {
  /** Absent for numbers that stand by themselves. */
  readonly denominator?: number
  /** By part code; a part that nobody delivered is absent. */
  readonly parts: ReadonlyMap<string, number>
  /** In the denominator, outcome not known. */
  readonly unknown: number
  /** Not in the denominator: left the region, died, objected. */
  readonly outOfView: number
  /** How many people (or schools) it is about: what thresholds look at. */
  readonly people: number
}

/** A count that is shown, or kept back: too small, or needed to keep a small one back. */
export type ShownCount = number | 'hidden'

export interface FigurePart {
  readonly code: string
  /** Absent for who gets percentages only. */
  readonly count?: ShownCount
  /** Whole percentage of the denominator. */
  readonly share?: Share
}

/** A figure as it leaves the server. */
export interface Figure {
  readonly n?: number
  readonly parts: readonly FigurePart[]
  readonly unknown: FigurePart
  readonly outOfView: ShownCount
  /** Why there is no percentage: fewer than ten, or more than a fifth unknown. */
  readonly noShare?: 'few' | 'many_unknown'
}

export type FigureReason =
  | SuppressionReason
  /** A part of it was not handed in. */
  | 'not_delivered'
  /** About another unit than this reader may see. */
  | 'not_for_you'

export type FigureCell =
  | { readonly kind: 'shown'; readonly figure: Figure }
  | { readonly kind: 'suppressed'; readonly reason: FigureReason }

export interface FigureRow {
  readonly value: string
  readonly cell: FigureCell
}

/** One reference date, provisional or final. */
export interface FigureMoment {
  readonly schoolYear: string
  readonly referenceDate: string
  readonly status: FigureStatus
  readonly source: FigureSource
  /** Answers that were entered afterwards are among it. */
  readonly retrospective?: boolean
  /** Why it cannot be compared: the question meant something else then. */
  readonly broken?: string
  /** Something newer may not be shown beside what was shown before: it would tell of a few. */
  readonly held?: boolean
  readonly cell: FigureCell
  /** One at a time, never crossed; 'cohort' and 'school' are among them when there are such counts. */
  readonly breakdowns: readonly { readonly by: string; readonly rows: readonly FigureRow[] }[]
}

export interface FigureSeries {
  readonly indicator: string
  /**
   * Oldest first; of the same day the provisional figure before the final one, and sources beside each other:
   * the registers first, then files, then answers. They are never added up.
   */
  readonly moments: readonly FigureMoment[]
}

/** What a reader may see of figures: section (c.6) and table (e.5) of the domain. */
export interface FigureLimits {
  /** The network's figures; without it only those of `schools`. */
  readonly network: boolean
  /** Schools whose own figures of pupils may be seen. */
  readonly schools: 'all' | readonly number[]
  /** Percentages only, capped, no breakdowns; every count and its remainder is looked at. */
  readonly capped: boolean
  /** Schools count as units that this reader may see one by one. */
  readonly seesSchools: boolean
  /** A provisional figure that differs from the final one by a few is left out. */
  readonly hidesCorrections: boolean
}

export interface FiguresInput {
  readonly indicator: Indicator
  /** Of this indicator; others are left out. */
  readonly counts: readonly FigureCount[]
  /** Moments that cannot be counted. */
  readonly breaks?: readonly FigureBreak[]
  /** Moments of which something newer is kept back. */
  readonly held?: readonly FigureKey[]
  readonly limits: FigureLimits
}
