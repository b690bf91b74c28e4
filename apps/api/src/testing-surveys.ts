import { createHash } from 'node:crypto'
import type { InstrumentFacts } from '@km/definition'
import { readSurveys, type SurveysOnDisk } from './publish/read-surveys.ts'

type Json = Readonly<Record<string, unknown>>

export interface TinyInstrument {
  readonly facts: Partial<InstrumentFacts> & Pick<InstrumentFacts, 'code'>
  /** Version to the SurveyJS JSON of it. */
  readonly versions: Readonly<Record<string, Json>>
}

const plainFacts = {
  title: 'Kleine vragenlijst',
  shortTitle: 'Klein',
  respondent: 'coördinator',
  rhythm: 'jaarlijks',
  mode: 'invitation',
  anonymityLevel: 'F',
  languageLevel: 'B1',
  bijlageCodes: [],
  unit: 'school',
  minutes: { min: 1, max: 2 },
  framework: 'ok-voor-nt2',
  privacyLine: 'Je school staat erbij.',
  accepted: [],
  changes: [],
}

/** A question about one thing, as our files write it. */
export const question = (name: string, more: Json = {}): Json => ({
  type: 'radiogroup',
  name,
  itemCode: name.replaceAll('_', '.'),
  itemVersion: 1,
  shortTitle: name,
  title: `Hoe gaat ${name}?`,
  choices: [
    { value: 1, text: 'slecht' },
    { value: 2, text: 'goed' },
  ],
  ...more,
})

/** An open question of at most 100 characters. */
export function openText(name: string): Json {
  const { choices: _choices, ...rest } = question(name)
  return { ...rest, type: 'comment', maxLength: 100 }
}

/** A form with one page per list of questions. */
export const form = (...pages: readonly (readonly Json[])[]): Json => ({
  title: 'Klein',
  locale: 'nl',
  pages: pages.map((elements, index) => ({
    name: `pagina${index + 1}`,
    title: `Deel ${index + 1}`,
    elements,
  })),
})

/** The repository's framework and scales, with only these instruments. */
export function tinySurveys(...instruments: readonly TinyInstrument[]): SurveysOnDisk {
  const own = readSurveys()
  const framework = (own.framework.json as { readonly code: string }).code
  return {
    ...own,
    instruments: instruments.map(({ facts, versions }) => ({
      facts: { file: `${facts.code}/instrument.json`, json: { ...plainFacts, framework, ...facts } },
      versions: Object.entries(versions).map(([version, json]) => ({
        file: `${facts.code}/${version}.json`,
        version,
        json,
        sha256: createHash('sha256').update(JSON.stringify(json)).digest('hex'),
      })),
    })),
  }
}
