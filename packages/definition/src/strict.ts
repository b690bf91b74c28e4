import { compileCondition } from './conditions.ts'
import { DefinitionError } from './definition-error.ts'
import { type Element, flattenSurvey, isRecord, listOf } from './elements.ts'
import type { SurveyJson } from './model.ts'
import { definitionText as text } from './nl.ts'
import { checkedTypes, commentSuffix, type Question } from './questions.ts'
import { countSteps } from './steps.ts'

/** Properties that change which answers are possible in a way that the strict checker does not follow. */
const refusedOnQuestion = [
  'enableIf',
  'valueName',
  'valuePropertyName',
  'choicesByUrl',
  'choicesFromQuestion',
  'choicesVisibleIf',
  'choicesEnableIf',
  'rowsVisibleIf',
  'columnsVisibleIf',
  'defaultValueExpression',
  'setValueIf',
  'setValueExpression',
  'resetValueIf',
  'minValueExpression',
  'maxValueExpression',
  'eachRowUnique',
  'allowCustomChoices',
  'isUnique',
  'choicesMin',
  'choicesMax',
  'choicesLazyLoadEnabled',
] as const
const refusedOnSurvey = [
  'triggers',
  'calculatedValues',
  'firstPageIsStartPage',
  'firstPageIsStarted',
] as const
const refusedAround = ['enableIf', 'readOnly', 'isRequired', 'requiredIf'] as const
const refusedOnChoice = ['visibleIf', 'enableIf', 'showCommentArea', 'isCommentRequired'] as const
const inputTypes = new Set(['text', 'number', 'range', 'date'])
const validators: Readonly<Record<string, readonly string[]>> = {
  numeric: ['minValue', 'maxValue'],
  text: ['maxLength'],
  answercount: ['minCount', 'maxCount'],
}

function isSet(value: unknown): boolean {
  return (
    value !== undefined && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0)
  )
}

function refusedProperty(json: SurveyJson): string | undefined {
  const own = refusedOnQuestion.find((name) => isSet(json[name]))
  if (own) return text.property(own)
  if (json.readOnly === true) return text.property('readOnly')
  if (json.storeOthersAsComment === false) return text.property('storeOthersAsComment')
  if (isSet(json.maskType) && json.maskType !== 'none') return text.property('maskType')
  const parts = [json.choices, json.rateValues, json.rows, json.columns].flatMap(listOf).filter(isRecord)
  const onChoice = refusedOnChoice.find((name) => parts.some((part) => isSet(part[name])))
  return onChoice ? text.property(onChoice) : undefined
}

function refusedInput(json: SurveyJson): string | undefined {
  const inputType = json.inputType ?? 'text'
  if (!inputTypes.has(String(inputType))) return text.inputType(String(inputType))
  for (const bound of [json.min, json.max]) {
    if (typeof bound === 'string' && bound.startsWith('=')) return text.property('min/max')
    if (inputType === 'date' && bound !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(bound))) {
      return text.property('min/max')
    }
  }
  for (const validator of listOf(json.validators).filter(isRecord)) {
    const known = validators[String(validator.type)]
    const unknown = Object.keys(validator).find(
      (key) => key !== 'type' && key !== 'text' && !known?.includes(key),
    )
    if (!known || unknown) return text.validator(String(validator.type))
  }
  return undefined
}

function refusedParts(question: Question): string | undefined {
  const { type } = question.element
  if (type === 'matrix' || type === 'multipletext') {
    if (question.parts.some((part) => part.key === undefined)) return text.noRows
  }
  for (const part of question.parts) {
    if (part.rule.type === 'number') {
      const { min = 0, max = min, step } = part.rule
      if (step <= 0 || min > max || (part.range && !Number.isInteger(countSteps(part.range))))
        return text.badRange
    }
    if (part.rule.type === 'text' || part.rule.type === 'number' || part.rule.type === 'date') continue
    if (part.choices.length === 0) return text.noChoices
    const seen = new Set<string>()
    for (const { value } of part.choices) {
      if (seen.has(String(value))) return text.sameChoice(value)
      seen.add(String(value))
    }
  }
  return undefined
}

function badChoice(json: SurveyJson): string | undefined {
  const choices = [json.choices, json.columns, json.rows, json.rateValues].flatMap(listOf)
  const wrong = choices.some((choice) => {
    const value = isRecord(choice) ? choice.value : choice
    return value === '' || (typeof value !== 'string' && !Number.isFinite(value))
  })
  return wrong ? text.badChoice : undefined
}

function badName(element: Element): string | undefined {
  if (element.name === '') return text.noName
  if (!/^[\p{L}\p{N}_-]+$/u.test(element.name) || element.name.endsWith(commentSuffix)) return text.badName
  return undefined
}

function refusal(question: Question): string | undefined {
  const { element } = question
  if (!checkedTypes.has(element.type)) return text.type(element.type)
  const lines = element.type === 'multipletext' ? listOf(element.json.items).filter(isRecord) : [element.json]
  return (
    badName(element) ??
    refusedProperty(element.json) ??
    badChoice(element.json) ??
    lines.map((line) => refusedInput(line) ?? refusedProperty(line)).find((reason) => reason !== undefined) ??
    refusedParts(question)
  )
}

function refuseTwice(file: string, questions: readonly Question[]): void {
  const seen = new Set<string>()
  for (const { element, parts } of questions) {
    for (const part of parts) {
      const name = part.key === undefined ? element.name : `${element.name}_${part.key}`
      if (seen.has(name)) throw new DefinitionError(text.at(file, name) + text.twice)
      seen.add(name)
    }
  }
}

/**
 * Refuses what could not be checked strictly later: question types, properties and conditions that the
 * checker does not follow. Throws DefinitionError with a Dutch sentence naming the file and the question.
 */
export function refuseWhatCannotBeChecked(
  file: string,
  json: SurveyJson,
  questions: readonly Question[],
): void {
  const onSurvey = refusedOnSurvey.find((name) => isSet(json[name]))
  if (onSurvey) throw new DefinitionError(text.file(file) + text.property(onSurvey))
  if (json.clearInvisibleValues === 'none' || json.storeOthersAsComment === false) {
    throw new DefinitionError(text.file(file) + text.property('clearInvisibleValues/storeOthersAsComment'))
  }
  for (const around of flattenSurvey(json).containers) {
    const onContainer = refusedAround.find((name) => isSet(around[name]))
    if (onContainer)
      throw new DefinitionError(text.at(file, String(around.name)) + text.property(onContainer))
  }
  for (const question of questions) {
    const reason = refusal(question)
    if (reason) throw new DefinitionError(text.at(file, question.element.name) + reason)
  }
  refuseTwice(file, questions)
  const names = new Map(questions.map((question) => [question.element.name.toLowerCase(), question.element]))
  for (const { element } of questions) {
    const { requiredIf } = element.json
    for (const condition of [...element.visibleIf, ...(typeof requiredIf === 'string' ? [requiredIf] : [])]) {
      const compiled = compileCondition(condition, names)
      if ('problem' in compiled) throw new DefinitionError(text.at(file, element.name) + compiled.problem)
    }
  }
}
