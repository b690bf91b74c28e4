import type { Comparison, RowPeriod } from '@km/analysis'
import { describe, expect, it } from 'vitest'
import { hideRemainders } from './hide-small-groups.ts'

const distribution = (n: number) => ({ n, levels: [], escapes: [] })
const shown = (n: number): RowPeriod => ({
  roundId: 1,
  cell: { kind: 'shown', distribution: distribution(n) },
})
const hidden: RowPeriod = { roundId: 1, cell: { kind: 'suppressed', reason: 'too_few' } }

/** One item in one round; nothing else matters here. */
const comparison = (cell: RowPeriod): Comparison => ({
  instrument: 'X',
  instrumentTitle: 'X',
  level: 'item',
  unit: 'school',
  anonymityLevel: 'F',
  periods: [],
  headline: {
    ...{ responded: 0, invited: 0, matched: 0, comparable: 0, moreUp: 0, moreDown: 0, changed: 0 },
    suppressed: 0,
  },
  rows: [
    { key: 'a', level: 'item', title: 'a', expectationCodes: [], kind: 'single', periods: [cell], steps: [] },
  ],
})
const sizes = (groups: readonly Comparison[]) =>
  groups.map(({ rows }) => {
    const cell = rows[0]?.periods[0]?.cell
    return cell?.kind === 'shown' && 'distribution' in cell ? cell.distribution.n : 0
  })

describe('groups beside the network', () => {
  it('stay when they add up to the network', () => {
    expect(
      sizes(hideRemainders(comparison(shown(13)), [comparison(shown(6)), comparison(shown(7))], 5)),
    ).toEqual([6, 7])
  })

  it('lose the smallest shown one when the hidden ones could be computed back', () => {
    // 20 in all, 3 hidden: 20 - 8 - 9 = 3. Without the 8, eleven are left over.
    const groups = [comparison(shown(8)), comparison(shown(9)), comparison(hidden)]
    expect(sizes(hideRemainders(comparison(shown(20)), groups, 5))).toEqual([0, 9, 0])
  })

  it('stay when what is left over is large enough', () => {
    const groups = [comparison(shown(8)), comparison(hidden), comparison(hidden)]
    expect(sizes(hideRemainders(comparison(shown(14)), groups, 5))).toEqual([8, 0, 0])
  })

  it('stay when the network itself is hidden', () => {
    expect(sizes(hideRemainders(comparison(hidden), [comparison(shown(8))], 5))).toEqual([8])
  })
})
