import type { ItemValue, Question, QuestionCheckboxModel, QuestionSelectBase } from 'survey-core'
import { choicesOf, scaleOf } from '../form-model.ts'
import { idOf } from '../ids.ts'
import { nl } from '../nl.ts'

export interface ControlProps {
  readonly question: Question
}

/** Radio buttons, a rating or checkboxes: level cards for a scale with anchors, else a list of answers. */
export function ChoiceControl({ question }: ControlProps) {
  const scale = scaleOf(question)
  const multiple = question.getType() === 'checkbox'
  const choices = optionsOf(question)
  const levels = new Map(scale?.levels.map((level) => [String(level.value), level.label]) ?? [])
  // Cards only where a level has an anchor of its own: an answer that differs from the level's word.
  const anchored =
    !multiple &&
    choices.some((choice) => {
      const label = levels.get(String(choice.value))
      return label !== undefined && label.toLowerCase() !== choice.text.toLowerCase()
    })
  if (anchored) {
    const isLevel = (choice: ItemValue) => levels.has(String(choice.value))
    return (
      <>
        <div className="levels">
          {choices.filter(isLevel).map((choice) => (
            <label className="level" key={String(choice.value)} htmlFor={inputId(question, choice)}>
              <span className="level-name">
                <Tick question={question} choice={choice} multiple={false} />
                <span className="level-label">{levels.get(String(choice.value))}</span>
              </span>
              <span className="anchor">{choice.text}</span>
            </label>
          ))}
        </div>
        <div className="escapes">
          {choices
            .filter((choice) => !isLevel(choice))
            .map((choice) => (
              <Option key={String(choice.value)} question={question} choice={choice} multiple={false} />
            ))}
        </div>
      </>
    )
  }
  return (
    <>
      {multiple ? <ChoiceLimit question={question as QuestionCheckboxModel} /> : null}
      <div className={optionsClass(question, choices)}>
        {choices.map((choice) => (
          <Option key={String(choice.value)} question={question} choice={choice} multiple={multiple} />
        ))}
      </div>
    </>
  )
}

/** Says how many may be chosen and, at the limit, how to change one's mind. */
export function ChoiceLimit({ question }: { question: QuestionCheckboxModel }) {
  const max = question.maxSelectedChoices
  if (!max) return null
  const count = Array.isArray(question.value) ? question.value.length : 0
  return (
    <p className="hint" role="status">
      {count === 0 ? nl.chooseAtMost(max) : nl.chosen(count, max)}
    </p>
  )
}

/** One answer: the whole row is the target. */
export function Option({
  question,
  choice,
  multiple,
}: ControlProps & { choice: ItemValue; multiple: boolean }) {
  return (
    <label className="option" htmlFor={inputId(question, choice)}>
      <Tick question={question} choice={choice} multiple={multiple} />
      <span className="option-text">{choice.text}</span>
    </label>
  )
}

function Tick({ question, choice, multiple }: ControlProps & { choice: ItemValue; multiple: boolean }) {
  const value: unknown = choice.value
  const chosen: readonly unknown[] = Array.isArray(question.value) ? question.value : [question.value]
  const checked = chosen.includes(value)
  const full = multiple && !checked && isFull(question as QuestionCheckboxModel)
  return (
    <input
      id={inputId(question, choice)}
      type={multiple ? 'checkbox' : 'radio'}
      name={question.name}
      autoComplete="off"
      value={String(value)}
      checked={checked}
      disabled={full || question.isInputReadOnly}
      aria-describedby={question.errors.length > 0 ? idOf(question, '-error') : undefined}
      onChange={(event) => {
        question.value = multiple ? toggled(question, value, event.target.checked) : value
      }}
    />
  )
}

function inputId(question: Question, choice: ItemValue): string {
  return idOf(question, `-${String(choice.value)}`)
}

function isFull(question: QuestionCheckboxModel): boolean {
  const max = question.maxSelectedChoices
  return max > 0 && Array.isArray(question.value) && question.value.length >= max
}

/** The order of choosing is the order of the answer. "Geen" and other answers put each other out. */
function toggled(question: Question, value: unknown, on: boolean): readonly unknown[] | undefined {
  const before: readonly unknown[] = Array.isArray(question.value) ? question.value : []
  const next = on ? [...before, value] : before.filter((one) => one !== value)
  return next.length === 0 ? undefined : next
}

function optionsOf(question: Question): readonly ItemValue[] {
  return question.getType() === 'rating'
    ? (question.visibleRateValues as readonly ItemValue[])
    : choicesOf(question as QuestionSelectBase)
}

function optionsClass(question: Question, choices: readonly ItemValue[]): string {
  if (question.getType() === 'rating') return 'options options-marks'
  if (scaleOf(question) !== undefined && choices.length <= 7) return 'options options-row'
  const long = choices.some((choice) => choice.text.length > 34)
  return choices.length > 6 && !long ? 'options options-many' : 'options'
}
