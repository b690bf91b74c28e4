import { textOf } from './elements.ts'
import type { Definition, InstrumentFacts, Item, Scale } from './model.ts'
import { surveyText } from './nl.ts'
import { readQuestions } from './parse.ts'

export type LanguageRule =
  | 'question-length'
  | 'sentence-length'
  | 'answer-words'
  | 'two-questions'
  | 'negation'
  | 'minutes'

/** Something that the language check found; a suspicion may be accepted with a reason. */
export interface LanguageFinding {
  readonly rule: LanguageRule
  /** `undefined`: a text that belongs to no item. */
  readonly item: string | undefined
  readonly message: string
}

type LanguageLevel = InstrumentFacts['languageLevel']

/** Words in one question, and in one sentence. Only A2 has a limit per sentence. */
const longestQuestion: Readonly<Record<LanguageLevel, number>> = { A2: 12, B1: 20 }
const longestSentence: Readonly<Record<LanguageLevel, number>> = { A2: 12, B1: Number.POSITIVE_INFINITY }

/** The scale whose levels are described per item; all others have fixed answer words. */
const anchoredScale = 'S4'

const joining = /\s(en|of)\s/iu
const negation = /(^|[^\p{L}])(niet|geen|nooit|zonder)([^\p{L}]|$)/iu

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

/** Sentences that are longer than the language level allows. */
export function checkSentences(
  text: string,
  level: LanguageLevel,
  item?: string,
): readonly LanguageFinding[] {
  const limit = longestSentence[level]
  return sentencesOf(text)
    .filter((sentence) => countWords(sentence) > limit)
    .map((sentence) => ({
      rule: 'sentence-length',
      item,
      message: surveyText.longSentence(sentence, countWords(sentence), limit),
    }))
}

/** Whether the answers of an item are exactly those of its scale, with its words. */
export function checkAnswerWords(item: Item, scale: Scale): readonly LanguageFinding[] {
  const options: readonly { readonly value: number | string; readonly label: string }[] = [
    ...scale.levels,
    ...scale.escapes,
  ]
  const wanted = new Map(options.map(({ value, label }) => [value, label]))
  const given = new Map(item.choices.map(({ value, text }) => [value, text]))
  const anchored = new Set(scale.code === anchoredScale ? scale.levels.map((level) => level.value) : [])
  return [...new Set([...wanted.keys(), ...given.keys()])].flatMap((value): readonly LanguageFinding[] => {
    const [expected, actual] = [wanted.get(value), given.get(value)]
    if (expected !== undefined && actual !== undefined) {
      // A rating shows its numbers and has no words of its own.
      if (anchored.has(value) || expected === actual || actual === String(value)) return []
    }
    const message = surveyText.answerWords(scale.code, value, expected, actual)
    return [{ rule: 'answer-words', item: item.name, message }]
  })
}

interface Wording {
  readonly item: string
  readonly title: string
  readonly others: readonly string[]
}

/** Texts of each question as the respondent reads them; its answers are in `others`. */
function wordingsOf(definition: Definition): readonly Wording[] {
  return readQuestions(definition.json).map(({ element, parts }) => ({
    item: element.name,
    title: textOf(element.json.title) ?? '',
    others: [
      textOf(element.json.description) ?? '',
      ...parts.map((part) => part.title),
      ...(parts[0]?.choices.map((choice) => choice.text) ?? []),
    ],
  }))
}

function textsAround({ json }: Definition): readonly string[] {
  const pages = Array.isArray(json.pages) ? json.pages : []
  const holders: readonly unknown[] = [json, ...pages]
  const properties = ['title', 'description', 'completedHtml', 'completeText'] as const
  return holders.flatMap((holder) =>
    typeof holder === 'object' && holder !== null
      ? properties.map((name) => textOf((holder as Readonly<Record<string, unknown>>)[name]) ?? '')
      : [],
  )
}

/** The language rules that a machine can decide, for one version. */
export function checkLanguage(
  definition: Definition,
  level: LanguageLevel,
  scales: readonly Scale[],
): readonly LanguageFinding[] {
  const limit = longestQuestion[level]
  const questions = wordingsOf(definition).flatMap(({ item, title, others }): readonly LanguageFinding[] => {
    const words = countWords(title)
    const long: readonly LanguageFinding[] =
      words > limit ? [{ rule: 'question-length', item, message: surveyText.longQuestion(words, limit) }] : []
    return [...long, ...[title, ...others].flatMap((text) => checkSentences(text, level, item))]
  })
  const answers = definition.items.flatMap((item) => {
    const scale = scales.find((each) => each.code === item.scale)
    return scale ? checkAnswerWords(item, scale) : []
  })
  return [...questions, ...answers, ...textsAround(definition).flatMap((text) => checkSentences(text, level))]
}

/** What a machine can only suspect in the wording of a question. */
export function suspectLanguage(definition: Definition): readonly LanguageFinding[] {
  return wordingsOf(definition).flatMap(({ item, title }): readonly LanguageFinding[] => [
    ...(joining.test(title)
      ? [{ rule: 'two-questions', item, message: surveyText.twoQuestions(title) } as const]
      : []),
    ...(negation.test(title)
      ? [{ rule: 'negation', item, message: surveyText.negation(title) } as const]
      : []),
  ])
}
