import type { AnonymityLevel } from '@km/definition'

/** No figure of a group smaller than this, wherever a threshold holds at all. */
export const minGroup = 5

/**
 * Smallest number of units per reader, level F: who may see one school; a comparison group (which never
 * holds the reader's own school); network figures (which may hold it, so that 5 others remain).
 */
export const minUnitsFor = { insider: 1, group: minGroup, network: minGroup + 1 } as const

export interface Thresholds {
  /** Units that answered an item, before its distribution is shown. */
  readonly minUnits: number
  /** Matched schools, before movement is shown. */
  readonly minMatched: number
  /** Every part into which the shown groups of schools divide a round is empty or at least this; 0: no rule. */
  readonly minPart: number
  /** Every count that is not zero, and what it leaves of the whole; 0: no rule. */
  readonly minCount: number
}

/**
 * Rules of suppression for one answer. Takes the anonymity level of the instrument, the smallest n that this
 * reader may see (units; 1 is the project leader or the school itself), whether it is about one school, and
 * whether it counts the network's own work, which is about nobody.
 */
export function thresholdsFor(view: {
  readonly anonymityLevel: AnonymityLevel
  readonly minUnits: number
  readonly oneSchool: boolean
  readonly ownWork?: boolean
}): Thresholds {
  const { anonymityLevel, minUnits, oneSchool, ownWork = false } = view
  const never = { minUnits: Infinity, minMatched: Infinity, minPart: 0, minCount: 0 }
  if (anonymityLevel === 'P') return never
  const insider = minUnits <= 1
  const open = anonymityLevel === 'F' || (anonymityLevel === 'C' && ownWork)
  const atOne = insider && (open || (anonymityLevel === 'K' && oneSchool))
  const group = Math.max(minGroup, minUnits)
  return {
    minUnits: atOne ? 1 : group,
    minMatched: oneSchool && atOne ? 1 : group,
    minPart: atOne ? 0 : group,
    minCount: anonymityLevel === 'C' && !insider ? minGroup : 0,
  }
}
