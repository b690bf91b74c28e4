import type { Comparison, ComparisonRow, RowPeriod } from '@km/analysis'

const sizeOf = (cell: RowPeriod['cell']): number => {
  if (cell.kind === 'suppressed') return 0
  return 'distribution' in cell ? cell.distribution.n : cell.rollUp.n
}

const hide = (period: RowPeriod): RowPeriod => ({
  ...period,
  cell: { kind: 'suppressed', reason: 'too_few' },
})

/**
 * A figure "of the network" over fewer than `minUnits` schools says more about those schools than about the
 * network. The project leader may look at each school, but not take that for a network figure, so it is
 * hidden here too. Nothing is protected by this: protection is `suppress.ts` of the analysis.
 */
export function hideSmallGroups(comparison: Comparison, minUnits: number): Comparison {
  let hidden = 0
  const rows = comparison.rows.map((row): ComparisonRow => {
    const periods = row.periods.map((one) =>
      one.cell.kind === 'shown' && sizeOf(one.cell) < minUnits ? hide(one) : one,
    )
    const movement = row.steps.at(-1)?.movement
    const counted = movement?.kind === 'suppressed' && movement.reason === 'too_few_matched'
    if (periods.at(-1) !== row.periods.at(-1) && !counted) hidden += 1
    return { ...row, periods }
  })
  return {
    ...comparison,
    rows,
    headline: { ...comparison.headline, suppressed: comparison.headline.suppressed + hidden },
  }
}

/** Units with an answer that no shown cell of the groups accounts for, where the network's figure is shown. */
function remainder(network: RowPeriod | undefined, groups: readonly (RowPeriod | undefined)[]): number {
  if (network === undefined || network.cell.kind === 'suppressed') return 0
  return (
    sizeOf(network.cell) - groups.reduce((sum, one) => sum + (one === undefined ? 0 : sizeOf(one.cell)), 0)
  )
}

/**
 * Hides figures of groups beside the network's until what they leave over is nobody or at least `minUnits`:
 * otherwise the hidden groups could be computed back by subtraction. The smallest shown group goes first.
 * Movements of groups are left out altogether for the same reason. Takes comparisons at item level over the
 * same rounds.
 */
export function hideRemainders(
  network: Comparison,
  groups: readonly Comparison[],
  minUnits: number,
): Comparison[] {
  const changed = groups.map((group) => ({
    ...group,
    rows: group.rows.map((row) => ({
      ...row,
      periods: [...row.periods],
      steps: row.steps.map((step) => ({
        ...step,
        movement:
          step.movement.kind === 'shown'
            ? ({ kind: 'suppressed', reason: 'complementary' } as const)
            : step.movement,
      })),
    })),
  }))
  for (const row of network.rows) {
    const same = changed.map((group) => group.rows.find((one) => one.key === row.key)?.periods)
    for (const [index, period] of row.periods.entries()) {
      for (;;) {
        const left = remainder(
          period,
          same.map((periods) => periods?.[index]),
        )
        if (left === 0 || left >= minUnits) break
        const smallest = same
          .filter((periods) => periods?.[index]?.cell.kind === 'shown')
          .sort((a, b) => size(a, index) - size(b, index))[0]
        if (smallest === undefined) break
        smallest[index] = { roundId: period.roundId, cell: { kind: 'suppressed', reason: 'complementary' } }
      }
    }
  }
  return changed
}

const size = (periods: RowPeriod[] | undefined, index: number): number => {
  const cell = periods?.[index]?.cell
  return cell === undefined ? 0 : sizeOf(cell)
}
