/**
 * Lower median of grouped values: the smallest value at which at least half of the answers is reached.
 * Takes how often each value was given, values in order; returns the index of the median value, or
 * `undefined` without answers. It is always a value that was given, so it fits ordered levels.
 *
 * Source: Hyndman & Fan (1996), "Sample Quantiles in Statistical Packages", definition 1 (inverse of the
 * empirical distribution function); R `quantile(x, 0.5, type = 1)`. Minimum n: 1.
 *
 * @example lowerMedian([1, 1, 1, 1]) // 1: the second value, as quantile(1:4, 0.5, type = 1) is 2
 */
export function lowerMedian(counts: readonly number[]): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return undefined
  let reached = 0
  return counts.findIndex((count) => {
    reached += count
    return reached * 2 >= total
  })
}
