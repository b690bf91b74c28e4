import type {
  Comparison,
  Distribution,
  Movement,
  RollUp,
  RowPeriod,
  RowStep,
  Share,
  Shares,
} from './model.ts'

const low = 5
const high = 95

/** A whole percentage; at the ends only that it is less than 5 or more than 95. */
export function shareOf(count: number, of: number): Share {
  const percent = of === 0 ? 0 : (100 * count) / of
  if (percent < low) return 'below_5'
  return percent > high ? 'above_95' : Math.round(percent)
}

function ofAnswers(counted: Distribution | RollUp): Shares {
  const all = [...counted.levels, ...counted.escapes]
  const total = 'answers' in counted ? counted.answers : counted.n
  const { sufficient } = counted
  return {
    n: counted.n,
    parts: all.map(({ value, label, count }) => ({ value, label, share: shareOf(count, total) })),
    ...(sufficient ? { sufficient: shareOf(sufficient.count, sufficient.of) } : {}),
  }
}

const ofMovement = ({ n, pairs, up, same, down }: Movement): Shares => ({
  n,
  parts: Object.entries({ up, same, down }).map(([value, count]) => ({
    value,
    label: value,
    share: shareOf(count, pairs),
  })),
})

const capped = { kind: 'suppressed', reason: 'capped' } as const

function capPeriod({ cell, ...rest }: RowPeriod): RowPeriod {
  if (cell.kind === 'suppressed') return { ...rest, cell }
  return {
    ...rest,
    cell: capped,
    shares: ofAnswers('distribution' in cell ? cell.distribution : cell.rollUp),
  }
}

function capStep({ movement: cell, ...rest }: RowStep): RowStep {
  if (cell.kind === 'suppressed') return { ...rest, movement: cell }
  return { ...rest, movement: capped, shares: ofMovement(cell.movement) }
}

/**
 * A comparison for a reader who gets percentages only: no numerator is left, a share under 5 or over 95
 * percent says no more than that. Reference: the national cohort study caps in the same way.
 */
export const capShares = (comparison: Comparison): Comparison => ({
  ...comparison,
  rows: comparison.rows.map((row) => ({
    ...row,
    periods: row.periods.map(capPeriod),
    steps: row.steps.map(capStep),
  })),
})
