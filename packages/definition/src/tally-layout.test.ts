import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countAnswers, maxCountedValues, tallyLayout } from './tally-layout.ts'
import { define, scored, surveyOf } from './testing.ts'

const definition = define(
  surveyOf([
    scored('A', { itemVersion: 2 }),
    { type: 'checkbox', name: 'B', choices: ['x', 'y', 'z'] },
    { type: 'text', inputType: 'number', name: 'C', min: 0, max: 1, step: 0.1 },
    { type: 'comment', name: 'D' },
    { type: 'matrix', name: 'E', columns: ['ja', 'nee'], rows: ['r1', 'r2'] },
    { type: 'ranking', name: 'F', choices: [1, 2] },
    { type: 'boolean', name: 'G' },
    { type: 'text', inputType: 'number', name: 'H', min: 0, max: 1000 },
  ]),
)
const layout = tallyLayout(definition)

/** Names of the slots that go up: `A`, `A=3`, ... */
function counted(answers: Record<string, unknown>): string[] {
  const names = new Map<number, string>()
  for (const slot of layout.items) {
    names.set(slot.answered, slot.item)
    for (const [index, value] of slot.values.entries()) names.set(slot.first + index, `${slot.item}=${value}`)
  }
  return countAnswers(layout, answers).map((slot) => names.get(slot) ?? `? ${slot}`)
}

describe('a tally layout', () => {
  test('gives every item and every value a slot of its own, without gaps', () => {
    const slots = layout.items.flatMap((slot) => [
      slot.answered,
      ...slot.values.map((_, i) => slot.first + i),
    ])
    expect(slots).toEqual(Array.from({ length: layout.size }, (_, index) => index))
  })

  test('counts escapes as values, numbers per allowed value, and texts only as answered', () => {
    const values = Object.fromEntries(layout.items.map((slot) => [slot.item, slot.values]))
    expect(values.A).toEqual([1, 2, 3, 4, 'wn', 'nvt'])
    expect(values.C).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    expect(values.D).toEqual([])
    expect(values.E_r2).toEqual(['ja', 'nee'])
    expect(values.H).toEqual([])
    expect(layout.items[0]?.itemVersion).toBe(2)
  })

  test('counts a number of 251 values and not one of 252', () => {
    const sizes = [maxCountedValues, maxCountedValues + 1].map((values) => {
      const json = surveyOf([{ type: 'text', inputType: 'number', name: 'N', min: 0, max: values - 1 }])
      return tallyLayout(define(json)).size
    })
    expect(sizes).toEqual([252, 1])
  })

  test('survives being stored as JSON', () => {
    const stored = JSON.parse(JSON.stringify(layout)) as typeof layout
    expect(countAnswers(stored, { A: 3, E: { r2: 'nee' } })).toEqual(
      countAnswers(layout, { A: 3, E: { r2: 'nee' } }),
    )
  })
})

describe('counting answers', () => {
  test('adds one to "answered" and one to each value that was given', () => {
    expect(
      counted({ A: 3, B: ['z', 'x'], C: 0.3, D: 'tekst', E: { r2: 'nee' }, F: [2, 1], G: true, H: 700 }),
    ).toEqual([
      ...['A', 'A=3', 'B', 'B=x', 'B=z', 'C', 'C=0.3', 'D', 'E_r2', 'E_r2=nee'],
      ...['F', 'F=1@2', 'F=2@1', 'G', 'G=true', 'H'],
    ])
  })

  test('counts a ranking per place, and as it was where the layout is of before that', () => {
    expect(tallyLayout(definition).items.find((slot) => slot.item === 'F')?.values).toEqual([
      ...['1@1', '1@2', '2@1', '2@2'],
    ])
    const old = {
      size: 3,
      items: [{ item: 'F', itemVersion: 1, kind: 'ranking', answered: 0, first: 1, values: [1, 2] }],
    } as const
    expect(countAnswers(old, { F: [2, 1] })).toEqual([0, 1, 2])
  })

  test('counts an escape as an answer', () => {
    expect(counted({ A: 'wn' })).toEqual(['A', 'A=wn'])
  })

  test('counts nothing for what was not answered', () => {
    expect(counted({})).toEqual([])
    expect(counted({ E: {} })).toEqual([])
    const strange = tallyLayout(define(surveyOf([{ type: 'comment', name: 'constructor' }])))
    expect(countAnswers(strange, {})).toEqual([])
  })

  test('never counts a slot twice or outside the layout, whatever comes in', () => {
    const keys = ['A', 'B', 'C', 'D', 'E', 'F', 'G', '__proto__', 'toString']
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (answers) => {
        const slots = countAnswers(layout, answers)
        expect(new Set(slots).size).toBe(slots.length)
        expect(slots.every((slot) => slot >= 0 && slot < layout.size)).toBe(true)
      }),
    )
  })
})
