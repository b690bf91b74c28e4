/** What choosing rounds needs to know of one. */
export interface RoundFacts {
  readonly id: number
  readonly schoolYear: string
  readonly opensOn: string
  readonly releasedAt: Date | null
}

export interface RoundChoice {
  readonly years?: string | undefined
  readonly rounds?: string | undefined
}

export const inOrder = (a: RoundFacts, b: RoundFacts): number =>
  a.schoolYear.localeCompare(b.schoolYear) || a.opensOn.localeCompare(b.opensOn) || a.id - b.id

/**
 * The rounds of one instrument that a comparison is about, oldest first. Without a choice: the released
 * rounds of the two newest school years that have one; with nothing released yet, whatever there is. Rounds and
 * years together: the rounds that are in both.
 */
export function selectRounds<T extends RoundFacts>(rounds: readonly T[], choice: RoundChoice): T[] {
  const ordered = rounds.toSorted(inOrder)
  if (choice.rounds !== undefined || choice.years !== undefined) {
    const ids = choice.rounds === undefined ? undefined : new Set(choice.rounds.split(',').map(Number))
    const years = choice.years === undefined ? undefined : new Set(choice.years.split(','))
    return ordered.filter((round) => ids?.has(round.id) !== false && years?.has(round.schoolYear) !== false)
  }
  const released = ordered.filter((round) => round.releasedAt !== null)
  if (released.length === 0) return ordered
  const newest = new Set([...new Set(released.map((round) => round.schoolYear))].slice(-2))
  return released.filter((round) => newest.has(round.schoolYear))
}

/** School years with a round, newest first. */
export const yearsOf = (rounds: readonly RoundFacts[]): string[] =>
  [...new Set(rounds.map((round) => round.schoolYear))].sort().reverse()
