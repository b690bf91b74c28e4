import { readFileSync } from 'node:fs'
import {
  type Definition,
  type DefinitionDifference,
  diffDefinitions,
  parseDefinition,
  parseInstrumentFacts,
  parseVersion,
} from '@km/definition'
import { StartProblem } from '../env.ts'
import { definitionsText as text } from '../terminal-nl.ts'
import { factsBeside, placeOf } from './check-definitions.ts'

function readAny(file: string): Definition {
  const { instrument, version } = placeOf(file)
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new StartProblem(text.noFile(file))
  }
  return parseDefinition(json, { instrument, version: parseVersion(version), lenient: true })
}

/**
 * `diff OLD NEW`: one verdict for each item of any two SurveyJS files. Reasons come from the
 * `instrument.json` beside the newer one, when there is one. Throws StartProblem or DefinitionError with
 * a sentence when a file cannot be read.
 */
export function diffFiles(before: string, after: string): DefinitionDifference {
  const facts = factsBeside(after)
  return diffDefinitions(
    readAny(before),
    readAny(after),
    facts && parseInstrumentFacts(facts.json, facts.file),
  )
}

/** The difference as lines for a person: what is not identical, then how large the step is. */
export function describeDifference({ needs, items }: DefinitionDifference): readonly string[] {
  const width = Math.max(0, ...items.map((each) => each.item.length))
  return [
    ...items.map(({ item, verdict, reason }) => {
      const words = text.verdicts[verdict].padEnd(16)
      return `${item.padEnd(width)}  ${words}${reason}`.trimEnd()
    }),
    text.needs[needs],
  ]
}
