import type { ComparisonRow } from '@km/analysis'
import { describe, expect, it } from 'vitest'
import { answerKind, aroundMiddle, groupRows, isHidden, placesOf } from './answer-kind.ts'

const answers = (...counts: number[]) =>
  counts.map((count, index) => ({ value: index + 1, label: `${index + 1}`, count }))

describe('the picture that suits a question', () => {
  it('follows the scale, and without one the way of answering', () => {
    expect(answerKind({ kind: 'single', scale: 'E5' }, 5)).toBe('agreement')
    expect(answerKind({ kind: 'single', scale: 'J3' }, 3)).toBe('ordered')
    expect(answerKind({ kind: 'single', scale: 'R10' }, 10)).toBe('marks')
    expect(answerKind({ kind: 'single' }, 7)).toBe('choice')
    expect(answerKind({ kind: 'multiple' }, 7)).toBe('several')
    expect(answerKind({ kind: 'number' }, 0)).toBe('number')
  })

  it('puts half of the middle answer on each side: 1 + 3 + 4/2 of 20', () => {
    expect(aroundMiddle(answers(1, 3, 4, 8, 4))).toEqual({ left: 6, whole: 20 })
  })

  it('reads places of an order, and none where only the mention was counted', () => {
    const levels = [
      { value: 'D1@1', label: '1. beleid', count: 4 },
      { value: 'D1@2', label: '2. beleid', count: 1 },
      { value: 'D2@1', label: '1. stage. mbo', count: 1 },
      { value: 'D2@2', label: '2. stage. mbo', count: 4 },
    ]
    expect(placesOf({ levels })).toEqual([
      { choice: 'beleid', places: [4, 1] },
      { choice: 'stage. mbo', places: [1, 4] },
    ])
    expect(placesOf({ levels: answers(5, 5) })).toBeUndefined()
  })

  it('keeps the rows of a matrix and the parts of a number together and all others apart', () => {
    const rows = [
      { key: 'A_1', kind: 'single' },
      { key: 'B_1_x', kind: 'single', question: 'B_1' },
      { key: 'B_1_y', kind: 'single', question: 'B_1' },
      { key: 'B_2', kind: 'number' },
      { key: 'B_3_ja', kind: 'number' },
      { key: 'B_3_nee', kind: 'number' },
      { key: 'B_4_jaar', kind: 'number' },
    ] as unknown as ComparisonRow[]
    expect(groupRows(rows).map((one) => [one.key, one.as, one.rows.length])).toEqual([
      ['A_1', 'one', 1],
      ['B_1', 'matrix', 2],
      ['B_2', 'one', 1],
      ['B_3', 'numbers', 2],
      ['B_4_jaar', 'one', 1],
    ])
  })

  it('calls a row hidden when no round has a figure or a reason to break', () => {
    const few = { cell: { kind: 'suppressed', reason: 'too_few' } }
    const shown = { cell: { kind: 'shown' } }
    const of = (periods: unknown[], verdict = 'same') =>
      isHidden({ periods, steps: [{ verdict }] } as unknown as ComparisonRow)
    expect([of([few, few]), of([few, shown]), of([few, few], 'changed')]).toEqual([true, false, false])
    expect(of([{ ...few, shares: { n: 12, parts: [] } }])).toBe(false)
  })
})
