import { countWords, type LanguageFinding } from './language.ts'
import type { Definition, InstrumentFacts } from './model.ts'
import { surveyText } from './nl.ts'

/**
 * Words a minute. Adults read 238 a minute silently (Brysbaert 2019, Journal of Memory and Language 109: English
 * non-fiction), learners of a second language 150 to 200. Nobody measured our pupils: we take far less.
 */
const wordsAMinute: Record<InstrumentFacts['languageLevel'], number> = { A2: 100, B1: 200 }
/** Choosing and going on; Pew Research (2022) counts 10.6 s for a question on its own, reading included. */
const secondsToChoose = 5
/** Our own guess for one or two short sentences. */
const secondsToWrite = 30

/**
 * About how many minutes a form takes of who is asked everything in it and answers everything. Answers that
 * return with the same words are read once.
 */
export function estimateMinutes(
  definition: Definition,
  { languageLevel, privacyLine }: Pick<InstrumentFacts, 'languageLevel' | 'privacyLine'>,
): number {
  const read = new Set([privacyLine])
  let seconds = 0
  for (const { title, choices, kind } of definition.items) {
    read.add(title)
    read.add(choices.map(({ text }) => text).join(' '))
    seconds += kind === 'text' ? secondsToWrite : secondsToChoose
  }
  const words = [...read].reduce((sum, text) => sum + countWords(text), 0)
  return words / wordsAMinute[languageLevel] + seconds / 60
}

/** A form that seems to take longer than it promises; what a member fills in after a talk promises nothing. */
export function suspectTime(definition: Definition, facts: InstrumentFacts): readonly LanguageFinding[] {
  const minutes = estimateMinutes(definition, facts)
  if (facts.mode === 'member' || minutes <= facts.minutes.max) return []
  const message = surveyText.takesLonger(minutes, facts.minutes.max)
  return [{ rule: 'minutes', item: facts.code, message }]
}
