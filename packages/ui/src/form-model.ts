import 'survey-core/i18n/dutch'
import type { Answers, Scale, SurveyJson } from '@km/definition'
import {
  CustomError,
  type ItemValue,
  type PageModel,
  type Question,
  type QuestionMatrixModel,
  type QuestionSelectBase,
  SurveyModel,
} from 'survey-core'
import { dutchNumber, nl } from './nl.ts'
import { jsonQuestions, onePerPage } from './one-per-page.ts'

export interface FormInput {
  readonly definition: SurveyJson
  readonly scales: readonly Scale[]
  readonly languageLevel: 'A2' | 'B1'
}

/** One question that still needs something, in Dutch. */
export interface OpenQuestion {
  readonly item: string
  readonly title: string
  readonly message: string
}

interface ModelFacts {
  readonly scale: ReadonlyMap<string, Scale>
  readonly pictogram: ReadonlyMap<string, string>
  readonly languageLevel: 'A2' | 'B1'
}

const facts = new WeakMap<SurveyModel, ModelFacts>()

/**
 * A survey-core model that is ready for our own components: Dutch, no brand, no stylesheet of
 * SurveyJS, one question per page in A2. Neither browser nor server is touched.
 */
export function createModel(input: FormInput): SurveyModel {
  const simple = input.languageLevel === 'A2'
  const model = new SurveyModel(simple ? onePerPage(input.definition) : input.definition)
  const scales = new Map(input.scales.map((scale) => [scale.code, scale]))
  // Read from the JSON: our item properties need not be known to survey-core for this.
  const scale = new Map<string, Scale>()
  const pictogram = new Map<string, string>()
  for (const question of jsonQuestions(input.definition)) {
    const found = scales.get(String(question.scale))
    if (found !== undefined) scale.set(String(question.name), found)
    if (typeof question.pictogram === 'string') pictogram.set(String(question.name), question.pictogram)
  }
  facts.set(model, { scale, pictogram, languageLevel: input.languageLevel })
  model.locale = 'nl'
  model.pageComponent = 'km-page'
  model.generateStylesheet = false
  model.needRenderIcons = false
  model.showNavigationButtons = false
  model.showCompletePage = false
  model.showTitle = false
  model.showProgressBar = false
  model.focusFirstQuestionAutomatic = false
  model.focusOnFirstError = false
  model.textUpdateMode = 'onTyping'
  model.widthMode = 'static'
  model.headerView = 'basic'
  model.onValidateQuestion.add((_, options) => {
    const error = numberError(options.question)
    if (error === undefined) return
    // One sentence that says it all, instead of one for each rule.
    options.errors.splice(0)
    options.error = error
  })
  for (const question of model.getAllQuestions()) {
    question.requiredErrorText = requiredText(question)
  }
  return model
}

/** The scale of a question, or undefined for one without. */
export function scaleOf(question: Question): Scale | undefined {
  return facts.get(question.survey as SurveyModel)?.scale.get(question.name)
}

/** Name of the picture that goes with a question, if any. */
export function pictogramOf(question: Question): string | undefined {
  return facts.get(question.survey as SurveyModel)?.pictogram.get(question.name)
}

export function isSimple(question: Question | PageModel): boolean {
  return facts.get(question.survey as SurveyModel)?.languageLevel === 'A2'
}

/** Choices a person may see now, in the order of the definition. */
export function choicesOf(question: QuestionSelectBase): readonly ItemValue[] {
  return question.visibleChoices
}

function requiredText(question: Question): string {
  if (question.getType() === 'matrix') return nl.required.row
  if (question.getType() === 'comment') return nl.required.text
  if (question.getType() === 'text') {
    return question.inputType === 'number' ? nl.required.number : nl.required.text
  }
  return nl.required.choice
}

/** Bounds of a number question, as numbers; undefined where the definition gives none. */
export function boundsOf(question: Question): { min?: number; max?: number; step?: number } {
  const bound = (value: unknown) => (Number.isFinite(Number(value ?? Number.NaN)) ? Number(value) : undefined)
  const [min, max, step] = [bound(question.min), bound(question.max), bound(question.step)]
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(step === undefined || step === 0 ? {} : { step }),
  }
}

function numberError(question: Question): string | undefined {
  if (question.getType() !== 'text' || question.inputType !== 'number' || question.isEmpty()) return undefined
  const { min, max, step = 1 } = boundsOf(question)
  const value: unknown = question.value
  const [least, most] = [dutchNumber(min ?? 0), dutchNumber(max ?? 999)]
  if (typeof value !== 'number' || (min !== undefined && value < min) || (max !== undefined && value > max)) {
    return nl.number.between(least, most)
  }
  if (Math.abs(value / step - Math.round(value / step)) > 1e-9) {
    return step === 1 ? nl.number.whole : nl.number.step(dutchNumber(step))
  }
  return undefined
}

/** What a person typed into a number field: a number where it is one, else the text itself. */
export function readNumber(text: string): number | string | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  return /^-?\d{1,9}([.,]\d{1,6})?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : trimmed
}

/** Makes every question of the page say what it still needs; returns those questions in order. */
export function checkPage(page: PageModel): readonly OpenQuestion[] {
  page.validate(true, false)
  return page.questions
    .filter((question) => question.isVisible && question.errors.length > 0)
    .map((question) => ({
      item: question.name,
      title: question.processedTitle,
      message: question.errors[0]?.getText() ?? '',
    }))
}

/** Sets a message of the server at its question. `item` may name a matrix row (`CO_3_taal`). */
export function showProblem(model: SurveyModel, item: string, message: string): Question | undefined {
  const question =
    model.getQuestionByName(item) ??
    model
      .getAllQuestions()
      .find(
        (one) =>
          one.getType() === 'matrix' &&
          (one as QuestionMatrixModel).rows.some((row: ItemValue) => `${one.name}_${row.value}` === item),
      ) ??
    model.getAllQuestions().find((one) => item.startsWith(`${one.name}_`) || item.startsWith(`${one.name}.`))
  question?.addError(new CustomError(message, model))
  return question
}

/** Words a person reads on each visible page; what the time left is divided by. */
export function wordsPerPage(model: SurveyModel): readonly number[] {
  const count = (text: string | undefined) => (text ?? '').split(/\s+/).filter(Boolean).length
  return model.visiblePages.map((page) =>
    page.questions
      .filter((question) => question.isVisible)
      .reduce((sum, question) => {
        const choices = ((question as QuestionSelectBase).visibleChoices ?? []) as readonly ItemValue[]
        // Deciding takes time too: about as long as reading 25 words.
        return (
          sum +
          25 +
          count(question.title) +
          count(question.description) +
          choices.reduce((words, choice) => words + count(choice.text), 0)
        )
      }, 0),
  )
}

/** First visible page, from 0, that still lacks a required answer; the number of pages when none does. */
export function firstOpenPage(model: SurveyModel): number {
  const open = model.visiblePages.findIndex((page) =>
    page.questions.some((question) => question.isVisible && question.isRequired && question.isEmpty()),
  )
  return open === -1 ? model.visiblePages.length : open
}

/** Answers of visible questions only, as SurveyJS keeps them; a copy. */
export function answersOf(model: SurveyModel): Answers {
  const all = structuredClone(model.data) as Record<string, unknown>
  for (const question of model.getAllQuestions()) {
    if (!question.isVisible || question.isEmpty()) delete all[question.name]
  }
  return all
}
