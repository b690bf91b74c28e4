import type { ItemValue, Question, QuestionCheckboxModel } from 'survey-core'
import { choicesOf, scaleOf } from '../form-model.ts'
import { nl } from '../nl.ts'
import { ChoiceLimit, type ControlProps, Option } from './choices.tsx'
import { OrderList } from './order-list.tsx'

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
  return (
    <OrderList
      title={nl.priorities.order}
      values={Array.isArray(question.value) ? question.value : []}
      titleOf={(value) => choices.find((choice) => choice.value === value)?.text ?? String(value)}
      onOrder={(values) => {
        question.value = [...values]
      }}
    />
  )
}
