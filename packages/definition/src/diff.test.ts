import { describe, expect, test } from 'vitest'
import { checkVersionStep, diffDefinitions } from './diff.ts'
import type { Definition, SurveyJson } from './model.ts'
import { parseDefinition } from './parse.ts'
import { define, scored, surveyOf } from './testing.ts'

const before = surveyOf([
  scored('A'),
  { type: 'text', inputType: 'number', name: 'N', itemVersion: 1, min: 0, max: 10 },
])

function withA(rest: SurveyJson): SurveyJson {
  return surveyOf([
    scored('A', rest),
    { type: 'text', inputType: 'number', name: 'N', itemVersion: 1, min: 0, max: 10 },
  ])
}

function lenient(json: SurveyJson, minor = 0): Definition {
  return parseDefinition(json, { instrument: 'X', version: { major: 1, minor }, lenient: true })
}

function verdicts(after: SurveyJson, from: SurveyJson = before): readonly unknown[] {
  const { needs, items } = diffDefinitions(lenient(from), lenient(after, 1))
  return [needs, ...items.map((item) => `${item.item} ${item.verdict}`)]
}

const choices = scored('A').choices as readonly SurveyJson[]

describe('a comparison of two versions', () => {
  test('of the same file finds nothing', () => {
    expect(verdicts(before)).toEqual(['none', 'A identical', 'N identical'])
  })

  test('calls changed text under the same itemVersion reworded, which needs a minor', () => {
    expect(verdicts(withA({ title: 'Hoe staat het met A?' }))).toEqual(['minor', 'A reworded', 'N identical'])
    const anchors = [{ value: 1, text: 'Nooit.' }, ...choices.slice(1)]
    expect(verdicts(withA({ choices: anchors }))).toEqual(['minor', 'A reworded', 'N identical'])
  })

  test('calls changed text under a raised itemVersion changed, which needs a major', () => {
    expect(verdicts(withA({ title: 'Iets anders?', itemVersion: 2 }))).toEqual([
      'major',
      'A changed',
      'N identical',
    ])
    expect(verdicts(withA({ itemVersion: 2 }))).toEqual(['major', 'A changed', 'N identical'])
  })

  test.each<[string, SurveyJson, string]>([
    ['a choice less', { choices: choices.slice(0, 5) }, 'rescaled'],
    [
      'another value for a choice',
      { choices: [{ ...choices[0], value: 0 }, ...choices.slice(1)] },
      'rescaled',
    ],
    [
      'a value that became a text',
      { choices: [{ ...choices[0], value: '1' }, ...choices.slice(1)] },
      'rescaled',
    ],
    ['another scale', { scale: 'F4' }, 'rescaled'],
    ['another kind of question', { type: 'checkbox' }, 'changed'],
    ['another expectation', { expectationCodes: ['RE.2'] }, 'changed'],
    ['a question that is no longer required', { isRequired: false }, 'changed'],
    ['a condition', { visibleIf: '{N} > 3' }, 'changed'],
    ['a property of which the meaning is not known', { choicesByUrl: { url: 'x' } }, 'changed'],
  ])('decides on structure: %s cannot be declared as language', (_name, rest, verdict) => {
    expect(verdicts(withA(rest))).toEqual(['major', `A ${verdict}`, 'N identical'])
  })

  test('sees another range of a number', () => {
    const after = surveyOf([
      scored('A'),
      { type: 'text', inputType: 'number', name: 'N', itemVersion: 1, min: 0, max: 20 },
    ])
    expect(verdicts(after)).toEqual(['major', 'A identical', 'N rescaled'])
  })

  test('finds new and retired items, which need a major', () => {
    expect(verdicts(surveyOf([scored('A'), scored('B')]))).toEqual([
      'major',
      'A identical',
      'B new',
      'N retired',
    ])
  })

  test('follows an item that moved to another page', () => {
    const [a, n] = (before.pages as { elements: SurveyJson[] }[])[0]?.elements ?? []
    expect(verdicts(surveyOf([n ?? {}], [a ?? {}]))).toEqual(['minor', 'N identical', 'A identical'])
  })

  test('takes another order or another form of the same answers for layout', () => {
    expect(verdicts(withA({ choices: [...choices].reverse() }))).toEqual([
      'minor',
      'A reworded',
      'N identical',
    ])
    expect(verdicts(withA({ type: 'dropdown' }))).toEqual(['minor', 'A reworded', 'N identical'])
    expect(verdicts(withA({ colCount: 4 }))).toEqual(['minor', 'A reworded', 'N identical'])
  })

  test('takes a change in pages and goal codes for a minor', () => {
    expect(verdicts({ ...before, title: 'Anders' })).toEqual(['minor', 'A identical', 'N identical'])
    expect(verdicts(withA({ goalCodes: ['D1'] }))).toEqual(['minor', 'A identical', 'N identical'])
  })

  test('calls changed text in a file without our properties changed, "niet verklaard"', () => {
    const plain = (title: string): SurveyJson => ({ elements: [{ type: 'text', name: 'q', title }] })
    const { items, needs } = diffDefinitions(lenient(plain('Naam?')), lenient(plain('Hoe heet je?'), 1))
    expect([needs, items[0]?.verdict, items[0]?.reason]).toEqual(['major', 'changed', 'niet verklaard'])
  })

  test('compares what we could not check strictly as a whole', () => {
    const panel = (title: string): SurveyJson =>
      surveyOf([
        { type: 'paneldynamic', name: 'p', templateElements: [{ type: 'text', name: 'wat', title }] },
      ])
    expect(verdicts(panel('Wat?'), panel('Wat?'))).toEqual(['none', 'p identical'])
    expect(verdicts(panel('Wie?'), panel('Wat?'))).toEqual(['major', 'p changed'])
  })

  test('sees a changed cell of a type that it does not read', () => {
    const table = (cellType: string): SurveyJson =>
      surveyOf([{ type: 'matrixdropdown', name: 't', columns: [{ name: 'c', cellType }], rows: ['r'] }])
    expect(verdicts(table('text'), table('text'))).toEqual(['none', 't identical'])
    expect(verdicts(table('text'), table('comment'))).toEqual(['major', 't changed'])
    const file = (type: string): SurveyJson => surveyOf([{ type, name: 'f' }])
    expect(verdicts(file('file'), file('signaturepad'))).toEqual(['major', 'f changed'])
  })

  test('takes a choice for the same however it is written', () => {
    const list = (...plain: unknown[]): SurveyJson =>
      surveyOf([{ type: 'dropdown', name: 'q', choices: plain }])
    expect(verdicts(list({ value: 'a' }, { value: 'b', text: 'b' }), list('a', 'b'))).toEqual([
      'minor',
      'q identical',
    ])
    expect(verdicts(list('a', { value: 'b', visibleIf: '{x} = 1' }), list('a', 'b'))).toEqual([
      'major',
      'q changed',
    ])
  })

  test('sees a change in another language of the form', () => {
    const both = (en: string): SurveyJson => withA({ title: { nl: 'Hoe?', en } })
    expect(verdicts(both('What?'), both('How?'))).toEqual(['minor', 'A reworded', 'N identical'])
  })

  test('compares the rows of a matrix one by one', () => {
    const matrix = (...rows: string[]): SurveyJson =>
      surveyOf([{ type: 'matrix', name: 'M', itemVersion: 1, columns: ['a', 'b'], rows }])
    expect(verdicts(matrix('r1', 'r3'), matrix('r1', 'r2'))).toEqual([
      'major',
      'M_r1 identical',
      'M_r3 new',
      'M_r2 retired',
    ])
  })

  test('says so when an itemVersion goes down', () => {
    const { items } = diffDefinitions(lenient(withA({ itemVersion: 2 })), lenient(before, 1))
    expect(items[0]).toMatchObject({ verdict: 'changed', reason: 'itemVersion gaat omlaag' })
  })

  test('gives the reason that the author wrote down', () => {
    const facts = { changes: [{ version: '1.1', item: 'A', reason: 'Scholen lazen dit verschillend.' }] }
    const { items } = diffDefinitions(lenient(before), lenient(withA({ itemVersion: 2 }), 1), facts)
    expect(items[0]?.reason).toBe('Scholen lazen dit verschillend.')
    expect(items[1]?.reason).toBe('')
  })

  test('gives the reasons of every version that lies between', () => {
    const changes = ['1.0', '1.1', '2.0', '2.1'].map((version) => ({
      version,
      item: 'A',
      reason: `In ${version}.`,
    }))
    const after = define(withA({ itemVersion: 3 }), { major: 2, minor: 0 })
    expect(diffDefinitions(define(before), after, { changes }).items[0]?.reason).toBe('In 1.1. In 2.0.')
  })

  test('tells another order of the answers from other words', () => {
    const reasonOf = (rest: SurveyJson): string | undefined =>
      diffDefinitions(lenient(before), lenient(withA(rest), 1)).items[0]?.reason
    expect(reasonOf({ choices: [...choices].reverse() })).toBe('antwoorden in een andere volgorde')
    expect(reasonOf({ title: 'Anders?' })).toBe('andere woorden, zelfde betekenis')
  })
})

