import type { FigureCell, FigureMoment } from '@km/analysis'
import type { IndicatorPage } from '@km/api'

/** What a figure is shown of: the whole, or one school for who reads only own ones. */
export interface NamedCell {
  /** Absent: of the whole. */
  readonly name?: string
  readonly cell: FigureCell
}

type Named = Pick<IndicatorPage, 'breakdowns'>

/** The name of a value of a breakdown; a cohort is its own name. */
export function valueName({ breakdowns }: Named, by: string, value: string): string {
  const found = breakdowns.find(({ code }) => code === by)
  return found?.values.find(({ code }) => code === value)?.title ?? value
}

/** The figure that this reader came for: of the whole, or of each own school when the whole is not for them. */
export function mainCells(page: Named, { cell, breakdowns }: FigureMoment): readonly NamedCell[] {
  const rows = breakdowns.find(({ by }) => by === 'school')?.rows
  if (cell.kind === 'shown' || cell.reason !== 'not_for_you' || rows === undefined) return [{ cell }]
  return rows.map((row) => ({ name: valueName(page, 'school', row.value), cell: row.cell }))
}

/** Whether anything came in that is for this reader: of the whole, or of an own school. */
export const isDelivered = (moments: readonly FigureMoment[]): boolean =>
  moments.some(
    ({ cell, breakdowns }) =>
      cell.kind === 'shown' || cell.reason !== 'not_for_you' || breakdowns.some(({ by }) => by === 'school'),
  )

/** One reference date with what is provisional beside what is final. */
export interface DayRow {
  readonly key: string
  readonly schoolYear: string
  readonly referenceDate: string
  readonly source: FigureMoment['source']
  readonly provisional?: FigureMoment
  readonly final?: FigureMoment
}

/** Moments as rows, oldest first: one for each day and source. */
export function dayRows(moments: readonly FigureMoment[]): readonly DayRow[] {
  const rows = new Map<string, DayRow>()
  for (const moment of moments) {
    const { schoolYear, referenceDate, source, status } = moment
    const key = `${referenceDate} ${source}`
    rows.set(key, { ...(rows.get(key) ?? { key, schoolYear, referenceDate, source }), [status]: moment })
  }
  return [...rows.values()]
}

/** The figure of a day that counts: the final one when there is one. */
export const bestOf = ({ provisional, final }: DayRow): FigureMoment | undefined => final ?? provisional

/** The row to begin with: of the newest day the first source, as the network's own registers stand first. */
export const newestRow = (rows: readonly DayRow[]): DayRow | undefined =>
  rows.find(({ referenceDate }) => referenceDate === rows.at(-1)?.referenceDate)

export interface Bar {
  /** Percentage or count, per part that can be drawn. */
  readonly segments: readonly number[]
  readonly unknown: number
}

/**
 * What can be drawn of a cell: the shares of its parts, or the counts where there is no denominator.
 * Undefined when a number is kept back: then words stand there.
 */
export function barOf(cell: FigureCell, page: Pick<IndicatorPage, 'unit' | 'parts'>): Bar | undefined {
  if (cell.kind === 'suppressed') return undefined
  const { parts, unknown } = cell.figure
  if (page.unit === 'count') {
    const counts = parts.map(({ count }) => count)
    return counts.every((one) => typeof one === 'number') ? { segments: counts, unknown: 0 } : undefined
  }
  // Parts that stand beside the denominator never have a share.
  const shares = parts.flatMap(({ share, count }) =>
    share === undefined && count !== 'hidden' ? [] : [share],
  )
  if (shares.length === 0 || !shares.every((one) => typeof one === 'number')) return undefined
  return { segments: shares, unknown: typeof unknown.share === 'number' ? unknown.share : 0 }
}

/** Codes of the parts that bars are made of, in order. */
export function drawnParts(cells: readonly FigureCell[], page: Pick<IndicatorPage, 'unit' | 'parts'>) {
  const shown = cells.find((cell) => barOf(cell, page) !== undefined)
  if (shown?.kind !== 'shown') return []
  const codes = shown.figure.parts
    .filter(({ share }) => page.unit === 'count' || share !== undefined)
    .map(({ code }) => code)
  return page.parts.filter(({ code }) => codes.includes(code))
}

/** What a target came to in its school year: the newest figure of the whole, as far as it is shown. */
export function reachedIn(
  { moments }: Pick<IndicatorPage, 'moments'>,
  target: Pick<IndicatorPage['targets'][number], 'part' | 'unit' | 'targetYear'>,
): number | undefined {
  const row = newestRow(dayRows(moments.filter(({ schoolYear }) => schoolYear === target.targetYear)))
  const cell = row === undefined ? undefined : bestOf(row)?.cell
  if (cell?.kind !== 'shown') return undefined
  const part = cell.figure.parts.find(({ code }) => code === target.part)
  const value = target.unit === 'share' ? part?.share : part?.count
  return typeof value === 'number' ? value : undefined
}
