import { describe, expect, it } from 'vitest'
import { compileChecker } from './checker.ts'
import { parseDefinition } from './parse.ts'
import { readAnswers, sheetColumns } from './sheet-columns.ts'

const elements = [
  {
    type: 'radiogroup',
    name: 'KM_1',
    itemCode: 'KM.1',
    title: 'Hoe gaat het?',
    isRequired: true,
    showCommentArea: true,
    choices: [
      { value: 1, text: 'Nog niet' },
      { value: 2, text: 'Begin' },
      { value: 'weet_ik_niet', text: 'Weet ik niet' },
    ],
  },
  {
    type: 'checkbox',
    name: 'KM_2',
    itemCode: 'KM.2',
    title: 'Welke?',
    choices: [
      { value: 'taal', text: 'Taal' },
      { value: 'rekenen', text: 'Rekenen' },
    ],
    maxSelectedChoices: 2,
  },
  {
    type: 'text',
    inputType: 'number',
    name: 'KM_3',
    itemCode: 'KM.3',
    title: 'Hoeveel?',
    min: 0,
    max: 9,
    step: 0.5,
  },
  { type: 'text', inputType: 'date', name: 'KM_4', itemCode: 'KM.4', title: 'Wanneer?' },
  { type: 'comment', name: 'KM_5', itemCode: 'KM.5', title: 'Wat nog?', maxLength: 20 },
  {
    type: 'boolean',
    name: 'KM_6',
    itemCode: 'KM.6',
    title: 'Is het zo?',
    visibleIf: '{KM_1} notempty',
    labelTrue: 'Ja',
    labelFalse: 'Nee',
  },
  {
    type: 'matrix',
    name: 'KM_7',
    itemCode: 'KM.7',
    title: 'Per jaar',
    columns: [1, 2],
    rows: ['een', 'twee'],
  },
]
const definition = parseDefinition(
  { title: 'Klein', pages: [{ name: 'p', elements }] },
  { instrument: 'KLEIN', version: { major: 1, minor: 0 } },
)
const columns = sheetColumns(definition)
const check = compileChecker(definition)
const read = (cells: Readonly<Record<string, string>>) =>
  readAnswers(columns.map((column) => ({ column, text: cells[column.code] ?? '' })))

describe('a sheet with answers', () => {
  it('has a column per item, also per row of a matrix, and one for a remark', () => {
    expect(columns.map((column) => column.code)).toEqual([
      ...['KM.1', 'KM.1-Comment', 'KM.2', 'KM.3', 'KM.4', 'KM.5', 'KM.6', 'KM.7.een', 'KM.7.twee'],
    ])
    expect(columns.filter((column) => column.conditional).map((column) => column.code)).toEqual(['KM.6'])
    expect(columns.filter((column) => column.required).map((column) => column.code)).toEqual(['KM.1'])
  })

  it('gives the answers that the form would have given', () => {
    const answers = read({
      ...{ 'KM.1': '2', 'KM.1-Comment': 'Goed begonnen', 'KM.2': 'taal | Rekenen', 'KM.3': '2,5' },
      ...{ 'KM.4': '1-8-2025', 'KM.5': ' Niets ', 'KM.6': 'nee', 'KM.7.een': '1', 'KM.7.twee': '2' },
    })
    expect(answers).toEqual({
      ...{ KM_1: 2, 'KM_1-Comment': 'Goed begonnen', KM_2: ['taal', 'rekenen'], KM_3: 2.5 },
      ...{ KM_4: '2025-08-01', KM_5: 'Niets', KM_6: false, KM_7: { een: 1, twee: 2 } },
    })
    expect(check(answers)).toEqual([])
  })

  it('takes the words of an answer for its value, whatever the capitals', () => {
    expect(read({ 'KM.1': 'weet ik niet' })).toEqual({ KM_1: 'weet_ik_niet' })
    expect(read({ 'KM.1': 'BEGIN' })).toEqual({ KM_1: 2 })
  })

  it('leaves what it does not know to the checker, which names it', () => {
    const wrong = read({
      'KM.1': '7',
      'KM.2': 'taal|zingen',
      'KM.3': 'veel',
      'KM.4': '31-2-2025',
      'KM.6': 'soms',
    })
    expect(check(wrong).map(({ item, code }) => [item, code])).toEqual([
      ['KM_1', 'not_a_choice'],
      ['KM_2', 'not_a_choice'],
      ['KM_3', 'wrong_type'],
      ['KM_4', 'wrong_type'],
      ['KM_6', 'not_a_choice'],
    ])
  })

  it('takes an empty cell for no answer, also where one is required', () => {
    expect(read({})).toEqual({})
    expect(check(read({})).map(({ item, code }) => [item, code])).toEqual([['KM_1', 'required']])
  })
})
