import type { InstrumentFacts } from './model.ts'

/** Whom a round of an instrument gives links: everybody the same one, each school its own, or nobody. */
export type RoundLinks = 'open' | 'schools' | 'none'

/**
 * Visits and imports need no round that a person opens. Nothing yet keeps the promises of level P (only
 * the respondent sees it) and of level K (off until the network has its DPIA), so they get no links either.
 */
export function roundLinks({
  mode,
  anonymityLevel,
}: Pick<InstrumentFacts, 'mode' | 'anonymityLevel'>): RoundLinks {
  if (mode === 'member' || mode === 'import' || anonymityLevel === 'P' || anonymityLevel === 'K')
    return 'none'
  return mode === 'open-link' || anonymityLevel === 'A' ? 'open' : 'schools'
}
