import { type Answers, type Definition, type Item, readAnswer, type Scale } from '@km/definition'
import * as nl from './nl.ts'
import type { VisitRecord } from './schema.ts'

/** One chosen value as a person reads it: the word of its level, with the sentence that stood beside it. */
function wordOf(item: Item, scales: readonly Scale[], value: unknown): string {
  const level = scales.find((one) => one.code === item.scale)?.levels.find((one) => one.value === value)
  const choice = item.choices.find((one) => one.value === value)
  if (level !== undefined)
    return choice === undefined || choice.text === level.label
      ? level.label
      : nl.level(level.label, choice.text)
  if (choice !== undefined) return choice.text
  if (item.kind === 'date') return nl.day(String(value))
  return item.kind === 'number' ? String(value).replace('.', ',') : String(value)
}

/** What was chosen, in the order of the choices: in which order it was ticked says nothing. */
function inOrder(item: Item, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [value]
  if (item.kind !== 'multiple') return value
  return item.choices.map((choice) => choice.value).filter((choice) => value.includes(choice))
}

/** Every question that was answered with its answers in words, in the order of the form. */
export function writeRecord(
  { definition, scales }: { readonly definition: Definition; readonly scales: readonly Scale[] },
  answers: Answers,
): VisitRecord['pages'] {
  const rows = definition.items.flatMap((item) => {
    const value = readAnswer(item.path, answers)
    if (value === undefined || value === null) return []
    const given = inOrder(item, value).map((one) => wordOf(item, scales, one))
    return [{ page: item.page, row: { item: item.name, question: item.title, answers: given } }]
  })
  return definition.pages
    .map(({ name, title }) => ({
      title,
      rows: rows.filter((one) => one.page === name).map((one) => one.row),
    }))
    .filter((page) => page.rows.length > 0)
}
