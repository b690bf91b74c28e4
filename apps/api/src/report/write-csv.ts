import type { Cell, ComparisonRow, Distribution, RollUp, RowPeriod, Shares } from '@km/analysis'
import { type CsvValue, withComma } from '../csv-field.ts'
import { csvFile } from '../csv-file.ts'
import * as words from '../nl.ts'
import * as nl from './nl.ts'
import type { ComparisonView } from './schema.ts'

type Counted = Pick<Distribution | RollUp, 'n' | 'levels' | 'escapes' | 'sufficient'>

function shownOf(cell: RowPeriod['cell']): (Counted & { median?: Distribution['median'] }) | undefined {
  if (cell.kind === 'suppressed') return undefined
  return 'distribution' in cell ? cell.distribution : cell.rollUp
}

const reasonOf = (cell: Cell<unknown>): string | undefined =>
  cell.kind === 'suppressed' ? words.reasons[cell.reason] : undefined

/** Answer labels of the rows on a scale, in first-seen order: one column each. */
function scaleLabels(rows: readonly ComparisonRow[]): string[] {
  const labels = new Set<string>()
  const onScale = rows.filter((row) => row.scale !== undefined || row.level !== 'item')
  for (const part of ['levels', 'escapes'] as const)
    for (const row of onScale)
      for (const { cell } of row.periods) for (const one of shownOf(cell)?.[part] ?? []) labels.add(one.label)
  for (const row of onScale)
    for (const { shares } of row.periods) for (const one of shares?.parts ?? []) labels.add(one.label)
  return [...labels]
}

function countsPerLabel(counted: Counted | undefined, labels: readonly string[]): CsvValue[] {
  const counts = new Map(
    [...(counted?.levels ?? []), ...(counted?.escapes ?? [])].map((l) => [l.label, l.count]),
  )
  return labels.map((label) => counts.get(label))
}

function otherAnswers(counted: Counted | undefined, labels: readonly string[]): string {
  return [...(counted?.levels ?? []), ...(counted?.escapes ?? [])]
    .filter((l) => l.count > 0 && !labels.includes(l.label))
    .map((l) => `${withComma(l.label)}: ${l.count}`)
    .join(' | ')
}

function movementFields(row: ComparisonRow, index: number): CsvValue[] {
  const step = row.steps[index - 1]
  const nothing = new Array<CsvValue>(9).fill(undefined)
  if (step === undefined) return nothing
  const change =
    step.verdict === 'identical' ? undefined : [words.verdicts[step.verdict], step.reason].filter(Boolean)
  if (step.shares !== undefined) {
    const [up, same, down] = step.shares.parts.map((one) => words.shareWords(one.share))
    const told = [up, same, down, step.shares.n, undefined, undefined, undefined]
    return [...told, reasonOf(step.movement), change?.join(': ')]
  }
  if (step.movement.kind === 'suppressed')
    return [...nothing.slice(2), reasonOf(step.movement), change?.join(': ')]
  const { n, up, same, down, escapes, from, to } = step.movement.movement
  const of = from.of === 0 ? undefined : from.of
  const shares = of === undefined ? [undefined, undefined] : [from.count, to.count]
  return [up, same, down, n, escapes, ...shares, undefined, change?.join(': ')]
}

const sharesPerLabel = (shares: Shares, labels: readonly string[]): CsvValue[] =>
  labels.map((label) => {
    const found = shares.parts.find((one) => one.label === label)
    return found && words.shareWords(found.share)
  })

const otherShares = (shares: Shares, labels: readonly string[]): string =>
  shares.parts
    .filter((one) => !labels.includes(one.label))
    .map((one) => `${withComma(one.label)}: ${words.shareWords(one.share)}`)
    .join(' | ')

function sufficientWords(share: Counted['sufficient'], shares: Shares | undefined): string | undefined {
  if (shares?.sufficient !== undefined) return words.shareWords(shares.sufficient)
  return share === undefined || share.of === 0 ? undefined : words.percent(share.count, share.of)
}

function rowLine(
  view: ComparisonView,
  row: ComparisonRow,
  index: number,
  labels: readonly string[],
): CsvValue[] {
  const period = view.periods[index]
  const cell = row.periods[index]?.cell
  const shares = row.periods[index]?.shares
  if (period === undefined || cell === undefined) throw new Error(`No period ${index} in row ${row.key}.`)
  const counted = shownOf(cell)
  const answers = cell.kind === 'shown' && 'rollUp' in cell ? cell.rollUp.answers : undefined
  const share = counted?.sufficient
  return [
    row.key,
    row.title,
    row.expectationCodes.join(' '),
    words.periodName(period),
    period.version,
    counted?.n ?? shares?.n,
    answers,
    ...(shares === undefined ? countsPerLabel(counted, labels) : sharesPerLabel(shares, labels)),
    shares === undefined ? otherAnswers(counted, labels) : otherShares(shares, labels),
    share?.count,
    share?.of,
    sufficientWords(share, shares),
    counted?.median,
    reasonOf(cell),
    ...movementFields(row, index),
  ]
}

/**
 * The comparison as a semicolon CSV with byte order mark, as Dutch spreadsheets open it: first what was
 * chosen and how many took part per round, then a line per row and round. A number that is not shown
 * has its reason in words.
 */
export function writeCsv(view: ComparisonView, options: { readonly demo: boolean }): string {
  const labels = scaleLabels(view.rows)
  const unit = words.unitNames[view.unit]
  const head = [
    ...(options.demo ? [[nl.csv.demo]] : []),
    [nl.csv.filter, view.filter],
    ...view.periods.map((p) =>
      p.few === true
        ? [nl.csv.took(words.periodName(p)), nl.fewPeople]
        : [nl.csv.took(words.periodName(p)), p.responded, nl.csv.of, p.invited, unit],
    ),
    [nl.csv.summary, view.summary],
    [],
    [...nl.csv.key, `n (${unit})`, nl.csv.answers, ...labels, ...nl.csv.rest],
  ]
  const body = view.rows.flatMap((row) => row.periods.map((_, index) => rowLine(view, row, index, labels)))
  return csvFile([...head, ...body])
}
