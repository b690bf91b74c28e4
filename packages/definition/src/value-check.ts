import { isRecord } from './elements.ts'
import type { AnswerProblem } from './model.ts'
import { answerText as text } from './nl.ts'
import type { ValueRule } from './questions.ts'
import { stepIndex } from './steps.ts'

/** Why a value was refused, without its item. */
export type ValueProblem = Omit<AnswerProblem, 'item'>

function problem(code: AnswerProblem['code'], message: string): ValueProblem {
  return { code, message }
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.length === 0
}

/**
 * No answer, in the sense of survey-core: a text of only spaces counts as empty too. Looks one level deep,
 * which is where rows have their values; what comes in may be of any depth.
 */
export function isEmpty(value: unknown): boolean {
  if (typeof value === 'number') return false
  if (isBlank(value)) return true
  return isRecord(value) && Object.values(value).every(isBlank)
}

/** NUL and lone surrogates: no database keeps them. The first expression is fast and finds pairs as well. */
const suspect = /[\0\ud800-\udfff]/
const unreadable = /[\0\p{Cs}]/u

export function checkText(value: unknown, maxLength: number): ValueProblem | undefined {
  if (typeof value !== 'string') return problem('wrong_type', text.needsText)
  if (value.length > maxLength) return problem('too_long', text.tooLong(maxLength))
  if (value === '') return problem('wrong_type', text.empty)
  if (suspect.test(value) && unreadable.test(value)) return problem('wrong_type', text.unreadable)
  return undefined
}

type Rule<T extends ValueRule['type']> = Extract<ValueRule, { readonly type: T }>

function checkSingle(value: unknown, rule: Rule<'single'>): ValueProblem | undefined {
  if (typeof value === 'number' && Object.is(value, -0)) return problem('wrong_type', text.needsOne)
  if (rule.values.has(value)) return undefined
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  if (!scalar) return problem('wrong_type', text.needsOne)
  if (!rule.rating) return problem('not_a_choice', text.notAChoice)
  if (typeof value !== 'number') return problem('wrong_type', text.needsNumber)
  return problem('out_of_range', text.notBetween(rule.rating.min, rule.rating.max))
}

function checkMany(value: unknown, rule: Rule<'multiple' | 'ranking'>): ValueProblem | undefined {
  if (!Array.isArray(value)) return problem('wrong_type', text.needsList)
  if (value.length === 0) return problem('wrong_type', text.empty)
  // Before anything else: a list of a million values is refused without looking at them.
  if (value.length > rule.max) return problem('too_many', text.tooMany(rule.max))
  for (const each of value) {
    if (typeof each === 'object') return problem('wrong_type', text.needsList)
    if (!rule.values.has(each) || Object.is(each, -0)) return problem('not_a_choice', text.notAChoice)
    if (value.length > 1 && rule.exclusive.has(each)) return problem('not_a_choice', text.exclusive)
  }
  if (new Set(value).size < value.length) return problem('not_a_choice', text.twice)
  if (rule.complete && value.length < rule.values.size) return problem('wrong_type', text.wholeRanking)
  if (value.length < rule.min) return problem('out_of_range', text.tooFew(rule.min))
  return undefined
}

function checkNumber(value: unknown, rule: Rule<'number'>): ValueProblem | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || Object.is(value, -0)) {
    return problem('wrong_type', text.needsNumber)
  }
  if (rule.min !== undefined && value < rule.min) return problem('out_of_range', text.tooLow(rule.min))
  if (rule.max !== undefined && value > rule.max) return problem('out_of_range', text.tooHigh(rule.max))
  if (stepIndex(value, rule.min ?? 0, rule.step) === undefined) {
    return problem('out_of_range', text.step(rule.step))
  }
  return undefined
}

function isDate(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  if (!match) return false
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  // A day that does not exist falls into another month.
  return year > 0 && date.getUTCMonth() === month - 1
}

function checkDate(value: unknown, rule: Rule<'date'>): ValueProblem | undefined {
  if (typeof value !== 'string' || !isDate(value)) return problem('wrong_type', text.needsDate)
  // Dates of this form are in order as texts.
  if (rule.min !== undefined && value < rule.min) return problem('out_of_range', text.tooEarly(rule.min))
  if (rule.max !== undefined && value > rule.max) return problem('out_of_range', text.tooLate(rule.max))
  return undefined
}

/** Whether a value that is there may be kept as it is; `undefined` when it may. */
export function checkValue(value: unknown, rule: ValueRule): ValueProblem | undefined {
  switch (rule.type) {
    case 'single':
      return checkSingle(value, rule)
    case 'multiple':
    case 'ranking':
      return checkMany(value, rule)
    case 'number':
      return checkNumber(value, rule)
    case 'text':
      return checkText(value, rule.maxLength)
    case 'date':
      return checkDate(value, rule)
  }
}
