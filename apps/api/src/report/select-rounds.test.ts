import { describe, expect, it } from 'vitest'
import { csvField } from '../csv-field.ts'
import { selectRounds } from './select-rounds.ts'

const day = new Date('2026-01-01T00:00:00Z')
const round = (id: number, schoolYear: string, opensOn: string, released = true) => ({
  id,
  schoolYear,
  opensOn,
  releasedAt: released ? day : null,
})
const rounds = [
  round(4, '2026-2027', '2027-04-01', false),
  round(3, '2025-2026', '2026-06-01'),
  round(2, '2025-2026', '2026-01-10'),
  round(1, '2023-2024', '2024-01-10'),
  round(5, '2021-2022', '2022-01-10'),
]
const ids = (choice: Parameters<typeof selectRounds>[1]) => selectRounds(rounds, choice).map((r) => r.id)

describe('choosing rounds', () => {
  it('takes the released rounds of the two newest years that have one, oldest first', () => {
    expect(ids({})).toEqual([1, 2, 3])
  })

  it('takes the years that were asked, also one that is open', () => {
    expect(ids({ years: '2026-2027,2021-2022' })).toEqual([5, 4])
  })

  it('takes the rounds that were asked, and of these only the years that were asked too', () => {
    expect(ids({ rounds: '3,1' })).toEqual([1, 3])
    expect(ids({ rounds: '3,1', years: '2025-2026,2021-2022' })).toEqual([3])
    expect(ids({ rounds: '3,1', years: '2021-2022' })).toEqual([])
  })

  it('takes what there is when nothing was released', () => {
    expect(selectRounds([round(9, '2026-2027', '2027-04-01', false)], {})).toHaveLength(1)
  })
})

describe('a field of the export', () => {
  it('cannot start a formula, and keeps separators and quotes inside', () => {
    expect(['=1+1', '+31', '-2', '@x', '\tx'].map(csvField)).toEqual(["'=1+1", "'+31", "'-2", "'@x", "'\tx"])
    expect(csvField('a;"b"')).toBe('"a;""b"""')
    expect(csvField('=a;b')).toBe(`"'=a;b"`)
    expect([-3, 2.5].map(csvField)).toEqual(['-3', '2,5'])
    expect(csvField(undefined)).toBe('')
  })
})
