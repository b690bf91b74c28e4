import type { FigureCell, FigureMoment } from '@km/analysis'
import { describe, expect, it } from 'vitest'
import { barOf, dayRows, drawnParts, isDelivered, mainCells, reachedIn } from './figure-rows.ts'

const shown = (parts: readonly [string, number | 'hidden', number?][], n = 20): FigureCell => ({
  kind: 'shown',
  figure: {
    n,
    parts: parts.map(([code, count, share]) => ({ code, count, ...(share !== undefined && { share }) })),
    unknown: { code: 'unknown', count: 2, share: 10 },
    outOfView: 0,
  },
})
const moment = (more: Partial<FigureMoment>): FigureMoment => ({
  ...{ schoolYear: '2025-2026', referenceDate: '2026-07-31', status: 'final', source: 'import' },
  ...{ cell: shown([['numerator', 10, 50]]), breakdowns: [], ...more },
})
const notForYou: FigureCell = { kind: 'suppressed', reason: 'not_for_you' }
const parts = [
  { code: 'up', title: 'opstroom', text: '' },
  { code: 'same', title: 'op niveau', text: '' },
  { code: 'apart', title: 'andere sector', text: '', apart: true },
]

describe('rows of an indicator', () => {
  it('put what was provisional beside what became final, and another source on a row of its own', () => {
    const rows = dayRows([
      moment({ status: 'provisional' }),
      moment({}),
      moment({ source: 'register' }),
      moment({ referenceDate: '2027-07-31', schoolYear: '2026-2027', status: 'provisional' }),
    ])
    expect(
      rows.map((row) => [row.referenceDate, row.source, row.provisional?.status, row.final?.status]),
    ).toEqual([
      ['2026-07-31', 'import', 'provisional', 'final'],
      ['2026-07-31', 'register', undefined, 'final'],
      ['2027-07-31', 'import', 'provisional', undefined],
    ])
  })

  it('show the own schools by name where the whole is not for this reader', () => {
    const rows = [{ value: '7', cell: shown([['numerator', 6, 50]], 12) }]
    const breakdowns = [
      { code: 'school', title: 'school', beside: false, values: [{ code: '7', title: 'De Eik' }] },
    ]
    const own = moment({ cell: notForYou, breakdowns: [{ by: 'school', rows }] })
    expect(mainCells({ breakdowns }, own)).toMatchObject([{ name: 'De Eik', cell: { figure: { n: 12 } } }])
    expect([isDelivered([own]), isDelivered([moment({ cell: notForYou })])]).toEqual([true, false])
  })
})

describe('bars of an indicator', () => {
  const page = { unit: 'percentage' as const, parts }

  it('are the shares of the parts of the whole, with what is unknown', () => {
    const cell = shown([
      ['up', 8, 40],
      ['same', 10, 50],
      ['apart', 3],
    ])
    expect(barOf(cell, page)).toEqual({ segments: [40, 50], unknown: 10 })
    expect(drawnParts([cell], page).map(({ code }) => code)).toEqual(['up', 'same'])
  })

  it('are not drawn when a number is kept back, or without a percentage', () => {
    const partly = shown([
      ['up', 'hidden'],
      ['same', 10, 50],
    ])
    expect(barOf(partly, page)).toBeUndefined()
    expect(barOf(shown([['up', 8]]), page)).toBeUndefined()
    expect(barOf(notForYou, page)).toBeUndefined()
    expect(barOf(shown([['up', 8]]), { ...page, unit: 'count' })).toEqual({ segments: [8], unknown: 0 })
  })
})

describe('what a target came to', () => {
  it('is the final figure of its school year, and nothing when that is not shown', () => {
    const moments = [
      moment({ status: 'provisional', cell: shown([['numerator', 8, 40]]) }),
      moment({ cell: shown([['numerator', 11, 55]]) }),
    ]
    const target = { part: 'numerator', targetYear: '2025-2026' }
    expect(reachedIn({ moments }, { ...target, unit: 'share' })).toBe(55)
    expect(reachedIn({ moments }, { ...target, unit: 'count' })).toBe(11)
    expect(reachedIn({ moments }, { ...target, unit: 'share', targetYear: '2026-2027' })).toBeUndefined()
    expect(
      reachedIn({ moments: [moment({ cell: notForYou })] }, { ...target, unit: 'share' }),
    ).toBeUndefined()
  })
})
