import { describe, expect, it } from 'vitest'
import { forgetNumbers, keepNumbers, readNumbers } from './own-numbers.ts'

const coach = { instrument: 'COACH', anonymityLevel: 'F', school: undefined, mode: 'invitation' } as const
const answers = [
  { question: 'Hoeveel studenten?', answer: '12' },
  { question: 'Hoeveel gesprekken?', answer: '3,5' },
  { question: 'Wat lukt?', answer: 'Rust, 3 keer per week' },
]
const sent = { token: 'january', on: new Date('2026-01-20T10:00:00Z'), answers }

describe('own numbers on a device', () => {
  it('are those that were sent over another link, and only what is a number', () => {
    keepNumbers(coach, sent)
    expect(readNumbers(coach, 'june')).toEqual({
      token: 'january',
      sentOn: '2026-01-20',
      numbers: answers.slice(0, 2),
    })
    expect(readNumbers(coach, 'january')).toBeUndefined()
    expect(readNumbers({ ...coach, instrument: 'OTHER' }, 'june')).toBeUndefined()
    forgetNumbers(coach)
    expect(readNumbers(coach, 'june')).toBeUndefined()
  })

  it('are never kept of who answers without a name, in confidence, for a school or about a visit', () => {
    const others = [
      { ...coach, anonymityLevel: 'A' },
      { ...coach, anonymityLevel: 'V' },
      { ...coach, school: 'De Eik' },
      { ...coach, mode: 'member' },
    ] as const
    for (const view of others) keepNumbers(view, sent)
    expect(readNumbers(coach, 'june')).toBeUndefined()
  })
})
