import { summarize } from './build-comparison.ts'
import { compareItems, type ItemSeries } from './compare.ts'
import { type Figures, fillRow } from './fill-rows.ts'
import type { FrozenRow } from './freeze.ts'
import type { Comparison, ComparisonInput, SuppressionReason } from './model.ts'
import { rollUpDistributions, rollUpFrozenMovements } from './roll-up.ts'
import { planRows } from './rows.ts'
import { openScoreBook } from './score.ts'
import type { Mask } from './suppress.ts'
import { thresholdsFor } from './thresholds.ts'
import { isComparable } from './versions.ts'

export interface ArrangeInput {
  /** Without tallies: nothing is counted here. */
  readonly input: Omit<ComparisonInput, 'tallies' | 'schoolId'>
  /** Frozen rows per round, as this reader may see them. */
  readonly rows: ReadonlyMap<number, readonly FrozenRow[]>
  /** Schools that also answered the round before, of the last step; absent: not told. */
  readonly matched?: number
}

type Step = FrozenRow['steps'][number]

interface Found {
  readonly row: (item: string, roundId: number) => FrozenRow | undefined
  readonly step: (item: string, from: number, to: number) => Step | undefined
}

function index(rows: ArrangeInput['rows']): Found {
  const byKey = new Map([...rows].map(([id, list]) => [id, new Map(list.map((row) => [row.key, row]))]))
  const row = (item: string, roundId: number) => byKey.get(roundId)?.get(item)
  return {
    row,
    step: (item, from, to) =>
      [row(item, to), row(item, from)]
        .flatMap((one) => one?.steps ?? [])
        .find((one) => one.from === from && one.to === to),
  }
}

/** Why a movement that no release holds is not shown. */
function missingStep(one: ItemSeries, step: number, given: ArrangeInput['input']): SuppressionReason {
  const [before, after] = [given.periods[step], given.periods[step + 1]]
  if (!before?.released || !after?.released) return 'not_released'
  if (given.instrument.unit !== 'school') return 'not_applicable'
  if (!one.scores[step] || !one.scores[step + 1]) return 'not_asked'
  return isComparable(one.passages[step]?.verdict ?? 'changed') ? 'complementary' : 'not_comparable'
}

function maskOf(one: ItemSeries, given: ArrangeInput['input'], found: Found): Mask {
  const reasonOf = (cell: FrozenRow['cell'] | Step['movement'] | undefined) =>
    cell?.kind === 'suppressed' ? cell.reason : undefined
  return {
    periods: given.periods.map((period, round) => {
      if (!period.released) return 'not_released'
      const row = found.row(one.name, period.roundId)
      return row ? reasonOf(row.cell) : one.scores[round] ? 'too_few' : 'not_asked'
    }),
    steps: given.periods.slice(1).map((period, step) => {
      const frozen = found.step(one.name, given.periods[step]?.roundId ?? 0, period.roundId)
      return frozen ? reasonOf(frozen.movement) : missingStep(one, step, given)
    }),
  }
}

function frozenFigures(given: ArrangeInput['input'], found: Found): Figures {
  const idAt = (round: number) => given.periods[round]?.roundId ?? 0
  const distribution: Figures['distribution'] = (part, round) => {
    const cell = found.row(part.name, idAt(round))?.cell
    return cell?.kind === 'shown' ? cell.distribution : undefined
  }
  return {
    distribution,
    rollUp: (parts, round, of) =>
      rollUpDistributions(
        parts.flatMap((part) => distribution(part, round) ?? []),
        of,
      ),
    movement: (parts, step) => {
      const moved = parts.flatMap((part) => {
        const cell = found.step(part.name, idAt(step), idAt(step + 1))?.movement
        return cell?.kind === 'shown' ? [cell.movement] : []
      })
      return moved.length === 0 ? undefined : rollUpFrozenMovements(moved)
    },
  }
}

/**
 * Frozen cuts of several rounds beside each other, at any level. Every figure is one that a release shows, or
 * a sum of such figures: nothing is counted, so two answers together never say more than the releases do.
 */
export function arrangeReleases({ input, rows: frozen, matched }: ArrangeInput): Comparison {
  const { instrument, level, periods } = input
  const counting = { ...input, tallies: [] }
  const book = openScoreBook(counting)
  const series = compareItems(book)
  const found = index(frozen)
  const limits = thresholdsFor({
    anonymityLevel: instrument.anonymityLevel,
    minUnits: input.minUnits,
    oneSchool: false,
  })
  const masks = new Map(series.map((one) => [one, maskOf(one, input, found)]))
  const plans = planRows(book, series, input.framework, level)
  const figures = frozenFigures(input, found)
  const rows = plans.map((plan) => fillRow(plan, { periods, masks, limits, oneSchool: false, figures }))
  return {
    instrument: instrument.code,
    instrumentTitle: instrument.title,
    level,
    unit: input.ownWork === true ? 'record' : instrument.unit,
    anonymityLevel: instrument.anonymityLevel,
    periods,
    headline: summarize(counting, plans, rows, matched ?? 0),
    rows,
  }
}
