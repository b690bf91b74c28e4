import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addressOf,
  type Choice,
  comparisonQuery,
  parseSearch,
  readAddress,
  start,
  stringifySearch,
  writeAddress,
} from './address.ts'

const year = fc.integer({ min: 2015, max: 2040 }).map((from) => `${from}-${from + 1}`)
const choice: fc.Arbitrary<Choice> = fc.record(
  {
    instrument: fc.constantFrom('KM-NT2', 'MBO-STU'),
    years: fc.uniqueArray(year, { maxLength: 5 }).map((years) => [...years].sort()),
    level: fc.constantFrom('domain' as const, 'subdomain' as const, 'expectation' as const, 'item' as const),
    school: fc.integer({ min: 1, max: 9999 }),
    order: fc.constantFrom('framework' as const, 'movement' as const),
    view: fc.constantFrom('rows' as const, 'movement' as const, 'levels' as const, 'heat' as const),
  },
  { requiredKeys: ['instrument', 'years', 'level', 'order', 'view'] },
)

describe('the address of a comparison', () => {
  it('gives back every choice that was written in it', () => {
    fc.assert(
      fc.property(choice, (chosen) => {
        const text = stringifySearch(writeAddress(chosen))
        expect(readAddress(parseSearch(text))).toEqual(chosen)
      }),
    )
  })

  it('leaves out what is as at the start', () => {
    expect(stringifySearch(writeAddress(start))).toBe('')
  })

  it('can be read aloud: years with a comma between', () => {
    const address = writeAddress({ ...start, years: ['2024-2025', '2025-2026'], group: 'vmbo-havo' })
    expect(stringifySearch(address)).toBe('?years=2024-2025,2025-2026&group=vmbo-havo')
  })

  it('falls back to the start where it says something wrong', () => {
    expect(readAddress({ level: 'alles', years: '2024,2024-2025', school: 'x', view: 'taart' })).toEqual({
      ...start,
      years: ['2024-2025'],
    })
  })

  it('prefers one school over a type of school', () => {
    expect(readAddress({ school: '3', group: 'vmbo' })).toEqual({ ...start, school: 3 })
  })

  it('asks the server for the figures only, not for order and view', () => {
    const query = comparisonQuery({ ...start, years: ['2024-2025'], order: 'movement', view: 'heat' })
    expect(query).toBe('instrument=KM-NT2&level=expectation&years=2024-2025')
  })

  it('opens a questionnaire without expectations of its own per question, also without saying so', () => {
    expect(addressOf('MBO-STU')).toEqual({ instrument: 'MBO-STU' })
    expect(readAddress({ instrument: 'MBO-STU' }).level).toBe('item')
    expect(readAddress({ instrument: 'MBO-STU', level: 'expectation' }).level).toBe('expectation')
    expect(addressOf('KM-NT2')).toEqual({})
  })
})
