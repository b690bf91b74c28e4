import type { Scale } from '@km/definition'
import type { AnswerSum, Comparison, ComparisonRow, Distribution, Period } from './model.ts'

const total = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((sum, one) => sum + one.count, 0)

function agreeingOf(distribution: Distribution, scale: Scale | undefined): AnswerSum['agreeing'] {
  if (!scale?.agreeing?.length) return undefined
  const agree = new Set(scale.agreeing.map(String))
  const counted = new Set(scale.escapes.filter((one) => one.inDenominator).map((one) => one.value))
  return {
    count: total(distribution.levels.filter((level) => agree.has(String(level.value)))),
    of: total(distribution.levels) + total(distribution.escapes.filter((one) => counted.has(one.value))),
  }
}

/** "In what year?": adding years up says nothing. */
const areYears = ({ levels }: Distribution): boolean =>
  levels.every(({ value }) => Number(value) >= 1900 && Number(value) <= 2100)

/** Numbers are counted per value; floating point must not show: 0.1 + 0.2 is 0.3. */
const totalOf = (distribution: Distribution): number | undefined =>
  areYears(distribution)
    ? undefined
    : Number(distribution.levels.reduce((sum, one) => sum + Number(one.value) * one.count, 0).toFixed(9))

function sumOf(
  row: ComparisonRow,
  distribution: Distribution,
  period: Period | undefined,
  scale: Scale | undefined,
): AnswerSum {
  const agreeing = agreeingOf(distribution, scale)
  const sum = row.kind === 'number' ? totalOf(distribution) : undefined
  return {
    ...(agreeing === undefined ? {} : { agreeing }),
    ...(sum === undefined ? {} : { total: sum }),
    without: Math.max(0, (period?.responded ?? distribution.n) - distribution.n),
  }
}

/**
 * Puts beside each shown distribution of one question what it comes down to: who agrees or says yes on a
 * scale that says which levels do, the total of numbers, and the responses without an answer. Made from
 * what is shown and from nothing else, so it tells no more. Roll-ups and hidden cells stay as they are.
 */
export function sumUpAnswers(comparison: Comparison, scales: readonly Scale[]): Comparison {
  const newest = new Map<string, Scale>()
  for (const scale of scales)
    if ((newest.get(scale.code)?.version ?? 0) <= scale.version) newest.set(scale.code, scale)
  const rows = comparison.rows.map((row) => ({
    ...row,
    periods: row.periods.map((one, index) =>
      one.cell.kind === 'shown' && 'distribution' in one.cell
        ? {
            ...one,
            sum: sumOf(row, one.cell.distribution, comparison.periods[index], newest.get(row.scale ?? '')),
          }
        : one,
    ),
  }))
  return { ...comparison, rows }
}
