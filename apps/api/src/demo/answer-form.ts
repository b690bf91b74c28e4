import type { AnswerChecker, Definition, Item } from '@km/definition'
import { draw, pick, type Random } from './random.ts'

export type DemoAnswers = Record<string, unknown>

/** How one respondent answers one item; `undefined` leaves it open. */
export type AnswerItem = (item: Item) => unknown

function put(answers: DemoAnswers, path: Item['path'], value: unknown): void {
  const [question, row] = path
  if (row === undefined) {
    answers[question] = value
    return
  }
  const rows = (answers[question] ?? {}) as Record<string, unknown>
  rows[row] = value
  answers[question] = rows
}

function drop(answers: DemoAnswers, path: Item['path']): void {
  const [question, row] = path
  if (row === undefined) {
    delete answers[question]
    return
  }
  const rows = answers[question] as Record<string, unknown> | undefined
  if (rows === undefined) return
  delete rows[row]
  if (Object.keys(rows).length === 0) delete answers[question]
}

/**
 * Fills in a form as its own conditions allow: answers all items, then takes away what the checker
 * says is hidden, until it has nothing to say. Throws with the problems when it keeps refusing.
 */
export function fillForm(definition: Definition, check: AnswerChecker, answerItem: AnswerItem): DemoAnswers {
  const answers: DemoAnswers = {}
  for (const item of definition.items) {
    const value = answerItem(item)
    if (value !== undefined) put(answers, item.path, value)
  }
  const items = new Map(definition.items.map((item) => [item.name, item]))
  for (let pass = 0; pass < 5; pass += 1) {
    const problems = check(answers)
    if (problems.length === 0) return answers
    for (const problem of problems.filter((p) => p.code === 'hidden')) {
      const item = items.get(problem.item)
      if (item === undefined) delete answers[problem.item]
      else drop(answers, item.path)
    }
  }
  throw new Error(`The demo cannot fill in ${definition.instrument}: ${JSON.stringify(check(answers))}`)
}

/** An answer that excludes all others, such as "geen" or "niemand". */
const excludes = (value: number | string): boolean =>
  /^(geen|niemand|niets|none|weet|wn|nvt)/.test(String(value))

/**
 * A plain answer to an item that is no level: about the same every time for the same `steady` row, with
 * a little change from `fresh`.
 */
export function plainAnswer(item: Item, steady: Random, fresh: Random, texts: readonly string[]): unknown {
  if (item.kind === 'single') {
    const choices = item.choices.filter((c) => !excludes(c.value))
    const at = steady() + (fresh() - 0.5) * 0.3
    const index = Math.min(choices.length - 1, Math.max(0, Math.floor(at * choices.length)))
    return choices[index]?.value
  }
  if (item.kind === 'multiple' || item.kind === 'ranking') {
    const choices = item.choices.filter((c) => !excludes(c.value)).map((c) => c.value)
    const most = Math.min(item.maxSelected ?? choices.length, choices.length, 4)
    return draw(steady, choices, 1 + Math.floor(steady() * most))
  }
  if (item.kind === 'number' && item.range !== undefined) {
    const { min, max, step } = item.range
    const top = Math.min(max, min + 12 * step)
    const steps = Math.floor(((top - min) / step) * steady() * (0.8 + 0.2 * fresh()))
    return Number((min + steps * step).toFixed(9))
  }
  if (item.kind === 'date') return undefined
  return fresh() < 0.3 || item.required ? pick(fresh, texts).slice(0, item.maxLength ?? 200) : undefined
}
