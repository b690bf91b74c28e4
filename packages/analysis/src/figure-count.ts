/** Where a count comes from: a file, answers to an instrument, or a register that the network keeps. */
export type FigureSource = 'import' | 'responses' | 'register'

/** Figures of July are provisional, after 1 October they are final; both are kept. */
export type FigureStatus = 'provisional' | 'final'

/**
 * One counted number of an indicator: never about one person, never a percentage. The engine makes figures
 * of these, whichever source they come from.
 */
export interface FigureCount {
  readonly source: FigureSource
  /** Such as 'I.V04', of `surveys/indicators.json`. */
  readonly indicator: string
  /**
   * What was counted: 'denominator', 'unknown' (in the denominator, outcome not known), 'out_of_view' (left
   * the region, died, objected; outside the denominator), or a part of the indicator, such as 'numerator'.
   */
  readonly part: string
  /** The school year in which the reference date lies, '2025-2026'. */
  readonly schoolYear: string
  /** The school year in which the pupils left the ISK or finished their traject. */
  readonly cohort?: string
  /** Absent: of the network as a whole. */
  readonly schoolId?: number
  /** At most one at a time. Absent: of all together. */
  readonly breakdown?: { readonly by: string; readonly value: string }
  /** Whole, 0 or more. */
  readonly value: number
  readonly status: FigureStatus
  /** The day that the count is about, 'YYYY-MM-DD'. */
  readonly referenceDate: string
  /** Answers that were entered afterwards, from a source of then, are among it. */
  readonly retrospective?: boolean
}

/** A figure that cannot be counted: the question meant something else then. */
export interface FigureBreak
  extends Pick<FigureCount, 'source' | 'indicator' | 'schoolYear' | 'status' | 'referenceDate'> {
  /** Dutch, from the change log of the instrument; empty when it does not say. */
  readonly reason: string
}
