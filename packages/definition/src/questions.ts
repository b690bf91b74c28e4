import { type Element, isRecord, listOf, numberOf, textOf } from './elements.ts'
import type { ItemChoice, ItemKind, SurveyJson } from './model.ts'

/** A text or comment without a `maxLength` of its own may be this long, in UTF-16 units. */
export const longestText = 2000
export const commentSuffix = '-Comment'

/** Types of questions that can be checked in full and counted. */
export const checkedTypes: ReadonlySet<string> = new Set([
  ...['radiogroup', 'dropdown', 'buttongroup', 'checkbox', 'tagbox', 'imagepicker', 'rating', 'boolean'],
  ...['text', 'comment', 'matrix', 'multipletext', 'ranking'],
])

/** What one value may be. Built once per definition, read for every answer. */
export type ValueRule =
  | { readonly type: 'single'; readonly values: ReadonlySet<unknown>; readonly rating?: Bounds }
  | {
      readonly type: 'multiple' | 'ranking'
      readonly values: ReadonlySet<unknown>
      /** Values that go with no other. */
      readonly exclusive: ReadonlySet<unknown>
      readonly min: number
      readonly max: number
      readonly complete: boolean
    }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly step: number }
  | { readonly type: 'text'; readonly maxLength: number }
  | { readonly type: 'date'; readonly min?: string; readonly max?: string }

export interface Bounds {
  readonly min: number
  readonly max: number
}

/** What can be answered with one value: a question, a row of a matrix or a line of a multipletext. */
export interface Part {
  /** `undefined` for a question that holds its own value. */
  readonly key: string | undefined
  readonly title: string
  readonly shortTitle: string | undefined
  readonly required: boolean
  readonly kind: ItemKind
  readonly choices: readonly ItemChoice[]
  readonly range: { readonly min: number; readonly max: number; readonly step: number } | undefined
  readonly rule: ValueRule
}

export interface Question {
  readonly element: Element
  readonly parts: readonly Part[]
  readonly required: boolean
  /** The text beside the choices, kept under `<name>-Comment`. */
  readonly comment: { readonly maxLength: number; readonly other: boolean } | undefined
}

type PartValue = Pick<Part, 'kind' | 'choices' | 'range' | 'rule'>

/** The text limits of the survey itself, for questions without one of their own. */
export interface SurveyLimits {
  readonly text: number
  readonly comment: number
}

export function surveyLimits(json: SurveyJson): SurveyLimits {
  const limit = (value: unknown): number => {
    const own = numberOf(value)
    return own !== undefined && own > 0 ? own : longestText
  }
  return { text: limit(json.maxTextLength), comment: limit(json.maxCommentLength ?? json.maxOthersLength) }
}

function readChoice(choice: unknown): ItemChoice {
  const value = isRecord(choice) ? choice.value : choice
  const key = typeof value === 'number' ? value : String(value)
  return { value: key, text: (isRecord(choice) ? textOf(choice.text) : undefined) ?? String(value) }
}

/** [switch, older name of the switch, value, property with its text, its text without one] */
const specialChoices = [
  ['showOtherItem', 'hasOther', 'other', 'otherText', 'Anders (beschrijf)'],
  ['showNoneItem', 'hasNone', 'none', 'noneText', 'Geen'],
  ['showRefuseItem', '', 'refused', 'refuseText', 'Zeg ik liever niet'],
  ['showDontKnowItem', '', 'dontknow', 'dontKnowText', 'Weet ik niet'],
] as const

function readChoices(json: SurveyJson): readonly ItemChoice[] {
  const special = specialChoices
    .filter(([name, older]) => json[name] === true || (older !== '' && json[older] === true))
    .map(([, , value, property, text]) => ({ value, text: textOf(json[property]) ?? text }))
  return [...listOf(json.choices).map(readChoice), ...special]
}

function valuesOf(choices: readonly ItemChoice[]): ReadonlySet<unknown> {
  return new Set(choices.map((choice) => choice.value))
}

function single(choices: readonly ItemChoice[], rating?: Bounds): PartValue {
  const values = valuesOf(choices)
  const rule: ValueRule = rating ? { type: 'single', values, rating } : { type: 'single', values }
  return { kind: 'single', choices, range: undefined, rule }
}

function many(json: SurveyJson, type: 'multiple' | 'ranking'): PartValue {
  const choices = readChoices(json)
  const own = listOf(json.choices).filter((choice) => isRecord(choice) && choice.isExclusive === true)
  const count = validatorOf(json, 'answercount')
  const chosen = type === 'multiple' || json.selectToRankEnabled === true
  const most = numberOf(json.maxSelectedChoices) || numberOf(count?.maxCount) || choices.length
  const rule: ValueRule = {
    type,
    values: valuesOf(choices),
    exclusive: new Set<unknown>([
      ...own.map((choice) => readChoice(choice).value),
      ...choices.map((choice) => choice.value).filter((value) => exclusiveValues.has(value)),
    ]),
    min: numberOf(json.minSelectedChoices) || numberOf(count?.minCount) || 0,
    max: chosen ? Math.min(most, choices.length) : choices.length,
    complete: !chosen,
  }
  return { kind: type, choices, range: undefined, rule }
}

const exclusiveValues = new Set<unknown>(['none', 'refused', 'dontknow'])

function validatorOf(json: SurveyJson, type: string): SurveyJson | undefined {
  return listOf(json.validators).find((each): each is SurveyJson => isRecord(each) && each.type === type)
}

