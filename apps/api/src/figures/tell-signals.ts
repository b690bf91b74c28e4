import type { FigureCell } from '@km/analysis'
import * as nl from './nl-indicator.ts'

interface Moment {
  readonly schoolYear: string
  readonly referenceDate: string
  readonly status: 'provisional' | 'final'
  readonly source: string
  readonly cell: FigureCell
}

/** True when both are shown, and what is shown of them is not the same. */
const differs = (one: FigureCell, other: FigureCell): boolean =>
  one.kind === 'shown' &&
  other.kind === 'shown' &&
  JSON.stringify(one.figure) !== JSON.stringify(other.figure)

/**
 * What somebody must know before using the newest school year's figures, in sentences, made from what this
 * reader sees and nothing else.
 */
export function tellSignals(moments: readonly Moment[]): string[] {
  const newest = moments.at(-1)?.schoolYear
  const own = moments.filter(({ schoolYear }) => schoolYear === newest)
  const said = own.flatMap((moment) => {
    const { referenceDate, status, source, cell } = moment
    const final = own.find(
      (one) => one.referenceDate === referenceDate && one.source === source && one.status === 'final',
    )
    if (status === 'provisional' && final !== undefined)
      return differs(cell, final.cell) ? [nl.signals.changed(referenceDate)] : []
    const told = status === 'provisional' ? [nl.signals.onlyProvisional(referenceDate)] : []
    if (cell.kind === 'suppressed') return told
    const { noShare } = cell.figure
    if (noShare === 'many_unknown') told.push(nl.signals.manyUnknown(referenceDate))
    if (noShare === 'few') told.push(nl.signals.few(referenceDate))
    return told
  })
  return [...new Set(said)]
}
