import { isPlace, judgeMove } from '@km/analysis'
import type { Indicator } from '@km/definition'
import type { NewFigureCount } from '@km/store'
import { schoolYearOf } from '../clock.ts'
import { fold, readDay } from '../read-cell.ts'
import type { FileLine } from '../read-rows.ts'
import { columns, commonParts, fileProblems, lineProblems, moveWord, statuses } from './nl.ts'

type Field = keyof typeof columns

export interface CheckedFigures {
  readonly counts: readonly NewFigureCount[]
  readonly wrongLines: readonly { readonly line: number; readonly reasons: readonly string[] }[]
  readonly problems: readonly string[]
}

export interface FiguresAround {
  readonly indicators: readonly Indicator[]
  readonly schools: readonly { readonly id: number; readonly name: string }[]
  readonly schoolYear: string
}

const largest = 1_000_000
const fields = new Map(Object.entries(columns).map(([field, title]) => [fold(title), field as Field]))
/** Titles, folded, that a file is meant to have. */
export const knownTitles: { readonly has: (title: string) => boolean } = fields
const optional: ReadonlySet<Field> = new Set(['meaning', 'school', 'cohort', 'by', 'value'])

/** Days of this school year that the figure may be about. */
export const daysOf = ({ moments }: Indicator, schoolYear: string): readonly string[] =>
  moments.map((day) => `${day >= '08-01' ? schoolYear.slice(0, 4) : schoolYear.slice(5)}-${day}`).toSorted()

/** What a file calls each count of a figure. */
export function partNames({ parts, denominator, people }: Indicator): ReadonlyMap<string, string> {
  const common = Object.entries(commonParts).filter(
    ([code]) =>
      (code !== 'denominator' || denominator !== undefined) && (code !== 'people' || people !== undefined),
  )
  return new Map([
    ...common.map(([code, title]) => [fold(title), code] as const),
    ...parts.map(({ code, title }) => [fold(title), code] as const),
  ])
}

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

/** '12' -> 12; what it is not, is said. */
function readCount(text: string, reasons: string[]): number {
  if (text === '') reasons.push(lineProblems.noCount)
  else if (/^-\d+([.,]\d+)?$/.test(text)) reasons.push(lineProblems.negative)
  else if (!/^\d+$/.test(text)) reasons.push(lineProblems.notWhole)
  else if (Number(text) > largest) reasons.push(lineProblems.tooLarge)
  else return Number(text)
  return 0
}

/** A move from one place to another is judged here; which places they were is not kept. */
function readPart(indicator: Indicator, text: string, reasons: string[]): string {
  const names = partNames(indicator)
  const named = names.get(fold(text))
  if (named !== undefined) return named
  const [start = '', now = ''] = fold(text).split(moveWord)
  if (indicator.moves && isPlace(start) && isPlace(now)) return judgeMove(start, now) ?? ''
  reasons.push(lineProblems.unknownPart([...names.keys()]))
  return ''
}

type Read = (field: Field) => string

function readWhen(indicator: Indicator, read: Read, { schoolYear }: FiguresAround, reasons: string[]) {
  const text = read('referenceDate')
  const day = readDay(text)
  const days = daysOf(indicator, schoolYear)
  if (text === '') reasons.push(lineProblems.noDate)
  else if (day === undefined) reasons.push(lineProblems.badDate)
  else if (!days.includes(day)) reasons.push(lineProblems.otherDate(days))
  const status = statuses[fold(read('status'))]
  if (status === undefined) reasons.push(lineProblems.unknownStatus)
  return { referenceDate: day ?? '', status: status ?? ('final' as const) }
}

function readCohort(indicator: Indicator, text: string, referenceDate: string, reasons: string[]) {
  if (text === '') return {}
  const isYear = /^\d{4}-\d{4}$/.test(text) && Number(text.slice(5)) === Number(text.slice(0, 4)) + 1
  if (indicator.cohort === undefined) reasons.push(lineProblems.noCohort)
  else if (!isYear) reasons.push(lineProblems.unknownCohort)
  else if (referenceDate !== '' && text > schoolYearOf(referenceDate)) reasons.push(lineProblems.laterCohort)
  return { cohort: text }
}

function readBreakdown({ breakdowns }: Indicator, read: Read, reasons: string[]) {
  const [by, value] = [fold(read('by')), fold(read('value'))]
  if (by === '' && value === '') return {}
  const found = breakdowns.find((one) => fold(one.title) === by)
  const known = found?.values.find((one) => fold(one.title) === value || one.code === value)
  if (found === undefined || known === undefined) {
    reasons.push(lineProblems.unknownBreakdown)
    return {}
  }
  return { breakdown: { by: found.code, value: known.code } }
}

