import type { QuestionSelectBase } from 'survey-core'
import { choicesOf } from '../form-model.ts'
import { nl } from '../nl.ts'
import type { ControlProps } from './choices.tsx'
import { OrderList } from './order-list.tsx'

/** All choices in an order; what stands there counts only after a move, or when a person says so. */
export function RankingControl({ question }: ControlProps) {
  const choices = choicesOf(question as QuestionSelectBase)
  const given: readonly unknown[] = Array.isArray(question.value) ? question.value : []
  const order = given.length > 0 ? given : choices.map((choice) => choice.value as unknown)
  const titleOf = (value: unknown) => choices.find((choice) => choice.value === value)?.text ?? String(value)
  const answer = (values: readonly unknown[]) => {
    question.value = [...values]
  }
  return (
    <>
      <OrderList
        title={given.length > 0 ? nl.ranking.answered : nl.ranking.open}
        values={order}
        titleOf={titleOf}
        onOrder={answer}
      />
      {given.length > 0 ? null : (
        <p>
          <button type="button" className="button-quiet" onClick={() => answer(order)}>
            {nl.ranking.keep}
          </button>
        </p>
      )}
    </>
  )
}
