import type { Question } from 'survey-core'

/** Ids that labels, messages and links to a question share. */
export function idOf(question: Pick<Question, 'name'>, part = ''): string {
  return `q-${question.name}${part}`
}
