import type { Answers } from '@km/definition'
import type { Question, SurveyModel } from 'survey-core'
import {
  answersOf,
  checkPage,
  createModel,
  type FormInput,
  firstOpenPage,
  type OpenQuestion,
  showProblem,
  wordsPerPage,
} from './form-model.ts'
import { takeNativeAnswers } from './native-answers.ts'

/** A form that is being filled in; hides survey-core from the apps. */
export interface Form {
  /** For `SurveyView` only. */
  readonly model: SurveyModel
  readonly description: string | undefined
  /** Visible page, from 0. */
  page(): number
  pages(): number
  /** Words per visible page, for the time left. */
  words(): readonly number[]
  answers(): Answers
  goTo(page: number): void
  /** Page of a question, from 0; -1 for one that is not visible. */
  pageOf(item: string): number
  /** Shows what the page still needs, at each question; empty when it is complete. */
  check(): readonly OpenQuestion[]
  /** First page with an open required question; `pages()` when there is none. */
  firstOpen(): number
  /** Shows refusals of the server at their questions and goes to the first; unknown items come back. */
  refuse(problems: readonly { item: string; message: string }[]): readonly OpenQuestion[]
  /** Puts in answers given in plain HTML; returns how many questions got one. */
  take(root: ParentNode): number
  /** Answered questions in words, in order; for a person to keep. */
  readable(): readonly { readonly question: string; readonly answer: string }[]
  /** Calls back after every change of an answer; returns the function that ends it. */
  onAnswer(listener: () => void): () => void
}

/** Makes a form from a definition, with the answers given before. */
export function createForm(input: FormInput & { readonly answers?: Answers | undefined }): Form {
  const model = createModel(input)
  if (input.answers !== undefined) model.data = structuredClone(input.answers)
  return {
    model,
    description: model.description === '' ? undefined : model.description,
    page: () => model.visiblePages.indexOf(model.currentPage),
    pages: () => model.visiblePages.length,
    words: () => wordsPerPage(model),
    answers: () => answersOf(model),
    goTo: (page) => {
      const target = model.visiblePages[Math.max(0, Math.min(page, model.visiblePages.length - 1))]
      if (target !== undefined) model.currentPage = target
    },
    pageOf: (item) =>
      model.visiblePages.findIndex((page) => page.questions.some((question) => question.name === item)),
    check: () => checkPage(model.currentPage),
    firstOpen: () => firstOpenPage(model),
    refuse: (problems) => refuse(model, problems),
    take: (root) => takeNativeAnswers(root, model).length,
    readable: () =>
      model
        .getAllQuestions()
        .filter((question) => question.isVisible && !question.isEmpty())
        .map((question) => ({ question: question.processedTitle, answer: readableAnswer(question) })),
    onAnswer: (listener) => {
      model.onValueChanged.add(listener)
      return () => model.onValueChanged.remove(listener)
    },
  }
}

function readableAnswer(question: Question): string {
  const value: unknown = question.displayValue
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([part, answer]) => `${part}: ${String(answer)}`)
    .join('\n')
}

function refuse(
  model: SurveyModel,
  problems: readonly { item: string; message: string }[],
): readonly OpenQuestion[] {
  const shown = problems.map(({ item, message }) => {
    const question = showProblem(model, item, message)
    return { item: question?.name ?? item, title: question?.processedTitle ?? item, message, question }
  })
  const pages = shown.flatMap(({ question }) =>
    question === undefined ? [] : [model.visiblePages.findIndex((page) => page.questions.includes(question))],
  )
  const first = model.visiblePages[Math.min(...pages.filter((page) => page >= 0))]
  if (first !== undefined) model.currentPage = first
  return shown.map(({ item, title, message }) => ({ item, title, message }))
}
