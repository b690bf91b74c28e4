import { describe, expect, test } from 'vitest'
import { compileChecker } from './checker.ts'
import type { SurveyJson } from './model.ts'
import { define, scored, surveyOf } from './testing.ts'

const everything = define(
  surveyOf(
    [
      scored('KM_RE_1'),
      { type: 'comment', name: 'KM_T_P2', maxLength: 500 },
      { type: 'rating', name: 'KM_V_4', rateMin: 1, rateMax: 10 },
      {
        type: 'checkbox',
        name: 'KM_V_1',
        choices: ['a', 'b', 'c', 'd'],
        maxSelectedChoices: 3,
        showNoneItem: true,
      },
    ],
    [
      scored('KM_RE_2'),
      { type: 'text', inputType: 'number', name: 'CTX_06', min: 0, max: 40, step: 0.5 },
      { type: 'text', inputType: 'date', name: 'SB_1', min: '2025-08-01', max: '2026-07-31' },
      { type: 'text', name: 'CO_naam', visibleIf: '{KM_RE_1} = 1', isRequired: true },
      { type: 'ranking', name: 'CO_orde', choices: ['x', 'y', 'z'] },
      { type: 'boolean', name: 'CO_ja' },
      { type: 'radiogroup', name: 'CO_anders', choices: ['a'], showOtherItem: true },
      { type: 'matrix', name: 'KM_F_10', columns: ['ja', 'nee'], rows: ['deelschakel', 'maatjes'] },
    ],
  ),
)
const check = compileChecker(everything)
const good = {
  KM_RE_1: 3,
  KM_T_P2: 'Een voorbeeld.',
  KM_V_4: 7,
  KM_V_1: ['c', 'a'],
  KM_RE_2: 'wn',
  CTX_06: 12.5,
  SB_1: '2026-04-15',
  CO_orde: ['z', 'x', 'y'],
  CO_ja: false,
  CO_anders: 'other',
  'CO_anders-Comment': 'iets anders',
  KM_F_10: { deelschakel: 'ja' },
}

/** Codes by item of what is refused when one part of the good answers is replaced. */
function refused(change: SurveyJson): Record<string, string> {
  return Object.fromEntries(check({ ...good, ...change }).map(({ item, code }) => [item, code]))
}

