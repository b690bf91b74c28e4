import { useState } from 'react'
import type { ItemValue, Question, QuestionCheckboxModel } from 'survey-core'
import { choicesOf, scaleOf } from '../form-model.ts'
import { nl } from '../nl.ts'
import { ChoiceLimit, type ControlProps, Option } from './choices.tsx'

/** A checkbox with a limit whose choices are scored questions of this same form. */
export function isPriorities(question: Question): boolean {
  if (question.getType() !== 'checkbox') return false
  const checkbox = question as QuestionCheckboxModel
  return (
    checkbox.maxSelectedChoices > 0 &&
    checkbox.choices.length > 3 &&
    checkbox.choices.every((choice: ItemValue) => scored(question, String(choice.value)) !== undefined)
  )
}

/** The scored question a choice stands for: by its name, or by its item code. */
function scored(question: Question, value: string): Question | undefined {
  const name = value.replace(/[.-]/g, '_')
  const found = question.survey?.getQuestionByName(name) as Question | null | undefined
  const target = found ?? (question.survey?.getQuestionByName(`KM_${name}`) as Question | null | undefined)
  return target && (scaleOf(target)?.sufficient.length ?? 0) > 0 ? target : undefined
}

/** Own answers below "op orde" stand on top; the order of what is chosen is set with buttons. */
export function PriorityControl({ question }: ControlProps) {
  const checkbox = question as QuestionCheckboxModel
  const choices = choicesOf(checkbox)
  const low = choices.filter((choice) => isLow(question, choice))
  const others = choices.filter((choice) => !low.includes(choice))
  return (
    <>
      <ChoiceLimit question={checkbox} />
      <ChosenOrder question={checkbox} choices={choices} />
      {low.length > 0 ? <p className="group-name">{nl.priorities.ownFirst}</p> : null}
      <OptionList question={question} choices={low} />
      {low.length > 0 && others.length > 0 ? <p className="group-name">{nl.priorities.others}</p> : null}
      <OptionList question={question} choices={others} />
    </>
  )
}

function OptionList({ question, choices }: ControlProps & { choices: readonly ItemValue[] }) {
  if (choices.length === 0) return null
  return (
    <div className="options options-many">
      {choices.map((choice) => (
        <Option key={String(choice.value)} question={question} choice={choice} multiple={true} />
      ))}
    </div>
  )
}

function isLow(question: Question, choice: ItemValue): boolean {
  const about = scored(question, String(choice.value))
  if (about === undefined || about.isEmpty()) return false
  const scale = scaleOf(about)
  const level = scale?.levels.some((one) => one.value === about.value) ?? false
  return level && !(scale?.sufficient.includes(about.value as number | string) ?? true)
}

function ChosenOrder({
  question,
  choices,
}: {
  question: QuestionCheckboxModel
  choices: readonly ItemValue[]
}) {
  const [said, setSaid] = useState('')
  const chosen: readonly unknown[] = Array.isArray(question.value) ? question.value : []
  const titleOf = (value: unknown) => choices.find((choice) => choice.value === value)?.text ?? String(value)
  const move = (from: number, to: number) => {
    const next = [...chosen]
    next.splice(to, 0, ...next.splice(from, 1))
    question.value = next
    setSaid(nl.priorities.moved(titleOf(chosen[from]), to + 1))
  }
  return (
    <>
      {chosen.length > 1 ? (
        <div className="chosen">
          <p className="group-name">{nl.priorities.order}</p>
          <ol>
            {chosen.map((value, place) => (
              <li key={String(value)}>
                <span>{titleOf(value)}</span>
                <span className="chosen-buttons">
                  <button
                    type="button"
                    className="button-quiet"
                    disabled={place === 0}
                    aria-label={nl.priorities.up(titleOf(value))}
                    onClick={() => move(place, place - 1)}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    className="button-quiet"
                    disabled={place === chosen.length - 1}
                    aria-label={nl.priorities.down(titleOf(value))}
                    onClick={() => move(place, place + 1)}
                  >
                    ↓
                  </button>
                </span>
              </li>
            ))}
          </ol>
        </div>
      ) : null}
      <p className="unseen" role="status">
        {said}
      </p>
    </>
  )
}
