import { describe, expect, it } from 'vitest'
import { isPersonal } from './read-cell.ts'

describe('a cell is about a person', () => {
  it.each([
    'alice@school.example',
    'mail a.b@school.example of bel',
    'a@b@school.example',
    '06 12 34 56 78',
    '+31 (0)6-12345678',
  ])('when it holds %s', (text) => {
    expect(isPersonal(text)).toBe(true)
  })

  it.each(['@', '12 @ 3.50', 'a@b', '2026-11-30', '0 1 2', 'vmbo/havo'])(
    'but not when it holds %s',
    (text) => {
      expect(isPersonal(text)).toBe(false)
    },
  )

  it('and a file full of @ is read without going over it again and again', () => {
    const cells = Array.from({ length: 100 }, () => '@'.repeat(20_000))
    expect(cells.some(isPersonal)).toBe(false)
  })
})
