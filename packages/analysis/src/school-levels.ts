/** The school types of the vo, lowest first: their order is all that a move is judged on. */
export const voLevels = ['pro', 'vmbo-b', 'vmbo-k', 'vmbo-gt', 'havo', 'vwo'] as const
/** Places with no order beside the vo. */
export const otherSectors = ['vso', 'mbo', 'hbo'] as const

export type Move = 'up' | 'same' | 'down' | 'other_sector'

interface Range {
  readonly low: number
  readonly high: number
}

/** A mixed class spans more than one level: 'havo/vwo' is 5 to 6. */
function rangeOf(place: string): Range | 'other' | undefined {
  if ((otherSectors as readonly string[]).includes(place)) return 'other'
  const ranks = place.split('/').map((one) => (voLevels as readonly string[]).indexOf(one))
  if (ranks.length > 2 || ranks.includes(-1)) return undefined
  return { low: Math.min(...ranks), high: Math.max(...ranks) }
}

/** Whether it is a school type, a mixed class or another sector. */
export const isPlace = (place: string): boolean => rangeOf(place) !== undefined

/**
 * Where somebody went. Down: the highest side of the place now lies under the lowest side of the start. Up:
 * the lowest side now lies above the highest side of the start. All that touches or overlaps is the same.
 * To or from another sector there is no up or down. Source: rules of the domain (c.1); not the rule of the
 * inspectorate, which counts a mixed class as half a step. Example: ('havo/vwo', 'havo') is 'same'.
 * `undefined`: one of both is no place.
 */
export function judgeMove(start: string, now: string): Move | undefined {
  const [from, to] = [rangeOf(start), rangeOf(now)]
  if (from === undefined || to === undefined) return undefined
  if (from === 'other' || to === 'other') return 'other_sector'
  if (to.high < from.low) return 'down'
  return to.low > from.high ? 'up' : 'same'
}
