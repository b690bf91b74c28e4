import type { Wrong } from './check-version.ts'
import type { Definition, InstrumentFacts } from './model.ts'
import { surveyText } from './nl.ts'

/** In every form of the word; only level A may say it. */
const anonymousWord = /anonie?m/iu

function checkAnonymous({ anonymityLevel }: InstrumentFacts, words: string): readonly Wrong[] {
  return anonymityLevel !== 'A' && anonymousWord.test(words)
    ? [{ message: surveyText.saysAnonymous(anonymityLevel) }]
    : []
}

/** What the facts promise by themselves. Figures are imported and have no questions; all others have. */
export function checkFacts(facts: InstrumentFacts, versions: number): readonly Wrong[] {
  const isImport = facts.mode === 'import'
  const message = isImport ? surveyText.importAsks : surveyText.noVersion
  const isHandedIn = facts.handsIn !== undefined
  return [
    ...checkAnonymous(facts, facts.privacyLine),
    ...(isImport === isHandedIn ? [] : [{ message: surveyText.handsIn }]),
    ...(isImport === (versions === 0) ? [] : [{ message }]),
  ]
}

/** What one version must do to keep the promises of anonymity level and language level. */
export function checkPromises(facts: InstrumentFacts, { items, json }: Definition): readonly Wrong[] {
  const { anonymityLevel, languageLevel } = facts
  const open = anonymityLevel === 'K' ? items.filter((item) => item.kind === 'text') : []
  const forced = languageLevel === 'A2' ? items.filter((item) => item.required) : []
  return [
    ...checkAnonymous(facts, JSON.stringify(json)),
    ...open.map(({ name }) => ({ item: name, message: surveyText.describesPupil })),
    ...forced.map(({ name }) => ({ item: name, message: surveyText.forcesPupil })),
  ]
}

/**
 * Level P: its respondents are invited by name, and at most one question, to write in, may leave the device.
 * Other levels have no such question.
 */
export function checkPersonal(facts: InstrumentFacts, { items }: Definition): readonly Wrong[] {
  const { anonymityLevel, mode, invitees, sharedItem } = facts
  if (anonymityLevel !== 'P') return sharedItem === undefined ? [] : [{ message: surveyText.sharesNothing }]
  const isShared = items.some((item) => item.name === sharedItem && item.kind === 'text' && !item.required)
  return [
    ...(mode === 'invitation' && invitees !== undefined ? [] : [{ message: surveyText.personalByName }]),
    ...(sharedItem === undefined || isShared ? [] : [{ item: sharedItem, message: surveyText.noSharedItem }]),
  ]
}

/** The day of a visit is asked for. */
export function checkDateItem({ dateItem }: InstrumentFacts, { items }: Definition): readonly Wrong[] {
  const isAsked = items.some((item) => item.name === dateItem && item.kind === 'date')
  return dateItem === undefined || isAsked ? [] : [{ item: dateItem, message: surveyText.noDateItem }]
}
