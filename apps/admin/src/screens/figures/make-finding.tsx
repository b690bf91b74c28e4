import type { FigureCell, FigureMoment } from '@km/analysis'
import type { IndicatorPage } from '@km/api'

/** The button that freezes this figure as evidence. */
export function MakeFinding(_props: {
  page: IndicatorPage
  moment: FigureMoment
  cell: FigureCell
  split?: { by: string; value: string }
}) {
  return null
}
