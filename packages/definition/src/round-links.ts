import type { InstrumentFacts } from './model.ts'

/** Whom a round of an instrument gives links: everybody the same one, each school or person its own, or nobody. */
export type RoundLinks = 'open' | 'schools' | 'people' | 'none'

/** Records and imports need no round that a person opens; nor does level K, which begins with a case. */
export function roundLinks({
  mode,
  anonymityLevel,
  invitees,
}: Pick<InstrumentFacts, 'mode' | 'anonymityLevel' | 'invitees'>): RoundLinks {
  if (mode === 'member' || mode === 'import' || anonymityLevel === 'K') return 'none'
  if (mode === 'open-link' || anonymityLevel === 'A') return 'open'
  return invitees === undefined ? 'schools' : 'people'
}

/** What a record is about that a member fills in: a school, one pupil's case, or the network as a whole. */
export type RecordSubject = 'school' | 'case' | 'network'

/** Undefined for an instrument of which nobody begins a record. */
export function recordSubject({
  mode,
  anonymityLevel,
  unit,
}: Pick<InstrumentFacts, 'mode' | 'anonymityLevel' | 'unit'>): RecordSubject | undefined {
  if (anonymityLevel === 'K') return 'case'
  if (mode !== 'member') return undefined
  return unit === 'school' ? 'school' : 'network'
}

/** Records of meetings and agreements of the network itself: what they count is work, and never people. */
export const isOwnWork = (facts: Pick<InstrumentFacts, 'mode' | 'anonymityLevel' | 'unit'>): boolean =>
  facts.anonymityLevel === 'C' && recordSubject(facts) === 'network'
