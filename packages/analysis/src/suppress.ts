import type { ItemSeries } from './compare.ts'
import type { ComparisonInput, Period, SuppressionReason } from './model.ts'
import type { ItemScore } from './score.ts'
import type { Thresholds } from './thresholds.ts'
import { isComparable } from './versions.ts'

/** Why each figure of an item is hidden; `undefined`: it may be shown. */
export interface Mask {
  /** Per round. */
  readonly periods: readonly (SuppressionReason | undefined)[]
  /** Per step. */
  readonly steps: readonly (SuppressionReason | undefined)[]
}

export function judgeScore(
  score: ItemScore | undefined,
  period: Period | undefined,
  limits: Thresholds,
): SuppressionReason | undefined {
  if (!period?.released) return 'not_released'
  if (!score) return 'not_asked'
  // That all of a few people skipped an item is an answer too.
  if (score.n === 0) return limits.minUnits > 1 && period.responded > 0 ? 'too_few' : 'no_answers'
  if (score.n < limits.minUnits) return 'too_few'
  const small = (count: number) => count > 0 && count < limits.minCount
  return score.counts.some((count) => small(count) || small(score.n - count)) ? 'too_few' : undefined
}

export function judgeStep(
  series: ItemSeries,
  step: number,
  periods: ComparisonInput['periods'],
  limits: Thresholds,
  bySchool: boolean,
): SuppressionReason | undefined {
  if (!bySchool) return 'not_applicable'
  if (!periods[step]?.released || !periods[step + 1]?.released) return 'not_released'
  const passage = series.passages[step]
  if (!series.scores[step] || !series.scores[step + 1]) return 'not_asked'
  if (!passage || !isComparable(passage.verdict)) return 'not_comparable'
  const found = series.movements[step]
  if (!found) return 'not_applicable'
  if (found.movement.n === 0 && limits.minMatched <= 1) return 'no_answers'
  return found.movement.n < limits.minMatched ? 'too_few_matched' : undefined
}

/**
 * Sizes of the parts into which the shown groups divide the schools with a level in one round: in both
 * matched groups, in the earlier one only, in the later one only, in neither.
 */
function partSizes(
  score: ItemScore | undefined,
  earlier: Uint8Array | undefined,
  later: Uint8Array | undefined,
): readonly number[] {
  const sizes = [0, 0, 0, 0]
  for (let school = 0; school < (score?.levels.length ?? 0); school += 1) {
    if ((score?.levels[school] ?? -1) < 0) continue
    const part = (earlier?.[school] ?? 0) + 2 * (later?.[school] ?? 0)
    sizes[part] = (sizes[part] ?? 0) + 1
  }
  return sizes
}

/**
 * Hides movements so that no shown group of schools differs from another by a few: in every round each part is
 * empty or holds `minPart` schools. Whatever is added or subtracted, only sums over whole parts come out. Goes
 * from old to new: a later round never changes what an earlier release showed, it only hides its own step.
 */
function hideSmallParts(
  series: ItemSeries,
  judged: readonly (SuppressionReason | undefined)[],
  minPart: number,
): (SuppressionReason | undefined)[] {
  let earlier: Uint8Array | undefined
  return judged.map((reason, step) => {
    const own = reason === undefined ? series.movements[step]?.matched : undefined
    const before = earlier
    earlier = undefined
    if (!own) return reason
    const sizes = [
      partSizes(series.scores[step], before, own),
      partSizes(series.scores[step + 1], own, undefined),
    ]
    if (sizes.flat().some((size) => size > 0 && size < minPart)) return 'complementary'
    earlier = own
    return undefined
  })
}

/**
 * Decides, for every item of the instrument at once and whatever level was asked, which figures are hidden
 * and why. Roll-ups are sums of what this leaves standing (see `roll-up.ts`), so they add nothing.
 */
export function suppress(
  all: readonly ItemSeries[],
  input: Pick<ComparisonInput, 'periods'>,
  limits: Thresholds,
  bySchool: boolean,
): Map<ItemSeries, Mask> {
  return new Map(
    all.map((series) => {
      const periods = series.scores.map((score, index) => judgeScore(score, input.periods[index], limits))
      const steps = series.passages.map((_, step) => judgeStep(series, step, input.periods, limits, bySchool))
      const judged = limits.minPart > 0 ? hideSmallParts(series, steps, limits.minPart) : steps
      return [series, { periods, steps: judged }]
    }),
  )
}
