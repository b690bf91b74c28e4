import type { Comparison, ComparisonRow, Distribution, Signal } from './model.ts'

/** When a signal is given; shares as [numerator, denominator]. */
export interface SignalRules {
  readonly low: readonly [number, number]
  readonly down: number
  readonly unknown: readonly [number, number]
  readonly sufficient: readonly [number, number]
  readonly up: readonly [number, number]
}

/** The rules as they stand; adjustable, so they are handed in. */
export const signalRules: SignalRules = {
  low: [1, 2],
  down: 3,
  unknown: [1, 3],
  sufficient: [2, 3],
  up: [1, 2],
}

type Found = Pick<Signal, 'kind' | 'rule' | 'count' | 'of'>

const reaches = (count: number, of: number, [part, whole]: readonly [number, number]): boolean =>
  of > 0 && count * whole >= of * part

function fromDistribution(distribution: Distribution, rules: SignalRules): Found[] {
  const share = distribution.sufficient
  if (!share) return []
  const levels = distribution.levels.reduce((sum, level) => sum + level.count, 0)
  const [low, unknown] = [levels - share.count, share.of - levels]
  const found: (Found | false)[] = [
    reaches(low, share.of, rules.low) && { kind: 'attention', rule: 'half_low', count: low, of: share.of },
    reaches(unknown, share.of, rules.unknown) && {
      kind: 'attention',
      rule: 'third_unknown',
      count: unknown,
      of: share.of,
    },
    reaches(share.count, share.of, rules.sufficient) && {
      kind: 'strength',
      rule: 'two_thirds_sufficient',
      count: share.count,
      of: share.of,
    },
  ]
  return found.filter((one) => one !== false)
}

function fromMovement(row: ComparisonRow, rules: SignalRules): Found[] {
  const cell = row.steps.at(-1)?.movement
  if (cell?.kind !== 'shown') return []
  const { up, down, n: of } = cell.movement
  return [
    ...(down >= rules.down ? [{ kind: 'attention', rule: 'three_down', count: down, of } as const] : []),
    ...(reaches(up, of, rules.up) ? [{ kind: 'growth', rule: 'half_up', count: up, of } as const] : []),
  ]
}

/**
 * What stands out in a comparison of a group of schools, by the rules of the monitor: attention when at
 * least half stands below "op orde", three or more matched schools went down or a third does not know;
 * strength when two thirds are "op orde" or higher; growth when at least half of the matched went up. Takes a
 * comparison as it may be shown, so hidden figures give no signal; looks at the last round, at rows of one
 * item only. Shares are over the levels plus "weet ik niet"; "geldt niet" drops out.
 */
export function findSignals(comparison: Comparison, rules: SignalRules = signalRules): Signal[] {
  if (comparison.schoolId !== undefined) return []
  return comparison.rows.flatMap((row) => {
    const cell = row.periods.at(-1)?.cell
    if (cell?.kind !== 'shown' || !('distribution' in cell)) return []
    const found = [...fromDistribution(cell.distribution, rules), ...fromMovement(row, rules)]
    return found.map((one) => ({ ...one, key: row.key, title: row.title }))
  })
}
