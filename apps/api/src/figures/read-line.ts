import { isPlace, judgeMove } from '@km/analysis'
import type { Indicator } from '@km/definition'
import type { NewFigureCount } from '@km/store'
import { schoolYearOf } from '../clock.ts'
import { fold, readDay } from '../read-cell.ts'
import { type columns, commonParts, lineProblems, moveWord, statuses } from './nl.ts'

export type Field = keyof typeof columns
/** What stands in a column of one line. */
export type Read = (field: Field) => string

/** What every line is held against, worked out once for a file. */
export interface FiguresAround {
  /** By code. */
  readonly indicators: ReadonlyMap<string, KnownIndicator>
  /** Ids by folded name: of the network, or only the own ones of who may hand in nothing else. */
  readonly schools: ReadonlyMap<string, number>
  /** Every line is about one of `schools`. */
  readonly ownOnly: boolean
  readonly schoolYear: string
}

interface KnownIndicator {
  readonly indicator: Indicator
  /** Folded names of its counts, with their codes. */
  readonly parts: ReadonlyMap<string, string>
  /** Days that it may be about. */
  readonly days: readonly string[]
}

const largest = 1_000_000

/** Days of this school year that the figure may be about. */
export const daysOf = ({ moments }: Indicator, schoolYear: string): readonly string[] =>
  moments.map((day) => `${day >= '08-01' ? schoolYear.slice(0, 4) : schoolYear.slice(5)}-${day}`).toSorted()

/** What a file calls each count of a figure. */
function partNames({ parts, denominator, people }: Indicator): ReadonlyMap<string, string> {
  const common = Object.entries(commonParts).filter(
    ([code]) =>
      (code !== 'denominator' || denominator !== undefined) && (code !== 'people' || people !== undefined),
  )
  return new Map([
    ...common.map(([code, title]) => [fold(title), code] as const),
    ...parts.map(({ code, title }) => [fold(title), code] as const),
  ])
}

interface AroundFile extends Pick<FiguresAround, 'ownOnly' | 'schoolYear'> {
  readonly indicators: readonly Indicator[]
  readonly schools: readonly { readonly id: number; readonly name: string }[]
}

/** What `readLine` needs, of what a person may hand in. */
export const lookAround = ({ indicators, schools, ...about }: AroundFile): FiguresAround => ({
  ...about,
  indicators: new Map(
    indicators.map((indicator) => [
      indicator.code,
      { indicator, parts: partNames(indicator), days: daysOf(indicator, about.schoolYear) },
    ]),
  ),
  schools: new Map(schools.map(({ id, name }) => [fold(name), id])),
})

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
function readPart({ indicator, parts }: KnownIndicator, text: string, reasons: string[]): string {
  const named = parts.get(fold(text))
  if (named !== undefined) return named
  const [start = '', now = ''] = fold(text).split(moveWord)
  if (indicator.moves && isPlace(start) && isPlace(now)) return judgeMove(start, now) ?? ''
  reasons.push(lineProblems.unknownPart([...parts.keys()]))
  return ''
}

function readWhen({ days }: KnownIndicator, read: Read, reasons: string[]) {
  const text = read('referenceDate')
  const day = readDay(text)
  if (text === '') reasons.push(lineProblems.noDate)
  else if (day === undefined) reasons.push(lineProblems.badDate)
  else if (!days.includes(day)) reasons.push(lineProblems.otherDate(days))
  const status = statuses[fold(read('status'))]
  if (status === undefined) reasons.push(lineProblems.unknownStatus)
  return { referenceDate: day ?? '', status: status ?? ('final' as const) }
}

interface Cohort {
  readonly indicator: Indicator
  readonly text: string
  readonly referenceDate: string
}

function readCohort({ indicator, text, referenceDate }: Cohort, reasons: string[]) {
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

interface Named {
  readonly indicator: Indicator
  /** Folded. */
  readonly name: string
}

/** Who hands in of the own school is not told which other schools there are. */
function readSchool({ indicator, name }: Named, { schools, ownOnly }: FiguresAround, reasons: string[]) {
  const schoolId = schools.get(name)
  if (ownOnly && schoolId === undefined) reasons.push(lineProblems.otherSchool)
  else if (name !== '' && !indicator.perSchool) reasons.push(lineProblems.noSchool)
  else if (name !== '' && schoolId === undefined) reasons.push(lineProblems.unknownSchool)
  return schoolId === undefined ? {} : { schoolId }
}

export interface ReadCount {
  /** As the file says it: two of these are the same line twice. */
  readonly written: string
  readonly count: NewFigureCount
  readonly reasons: string[]
}

/** One line of a file of counts with all that is wrong with it; undefined when its indicator is not known. */
export function readLine(read: Read, around: FiguresAround): ReadCount | undefined {
  const known = around.indicators.get(read('indicator').toUpperCase())
  if (known === undefined) return undefined
  const { indicator } = known
  const reasons: string[] = []
  const part = readPart(known, read('part'), reasons)
  const when = readWhen(known, read, reasons)
  const name = fold(read('school'))
  const count: NewFigureCount = {
    ...{ indicator: indicator.code, part, schoolYear: around.schoolYear },
    ...when,
    ...readCohort({ indicator, text: read('cohort'), referenceDate: when.referenceDate }, reasons),
    ...readBreakdown(indicator, read, reasons),
    ...readSchool({ indicator, name }, around, reasons),
    value: readCount(read('count'), reasons),
  }
  const written = JSON.stringify([{ ...count, part: '', value: 0 }, fold(read('part')), name])
  return { written, count, reasons }
}
