import { describe, expect, it } from 'vitest'
import { evidenceAddress, yearAfter } from './evidence-address.ts'

describe('the way back from evidence', () => {
  it('leads to the comparison that it was taken from', () => {
    const reference = {
      instrument: 'KM-NT2',
      years: ['2024-2025', '2025-2026'],
      level: 'subdomain' as const,
      key: 'OL.B',
      group: 'vmbo',
    }
    expect(evidenceAddress({ reference })).toEqual({
      years: '2024-2025,2025-2026',
      level: 'subdomain',
      group: 'vmbo',
    })
  })

  it('knows the school years after this one', () => {
    expect([yearAfter('2025-2026', 1), yearAfter('1999-2000', 2)]).toEqual(['2026-2027', '2001-2002'])
  })
})
