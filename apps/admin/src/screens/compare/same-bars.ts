import type { Share } from '@km/analysis'
import type { SameView } from '@km/api'
import { nl } from '../../nl.ts'
import { nlSame as t } from '../../nl-same.ts'
import { readCell } from '../../parts/cells.ts'
import type { BarRow } from '../../parts/draw-bars.ts'
import { shareWords } from '../../parts/shares.tsx'
import { percent, periodName } from '../../parts/wording.ts'

type SameItem = SameView['items'][number]
type Side = SameItem['sides'][number]
type Bar = BarRow['bars'][number]

interface Column {
  readonly answers: readonly { readonly value: number | string; readonly label: string }[]
  /** The bar of an answer; a column without numbers says the same everywhere. */
  readonly barOf: (value: number | string) => Bar
}

function shareBar(name: string, share: Share | undefined): Bar {
  const words = shareWords(share ?? 'below_5')
  return typeof share === 'number' ? { name, words, part: share / 100 } : { name, words }
}

function columnOf(side: Side, index: number): Column | undefined {
  const period = side.periods[index]
  const own = side.row.periods[index]
  if (period === undefined || own === undefined) return undefined
  const named = `${side.instrumentTitle}, ${periodName(period)}`
  const { shares } = own
  if (shares !== undefined) {
    const name = `${named} (${t.n(shares.n)})`
    const of = (value: number | string) => shares.parts.find((one) => one.value === value)?.share
    return { answers: shares.parts, barOf: (value) => shareBar(name, of(value)) }
  }
  const { reading, reason } = readCell(own.cell)
  if (reading === undefined)
    return { answers: [], barOf: () => ({ name: named, words: nl.suppressed[reason ?? 'no_answers'] }) }
  const answers = [...reading.levels, ...reading.escapes]
  const name = `${named} (${t.n(reading.n)})`
  return {
    answers,
    barOf: (value) => {
      const count = answers.find((one) => one.value === value)?.count ?? 0
      const words = `${count} (${percent(count, reading.n)})`
      return { name, words, part: reading.n === 0 ? 0 : count / reading.n }
    },
  }
}

/** One question: a row for each answer, a column for each questionnaire and round that was released. */
export function sameBars(item: SameItem): readonly BarRow[] {
  const columns = item.sides.flatMap((side) =>
    side.periods.flatMap((period, index) => (period.released ? (columnOf(side, index) ?? []) : [])),
  )
  const answers = new Map(columns.flatMap((one) => one.answers.map(({ value, label }) => [value, label])))
  return [...answers].map(([value, label]) => ({ label, bars: columns.map((one) => one.barOf(value)) }))
}
