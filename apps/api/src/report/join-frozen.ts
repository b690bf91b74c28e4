import type { Comparison, ComparisonRow, ItemChange, Period, RowPeriod, RowStep } from '@km/analysis'

/** A released round with its frozen comparison, or an open one of which only the counts are known. */
export interface FrozenPeriod {
  readonly period: Period
  readonly definitionId: number
  readonly comparison: Comparison | undefined
}

const rowOf = (one: FrozenPeriod, key: string): ComparisonRow | undefined =>
  one.comparison?.rows.find((row) => row.key === key)

function cellOf(one: FrozenPeriod, key: string): RowPeriod {
  if (one.comparison === undefined)
    return { roundId: one.period.roundId, cell: { kind: 'suppressed', reason: 'not_released' } }
  const found = rowOf(one, key)?.periods.find((p) => p.roundId === one.period.roundId)
  return found ?? { roundId: one.period.roundId, cell: { kind: 'suppressed', reason: 'not_asked' } }
}

function stepOf(
  key: string,
  before: FrozenPeriod,
  after: FrozenPeriod,
  changes: readonly ItemChange[],
): RowStep {
  const change = changes.find(
    (c) =>
      c.item === key && c.fromDefinitionId === before.definitionId && c.toDefinitionId === after.definitionId,
  )
  const verdict = change?.verdict ?? 'identical'
  const apart = verdict === 'changed' || verdict === 'rescaled'
  return {
    fromRoundId: before.period.roundId,
    toRoundId: after.period.roundId,
    verdict,
    reason: change?.reason ?? '',
    movement: { kind: 'suppressed', reason: apart ? 'not_comparable' : 'not_applicable' },
  }
}

/**
 * Rounds of an instrument that many people answer, beside each other: every cell as it was frozen when
 * its round was released, no cell computed. People who answer unknown have no movement. Takes the rounds
 * oldest first, at least one of them released.
 */
export function joinFrozen(periods: readonly FrozenPeriod[], changes: readonly ItemChange[]): Comparison {
  const released = periods.flatMap((p) => (p.comparison === undefined ? [] : [p.comparison]))
  const last = released.at(-1)
  if (last === undefined) throw new Error('There is no released round to join.')
  const rows = new Map<string, ComparisonRow>()
  for (const comparison of released.toReversed())
    for (const row of comparison.rows) if (!rows.has(row.key)) rows.set(row.key, row)
  const joined = [...rows.values()].map((row): ComparisonRow => {
    const cells = periods.map((one) => cellOf(one, row.key))
    const steps = periods.slice(1).flatMap((after, index) => {
      const before = periods[index]
      return before === undefined ? [] : [stepOf(row.key, before, after, changes)]
    })
    return { ...row, periods: cells, steps }
  })
  return {
    ...last,
    periods: periods.map((one) => one.period),
    headline: {
      ...last.headline,
      changed: joined.filter(
        (r) =>
          r.steps.at(-1)?.movement.kind === 'suppressed' &&
          ['changed', 'rescaled'].includes(r.steps.at(-1)?.verdict ?? ''),
      ).length,
    },
    rows: joined,
  }
}
