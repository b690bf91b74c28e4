import type { InstrumentFacts } from '@km/definition'

/** Who is told at the links of a round what came out: students and pupils, who answered without a name. */
export const isTold = ({ anonymityLevel, languageLevel }: InstrumentFacts): boolean =>
  anonymityLevel === 'A' && languageLevel === 'A2'
