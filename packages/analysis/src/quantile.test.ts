import { describe, expect, it } from 'vitest'
import { lowerMedian } from './quantile.ts'

/**
 * R version 4.2.2: counts of the levels 1..4 and `quantile(x, 0.5, type = 1)`, made by
 *   set.seed(20260303)
 *   t(sapply(1:24, function(i) {
 *     n <- sample(1:30, 1); x <- sample(1:4, n, replace = TRUE, prob = runif(4))
 *     c(tabulate(x, 4), quantile(x, 0.5, type = 1, names = FALSE)) }))
 */
const fromR: readonly (readonly [readonly number[], number])[] = [
  [[4, 0, 7, 2], 3],
  [[0, 1, 0, 2], 4],
  [[2, 1, 3, 1], 3],
  [[0, 0, 6, 3], 3],
  [[1, 0, 0, 0], 1],
  [[2, 0, 1, 1], 1],
  [[5, 0, 0, 0], 1],
  [[4, 12, 1, 4], 2],
  [[1, 0, 0, 0], 1],
  [[4, 2, 0, 3], 2],
  [[12, 4, 1, 9], 2],
  [[3, 2, 3, 4], 3],
  [[1, 2, 4, 16], 4],
  [[6, 11, 1, 6], 2],
  [[0, 6, 9, 4], 3],
  [[11, 2, 6, 2], 1],
  [[11, 0, 11, 8], 3],
  [[6, 6, 1, 1], 2],
  [[4, 3, 4, 2], 2],
  [[5, 1, 3, 3], 2],
  [[2, 4, 4, 4], 3],
  [[2, 2, 2, 2], 2],
  [[0, 5, 5, 11], 4],
  [[17, 3, 9, 1], 1],
]

describe('lower median', () => {
  // R version 4.2.2: quantile(c(1, 2, 3, 4), 0.5, type = 1) prints 2.
  it('takes the lower of the two middle values', () => {
    expect(lowerMedian([1, 1, 1, 1])).toBe(1)
  })

  it.each(fromR)('of counts %j is level %i, as in R', (counts, level) => {
    expect((lowerMedian(counts) ?? Number.NaN) + 1).toBe(level)
  })

  it('does not exist without answers', () => {
    expect(lowerMedian([0, 0, 0, 0])).toBeUndefined()
    expect(lowerMedian([])).toBeUndefined()
  })
})