describe('a version number', () => {
  const step = (after: SurveyJson, major: number, minor: number): readonly string[] =>
    checkVersionStep(define(before), define(after, { major, minor }))

  test('that fits the change is accepted', () => {
    expect(step(withA({ title: 'Anders gezegd?' }), 1, 1)).toEqual([])
    expect(step(withA({ title: 'Wat anders?', itemVersion: 2 }), 2, 0)).toEqual([])
    expect(step(withA({ title: 'Anders gezegd?' }), 2, 0)).toEqual([])
  })

  test('that understates the change is refused and names the items', () => {
    expect(step(withA({ itemVersion: 2 }), 1, 1)).toEqual([expect.stringContaining('hoofdnummer (A)')])
    expect(step(surveyOf([scored('A')]), 1, 1)).toEqual([expect.stringContaining('hoofdnummer (N)')])
  })

  test('that does not go up is refused', () => {
    expect(step(before, 1, 0)).toEqual([expect.stringContaining('hoger zijn dan 1.0')])
  })

  test('cannot hide another scale under the same itemVersion', () => {
    expect(step(withA({ choices: choices.slice(0, 4) }), 2, 0)).toEqual([
      expect.stringContaining('Verhoog itemVersion'),
    ])
    expect(step(withA({ choices: choices.slice(0, 4), itemVersion: 2 }), 2, 0)).toEqual([])
  })

  test('cannot go with an itemVersion that goes down', () => {
    expect(step(withA({ itemVersion: 0 }), 2, 0)).toEqual([expect.stringContaining('mag niet omlaag')])
  })
})
