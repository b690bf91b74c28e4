import type {
  CoverageLimits,
  CoverageState,
  CoveredInstrument,
  Evidence,
  EvidenceCount,
  ShownEvidence,
} from './coverage-model.ts'
import { minGroup } from './thresholds.ts'

type Facts = Pick<CoveredInstrument['facts'], 'anonymityLevel' | 'mode'>

/**
 * A number of answers as this reader may know it. Level F from one on for who counts it; records about the
 * network (level C) are process; everything else from five. Fewer and none look alike.
 */
function shownCount(count: number, { anonymityLevel, mode }: Facts, limits: CoverageLimits): EvidenceCount {
  const isProcess = anonymityLevel === 'C' && mode === 'member'
  const open = isProcess || (anonymityLevel === 'F' && limits.countsFromOne)
  return open || count >= minGroup ? count : 'few'
}

/** Evidence of an instrument with its thresholds applied. */
export function showEvidence(
  one: Evidence,
  facts: Facts | undefined,
  limits: CoverageLimits,
): readonly ShownEvidence[] {
  if (one.kind === 'figure' || one.kind === 'register') return [one]
  if (facts === undefined || facts.anonymityLevel === 'P') return []
  if (one.kind === 'round') {
    const responses = shownCount(one.responses, facts, limits)
    const { invited, ...rest } = one
    // Beside a hidden number the invited would say at most how many are missing.
    const all = invited === undefined || responses === 'few' ? {} : { invited }
    return [{ ...rest, ...all, responses: one.state === 'planned' ? 0 : responses }]
  }
  const own = { ...limits, countsFromOne: limits.countsFromOne || one.portfolio }
  const { units, ...record } = one
  if (one.of === 'team' && facts.anonymityLevel !== 'K') return [record]
  if (shownCount(units, facts, own) === 'few')
    return [{ ...record, sent: 'few', agreed: 'few', begun: 'few' }]
  return [record]
}

const ranks: readonly CoverageState[] = ['none', 'private', 'running', 'few', 'evidence']

/** The best of several states; 'none' of none. */
export const bestOf = (states: readonly CoverageState[]): CoverageState =>
  ranks[Math.max(0, ...states.map((state) => ranks.indexOf(state)))] ?? 'none'

/** A figure that is too small, or about another question, exists but cannot be shown. */
const seenAs = { shown: 'evidence', too_small: 'few', broken: 'few', incomplete: 'running' } as const

/** What one piece of evidence amounts to. */
export function stateOf(one: ShownEvidence): CoverageState {
  switch (one.kind) {
    case 'figure':
      return seenAs[one.seen]
    case 'set':
      return one.state
    case 'register':
      return one.entries > 0 ? 'evidence' : 'none'
    case 'round':
      if (one.state !== 'released') return 'running'
      if (one.responses === 0) return 'none'
      return one.responses === 'few' ? 'few' : 'evidence'
    case 'records': {
      const counts = one.asksAgreement ? one.agreed : one.sent
      if (counts !== 0 && counts !== 'few') return 'evidence'
      if (one.sent === 'few') return 'few'
      return one.sent > 0 || one.begun !== 0 ? 'running' : 'none'
    }
  }
}
