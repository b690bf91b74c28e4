import { describe, expect, it } from 'vitest'
import { gutterOf, levelSpans } from '../../parts/chart-levels.ts'
import { broken, moved, row, view } from '../../parts/testing.ts'
import { chartData } from './chart-data.ts'

describe('the data of the charts', () => {
  it('say in words why a row has no movement', () => {
    const data = chartData(view([broken('RE.1')]), [broken('RE.1')])
    expect(data.rows[0]?.movement).toBeUndefined()
    expect(data.rows[0]?.movementNote).toBe('≠ vraag veranderd')
    expect(data.rows[0]?.years.map((y) => y.breaks)).toEqual([false, true])
  })

  it('draw nothing for a hidden cell', () => {
    const one = row('RE.1', moved(8, 9, 1))
    const hidden = {
      ...one,
      periods: one.periods.map((p) => ({ ...p, cell: { kind: 'suppressed', reason: 'too_few' } as const })),
    }
    const [drawn] = chartData(view([hidden]), [hidden]).rows
    expect(drawn?.levels).toBeUndefined()
    expect(drawn?.years.every((y) => y.share === undefined && y.note === 'niet getoond')).toBe(true)
  })

  it('leave out questions that are not on the scale of four levels', () => {
    const other = { ...row('RE.1', moved(1, 1, 1)), scale: 'J3' }
    expect(chartData(view([other]), [other]).rows).toEqual([])
  })

  it('put levels 1 and 2 left of the border, 3 and 4 right of it, and "weet ik niet" apart', () => {
    const levels = { counts: [4, 6, 8, 2], unknown: 1, n: 21 }
    expect(levelSpans(levels, 12)).toEqual([
      [-10, -6],
      [-6, 0],
      [0, 8],
      [8, 10],
      [12, 13],
    ])
    expect(levelSpans({ counts: [0, 1, 0, 0], unknown: 0, n: 1 }, 12)).toEqual([
      null,
      [-1, 0],
      null,
      null,
      null,
    ])
  })

  it('begin "weet ik niet" right of the longest bar', () => {
    const { rows } = chartData(view([row('RE.1', undefined)]), [row('RE.1', undefined)])
    expect(gutterOf(rows)).toBeGreaterThan(10)
  })
})
