import { describe, expect, test } from 'vitest'
import type { SurveyJson } from './model.ts'
import { parseDefinition, parseVersion, versionText } from './parse.ts'
import { define, scored, surveyOf } from './testing.ts'

const options = { instrument: 'PROEF', version: { major: 1, minor: 0 } }

function refusalOf(question: SurveyJson): string {
  try {
    define(surveyOf([{ type: 'text', name: 'Q0' }, question]))
  } catch (error) {
    return (error as Error).message
  }
  return ''
}

describe('a definition', () => {
  test('has one item for each question, in pages and panels', () => {
    const json = surveyOf(
      [
        scored('A'),
        { type: 'panel', name: 'groep', elements: [{ type: 'comment', name: 'B', maxLength: 200 }] },
      ],
      [{ type: 'html', name: 'uitleg', html: 'x' }, scored('C')],
    )
    const { items, pages, title } = define(json)
    expect(items.map((item) => [item.name, item.page])).toEqual([
      ['A', 'p1'],
      ['B', 'p1'],
      ['C', 'p2'],
    ])
    expect(pages.map((page) => page.name)).toEqual(['p1', 'p2'])
    expect(title).toBe('Proef')
  })

  test('keeps what our own properties say', () => {
    const [item] = define(
      surveyOf([
        scored('KM_RE_1', {
          itemCode: 'KM.RE.1',
          itemVersion: 2,
          shortTitle: 'Doelen',
          goalCodes: ['D3'],
          aspect: 'a',
        }),
      ]),
    ).items
    expect(item).toMatchObject({
      itemCode: 'KM.RE.1',
      itemVersion: 2,
      shortTitle: 'Doelen',
      kind: 'single',
      required: true,
      scale: 'S4',
      expectationCodes: ['RE.1'],
      goalCodes: ['D3'],
      indicatorCodes: [],
      aspect: 'a',
    })
    expect(item?.choices.map((choice) => choice.value)).toEqual([1, 2, 3, 4, 'wn', 'nvt'])
  })

  test('makes every row of a matrix and every line of a multipletext an item', () => {
    const { items } = define(
      surveyOf([
        {
          type: 'matrix',
          name: 'CO_3',
          title: 'Waar gaat het over?',
          itemCode: 'CO.3',
          columns: ['vaak', 'soms'],
          rows: [{ value: 'taal', text: 'Taal' }, 'stage'],
        },
        { type: 'multipletext', name: 'M', items: [{ name: 'taal', inputType: 'number', min: 0, max: 9 }] },
      ]),
    )
    expect(
      items.map(({ name, path, itemCode, title, kind }) => ({ name, path, itemCode, title, kind })),
    ).toEqual([
      {
        name: 'CO_3_taal',
        path: ['CO_3', 'taal'],
        itemCode: 'CO.3.taal',
        title: 'Waar gaat het over?: Taal',
        kind: 'single',
      },
      {
        name: 'CO_3_stage',
        path: ['CO_3', 'stage'],
        itemCode: 'CO.3.stage',
        title: 'Waar gaat het over?: stage',
        kind: 'single',
      },
      { name: 'M_taal', path: ['M', 'taal'], itemCode: 'M.taal', title: 'M: taal', kind: 'number' },
    ])
    expect(items[2]?.range).toEqual({ min: 0, max: 9, step: 1 })
  })

  test('reads each type of question as what can be counted', () => {
    const { items } = define(
      surveyOf([
        { type: 'rating', name: 'rating', rateValues: [1, 2] },
        { type: 'boolean', name: 'boolean', valueTrue: 'ja', valueFalse: 'nee' },
        { type: 'imagepicker', name: 'beeld', choices: ['a'], multiSelect: true },
        { type: 'tagbox', name: 'tags', choices: ['a', 'b'], maxSelectedChoices: 1, showOtherItem: true },
        { type: 'ranking', name: 'orde', choices: ['a', 'b'] },
        { type: 'dropdown', name: 'lijst', choices: [1, 2], showNoneItem: true },
        { type: 'text', name: 'dag', inputType: 'date' },
      ]),
    )
    expect(items.map((item) => [item.kind, item.choices.map((choice) => choice.value)])).toEqual([
      ['single', [1, 2]],
      ['single', ['ja', 'nee']],
      ['multiple', ['a']],
      ['multiple', ['a', 'b', 'other']],
      ['ranking', ['a', 'b']],
      ['single', [1, 2, 'none']],
      ['date', []],
    ])
    expect(items[3]?.maxSelected).toBe(1)
  })

  test.each<[string, SurveyJson]>([
    ['paneldynamic', { type: 'paneldynamic', name: 'Q1', templateElements: [] }],
    ['matrixdropdown', { type: 'matrixdropdown', name: 'Q1', columns: [], rows: [] }],
    ['file', { type: 'file', name: 'Q1' }],
    ['"enableIf"', { type: 'text', name: 'Q1', enableIf: '{Q0} = 1' }],
    ['"valueName"', { type: 'text', name: 'Q1', valueName: 'x' }],
    ['"visibleIf"', { type: 'radiogroup', name: 'Q1', choices: [{ value: 1, visibleIf: '{Q0} = 1' }] }],
    ['regex', { type: 'text', name: 'Q1', validators: [{ type: 'regex', regex: 'a' }] }],
    ['"Q9"', { type: 'text', name: 'Q1', visibleIf: '{Q9} = 1' }],
    ['"today"', { type: 'text', name: 'Q1', visibleIf: '{Q0} = today()' }],
    ['niet te lezen', { type: 'text', name: 'Q1', visibleIf: '{Q0} = = 1' }],
    ['twee keer', { type: 'radiogroup', name: 'Q1', choices: [1, '1'] }],
    ['twee keer', { type: 'text', name: 'Q0' }],
    ['geen antwoorden', { type: 'checkbox', name: 'Q1' }],
    ['de naam mag', { type: 'text', name: 'KM.RE.1' }],
    ['de naam mag', { type: 'text', name: 'Q1-Comment' }],
    ['min, max en step', { type: 'text', inputType: 'number', name: 'Q1', min: 5, max: 1 }],
    ['email', { type: 'text', inputType: 'email', name: 'Q1' }],
    ['"isRequired"', { type: 'panel', name: 'Q1', isRequired: true, elements: [] }],
    ['"choicesMax"', { type: 'dropdown', name: 'Q1', choicesMax: 9, choices: [1] }],
    ['geen regels', { type: 'matrix', name: 'Q1', columns: ['a'] }],
  ])(
    'with what cannot be checked (%s) is refused with a sentence that names the question',
    (part, question) => {
      const message = refusalOf(question)
      expect(message).toContain(part)
      expect(message).toContain(`PROEF 1.0, vraag "${String(question.name)}"`)
    },
  )

  test('with triggers or calculated values is refused', () => {
    for (const name of ['triggers', 'calculatedValues']) {
      expect(() => define({ ...surveyOf([scored('A')]), [name]: [{}] })).toThrow(`PROEF 1.0: "${name}"`)
    }
  })

  test('that is no survey is refused, also leniently', () => {
    for (const json of [null, [], 'x', {}, { titel: 'x' }]) {
      expect(() => parseDefinition(json, { ...options, lenient: true })).toThrow('geen SurveyJS-vragenlijst')
    }
  })

  test('of another program is read leniently, without item versions', () => {
    const json = {
      elements: [
        { type: 'text', name: 'first name', title: { default: 'Name?', nl: 'Naam?' } },
        { type: 'paneldynamic', name: 'p', title: 'Afspraken', templateElements: [] },
        { type: 'signaturepad', name: 's' },
      ],
    }
    const { items } = parseDefinition(json, { ...options, lenient: true })
    expect(items.map(({ name, title, itemVersion }) => [name, title, itemVersion])).toEqual([
      ['first name', 'Naam?', undefined],
      ['p', 'Afspraken', undefined],
      ['s', 's', undefined],
    ])
  })
})

describe('a version', () => {
  test('is written as major.minor', () => {
    expect(parseVersion('12.3')).toEqual({ major: 12, minor: 3 })
    expect(versionText({ major: 2, minor: 0 })).toBe('2.0')
  })

  test('in any other form is refused', () => {
    for (const text of ['2', '2.0.1', 'v2.0', '02.0', '', '1.-1']) {
      expect(() => parseVersion(text)).toThrow('is geen versie')
    }
  })
})
