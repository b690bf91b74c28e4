import type { Definition, SurveyJson } from './model.ts'
import { parseDefinition } from './parse.ts'

/** Tiny definitions for tests: one page per list of questions. */
export function surveyOf(...pages: readonly (readonly SurveyJson[])[]): SurveyJson {
  return { title: 'Proef', pages: pages.map((elements, index) => ({ name: `p${index + 1}`, elements })) }
}

export function define(json: SurveyJson, version = { major: 1, minor: 0 }): Definition {
  return parseDefinition(json, { instrument: 'PROEF', version })
}

/** A scored question, as those of KM-NT2. */
export function scored(name: string, rest: SurveyJson = {}): SurveyJson {
  return {
    type: 'radiogroup',
    name,
    title: `Hoe gaat het met ${name}?`,
    itemCode: name,
    itemVersion: 1,
    scale: 'S4',
    expectationCodes: ['RE.1'],
    isRequired: true,
    choices: [
      { value: 1, text: 'Het gebeurt niet.' },
      { value: 2, text: 'Soms.' },
      { value: 3, text: 'Bijna altijd.' },
      { value: 4, text: 'Altijd, en we leren ervan.' },
      { value: 'wn', text: 'Weet ik niet' },
      { value: 'nvt', text: 'Geldt niet voor ons' },
    ],
    ...rest,
  }
}
