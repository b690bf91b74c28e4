import type { ComparisonRow, Period } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import { nlAnswers as t } from '../../nl-answers.ts'
import { type Answer, type Reading, readCell } from '../../parts/cells.ts'
import type { BarRow } from '../../parts/draw-bars.ts'
import { shareWords } from '../../parts/shares.tsx'
import { periodName, reasonText, units } from '../../parts/wording.ts'

/** A row in one round: numbers, or why there are none. */
export interface Column {
  readonly period: Period
  readonly index: number
  readonly reading?: Reading
  readonly hidden?: ReturnType<typeof readCell>['reason']
}

/** The rounds of a row, oldest first. */
export const columnsOf = (row: ComparisonRow, view: ComparisonView): readonly Column[] =>
  view.periods.map((period, index) => {
    const cell = row.periods[index]?.cell
    const { reading, reason } = cell === undefined ? { reason: 'not_asked' as const } : readCell(cell)
    return {
      period,
      index,
      ...(reading === undefined ? {} : { reading }),
      ...(reason === undefined ? {} : { hidden: reason }),
    }
  })

/** 2.5 reads '2,5'; words stay as they are. */
export const answerText = (label: string): string =>
  /^-?\d+\.\d+$/.test(label) ? label.replace('.', ',') : label

/** Answers that somebody gave in one of the rounds, or all of them when they are few; numbers from low to high. */
export function shownAnswers(row: ComparisonRow): readonly Pick<Answer, 'value' | 'label'>[] {
  const readings = row.periods.flatMap((p) => readCell(p.cell).reading ?? [])
  const all = readings.flatMap((r) => [...r.levels, ...r.escapes])
  const labels = new Map(all.map((a) => [a.value, a.label]))
  const given = new Set(all.filter((a) => a.count > 0).map((a) => a.value))
  const shown = [...labels]
    .filter(([value]) => labels.size <= 12 || given.has(value))
    .map(([value, label]) => ({ value, label: answerText(label) }))
  return row.kind === 'number' ? shown.sort((a, b) => Number(a.value) - Number(b.value)) : shown
}

export const countOf = (reading: Reading, value: number | string): number =>
  [...reading.levels, ...reading.escapes].find((a) => a.value === value)?.count ?? 0

function barsOf(row: ComparisonRow, view: ComparisonView, value: number | string): BarRow['bars'] {
  return columnsOf(row, view).map(({ period, index, reading, hidden }) => {
    const shares = row.periods[index]?.shares
    const name = periodName(period)
    if (shares !== undefined) {
      const part = shares.parts.find((one) => one.value === value)
      return { name, words: part === undefined ? '' : shareWords(part.share) }
    }
    if (reading === undefined) return { name, words: reasonText(hidden ?? 'no_answers') }
    const of = reading.answers ?? reading.n
    const count = countOf(reading, value)
    return { name, words: `${count} van ${of}`, part: of === 0 ? 0 : count / of }
  })
}

/** The same counts as rows for a picture: a row for each answer, a bar for each round. */
export function pictureRows(rows: readonly ComparisonRow[], view: ComparisonView): readonly BarRow[] {
  return rows.flatMap((row) => {
    const parts = row.periods.flatMap((one) => one.shares?.parts ?? [])
    const answers = new Map([...parts, ...shownAnswers(row)].map((one) => [one.value, one.label]))
    const before = rows.length > 1 ? `${row.title}: ` : ''
    return [...answers].map(([value, label]) => ({
      label: `${before}${label}`,
      bars: barsOf(row, view, value),
    }))
  })
}

/** Totals of numbers that are parts of one question, as wide as the largest of them. */
export function numberRows(rows: readonly ComparisonRow[], view: ComparisonView): readonly BarRow[] {
  const most = Math.max(1, ...rows.flatMap((row) => row.periods.map((one) => one.sum?.total ?? 0)))
  const counts = view.periods.map(
    (_, index) => new Set(rows.flatMap((row) => columnsOf(row, view)[index]?.reading?.n ?? [])),
  )
  return rows.map((row) => ({
    label: row.title,
    bars: columnsOf(row, view).map(({ period, index, reading, hidden }) => {
      const [all, ...others] = counts[index] ?? []
      const same = all !== undefined && others.length === 0
      const name = `${periodName(period)}${same ? ` (${units(all, view.unit)})` : ''}`
      if (reading === undefined) return { name, words: reasonText(hidden ?? 'no_answers') }
      const total = row.periods[index]?.sum?.total
      const words = [
        ...(total === undefined ? [] : [t.sum(answerText(String(total)))]),
        ...(reading.median === undefined ? [] : [t.median(answerText(String(reading.median)))]),
        ...(same ? [] : [units(reading.n, view.unit)]),
      ].join(' · ')
      return { name, words, ...(total === undefined ? {} : { part: total / most }) }
    }),
  }))
}
