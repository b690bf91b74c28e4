import { compileChecker, parseDefinition } from '@km/definition'
import { readSurvey } from './prepare.ts'

interface Question {
  readonly name: string
  readonly type: string
  readonly inputType?: string
  readonly min?: number
  readonly rateMin?: number
  readonly visibleIf?: string
  readonly choices?: readonly { readonly value: unknown }[]
  readonly rows?: readonly { readonly value: string }[]
  readonly columns?: readonly { readonly value: unknown }[]
}

/**
 * A KM-NT2 2.0 with every question answered that is always visible, as the checker accepts it.
 * `seed` chooses the answers. Throws when the checker refuses them: then this file is out of step.
 */
export function filledKwaliteitsmonitor(seed: number): Record<string, unknown> {
  const json = readSurvey('KM-NT2/2.0.json') as { pages: { elements: Question[] }[] }
  const questions = json.pages.flatMap((page) => page.elements)
  const answers: Record<string, unknown> = {}
  for (const [at, question] of questions.entries()) {
    if (question.visibleIf !== undefined) continue
    answers[question.name] = answerTo(question, seed * 31 + at * 7)
  }
  const problems = compileChecker(
    parseDefinition(json, { instrument: 'KM-NT2', version: { major: 2, minor: 0 } }),
  )(answers)
  if (problems.length > 0)
    throw new Error(`The bench fills in a form that is refused: ${JSON.stringify(problems)}`)
  return answers
}

function answerTo(question: Question, number: number): unknown {
  const pick = <T>(list: readonly T[]): T | undefined => list[number % list.length]
  if (question.type === 'radiogroup') return pick(question.choices ?? [])?.value
  if (question.type === 'checkbox') return [pick(question.choices ?? [])?.value]
  if (question.type === 'matrix') {
    return Object.fromEntries(
      (question.rows ?? []).map((row) => [row.value, pick(question.columns ?? [])?.value]),
    )
  }
  if (question.type === 'rating') return (question.rateMin ?? 1) + (number % 5)
  if (question.inputType === 'number') return (question.min ?? 0) + (number % 3)
  return 'Docenten bespreken dit op vaste momenten met elkaar.'
}
