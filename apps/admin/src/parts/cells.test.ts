import { describe, expect, it } from 'vitest'
import { medianLabel, ownAnswer, readCell, rowNow } from './cells.ts'
import { broken, moved, period, periods, row, shown } from './testing.ts'

describe('reading a cell', () => {
  it('gives the reason instead of numbers where a cell is hidden', () => {
    expect(readCell({ kind: 'suppressed', reason: 'complementary' })).toEqual({ reason: 'complementary' })
  })

  it('takes the newest released round, not the one that is still open', () => {
    const one = row('RE.1', moved(8, 9, 1))
    const hidden = { roundId: 26, cell: { kind: 'suppressed', reason: 'not_released' } } as const
    const step = {
      ...one.steps[0],
      fromRoundId: 25,
      toRoundId: 26,
      verdict: 'identical',
      reason: '',
    } as const
    const wider = {
      ...one,
      periods: [...one.periods, hidden],
      steps: [...one.steps, { ...step, movement: { kind: 'suppressed', reason: 'not_released' } as const }],
    }
    const now = rowNow(wider, [...periods, period('2026-2027', { released: false })])
    expect(now.reading?.n).toBe(21)
    expect(now.movement).toEqual(moved(8, 9, 1))
  })

  it('says why a series breaks and gives no movement there', () => {
    const now = rowNow(broken('RE.1'), periods)
    expect(now.broken).toBe('Ook ouders tellen mee.')
    expect(now.movement).toBeUndefined()
    expect(now.reading?.n).toBe(21)
  })

  it('has no step when one round was chosen', () => {
    const one = { ...row('RE.1', undefined), periods: [shown(25, [1, 2, 3, 4])], steps: [] }
    expect(rowNow(one, [period('2025-2026')]).step).toBeUndefined()
  })

  it('finds the answer of one school, also when that is no level', () => {
    const level = readCell(shown(25, [0, 0, 1, 0]).cell).reading
    const unknown = readCell(shown(25, [0, 0, 0, 0], 1).cell).reading
    expect(level && ownAnswer(level)?.label).toBe('Op orde')
    expect(unknown && ownAnswer(unknown)?.label).toBe('Weet ik niet')
  })

  it('gives no middle of fewer than five answers', () => {
    const levels = [
      { value: 1, label: 'Nog niet', count: 1 },
      { value: 2, label: 'Begin', count: 2 },
    ]
    const three = { n: 3, levels, escapes: [], median: 2 }
    expect(medianLabel(three)).toBeUndefined()
    expect(medianLabel({ ...three, n: 5 })).toBe('Begin')
  })
})