describe('answers', () => {
  test('that fit are not refused', () => {
    expect(check(good)).toEqual([])
  })

  test('with a rating of 99 are refused', () => {
    expect(refused({ KM_V_4: 99 })).toEqual({ KM_V_4: 'out_of_range' })
  })

  test('with a value that is not a choice are refused', () => {
    expect(refused({ KM_RE_1: 5 })).toEqual({ KM_RE_1: 'not_a_choice' })
    expect(refused({ KM_RE_1: '3' })).toEqual({ KM_RE_1: 'not_a_choice' })
    expect(refused({ KM_V_1: ['a', 'e'] })).toEqual({ KM_V_1: 'not_a_choice' })
    expect(refused({ KM_F_10: { maatjes: 'misschien' } })).toEqual({ KM_F_10_maatjes: 'not_a_choice' })
  })

  test('with a key that is no question are refused, also when an object has that key by itself', () => {
    const body = JSON.parse(
      JSON.stringify(good).replace('{', '{"__proto__":1,"constructor":1,"toString":"x","erbij":2,'),
    ) as unknown
    expect(check(body).map(({ item, code }) => [item, code])).toEqual(
      ['__proto__', 'constructor', 'toString', 'erbij'].map((item) => [item, 'unknown']),
    )
    expect(refused({ KM_F_10: { deelschakel: 'ja', nieuw: 'ja' } })).toEqual({ KM_F_10_nieuw: 'unknown' })
    expect(refused({ 'KM_V_4-Comment': 'x' })).toEqual({ 'KM_V_4-Comment': 'unknown' })
  })

  test('without a required item on page 2 are refused', () => {
    expect(refused({ KM_RE_2: undefined })).toEqual({ KM_RE_2: 'required' })
    expect(check({ KM_RE_1: 3 }).map(({ item, code }) => [item, code])).toEqual([['KM_RE_2', 'required']])
    expect(check({}).map(({ item }) => item)).toEqual(['KM_RE_1', 'KM_RE_2'])
  })

  test('with a text where a number belongs are refused', () => {
    expect(refused({ CTX_06: '12' })).toEqual({ CTX_06: 'wrong_type' })
    expect(refused({ KM_V_4: '7' })).toEqual({ KM_V_4: 'wrong_type' })
  })

  test('with a value for a hidden question are refused', () => {
    expect(refused({ CO_naam: 'x' })).toEqual({ CO_naam: 'hidden' })
    expect(refused({ KM_RE_1: 1, CO_naam: 'x' })).toEqual({})
    expect(refused({ KM_RE_1: 1 })).toEqual({ CO_naam: 'required' })
  })

  test('with 100,000 characters are refused, also where the definition names no limit', () => {
    const long = 'a'.repeat(100_000)
    expect(refused({ KM_T_P2: long })).toEqual({ KM_T_P2: 'too_long' })
    expect(refused({ KM_RE_1: 1, CO_naam: long })).toEqual({ CO_naam: 'too_long' })
    expect(refused({ 'CO_anders-Comment': long })).toEqual({ 'CO_anders-Comment': 'too_long' })
    expect(refused({ [long]: 1 })).toEqual({ [long.slice(0, 80)]: 'unknown' })
  })

  test('with a number that is no number of its range are refused', () => {
    for (const [value, code] of [
      [-1, 'out_of_range'],
      [40.5, 'out_of_range'],
      [0.3, 'out_of_range'],
      [Number.NaN, 'wrong_type'],
      [Number.POSITIVE_INFINITY, 'wrong_type'],
      [-0, 'wrong_type'],
      [null, 'wrong_type'],
      [[12], 'wrong_type'],
    ] as const) {
      expect(refused({ CTX_06: value })).toEqual({ CTX_06: code })
    }
  })

  test('with a day that does not exist or lies outside the period are refused', () => {
    expect(refused({ SB_1: '2026-02-30' })).toEqual({ SB_1: 'wrong_type' })
    expect(refused({ SB_1: '15-04-2026' })).toEqual({ SB_1: 'wrong_type' })
    expect(refused({ SB_1: '2025-07-31' })).toEqual({ SB_1: 'out_of_range' })
    expect(refused({ SB_1: '2026-08-01' })).toEqual({ SB_1: 'out_of_range' })
  })

  test('with a list that chooses too much, twice, nothing or both something and nothing are refused', () => {
    expect(refused({ KM_V_1: ['a', 'b', 'c', 'd'] })).toEqual({ KM_V_1: 'too_many' })
    expect(refused({ KM_V_1: Array.from({ length: 1_000_000 }, () => 'a') })).toEqual({ KM_V_1: 'too_many' })
    expect(refused({ KM_V_1: ['a', 'a'] })).toEqual({ KM_V_1: 'not_a_choice' })
    expect(refused({ KM_V_1: [] })).toEqual({ KM_V_1: 'wrong_type' })
    expect(refused({ KM_V_1: 'a' })).toEqual({ KM_V_1: 'wrong_type' })
    expect(refused({ KM_V_1: [['a']] })).toEqual({ KM_V_1: 'wrong_type' })
    expect(refused({ KM_V_1: ['none', 'a'] })).toEqual({ KM_V_1: 'not_a_choice' })
    expect(refused({ KM_V_1: ['none'] })).toEqual({})
    expect(refused({ CO_orde: ['x', 'y'] })).toEqual({ CO_orde: 'wrong_type' })
  })

  test('with "anders" and nothing written beside it are refused', () => {
    expect(refused({ 'CO_anders-Comment': undefined })).toMatchObject({ 'CO_anders-Comment': 'required' })
    expect(refused({ 'CO_anders-Comment': ' ' })).toEqual({ 'CO_anders-Comment': 'required' })
  })

  test('with a text that no database can keep are refused', () => {
    expect(refused({ KM_T_P2: 'a\0b' })).toEqual({ KM_T_P2: 'wrong_type' })
    expect(refused({ KM_T_P2: 'a\ud800' })).toEqual({ KM_T_P2: 'wrong_type' })
    expect(refused({ KM_T_P2: 'een 😀 mag' })).toEqual({})
  })

  test('that are empty where nothing was asked are refused, for nothing is dropped in silence', () => {
    expect(refused({ KM_T_P2: '' })).toEqual({ KM_T_P2: 'wrong_type' })
    expect(refused({ KM_T_P2: null })).toEqual({ KM_T_P2: 'wrong_type' })
    expect(refused({ KM_F_10: {} })).toEqual({ KM_F_10: 'wrong_type' })
    expect(refused({ KM_F_10: ['ja'] })).toEqual({ KM_F_10: 'wrong_type' })
  })

  test('nested a hundred thousand deep are refused like any other object', () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    const value = JSON.parse(deep) as unknown
    expect(refused({ KM_RE_1: value, CO_naam: value, KM_F_10: value, KM_T_P2: value })).toEqual({
      KM_RE_1: 'wrong_type',
      CO_naam: 'hidden',
      KM_F_10_a: 'unknown',
      KM_T_P2: 'wrong_type',
    })
  })

  test('that are no object are refused as a whole', () => {
    for (const body of [null, undefined, 'x', 3, [good], true]) {
      expect(check(body)).toEqual([{ item: '', code: 'wrong_type', message: expect.stringMatching(/\S/) }])
    }
  })

  test('with several mistakes have every wrong item named once, each with a sentence', () => {
    const problems = check({ ...good, KM_V_4: 99, KM_RE_2: undefined, CTX_06: 'x', erbij: 1 })
    expect(problems.map(({ item }) => item).sort()).toEqual(['CTX_06', 'KM_RE_2', 'KM_V_4', 'erbij'])
    for (const { message } of problems) expect(message).toMatch(/^[A-Z].*\.$/)
  })

  test('are never changed by being checked', () => {
    const body = Object.freeze(structuredClone(good))
    check(body)
    expect(body).toEqual(good)
  })
})
