import type { Definition, InstrumentFacts } from './model.ts'
import { surveyText } from './nl.ts'

/** What a privacy line tells, and words by which a machine sees that it does. */
const parts: readonly (readonly [keyof typeof surveyText.privacyParts, RegExp])[] = [
  ['asks', /\b(vraagt|vragen|legt|verzamelt)\b/i],
  ['sees', /\b(zien|ziet|lezen|leest|tonen)\b/i],
  ['keeps', /\bbewa(ar|ren)/i],
  ['voluntary', /vrijwillig|hoeft niet/i],
  ['contact', /vragen\?/i],
]

/** Parts that the privacy line of an instrument seems to lack; a person judges. */
export const missingInPrivacyLine = ({ privacyLine }: InstrumentFacts): readonly string[] =>
  parts
    .filter(([, words]) => !words.test(privacyLine))
    .map(([part]) => surveyText.privacyPart(surveyText.privacyParts[part]))

const forbidden = /\b(niet )?anoniem/i

/** At level F a person can be recognised: the word that says otherwise stands nowhere, with a "not" neither. */
export const callsItselfAnonymous = (
  facts: InstrumentFacts,
  definitions: readonly Definition[],
): readonly string[] =>
  facts.anonymityLevel !== 'F'
    ? []
    : [facts.privacyLine, ...definitions.map(({ json }) => JSON.stringify(json))]
        .filter((text) => forbidden.test(text))
        .map(() => surveyText.anonymousAtF)
