import { describe, expect, it } from 'vitest'
import { broken, moved, period, periods, row, view } from '../../parts/testing.ts'
import { cellReference } from './reference.ts'

describe('the cell that a finding freezes', () => {
  it('is the row over the years on the screen', () => {
    const one = row('RE.1', moved(8, 9, 1))
    expect(cellReference(view([one]), one, undefined)).toEqual({
      instrument: 'KM-NT2',
      years: ['2024-2025', '2025-2026'],
      rounds: [24, 25],
      level: 'expectation',
      key: 'RE.1',
    })
  })

  it('is the newest year alone where the question changed, so that it can be frozen', () => {
    const one = broken('RE.1')
    expect(cellReference(view([one]), one, undefined).years).toEqual(['2025-2026'])
  })

  it('passes over a round that is still open', () => {
    const one = row('RE.1', moved(8, 9, 1))
    const open = period('2026-2027', { released: false })
    const hidden = { roundId: 26, cell: { kind: 'suppressed', reason: 'not_released' } } as const
    const wider = { ...one, periods: [...one.periods, hidden] }
    const seen = view([wider], { periods: [...periods, open] })
    expect(cellReference(seen, wider, undefined).rounds).toEqual([24, 25])
  })

  it('keeps the school or the type of school that was chosen', () => {
    const one = row('RE.1', moved(8, 9, 1))
    expect(cellReference(view([one], { schoolId: 7 }), one, undefined).school).toBe(7)
    expect(cellReference(view([one]), one, 'vmbo').group).toBe('vmbo')
  })
})
