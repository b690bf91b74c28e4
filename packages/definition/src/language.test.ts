import { describe, expect, test } from 'vitest'
import { checkAnswerWords, checkLanguage, countWords, sentencesOf, suspectLanguage } from './language.ts'
import type { Scale, SurveyJson } from './model.ts'
import { define, scored, surveyOf } from './testing.ts'

const s4: Scale = {
  code: 'S4',
  version: 1,
  title: 'Ontwikkelschaal',
  levels: [1, 2, 3, 4].map((value) => ({ value, label: `Niveau ${value}` })),
  escapes: [
    { value: 'wn', label: 'Weet ik niet', inDenominator: true },
    { value: 'nvt', label: 'Geldt niet voor ons', inDenominator: false },
  ],
  sufficient: [3, 4],
  ordered: true,
}
const j3: Scale = {
  code: 'J3',
  version: 1,
  title: 'Ja of nee',
  levels: [
    { value: 'nee', label: 'Nee' },
    { value: 'een_beetje', label: 'Een beetje' },
    { value: 'ja', label: 'Ja' },
  ],
  escapes: [{ value: 'wn', label: 'Weet ik niet', inDenominator: true }],
  sufficient: [],
  ordered: true,
}
const j3Choices = ['ja', 'een_beetje', 'nee', 'wn'].map((value) => ({
  value,
  text: { ja: 'Ja', een_beetje: 'Een beetje', nee: 'Nee', wn: 'Weet ik niet' }[value],
}))

function wordsOf(question: SurveyJson, scale: Scale): readonly string[] {
  const [item] = define(surveyOf([question])).items
  return item ? checkAnswerWords(item, scale).map((finding) => finding.message) : []
}

function rulesOf(question: SurveyJson, level: 'A2' | 'B1'): readonly string[] {
  return checkLanguage(define(surveyOf([question])), level, [s4, j3]).map((finding) => finding.rule)
}

function suspicionsOf(title: string): readonly string[] {
  return suspectLanguage(define(surveyOf([scored('A', { title })]))).map((finding) => finding.rule)
}

describe('lengths', () => {
  test('are counted in words and sentences as a reader sees them', () => {
    expect(countWords('Hoe vaak praat je met je coach?')).toBe(7)
    expect(countWords(' NT2-les - in 3 vakken ')).toBe(4)
    expect(sentencesOf('Dit is een zin. Dit ook!\nEn dit? Ja')).toEqual([
      'Dit is een zin.',
      'Dit ook!',
      'En dit?',
      'Ja',
    ])
  })

  test('have a limit per question and, for students, per sentence', () => {
    const words = (count: number): string => `${Array.from({ length: count }, () => 'woord').join(' ')}?`
    expect(rulesOf(scored('A', { title: words(12) }), 'A2')).toEqual([])
    expect(rulesOf(scored('A', { title: words(13) }), 'A2')).toEqual(['question-length', 'sentence-length'])
    expect(rulesOf(scored('A', { title: words(20) }), 'B1')).toEqual([])
    expect(rulesOf(scored('A', { title: words(21) }), 'B1')).toEqual(['question-length'])
    expect(rulesOf(scored('A', { description: words(13) }), 'A2')).toEqual(['sentence-length'])
    expect(rulesOf(scored('A', { description: words(30) }), 'B1')).toEqual([])
  })
})

describe('answer words', () => {
  test('of a development scale are free for the levels and fixed for the escapes', () => {
    expect(wordsOf(scored('A'), s4)).toEqual([])
    const choices = (scored('A').choices as SurveyJson[]).map((choice) =>
      choice.value === 'nvt' ? { value: 'nvt', text: 'N.v.t.' } : choice,
    )
    expect(wordsOf(scored('A', { choices }), s4)).toEqual([expect.stringContaining('"Geldt niet voor ons"')])
  })

  test('of any other scale are fixed, in any order', () => {
    const question = (choices: readonly unknown[]): SurveyJson => ({
      type: 'radiogroup',
      name: 'A',
      scale: 'J3',
      choices,
    })
    expect(wordsOf(question(j3Choices), j3)).toEqual([])
    expect(wordsOf(question([...j3Choices.slice(1), { value: 'ja', text: 'Zeker' }]), j3)).toHaveLength(1)
    expect(wordsOf(question(j3Choices.slice(1)), j3)).toEqual([expect.stringContaining('ontbreekt')])
    expect(wordsOf(question([...j3Choices, 'misschien']), j3)).toEqual([
      expect.stringContaining('hoort niet bij'),
    ])
  })
})

describe('suspicions', () => {
  test('fall on two questions in one', () => {
    expect(suspicionsOf('Is er een plan en wordt het gebruikt?')).toEqual(['two-questions'])
    expect(suspicionsOf('Kiezen jullie A of B?')).toEqual(['two-questions'])
  })

  test('fall on a negation', () => {
    for (const title of ['Wat werkt niet?', 'Is er geen plan?', 'Gaat het zonder hulp?', 'Nooit hulp?']) {
      expect(suspicionsOf(title)).toEqual(['negation'])
    }
  })

  test('do not fall on words that only look like it', () => {
    expect(suspicionsOf('Heeft de enige genietbare les een nietje over?')).toEqual([])
  })
})
