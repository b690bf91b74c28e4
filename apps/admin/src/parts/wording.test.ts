import { describe, expect, it } from 'vitest'
import { day, list, percent, periodName, strongParts, units } from './wording.ts'

describe('words for numbers', () => {
  it('rounds to whole percentages and knows no share of nothing', () => {
    expect(percent(12, 21)).toBe('57%')
    expect(percent(0, 0)).toBe('–')
  })

  it('counts one school and more schools', () => {
    expect([units(1, 'school'), units(2, 'school'), units(1, 'person')]).toEqual([
      '1 school',
      '2 scholen',
      '1 persoon',
    ])
  })

  it('writes a date in full, in the time of the Netherlands', () => {
    expect(day('2026-03-03')).toBe('3 maart 2026')
    expect(day('2026-03-03T23:30:00Z')).toBe('4 maart 2026')
    expect(day('onbekend')).toBe('onbekend')
  })

  it('names a round within a year', () => {
    expect(periodName({ schoolYear: '2025-2026', period: 'juni' })).toBe('juni 2025-2026')
    expect(periodName({ schoolYear: '2025-2026', period: '' })).toBe('2025-2026')
  })

  it('lists with commas and "en"', () => {
    expect(list(['a', 'b', 'c'])).toBe('a, b en c')
    expect(list(['a'])).toBe('a')
  })

  it('makes counts of a whole strong and loses no letter of the sentence', () => {
    const text =
      'In 2025-2026 deden 21 van de 24 scholen mee. Bij 9 van de 34 vergelijkbare verwachtingen meer.'
    const parts = strongParts(text)
    expect(parts.map((p) => p.text).join('')).toBe(text)
    expect(parts.filter((p) => p.strong).map((p) => p.text)).toEqual([
      '21 van de 24 scholen',
      '9 van de 34 vergelijkbare verwachtingen',
    ])
  })
})
