import type { ComparisonRow, Movement, Period, RowPeriod, RowStep, SuppressionReason } from '@km/analysis'

export interface Share {
  readonly count: number
  readonly of: number
}

export interface Answer {
  readonly value: number | string
  readonly label: string
  readonly count: number
}

/** A shown cell, whether it counts units or, in a roll-up, their answers. */
export interface Reading {
  /** Schools or people. */
  readonly n: number
  /** Only a roll-up: school × item answers. */
  readonly answers?: number
  readonly items?: { readonly counted: number; readonly of: number }
  readonly levels: readonly Answer[]
  readonly escapes: readonly Answer[]
  readonly sufficient?: Share
  readonly median?: number | string
}

/** The numbers of a cell, or the reason why they are not shown. */
export function readCell(
  cell: RowPeriod['cell'],
):
  | { readonly reading: Reading; readonly reason?: undefined }
  | { readonly reading?: undefined; readonly reason: SuppressionReason } {
  if (cell.kind === 'suppressed') return { reason: cell.reason }
  return { reading: 'distribution' in cell ? cell.distribution : cell.rollUp }
}

export interface RowNow {
  readonly period?: RowPeriod
  readonly reading?: Reading
  readonly reason: SuppressionReason | undefined
  readonly step?: RowStep
  readonly movement?: Movement
  /** Dutch reason when the series breaks between the last two rounds. */
  readonly broken?: string
}

/** True when a series may not be joined over this step. */
export const isBreak = (step: RowStep): boolean => step.verdict === 'changed' || step.verdict === 'rescaled'

/**
 * What a row says about its newest round and the step towards it.
 * @param periods the comparison's periods; a round that is still open has no answers and is passed over.
 */
export function rowNow(row: ComparisonRow, periods: readonly Period[]): RowNow {
  const lastReleased = periods.findLastIndex((p) => p.released)
  const index = lastReleased < 0 ? row.periods.length - 1 : lastReleased
  const period = row.periods[index]
  const step = index > 0 ? row.steps[index - 1] : undefined
  const read = period === undefined ? { reason: 'not_asked' as const } : readCell(period.cell)
  const movement = step?.movement.kind === 'shown' ? step.movement.movement : undefined
  return {
    ...(period === undefined ? {} : { period }),
    ...(read.reading === undefined ? {} : { reading: read.reading }),
    reason: read.reason,
    ...(step === undefined ? {} : { step }),
    ...(movement === undefined ? {} : { movement }),
    ...(step !== undefined && isBreak(step) ? { broken: step.reason } : {}),
  }
}

/** Level or escape of a single unit: the answer that was counted once. */
export function ownAnswer(reading: Reading): Answer | undefined {
  return [...reading.levels, ...reading.escapes].find((a) => a.count > 0)
}

/** Label of the lower median, such as 'Op orde'; the middle of fewer than five answers says nothing. */
export const medianLabel = (reading: Reading): string | undefined =>
  reading.median === undefined || reading.n < 5
    ? undefined
    : reading.levels.find((l) => l.value === reading.median)?.label
