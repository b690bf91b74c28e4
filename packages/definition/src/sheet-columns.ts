import type { Answers, Definition, Item } from './model.ts'
import { readQuestions, toItems } from './parse.ts'
import { commentSuffix, type Part, type Question, type ValueRule } from './questions.ts'

/** One column of a sheet with answers: an item, or the remark that goes with one. */
export interface SheetColumn {
  /** Stands above the column. */
  readonly code: string
  readonly title: string
  readonly kind: Item['kind']
  readonly required: boolean
  /** Asked only after certain other answers. */
  readonly conditional: boolean
  readonly choices: Item['choices']
  readonly range: Item['range']
  readonly maxLength: number | undefined
  /** Where its answer stands: see `Item.path`. */
  readonly path: readonly string[]
  /** What a cell says, as answers hold it; a text that says nothing known stays a text, for the checker to refuse. */
  readonly read: (text: string) => unknown
}

/** Parts the values in a cell that may hold more than one. */
export const valueSign = '|'

const fold = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase()

/** A value as the rule holds it: chosen by value, or by its words when these are of one value only. */
function readChoice(text: string, choices: Part['choices'], values: ReadonlySet<unknown>): unknown {
  const byValue = choices.find((choice) => fold(String(choice.value)) === fold(text))
  const byWords = choices.filter((choice) => fold(choice.text) === fold(text))
  const found = byValue ?? (byWords.length === 1 ? byWords[0] : undefined)
  if (found === undefined) return text
  return [...values].find((value) => String(value) === String(found.value)) ?? text
}

/** '12' and '12,5' as numbers. */
const readNumber = (text: string): unknown =>
  /^-?\d{1,9}([.,]\d{1,9})?$/.test(text) ? Number(text.replace(',', '.')) : text

/** '1-8-2026' as '2026-08-01'. */
function readDate(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function reader(rule: ValueRule, choices: Part['choices']): SheetColumn['read'] {
  switch (rule.type) {
    case 'single':
      return (text) => readChoice(text, choices, rule.values)
    case 'multiple':
    case 'ranking':
      return (text) =>
        text
          .split(valueSign)
          .filter((one) => one.trim() !== '')
          .map((one) => readChoice(one.trim(), choices, rule.values))
    case 'number':
      return readNumber
    case 'date':
      return readDate
    case 'text':
      return (text) => text
  }
}

function columnsOf(question: Question): SheetColumn[] {
  const items = toItems(question)
  const conditional = question.element.visibleIf.length > 0
  const own = question.parts.map((part, index): SheetColumn => {
    const { itemCode, path, ...item } = items[index] as Item
    return { ...item, conditional, code: itemCode, path, read: reader(part.rule, part.choices) }
  })
  const first = items[0]
  if (question.comment === undefined || first === undefined) return own
  const key = `${question.element.name}${commentSuffix}`
  const remark: SheetColumn = {
    code: `${first.itemCode}${commentSuffix}`,
    title: first.title,
    kind: 'text',
    required: false,
    conditional,
    choices: [],
    range: undefined,
    maxLength: question.comment.maxLength,
    path: [key],
    read: (text) => text,
  }
  return [...own, remark]
}

/** The columns of a sheet that holds the answers of one respondent on each line, in the order of the form. */
export const sheetColumns = (definition: Definition): readonly SheetColumn[] =>
  readQuestions(definition.json).flatMap(columnsOf)

/** Answers as a form would have given them; an empty cell is no answer. Not checked yet. */
export function readAnswers(
  cells: readonly { readonly column: Pick<SheetColumn, 'path' | 'read'>; readonly text: string }[],
): Answers {
  const answers: Record<string, unknown> = {}
  for (const { column, text } of cells) {
    if (text.trim() === '') continue
    const [question = '', row] = column.path
    const value = column.read(text.trim())
    if (row === undefined) answers[question] = value
    else answers[question] = { ...(answers[question] as Answers | undefined), [row]: value }
  }
  return answers
}
