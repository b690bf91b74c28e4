import { type Condition, compileCondition } from './conditions.ts'
import { DefinitionError } from './definition-error.ts'
import { isRecord } from './elements.ts'
import type { AnswerChecker, AnswerProblem, Answers, Definition } from './model.ts'
import { answerText as text } from './nl.ts'
import { readQuestions, versionText } from './parse.ts'
import { commentSuffix, type Question, type ValueRule } from './questions.ts'
import { refuseWhatCannotBeChecked } from './strict.ts'
import { checkText, checkValue, isEmpty } from './value-check.ts'

interface CompiledQuestion {
  readonly name: string
  readonly required: boolean
  /** Index into the conditions, for `requiredIf`. */
  readonly requiredIf: number | undefined
  readonly hidden: boolean
  /** Indexes into the conditions, all of which must hold. */
  readonly visibleIf: readonly number[]
  readonly rule: ValueRule | undefined
  /** Rows of a matrix, lines of a multipletext. */
  readonly rows: ReadonlyMap<
    string,
    { readonly item: string; readonly rule: ValueRule; readonly required: boolean }
  >
  readonly anyRowRequired: boolean
  readonly comment: { readonly key: string; readonly maxLength: number; readonly other: boolean } | undefined
}

interface Compiled {
  /** Questions that may be hidden, or in which something is required: all that presence matters for. */
  readonly watched: readonly CompiledQuestion[]
  /** Answer key to its question. */
  readonly byKey: ReadonlyMap<string, CompiledQuestion>
  readonly conditions: readonly Condition[]
  /** Questions that some condition looks at. */
  readonly sources: readonly string[]
}

/** Longest part of an unknown key that a problem repeats. */
const shownKeyLength = 80

function compileQuestion(question: Question, indexOf: (expression: string) => number): CompiledQuestion {
  const { element } = question
  const { requiredIf } = element.json
  const rows = question.parts.flatMap((part) =>
    part.key === undefined
      ? []
      : [
          [
            part.key,
            { item: `${element.name}_${part.key}`, rule: part.rule, required: part.required },
          ] as const,
        ],
  )
  const own = question.parts.find((part) => part.key === undefined)
  return {
    name: element.name,
    required: question.required,
    requiredIf: typeof requiredIf === 'string' && requiredIf.trim() !== '' ? indexOf(requiredIf) : undefined,
    hidden: element.hidden,
    visibleIf: element.visibleIf.map(indexOf),
    rule: own?.rule,
    rows: new Map(rows),
    anyRowRequired: rows.some(([, row]) => row.required),
    comment: question.comment && { ...question.comment, key: `${element.name}${commentSuffix}` },
  }
}

function isWatched(question: CompiledQuestion): boolean {
  const { hidden, visibleIf, required, requiredIf, anyRowRequired, comment } = question
  const mayBeHidden = hidden || visibleIf.length > 0
  return mayBeHidden || required || requiredIf !== undefined || anyRowRequired || comment?.other === true
}

function compile(definition: Definition): Compiled {
  const source = readQuestions(definition.json)
  refuseWhatCannotBeChecked(
    `${definition.instrument} ${versionText(definition.version)}`,
    definition.json,
    source,
  )
  const elements = new Map(source.map(({ element }) => [element.name.toLowerCase(), element]))
  const conditions = new Map<string, { readonly index: number; readonly condition: Condition }>()
  const indexOf = (expression: string): number => {
    const known = conditions.get(expression)
    if (known) return known.index
    const condition = compileCondition(expression, elements)
    if ('problem' in condition) throw new DefinitionError(condition.problem)
    const index = conditions.size
    conditions.set(expression, { index, condition })
    return index
  }
  const questions = source.map((question) => compileQuestion(question, indexOf))
  const compiled = [...conditions.values()].map(({ condition }) => condition)
  return {
    watched: questions.filter(isWatched),
    byKey: new Map(
      questions.flatMap((each) => [
        [each.name, each] as const,
        ...(each.comment ? [[each.comment.key, each] as const] : []),
      ]),
    ),
    conditions: compiled,
    sources: [...new Set(compiled.flatMap((condition) => condition.sources))],
  }
}

/** Answers of one respondent while they are being checked. */
class Check {
  readonly problems: AnswerProblem[] = []
  readonly #compiled: Compiled
  readonly #answers: Answers
  readonly #known: (boolean | undefined)[] = []
  #values: Answers | undefined

  constructor(compiled: Compiled, answers: Answers) {
    this.#compiled = compiled
    this.#answers = answers
  }

  refuse(item: string, code: AnswerProblem['code'], message: string): void {
    this.problems.push({ item, code, message })
  }

