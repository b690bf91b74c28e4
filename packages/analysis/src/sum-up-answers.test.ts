import type { Scale } from '@km/definition'
import { describe, expect, it } from 'vitest'
import type { Comparison, ComparisonRow, RowPeriod } from './model.ts'
import { sumUpAnswers } from './sum-up-answers.ts'

/*
 * Worked out by hand.
 *
 * Agreement, 24 people sent the form, 22 answered:
 *   helemaal oneens 1 | oneens 3 | tussenin 4 | eens 8 | helemaal eens 4 | geldt niet 2
 *   agree: 8 + 4 = 12 of 1 + 3 + 4 + 8 + 4 = 20 ("geldt niet" drops out); 24 - 22 = 2 without an answer
 * Yes, a little, no, 15 of 15: nee 2 | een beetje 4 | ja 6 | weet ik niet 3
 *   yes: 6 of 2 + 4 + 6 + 3 = 15 ("weet ik niet" stays in); none without
 * Numbers of 6 schools, 4 of them answered: 0, 2, 2, 11
 *   total 15; 2 without
 * Tenths: 0.1 once and 0.2 once give 0.3.
 */
const scale = (code: string, agreeing: readonly (number | string)[], wnCounts: boolean): Scale => ({
  ...{ code, version: 1, title: code, levels: [], sufficient: [], ordered: true, agreeing },
  escapes: [{ value: 'wn', label: 'weet ik niet', inDenominator: wnCounts }],
})
const scales = [scale('E5', [4, 5], false), scale('J3', ['ja'], true)]

type Counts = readonly (readonly [number | string, number])[]
const counted = (counts: Counts) => counts.map(([value, count]) => ({ value, label: `${value}`, count }))

function compared(
  head: Partial<ComparisonRow>,
  cell: RowPeriod['cell'],
  responded: number,
): RowPeriod['sum'] {
  const row = {
    ...{ key: 'A', level: 'item', title: 'A', kind: 'single', expectationCodes: [], steps: [] },
    ...head,
  }
  const comparison = {
    periods: [{ roundId: 1, responded }],
    rows: [{ ...row, periods: [{ roundId: 1, cell }] }],
  }
  return sumUpAnswers(comparison as unknown as Comparison, scales).rows[0]?.periods[0]?.sum
}
const shown = (n: number, levels: Counts, wn = 0): RowPeriod['cell'] => ({
  kind: 'shown',
  distribution: { n, levels: counted(levels), escapes: [{ value: 'wn', label: 'weet ik niet', count: wn }] },
})

describe('what answers come down to', () => {
  it('counts who agrees, without whom it does not apply to', () => {
    const levels: Counts = [
      [1, 1],
      [2, 3],
      [3, 4],
      [4, 8],
      [5, 4],
    ]
    expect(compared({ scale: 'E5' }, shown(22, levels, 2), 24)).toEqual({
      agreeing: { count: 12, of: 20 },
      without: 2,
    })
  })

  it('counts who says yes, with those who do not know', () => {
    const levels: Counts = [
      ['nee', 2],
      ['een_beetje', 4],
      ['ja', 6],
    ]
    expect(compared({ scale: 'J3' }, shown(15, levels, 3), 15)).toEqual({
      agreeing: { count: 6, of: 15 },
      without: 0,
    })
  })

  it('adds numbers up and keeps who gave none apart', () => {
    const levels: Counts = [
      [0, 1],
      [2, 2],
      [11, 1],
    ]
    expect(compared({ kind: 'number' }, shown(4, levels), 6)).toEqual({ total: 15, without: 2 })
    expect(
      compared(
        { kind: 'number' },
        shown(2, [
          [0.1, 1],
          [0.2, 1],
        ]),
        2,
      )?.total,
    ).toBe(0.3)
  })

  it('says no total of numbers that are not counted per value', () => {
    expect(compared({ kind: 'number' }, shown(4, []), 6)).toEqual({ without: 2 })
  })

  it('adds no years up', () => {
    const years: Counts = [
      [2021, 2],
      [2024, 1],
    ]
    expect(compared({ kind: 'number' }, shown(3, years), 3)).toEqual({ without: 0 })
  })

  it('says nothing of what is hidden', () => {
    expect(compared({ scale: 'E5' }, { kind: 'suppressed', reason: 'too_few' }, 4)).toBeUndefined()
  })
})
