import type { ComparisonRow } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import { nl } from '../../nl.ts'
import { isBreak, readCell, rowNow } from '../../parts/cells.ts'
import type { ChartData, ChartRow } from '../../parts/chart-rows.ts'
import { periodName } from '../../parts/wording.ts'
import { rowCode } from './rows.ts'

const noteOf = (reason: string): string =>
  reason === 'not_asked'
    ? nl.charts.notAsked
    : reason === 'not_comparable'
      ? nl.charts.changed
      : nl.charts.hidden

function chartRow(row: ComparisonRow, view: ComparisonView): ChartRow {
  const now = rowNow(row, view.periods)
  const { movement, reading } = now
  const step = now.step?.movement
  return {
    code: rowCode(row),
    title: row.title,
    ...(movement === undefined
      ? { movementNote: step?.kind === 'suppressed' ? noteOf(step.reason) : nl.compare.noStep }
      : {
          movement: {
            from: movement.from,
            to: movement.to,
            text: `${movement.from.count} → ${movement.to.count} van ${movement.to.of}`,
          },
        }),
    ...(reading === undefined
      ? { levelsNote: noteOf(now.reason ?? '') }
      : {
          levels: {
            counts: reading.levels.map((l) => l.count),
            unknown: reading.escapes.find((e) => e.value === 'wn')?.count ?? 0,
            n: reading.n,
          },
        }),
    years: row.periods.map((period, i) => {
      const read = readCell(period.cell)
      const before = row.steps[i - 1]
      return {
        ...(read.reading?.sufficient === undefined || read.reading.sufficient.of === 0
          ? { note: noteOf(read.reason ?? '') }
          : { share: read.reading.sufficient }),
        breaks: before !== undefined && isBreak(before),
      }
    }),
  }
}

/** The rows of a comparison as its three charts draw them; only rows on the scale of four levels. */
export function chartData(view: ComparisonView, rows: readonly ComparisonRow[]): ChartData {
  const released = view.periods.filter((p) => p.released)
  return {
    rows: rows.filter((row) => row.scale === 'S4').map((row) => chartRow(row, view)),
    periods: view.periods.map(periodName),
    from: periodNameOf(released.at(-2)),
    to: periodNameOf(released.at(-1)),
  }
}

const periodNameOf = (period: ComparisonView['periods'][number] | undefined): string =>
  period === undefined ? '' : periodName(period)