function readRating(json: SurveyJson): PartValue {
  const listed = listOf(json.rateValues)
  if (listed.length > 0) return single(listed.map(readChoice))
  const min = numberOf(json.rateMin) ?? 1
  const step = numberOf(json.rateStep) || 1
  const counted = numberOf(json.rateCount)
  const max = numberOf(json.rateMax) ?? (counted === undefined ? 5 : min + step * (counted - 1))
  const values = Array.from(
    { length: Math.max(0, Math.floor((max - min) / step) + 1) },
    (_, i) => min + i * step,
  )
  return single(
    values.map((value) => ({ value, text: String(value) })),
    { min, max },
  )
}

function readBoolean(json: SurveyJson): PartValue {
  const value = (name: string, plain: boolean): unknown => json[name] ?? plain
  const pair = [value('valueTrue', true), value('valueFalse', false)]
  const choices = [
    { value: String(pair[0]), text: textOf(json.labelTrue) ?? 'Ja' },
    { value: String(pair[1]), text: textOf(json.labelFalse) ?? 'Nee' },
  ]
  return { kind: 'single', choices, range: undefined, rule: { type: 'single', values: new Set(pair) } }
}

function readText(json: SurveyJson, limits: SurveyLimits): PartValue {
  const inputType = json.inputType ?? 'text'
  if (inputType === 'number' || inputType === 'range') return readNumber(json)
  const empty = { choices: [], range: undefined }
  if (inputType === 'date') {
    const bound = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
    const min = bound(json.min)
    const max = bound(json.max)
    return { ...empty, kind: 'date', rule: { type: 'date', ...(min && { min }), ...(max && { max }) } }
  }
  return { ...empty, kind: 'text', rule: { type: 'text', maxLength: lengthOf(json, limits.text) } }
}

function readNumber(json: SurveyJson): PartValue {
  const numeric = validatorOf(json, 'numeric')
  const min = numberOf(json.min) ?? numberOf(numeric?.minValue)
  const max = numberOf(json.max) ?? numberOf(numeric?.maxValue)
  const step = numberOf(json.step) ?? 1
  const range = min !== undefined && max !== undefined ? { min, max, step } : undefined
  const rule: ValueRule = {
    type: 'number',
    step,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  }
  return { kind: 'number', choices: [], range, rule }
}

function lengthOf(json: SurveyJson, fallback: number): number {
  const own = numberOf(json.maxLength)
  const validated = numberOf(validatorOf(json, 'text')?.maxLength)
  const limits = [own, validated].filter((limit): limit is number => limit !== undefined && limit > 0)
  return limits.length > 0 ? Math.min(...limits) : fallback
}

function readComment(json: SurveyJson, limits: SurveyLimits): PartValue {
  const maxLength = lengthOf(json, limits.comment)
  return { kind: 'text', choices: [], range: undefined, rule: { type: 'text', maxLength } }
}

function readParts(element: Element, limits: SurveyLimits): readonly Part[] {
  const { json, type } = element
  const parts = type === 'matrix' ? readRows(json) : type === 'multipletext' ? readLines(json, limits) : []
  if (parts.length > 0) return parts
  return [
    { key: undefined, title: '', shortTitle: undefined, required: false, ...readValue(element, limits) },
  ]
}

function readLines(json: SurveyJson, limits: SurveyLimits): readonly Part[] {
  const lines = listOf(json.items).filter(isRecord)
  return lines.map((line) => ({
    key: String(line.name),
    title: textOf(line.title) ?? String(line.name),
    shortTitle: textOf(line.shortTitle),
    required: line.isRequired === true,
    ...readText(line, limits),
  }))
}

function readValue({ type, json }: Element, limits: SurveyLimits): PartValue {
  switch (type) {
    case 'radiogroup':
    case 'dropdown':
    case 'buttongroup':
      return single(readChoices(json))
    case 'imagepicker':
      return json.multiSelect === true ? many(json, 'multiple') : single(readChoices(json))
    case 'checkbox':
    case 'tagbox':
      return many(json, 'multiple')
    case 'ranking':
      return many(json, 'ranking')
    case 'rating':
      return readRating(json)
    case 'boolean':
      return readBoolean(json)
    case 'text':
      return readText(json, limits)
    default:
      return readComment(json, limits)
  }
}

function readRows(json: SurveyJson): readonly Part[] {
  const columns = listOf(json.columns)
  const value =
    json.cellType === 'checkbox' ? many({ choices: columns }, 'multiple') : single(columns.map(readChoice))
  const eachRequired = json.eachRowRequired === true || json.isAllRowRequired === true
  return listOf(json.rows).map((row) => {
    const choice = readChoice(row)
    return {
      key: String(choice.value),
      title: choice.text,
      shortTitle: isRecord(row) ? textOf(row.shortTitle) : undefined,
      required: eachRequired,
      ...value,
    }
  })
}

/** What a question asks and which values it takes; of a type we do not know: a text. */
export function readQuestion(element: Element, limits: SurveyLimits): Question {
  const { json } = element
  const other = json.showOtherItem === true || json.hasOther === true
  const area = json.showCommentArea === true || json.hasComment === true
  return {
    element,
    parts: readParts(element, limits),
    required: json.isRequired === true,
    comment: other || area ? { maxLength: limits.comment, other } : undefined,
  }
}
