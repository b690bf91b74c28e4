import type { NewFigureCount } from '@km/store'
import { fold } from '../read-cell.ts'
import type { FileLine } from '../read-rows.ts'
import type { Tell } from '../tell-progress.ts'
import { columns, fileProblems, lineProblems } from './nl.ts'
import { type Field, type FiguresAround, type Read, type ReadCount, readLine } from './read-line.ts'

export interface CheckedFigures {
  readonly counts: readonly NewFigureCount[]
  readonly wrongLines: readonly { readonly line: number; readonly reasons: readonly string[] }[]
  readonly problems: readonly string[]
}

const fields = new Map(Object.entries(columns).map(([field, title]) => [fold(title), field as Field]))
/** Titles, folded, that a file is meant to have. */
export const knownTitles: { readonly has: (title: string) => boolean } = fields
const optional: ReadonlySet<Field> = new Set(['meaning', 'school', 'cohort', 'by', 'value'])

function readTitles(titles: readonly string[]) {
  const found = new Map<Field, number>()
  const problems: string[] = []
  titles.forEach((title, index) => {
    const field = fields.get(fold(title))
    if (field === undefined) problems.push(...(title === '' ? [] : [fileProblems.unknownColumn(index + 1)]))
    else if (found.has(field)) problems.push(fileProblems.doubleColumn(columns[field]))
    else found.set(field, index)
  })
  for (const field of Object.keys(columns) as Field[])
    if (!found.has(field) && !optional.has(field)) problems.push(fileProblems.noColumn(columns[field]))
  return { found, problems }
}

interface ReadLine extends ReadCount {
  readonly line: number
}

type WrongLine = CheckedFigures['wrongLines'][number]

const groupKey = ({ part: _part, value: _value, ...group }: NewFigureCount): string => JSON.stringify(group)

/** Counts inside the denominator of their group, which may stand on any line. */
function checkGroup(group: readonly ReadLine[], { indicators }: FiguresAround): void {
  const whole = group.find(({ count }) => count.part === 'denominator')
  const indicator = indicators.get(whole?.count.indicator ?? '')?.indicator
  if (whole === undefined || indicator === undefined) return
  const apart = new Set([
    ...indicator.parts.filter((part) => part.apart).map(({ code }) => code),
    ...['denominator', 'out_of_view', 'people'],
  ])
  const inside = group.filter(({ count }) => !apart.has(count.part))
  const above = inside.filter(({ count }) => count.value > whole.count.value)
  for (const { reasons } of above) reasons.push(lineProblems.above(whole.line))
  const sum = inside.reduce((total, { count }) => total + count.value, 0)
  if (above.length === 0 && indicator.partition && sum > whole.count.value)
    for (const { reasons } of inside) reasons.push(lineProblems.partsAbove(whole.line))
}

function checkTotals(read: readonly ReadLine[], around: FiguresAround): void {
  const groups = new Map<string, ReadLine[]>()
  for (const one of read) {
    const key = groupKey(one.count)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  for (const group of groups.values()) checkGroup(group, around)
}

/** Moves that were judged the same way are one count. */
function addEqual(read: readonly ReadLine[]): NewFigureCount[] {
  const sums = new Map<string, NewFigureCount>()
  for (const { count } of read) {
    const key = JSON.stringify({ ...count, value: 0 })
    const before = sums.get(key)
    sums.set(key, before ? { ...before, value: before.value + count.value } : count)
  }
  return [...sums.values()]
}

/** So many lines at a time: between them the server answers others, and it is told how far this is. */
const turn = 500

/** A line without a count is left out: the template holds all that may be filled in. */
async function readLines(
  lines: readonly FileLine[],
  { at, around, tell }: { at: ReadonlyMap<Field, number>; around: FiguresAround; tell: Tell },
) {
  const first = new Map<string, number>()
  const read: ReadLine[] = []
  const unknown: WrongLine[] = []
  for (const [index, { line, cells }] of lines.entries()) {
    if (index % turn === 0) await tell({ phase: 'check', done: index, of: lines.length })
    const cell: Read = (field) => cells[at.get(field) ?? -1] ?? ''
    if (cell('count') === '' && cell('meaning') !== '') continue
    const one = readLine(cell, around)
    if (one === undefined) {
      unknown.push({ line, reasons: [lineProblems.unknownIndicator] })
      continue
    }
    const earlier = first.get(one.written)
    if (one.reasons.length === 0 && earlier !== undefined) one.reasons.push(lineProblems.double(earlier))
    else if (one.reasons.length === 0) first.set(one.written, line)
    read.push({ line, ...one })
  }
  await tell({ phase: 'check', done: lines.length, of: lines.length })
  return { read, unknown }
}

const isRight = ({ reasons }: ReadLine): boolean => reasons.length === 0

/**
 * Checks every line of a file of counts: what would be stored, and of each wrong line the number and the
 * reasons. Stores nothing.
 */
export async function checkLines(
  [titles, ...lines]: readonly FileLine[],
  { around, tell }: { readonly around: FiguresAround; readonly tell: Tell },
): Promise<CheckedFigures> {
  if (titles === undefined) return { counts: [], wrongLines: [], problems: [fileProblems.empty] }
  const { found, problems } = readTitles(titles.cells)
  if (problems.length > 0) return { counts: [], wrongLines: [], problems }
  const { read, unknown } = await readLines(lines, { at: found, around, tell })
  checkTotals(read.filter(isRight), around)
  const wrong = read.filter((one) => !isRight(one)).map(({ line, reasons }) => ({ line, reasons }))
  return {
    counts: addEqual(read.filter(isRight)),
    wrongLines: [...unknown, ...wrong].toSorted((a, b) => a.line - b.line),
    problems,
  }
}
