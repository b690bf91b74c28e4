import type { Scale } from '@km/definition'
import { describe, expect, it } from 'vitest'
import { createForm } from './form.ts'
import { readNumber } from './form-model.ts'

const levels = [1, 2, 3, 4].map((value) => ({ value, text: `Niveau ${value} in een hele zin.` }))
const definition = {
  locale: 'nl',
  pages: [
    {
      name: 'een',
      elements: [
        {
          type: 'radiogroup',
          name: 'A',
          title: 'Hoe staat het?',
          isRequired: true,
          scale: 'S4',
          choices: levels,
        },
        { type: 'text', name: 'N', title: 'Hoeveel uur?', inputType: 'number', min: 0, max: 40, step: 0.5 },
      ],
    },
    {
      name: 'twee',
      elements: [
        { type: 'comment', name: 'T', title: 'Waarom?', visibleIf: '{A} = 1', isRequired: true },
        { type: 'matrix', name: 'M', columns: ['ja', 'nee'], rows: ['r1', 'r2'] },
      ],
    },
  ],
}
const scales: readonly Scale[] = []
const open = (answers = {}) => createForm({ definition, scales, languageLevel: 'B1', answers })

describe('a form', () => {
  it('names the open required question of the page, in Dutch', () => {
    expect(open().check()).toEqual([
      { item: 'A', title: 'Hoe staat het?', message: 'Kies hier nog een antwoord.' },
    ])
  })
  it('says the bounds and the step of a number in one sentence', () => {
    expect(open({ A: 2, N: 41 }).check()[0]?.message).toBe('Vul een getal in van 0 tot en met 40.')
    expect(open({ A: 2, N: 'veel' }).check()[0]?.message).toBe('Vul een getal in van 0 tot en met 40.')
    expect(open({ A: 2, N: 1.25 }).check()[0]?.message).toBe('Vul een getal in, in stappen van 0,5.')
    expect(open({ A: 2, N: 1.5 }).check()).toEqual([])
  })
  it('goes on at the first page that lacks a required answer', () => {
    expect(open().firstOpen()).toBe(0)
    expect(open({ A: 1 }).firstOpen()).toBe(1)
    expect(open({ A: 2 }).firstOpen()).toBe(2)
  })
  it('sends no answer of a question that is hidden', () => {
    const form = open({ A: 1, T: 'omdat' })
    expect(form.answers()).toEqual({ A: 1, T: 'omdat' })
    form.model.setValue('A', 2)
    expect(form.answers()).toEqual({ A: 2 })
  })
  it('puts a refusal of the server at its question and turns to that page', () => {
    const form = open({ A: 2 })
    const shown = form.refuse([{ item: 'M_r2', message: 'Kies een antwoord uit de lijst.' }])
    expect(shown).toEqual([{ item: 'M', title: 'M', message: 'Kies een antwoord uit de lijst.' }])
    expect(form.page()).toBe(1)
  })
  it('puts every question on a page of its own in A2', () => {
    expect(createForm({ definition, scales, languageLevel: 'A2', answers: { A: 1 } }).pages()).toBe(4)
  })
})

describe('a typed number', () => {
  it('may have a Dutch comma', () => {
    expect(readNumber(' 2,5 ')).toBe(2.5)
    expect(readNumber('0')).toBe(0)
  })
  it('stays text when it is none, so that nothing disappears', () => {
    expect(readNumber('een paar')).toBe('een paar')
    expect(readNumber('')).toBeUndefined()
  })
})
