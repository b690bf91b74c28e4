import { describe, expect, it } from 'vitest'
import { broken, moved, periods, row } from '../../parts/testing.ts'
import { expectationSentence } from './sentence.ts'

describe('the sentence on top of an expectation', () => {
  it('says where the schools stand and how the same schools moved', () => {
    expect(expectationSentence(row('RE.1', moved(8, 9, 1)), periods)).toBe(
      'In 2025-2026 staan 10 van de 21 scholen op orde of hoger. Van de 18 scholen die ook in 2024-2025 een niveau kozen gingen er 8 omhoog, bleven er 9 gelijk en ging er 1 omlaag.',
    )
  })

  it('compares nothing over a changed question', () => {
    expect(expectationSentence(broken('RE.1'), periods)).toBe(
      'In 2025-2026 staan 10 van de 21 scholen op orde of hoger. De vraag is veranderd, dus we vergelijken niet met eerder. Ook ouders tellen mee.',
    )
  })

  it('says nothing about movement that is hidden', () => {
    expect(expectationSentence(row('RE.1', undefined), periods)).not.toMatch(/omhoog|omlaag/)
  })

  it('says why a hidden figure is hidden, without a number', () => {
    const one = row('RE.1', undefined)
    const cell = { kind: 'suppressed', reason: 'too_few' } as const
    const hidden = { ...one, periods: one.periods.map((p) => ({ ...p, cell })) }
    expect(expectationSentence(hidden, periods)).toBe('2025-2026: niet getoond: te weinig antwoorden.')
  })
})
