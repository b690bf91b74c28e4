import { DefinitionError } from './definition-error.ts'
import { type Element, flattenSurvey, isRecord, listOf, numberOf, textOf } from './elements.ts'
import type { Definition, Item, SurveyJson, Version } from './model.ts'
import { definitionText as text } from './nl.ts'
import { type Part, type Question, readQuestion, surveyLimits } from './questions.ts'
import { refuseWhatCannotBeChecked } from './strict.ts'

export interface ParseOptions {
  readonly instrument: string
  readonly version: Version
  /** Reads any SurveyJS file, also one that we could not check or tally; for comparing two files only. */
  readonly lenient?: boolean
}

/** `"2.0"` to a version. Throws DefinitionError with a Dutch sentence when it is none. */
export function parseVersion(version: string): Version {
  const match = /^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/.exec(version)
  if (!match) throw new DefinitionError(text.version(version))
  return { major: Number(match[1]), minor: Number(match[2]) }
}

export function versionText(version: Version): string {
  return `${version.major}.${version.minor}`
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return listOf(value).filter((each): each is string => typeof each === 'string')
}

function readItem(element: Element, part: Part, question: Question): Item {
  const { json, name } = element
  const own = part.key === undefined
  const title = textOf(json.title) ?? name
  const code = textOf(json.itemCode) ?? name
  return {
    name: own ? name : `${name}_${part.key}`,
    path: part.key === undefined ? [name] : [name, part.key],
    itemCode: own ? code : `${code}.${part.key}`,
    itemVersion: numberOf(json.itemVersion),
    title: own ? title : `${title}: ${part.title}`,
    shortTitle: part.shortTitle ?? (own ? (textOf(json.shortTitle) ?? title) : part.title),
    kind: part.kind,
    required: own ? question.required : part.required,
    choices: part.choices,
    range: part.range,
    maxLength: part.rule.type === 'text' ? part.rule.maxLength : undefined,
    maxSelected: part.kind === 'multiple' && 'max' in part.rule ? Number(part.rule.max) : undefined,
    scale: textOf(json.scale),
    expectationCodes: strings(json.expectationCodes),
    goalCodes: strings(json.goalCodes),
    indicatorCodes: strings(json.indicatorCodes),
    aspect: textOf(json.aspect),
    adaptation: textOf(json.adaptation),
    sameAs: own ? textOf(json.sameAs) : undefined,
    page: element.page,
  }
}

/** The items of a question: itself, or its rows. */
export const toItems = (question: Question): readonly Item[] =>
  question.parts.map((part) => readItem(question.element, part, question))

/** Questions of a definition's JSON with the rules for their values. */
export function readQuestions(json: SurveyJson): readonly Question[] {
  const limits = surveyLimits(json)
  return flattenSurvey(json).elements.map((element) => readQuestion(element, limits))
}

/**
 * Plain SurveyJS JSON to a definition: pages and panels flattened, every question (and every row of a
 * matrix) an item. Throws DefinitionError with a Dutch sentence that names the file and the question when
 * it holds something that could not be checked strictly; with `lenient` only when it is no survey at all.
 */
export function parseDefinition(json: unknown, { instrument, version, lenient }: ParseOptions): Definition {
  const file = `${instrument} ${versionText(version)}`
  if (!isRecord(json) || !(json.pages || json.elements || json.questions)) {
    throw new DefinitionError(text.file(file) + text.notSurvey)
  }
  const questions = readQuestions(json)
  if (!lenient) {
    if (questions.length === 0) throw new DefinitionError(text.file(file) + text.noQuestions)
    refuseWhatCannotBeChecked(file, json, questions)
  }
  return {
    instrument,
    version,
    title: textOf(json.title) ?? instrument,
    items: questions.flatMap(toItems),
    pages: flattenSurvey(json).pages,
    json,
  }
}
