import type { FlywheelView } from '@km/api'
import { describe, expect, it } from 'vitest'
import { flywheelRows } from './flywheel.tsx'

const view: FlywheelView = {
  ...{ summary: '', filter: '', phases: ['aanloop'], steps: [] },
  stages: ['bezig met aanloop', 'alle fasen op orde'],
  periods: ['2024-2025', '2025-2026'],
  years: [
    { roundId: 1, cell: { kind: 'suppressed', reason: 'too_few' } },
    { roundId: 2, cell: { kind: 'shown', n: 8, unknown: 1, stages: [6, 2] } },
  ],
}

describe('the rows of the flywheel', () => {
  it('say counts of how many, and why a round has none', () => {
    const rows = flywheelRows(view)
    expect(rows.map((row) => row.label)).toEqual([
      'Bezig met aanloop',
      'Alle fasen op orde',
      'Geen fase te zeggen',
    ])
    expect(rows[0]?.bars[0]?.part).toBeUndefined()
    expect(rows[0]?.bars[0]?.words).toMatch(/te weinig/)
    expect(rows[1]?.bars[1]).toEqual({ name: '2025-2026 (8 scholen)', words: '2 van 8', part: 0.25 })
    expect(rows[2]?.bars[1]?.words).toBe('1')
  })
})