interface ReadCount {
  readonly line: number
  /** As the file says it: two of these are the same line twice. */
  readonly written: string
  readonly count: NewFigureCount
  readonly reasons: string[]
}

const groupKey = ({ part: _part, value: _value, ...group }: NewFigureCount): string => JSON.stringify(group)

/** Numerators beside the denominator of the same group, which may stand on any line. */
function checkTotals(read: readonly ReadCount[], indicators: ReadonlyMap<string, Indicator>): void {
  const groups = new Map<string, ReadCount[]>()
  for (const one of read) groups.set(groupKey(one.count), [...(groups.get(groupKey(one.count)) ?? []), one])
  for (const group of groups.values()) {
    const whole = group.find(({ count }) => count.part === 'denominator')
    const indicator = indicators.get(whole?.count.indicator ?? '')
    if (whole === undefined || indicator === undefined) continue
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
}

/** Moves that were judged the same way are one count. */
function addEqual(read: readonly ReadCount[]): NewFigureCount[] {
  const sums = new Map<string, NewFigureCount>()
  for (const { count } of read) {
    const key = JSON.stringify({ ...count, value: 0 })
    const before = sums.get(key)
    sums.set(key, before ? { ...before, value: before.value + count.value } : count)
  }
  return [...sums.values()]
}

function readLine(given: FileLine, read: Read, around: FiguresAround, indicator: Indicator): ReadCount {
  const reasons: string[] = []
  const part = readPart(indicator, read('part'), reasons)
  const when = readWhen(indicator, read, around, reasons)
  const name = fold(read('school'))
  const school = around.schools.find((one) => fold(one.name) === name)
  if (name !== '' && !indicator.perSchool) reasons.push(lineProblems.noSchool)
  else if (name !== '' && school === undefined) reasons.push(lineProblems.unknownSchool)
  const count: NewFigureCount = {
    indicator: indicator.code,
    part,
    schoolYear: around.schoolYear,
    ...when,
    ...readCohort(indicator, read('cohort'), when.referenceDate, reasons),
    ...readBreakdown(indicator, read, reasons),
    ...(school ? { schoolId: school.id } : {}),
    value: readCount(read('count'), reasons),
  }
  const written = JSON.stringify([{ ...count, part: '', value: 0 }, fold(read('part')), name])
  return { line: given.line, written, count, reasons }
}

/**
 * Checks every line of a file of counts: what would be stored, and of each wrong line the number and the
 * reasons. A line without a count is left out: the template holds all that may be filled in. Stores nothing.
 */
export function checkLines([titles, ...lines]: readonly FileLine[], around: FiguresAround): CheckedFigures {
  if (titles === undefined) return { counts: [], wrongLines: [], problems: [fileProblems.empty] }
  const { found, problems } = readTitles(titles.cells)
  if (problems.length > 0) return { counts: [], wrongLines: [], problems }
  const indicators = new Map(around.indicators.map((one) => [one.code, one]))
  const first = new Map<string, number>()
  const read: ReadCount[] = []
  const unknown: { line: number; reasons: string[] }[] = []
  for (const given of lines) {
    const cell: Read = (field) => given.cells[found.get(field) ?? -1] ?? ''
    const indicator = indicators.get(cell('indicator').toUpperCase())
    if (indicator === undefined) {
      unknown.push({ line: given.line, reasons: [lineProblems.unknownIndicator] })
      continue
    }
    if (cell('count') === '' && cell('meaning') !== '') continue
    const one = readLine(given, cell, around, indicator)
    const earlier = first.get(one.written)
    const isRight = one.reasons.length === 0
    if (isRight && earlier !== undefined) one.reasons.push(lineProblems.double(earlier))
    else if (isRight) first.set(one.written, one.line)
    read.push(one)
  }
  checkTotals(
    read.filter(({ reasons }) => reasons.length === 0),
    indicators,
  )
  const wrong = read.filter(({ reasons }) => reasons.length > 0)
  return {
    counts: addEqual(read.filter(({ reasons }) => reasons.length === 0)),
    wrongLines: [...unknown, ...wrong.map(({ line, reasons }) => ({ line, reasons }))].toSorted(
      (a, b) => a.line - b.line,
    ),
    problems,
  }
}
