import type { ComparisonRow } from '@km/analysis'
import type { ComparisonView, Finding } from '@km/api'
import { type CellReference, commands } from '../api.ts'
import { rowNow } from './cells.ts'
import { NewFinding } from './new-finding.tsx'
import { periodName, units } from './wording.ts'

/** What will be frozen, in words: '11 van 21 scholen op orde of hoger; 8 omhoog, 9 gelijk, 1 omlaag'. */
export function evidenceWords(row: ComparisonRow, view: Pick<ComparisonView, 'periods' | 'unit'>): string {
  const { reading, movement, period } = rowNow(row, view.periods)
  if (reading === undefined) return row.title
  const round = view.periods.find((p) => p.roundId === period?.roundId)
  const share = reading.sufficient
  const first =
    share === undefined ? units(reading.n, view.unit) : `${share.count} van ${share.of} op orde of hoger`
  const moved =
    movement === undefined ? '' : `; ${movement.up} omhoog, ${movement.same} gelijk, ${movement.down} omlaag`
  return `${round === undefined ? '' : `${periodName(round)}: `}${first}${moved}`
}

/** Attention by the signal rules: half at the two lowest levels, or more schools down than up. */
function likelyKind(row: ComparisonRow, view: ComparisonView): Finding['kind'] {
  const { reading, movement } = rowNow(row, view.periods)
  if (movement !== undefined && movement.down >= 3 && movement.down > movement.up) return 'attention'
  const share = reading?.sufficient
  if (share === undefined || share.of === 0) return 'attention'
  if (share.count * 3 >= share.of * 2) return 'strength'
  return share.count * 2 <= share.of ? 'attention' : 'chance'
}

/** Makes a finding of one row: the server freezes the cell, a person says what it means. */
export function FindingDialog(props: {
  title: string
  row: ComparisonRow
  view: ComparisonView
  reference: CellReference
  close: () => void
}) {
  const { row, view, reference, close } = props
  return (
    <NewFinding
      title={row.title}
      words={evidenceWords(row, view)}
      filter={view.filter}
      kind={likelyKind(row, view)}
      make={(body) => commands.addFinding({ ...body, reference })}
      close={close}
    />
  )
}