  holds(index: number): boolean {
    const known = this.#known[index]
    if (known !== undefined) return known
    this.#values ??= this.#sourceValues()
    const held = this.#compiled.conditions[index]?.holds(this.#values) ?? false
    this.#known[index] = held
    return held
  }

  /** Values that conditions may look at. What has the wrong shape is left out: it can be of any depth. */
  #sourceValues(): Answers {
    const values: Record<string, unknown> = {}
    const wrong = new Set(this.problems.filter((each) => each.code === 'wrong_type').map((each) => each.item))
    for (const name of this.#compiled.sources) {
      if (!Object.hasOwn(this.#answers, name) || wrong.has(name)) continue
      const rows = this.#compiled.byKey.get(name)?.rows
      if ([...(rows?.values() ?? [])].some((row) => wrong.has(row.item))) continue
      values[name] = this.#answers[name]
    }
    return values
  }
}

function checkRows(check: Check, question: CompiledQuestion, value: unknown): void {
  if (!isRecord(value)) {
    check.refuse(question.name, 'wrong_type', text.needsRows)
    return
  }
  const keys = Object.keys(value)
  if (keys.length === 0) check.refuse(question.name, 'wrong_type', text.empty)
  for (const key of keys) {
    const row = question.rows.get(key)
    if (!row) check.refuse(`${question.name}_${key.slice(0, shownKeyLength)}`, 'unknown', text.unknown)
    else {
      const problem = checkValue(value[key], row.rule)
      if (problem) check.problems.push({ item: row.item, ...problem })
    }
  }
}

function checkKey(check: Check, key: string, value: unknown, question: CompiledQuestion | undefined): void {
  if (!question) check.refuse(key.slice(0, shownKeyLength), 'unknown', text.unknown)
  else if (question.comment && key === question.comment.key) {
    const problem = checkText(value, question.comment.maxLength)
    if (problem) check.problems.push({ item: key, ...problem })
  } else if (question.rule) {
    const problem = checkValue(value, question.rule)
    if (problem) check.problems.push({ item: key, ...problem })
  } else checkRows(check, question, value)
}

function isVisible(check: Check, question: CompiledQuestion): boolean {
  if (question.hidden) return false
  for (const index of question.visibleIf) if (!check.holds(index)) return false
  return true
}

function checkRequired(check: Check, question: CompiledQuestion, answers: Answers): void {
  const value = Object.hasOwn(answers, question.name) ? answers[question.name] : undefined
  if (question.anyRowRequired) {
    for (const [key, row] of question.rows) {
      const own = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
      if (row.required && isEmpty(own)) check.refuse(row.item, 'required', text.required)
    }
  }
  const required =
    question.required || (question.requiredIf !== undefined && check.holds(question.requiredIf))
  if (required && isEmpty(value)) check.refuse(question.name, 'required', text.required)
  const { comment } = question
  if (!comment?.other || !(Array.isArray(value) ? value.includes('other') : value === 'other')) return
  if (!Object.hasOwn(answers, comment.key) || isEmpty(answers[comment.key])) {
    check.refuse(comment.key, 'required', text.requiredOther)
  }
}

function checkPresence(check: Check, question: CompiledQuestion, answers: Answers): void {
  if (isVisible(check, question)) {
    checkRequired(check, question, answers)
    return
  }
  if (Object.hasOwn(answers, question.name)) check.refuse(question.name, 'hidden', text.hidden)
  const key = question.comment?.key
  if (key !== undefined && Object.hasOwn(answers, key)) check.refuse(key, 'hidden', text.hidden)
}

/** One problem per item, the last that was found: "hidden" and "required" say more than "wrong type". */
function oneEach(problems: readonly AnswerProblem[]): readonly AnswerProblem[] {
  if (problems.length < 2) return problems
  return [...new Map(problems.map((problem) => [problem.item, problem])).values()]
}

/**
 * Compiles a definition once to a function that checks the answers of one respondent: unknown keys, types,
 * bounds, choices, lengths, values for questions that are hidden, and required questions left open.
 * The function takes what came in (any JSON value) and returns one problem per wrong item, none when the
 * answers may be stored as they are. It changes nothing and never throws.
 * Throws DefinitionError when the definition holds what cannot be checked.
 */
export function compileChecker(definition: Definition): AnswerChecker {
  const compiled = compile(definition)
  return (answers) => {
    if (!isRecord(answers)) return [{ item: '', code: 'wrong_type', message: text.body }]
    const check = new Check(compiled, answers)
    for (const key of Object.keys(answers)) checkKey(check, key, answers[key], compiled.byKey.get(key))
    for (const question of compiled.watched) checkPresence(check, question, answers)
    return oneEach(check.problems)
  }
}
