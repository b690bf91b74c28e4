import {
  type AnswerChecker,
  type Answers,
  type Definition,
  readAnswers,
  type SheetColumn,
  sheetColumns,
} from '@km/definition'
import { schoolYearOf } from '../clock.ts'
import { fold, isFormula, isPersonal } from '../read-cell.ts'
import type { FileLine } from '../read-rows.ts'
import { isStorableText } from '../storable.ts'
import { fileProblems, lineProblems, columns as own } from './nl.ts'
import type { EntrySchool } from './open-entry.ts'

/** A line that is right: answers of a school that may be stored as they are. */
export interface LineAnswers {
  readonly line: number
  readonly school: EntrySchool
  readonly answers: Answers
  /** Of a visit. */
  readonly visitedOn?: string
}

export interface CheckedLines {
  readonly right: readonly LineAnswers[]
  readonly wrongLines: readonly { readonly line: number; readonly reasons: readonly string[] }[]
  /** About the file as a whole. */
  readonly problems: readonly string[]
}

/** More wrong answers than this are not named one by one. */
const mostNamed = 5
const longestTitle = 60
const isDay = /^\d{4}-\d{2}-\d{2}$/

/** What makes a line a visit: the item that names its day, and the school year in which it must fall. */
export interface OfVisits {
  readonly dateItem: string
  readonly schoolYear: string
}

type Titles = ReadonlyMap<string, SheetColumn | 'school'>

/** Titles that a file of this version may have, folded: item codes, and names of questions. */
export function titlesOf(definition: Definition): Titles {
  const columns = sheetColumns(definition)
  return new Map<string, SheetColumn | 'school'>([
    ...columns.map((column) => [fold(column.path.join('_')), column] as const),
    ...columns.map((column) => [fold(column.code), column] as const),
    [own.school, 'school'],
  ])
}

function readTitles(given: FileLine, known: Titles, lines: readonly FileLine[]) {
  const found = new Map<SheetColumn | 'school', number>()
  const problems: string[] = []
  given.cells.forEach((title, index) => {
    const column = known.get(fold(title))
    if (column !== undefined && found.has(column)) problems.push(fileProblems.doubleColumn(title))
    else if (column !== undefined) found.set(column, index)
    else if (title !== '') problems.push(fileProblems.unknownColumn(title.slice(0, longestTitle)))
    else if (lines.some(({ cells }) => (cells[index] ?? '') !== ''))
      problems.push(fileProblems.noTitle(index + 1))
  })
  if (!found.has('school')) problems.push(fileProblems.noColumn(own.school))
  return { found, problems }
}

/** What is wrong with the text of any cell, whichever column it is in. */
function wrongTexts(cells: readonly string[], width: number): string[] {
  return [
    ...(cells.slice(width).some((cell) => cell !== '') ? [lineProblems.tooManyCells] : []),
    ...(cells.some(isFormula) ? [lineProblems.formula] : []),
    ...(cells.some(isPersonal) ? [lineProblems.personal] : []),
    ...(cells.every((cell) => isStorableText(cell)) ? [] : [lineProblems.badText]),
  ]
}

/** What the strict checker of the form says, with the code that stands above the column. */
function wrongAnswers(answers: Answers, check: AnswerChecker, columns: readonly SheetColumn[]): string[] {
  if (Object.keys(answers).length === 0) return [lineProblems.empty]
  const codes = new Map(columns.map((column) => [column.path.join('_'), column.code]))
  const wrong = check(answers)
  const named = wrong
    .slice(0, mostNamed)
    .map(({ item, message }) => lineProblems.answer(codes.get(item) ?? item, message))
  return wrong.length > mostNamed ? [...named, lineProblems.more(wrong.length - mostNamed)] : named
}

/** Which school a line is about, and why not. */
function findSchool(name: string, schools: ReadonlyMap<string, EntrySchool>, needsLink: boolean) {
  const school = schools.get(fold(name))
  if (name === '') return { reasons: [lineProblems.noSchool] }
  if (school === undefined)
    return { reasons: [needsLink ? lineProblems.unknownSchool : lineProblems.noSuchSchool] }
  if (needsLink && school.invitationId === undefined) return { school, reasons: [lineProblems.noLink] }
  return { school, reasons: [] }
}

/** The day of a visit, and why it cannot be that; a day that is missing is told by the checker of the form. */
function readDay(answers: Answers, { dateItem, schoolYear }: OfVisits) {
  const given = answers[dateItem]
  if (typeof given !== 'string' || !isDay.test(given)) return { reasons: [] }
  const reasons = schoolYearOf(given) === schoolYear ? [] : [lineProblems.otherYear(schoolYear)]
  return { visitedOn: given, reasons }
}

/**
 * Checks every line of a file: one school of the round or one visit each, and answers that the form would have taken.
 * Stores nothing.
 */
export function checkLines(
  [titles, ...lines]: readonly FileLine[],
  version: { readonly definition: Definition; readonly check: AnswerChecker },
  participants: readonly EntrySchool[],
  ofVisits?: OfVisits,
): CheckedLines {
  if (titles === undefined) return { right: [], wrongLines: [], problems: [fileProblems.empty] }
  const { found, problems } = readTitles(titles, titlesOf(version.definition), lines)
  if (problems.length > 0) return { right: [], wrongLines: [], problems }
  const schools = new Map(participants.map((school) => [fold(school.name), school]))
  const columns = [...found.keys()].filter((column) => column !== 'school')
  // A column that is required may be missing from the file.
  const all = sheetColumns(version.definition)
  const first = new Map<string, number>()
  const right: LineAnswers[] = []
  const wrongLines: { line: number; reasons: string[] }[] = []
  for (const { line, cells } of lines) {
    const read = (column: SheetColumn | 'school') => cells[found.get(column) ?? -1] ?? ''
    const { school, reasons } = findSchool(read('school'), schools, ofVisits === undefined)
    const answers = readAnswers(columns.map((column) => ({ column, text: read(column) })))
    const day = ofVisits === undefined ? undefined : readDay(answers, ofVisits)
    const one = school && `${school.id} ${day?.visitedOn ?? (ofVisits === undefined ? '' : line)}`
    const earlier = one === undefined ? undefined : first.get(one)
    if (one !== undefined && earlier === undefined) first.set(one, line)
    const wrong = [
      ...reasons,
      ...(day?.reasons ?? []),
      ...(earlier === undefined
        ? []
        : [ofVisits === undefined ? lineProblems.double(earlier) : lineProblems.doubleVisit(earlier)]),
      ...wrongTexts(cells, titles.cells.length),
      ...wrongAnswers(answers, version.check, all),
    ]
    if (wrong.length > 0 || school === undefined) wrongLines.push({ line, reasons: wrong })
    else
      right.push({ line, school, answers, ...(day?.visitedOn !== undefined && { visitedOn: day.visitedOn }) })
  }
  return { right, wrongLines, problems }
}
