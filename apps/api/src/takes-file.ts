import { type InstrumentFacts, recordSubject } from '@km/definition'

type Facts = Pick<InstrumentFacts, 'mode' | 'anonymityLevel' | 'unit' | 'dateItem'>

/**
 * What a line of a file with answers of an earlier year is: a school that answers once, or a visit to a school on
 * a day. Undefined for what does not fit one line: people, meetings, single pupils.
 */
export function lineOf({ dateItem, ...facts }: Facts): 'school' | 'visit' | undefined {
  const { mode, anonymityLevel, unit } = facts
  if (recordSubject(facts) === 'school' && dateItem !== undefined) return 'visit'
  return anonymityLevel === 'F' && unit === 'school' && mode === 'invitation' ? 'school' : undefined
}
