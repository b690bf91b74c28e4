import type { ItemValue, Question, QuestionMatrixModel, QuestionSelectBase, SurveyModel } from 'survey-core'
import { readNumber } from './form-model.ts'

/**
 * Takes over what was answered in the plain HTML before the script arrived: reads the native
 * inputs under `root` and puts their values into the model. Inputs that were not touched (nothing
 * checked, nothing typed) change nothing. Returns the names of the questions that got an answer.
 */
export function takeNativeAnswers(root: ParentNode, model: SurveyModel): readonly string[] {
  const taken: string[] = []
  for (const question of model.getAllQuestions()) {
    const value = nativeValue(root, question)
    if (value === undefined) continue
    question.value = value
    taken.push(question.name)
  }
  return taken
}

function nativeValue(root: ParentNode, question: Question): unknown {
  switch (question.getType()) {
    case 'radiogroup':
    case 'rating': {
      const checked = checkedUnder(root, question.name)[0]
      return checked === undefined ? undefined : sameValue(valuesOf(question), checked)
    }
    case 'checkbox': {
      const checked = checkedUnder(root, question.name).map((text) => sameValue(valuesOf(question), text))
      return checked.length === 0 ? undefined : checked
    }
    case 'matrix':
      return matrixValue(root, question as QuestionMatrixModel)
    case 'text':
    case 'comment': {
      const typed = fieldsUnder(root, question.name)[0]?.value ?? ''
      if (typed === '') return undefined
      return question.inputType === 'number' ? readNumber(typed) : typed
    }
    default:
      return undefined
  }
}

function matrixValue(root: ParentNode, question: QuestionMatrixModel): unknown {
  const columns = question.columns.map((column: ItemValue) => column.value as unknown)
  const rows = question.rows.flatMap((row: ItemValue) => {
    const checked = checkedUnder(root, `${question.name}_${row.value}`)[0]
    return checked === undefined ? [] : [[String(row.value), sameValue(columns, checked)]]
  })
  return rows.length === 0 ? undefined : Object.fromEntries(rows)
}

function valuesOf(question: Question): readonly unknown[] {
  if (question.getType() === 'rating') {
    return (question.visibleRateValues as ItemValue[]).map((choice) => choice.value as unknown)
  }
  return (question as QuestionSelectBase).visibleChoices.map((choice) => choice.value as unknown)
}

/** The choice whose text form stands in the input: numbers stay numbers. */
function sameValue(values: readonly unknown[], text: string): unknown {
  return values.find((value) => String(value) === text)
}

type Field = HTMLInputElement | HTMLTextAreaElement

function fieldsUnder(root: ParentNode, name: string): readonly Field[] {
  return [...root.querySelectorAll<Field>('input[name], textarea[name]')].filter(
    (field) => field.name === name,
  )
}

function checkedUnder(root: ParentNode, name: string): readonly string[] {
  return fieldsUnder(root, name)
    .filter((field) => field instanceof HTMLInputElement && field.checked)
    .map((field) => field.value)
}
