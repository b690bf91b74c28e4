import { describe, expect, it } from 'vitest'
import { buildComparison } from './build-comparison.ts'
import { cohort, defineVersion, period, type Rounds, scoredItem, talliesOf } from './cohort.ts'
import { findSignals } from './signals.ts'

const definition = defineVersion(1, '1.0', [scoredItem('KM_OL_D_1')])
const signals = (...rounds: Rounds) =>
  findSignals(
    buildComparison(
      cohort({
        definitions: [definition],
        tallies: talliesOf(definition, 'KM_OL_D_1', rounds),
        periods: rounds.map((_, index) => period(index + 1)),
      }),
    ),
  ).map(({ kind, rule, count, of }) => `${kind} ${rule} ${count}/${of}`)

describe('signals', () => {
  it('ask attention when at least half of the schools stand below op orde', () => {
    expect(signals([1, 2, 2, 3, 3, 4])).toEqual(['attention half_low 3/6'])
    expect(signals([1, 2, 3, 3, 3, 'nvt'])).toEqual([])
  })

  it('ask attention when a third does not know', () => {
    expect(signals([1, 'wn', 'wn', 3, 3, 3, 'nvt'])).toEqual(['attention third_unknown 2/6'])
  })

  it('ask attention when three matched schools went down', () => {
    expect(signals([4, 4, 4, 3, 2, 2], [3, 3, 3, 3, 2, 1])).toContain('attention three_down 4/6')
    expect(signals([4, 4, 3, 3, 2, 2], [3, 3, 3, 3, 2, 2])).not.toContain('attention three_down 2/6')
  })

  it('name a strength at two thirds op orde or higher', () => {
    expect(signals([3, 3, 4, 4, 1, 2])).toEqual(['strength two_thirds_sufficient 4/6'])
  })

  it('name growth when at least half of the matched went up', () => {
    expect(signals([1, 1, 2, 3, 3, 3], [2, 2, 3, 3, 3, 3])).toContain('growth half_up 3/6')
  })

  it('say nothing about what is hidden', () => {
    expect(signals([4, 4, 4, 4], [1, 1, 1, 1])).toEqual(['attention half_low 4/4'])
  })
})
