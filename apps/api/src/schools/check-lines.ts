import { fold, isFormula, isPersonal, readDay } from '../read-cell.ts'
import type { FileLine } from '../read-rows.ts'
import { isStorableText } from '../storable.ts'
import { nameKey } from './add-school.ts'
import { characteristics, columns, contactFunctions, fileProblems, lineProblems, schoolTypes } from './nl.ts'
import { isValueOf, longest } from './schema.ts'

/** A school that a line describes. */
export interface LineSchool {
  readonly line: number
  readonly name: string
  readonly type: string
  readonly joinedOn: string
  readonly contactFunction?: string
  readonly comparisonGroup: string
  readonly profile: Record<string, string>
}

export interface CheckedFile {
  readonly schools: readonly LineSchool[]
  readonly wrongLines: readonly { readonly line: number; readonly reasons: readonly string[] }[]
  /** About the file as a whole. */
  readonly problems: readonly string[]
}

type Field = keyof typeof columns | `CTX-${number}`

const required = ['name', 'type', 'joinedOn'] as const

const fields = new Map<string, Field>([
  ...Object.entries(columns).map(([field, title]) => [fold(title), field as Field] as const),
  ...characteristics.map(({ code, title }) => [fold(title), code as Field] as const),
  ...characteristics.map(({ code }) => [fold(code), code as Field] as const),
])

/** Titles that a list of schools may have, folded. */
export const knownTitles: { readonly has: (title: string) => boolean } = fields

function readTitles(titles: readonly string[], lines: readonly FileLine[]) {
  const found = new Map<Field, number>()
  const problems: string[] = []
  titles.forEach((title, index) => {
    const field = fields.get(fold(title))
    if (field !== undefined && found.has(field)) problems.push(fileProblems.doubleColumn(title))
    else if (field !== undefined) found.set(field, index)
    else if (title !== '') problems.push(fileProblems.unknownColumn(title.slice(0, longest.words)))
    else if (lines.some(({ cells }) => (cells[index] ?? '') !== ''))
      problems.push(fileProblems.noTitle(index + 1))
  })
  for (const field of required) if (!found.has(field)) problems.push(fileProblems.noColumn(columns[field]))
  return { found, problems }
}

/** The value of a list as the list writes it. */
const valueIn = (values: readonly string[], text: string): string | undefined =>
  values.find((value) => fold(value) === fold(text))

type Read = (field: Field) => string

function profileOf(read: Read, reasons: string[]): Record<string, string> {
  const profile: Record<string, string> = {}
  for (const { code, title, values } of characteristics) {
    const text = read(code as Field)
    if (text === '') continue
    const value = values.length === 0 ? text : (valueIn(values, text) ?? '')
    if (isValueOf(code, value)) profile[code] = value
    else reasons.push(lineProblems.unknownValue(title, values))
  }
  return profile
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

function readLine({ line, cells }: FileLine, read: Read, width: number) {
  const reasons = wrongTexts(cells, width)
  const name = read('name').replace(/\s+/g, ' ')
  const type = valueIn(schoolTypes, read('type'))
  const joined = read('joinedOn')
  const joinedOn = readDay(joined)
  const group = read('comparisonGroup')
  const contact = read('contactFunction')
  const contactFunction = contact === '' ? undefined : valueIn(contactFunctions, contact)
  if (name === '') reasons.push(lineProblems.noName)
  if (name.length > longest.name) reasons.push(lineProblems.longName)
  if (type === undefined) reasons.push(lineProblems.unknownType(read('type')))
  if (joinedOn === undefined) reasons.push(joined === '' ? lineProblems.noDate : lineProblems.badDate)
  if (contact !== '' && contactFunction === undefined) reasons.push(lineProblems.unknownFunction)
  if (group.length > longest.words) reasons.push(lineProblems.longGroup)
  const profile = profileOf(read, reasons)
  const school: LineSchool = {
    line,
    name,
    type: type ?? '',
    joinedOn: joinedOn ?? '',
    comparisonGroup: group,
    profile,
    ...(contactFunction !== undefined && { contactFunction }),
  }
  return { school, reasons }
}

/**
 * Checks every line of a file against the rules and against the schools that are there: what would be added,
 * which lines are wrong and why. Stores nothing.
 * @param known names of the schools of the network
 */
export function checkLines([titles, ...lines]: readonly FileLine[], known: readonly string[]): CheckedFile {
  if (titles === undefined) return { schools: [], wrongLines: [], problems: [fileProblems.empty] }
  const { found, problems } = readTitles(titles.cells, lines)
  if (problems.length > 0) return { schools: [], wrongLines: [], problems }
  const there = new Set(known.map(nameKey))
  const first = new Map<string, number>()
  const schools: LineSchool[] = []
  const wrongLines: { line: number; reasons: string[] }[] = []
  for (const given of lines) {
    const read: Read = (field) => {
      const index = found.get(field)
      return index === undefined ? '' : (given.cells[index] ?? '')
    }
    const { school, reasons } = readLine(given, read, titles.cells.length)
    const key = nameKey(school.name)
    const earlier = first.get(key)
    if (school.name !== '' && earlier !== undefined) reasons.push(lineProblems.doubleInFile(earlier))
    else first.set(key, given.line)
    if (there.has(key)) reasons.push(lineProblems.doubleInNetwork)
    if (reasons.length > 0) wrongLines.push({ line: given.line, reasons })
    else schools.push(school)
  }
  return { schools, wrongLines, problems }
}
