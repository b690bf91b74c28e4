import { ConditionRunner, ConditionsParser, FunctionOperand, type Operand } from 'survey-core'
import type { Element } from './elements.ts'
import type { Answers } from './model.ts'
import { definitionText as text } from './nl.ts'

/** A condition of SurveyJS, parsed once. */
export interface Condition {
  /** Names of the questions that it looks at. */
  readonly sources: readonly string[]
  /** Takes plain values of those questions. */
  readonly holds: (values: Answers) => boolean
}

/** Functions that depend on their arguments only: not on the day, the screen or the survey. */
const pureFunctions = new Set(['iif', 'sum', 'min', 'max', 'avg', 'count', 'round', 'trunc', 'substring'])

function functionsOf(operand: Operand): readonly string[] {
  const operands: Operand[] = []
  operand.addOperandsToList(operands)
  return operands.flatMap((each) => (each instanceof FunctionOperand ? [each.functionName] : []))
}

/**
 * Compiles a `visibleIf` or `requiredIf` with survey-core's own parser, so that it means here what it
 * means in the browser. `questions` maps lower-case names to questions (names in conditions ignore case).
 * Returns the condition, or a Dutch sentence why it cannot be followed.
 */
export function compileCondition(
  expression: string,
  questions: ReadonlyMap<string, Element>,
): Condition | { readonly problem: string } {
  const operand = new ConditionsParser().parseExpression(expression)
  if (!operand) return { problem: text.badCondition(expression) }
  const impure = functionsOf(operand).find((name) => !pureFunctions.has(name))
  if (impure) return { problem: text.conditionFunction(expression, impure) }
  const runner = new ConditionRunner(expression)
  const sources = new Set<string>()
  for (const variable of runner.getVariables()) {
    const [first = ''] = variable.split('.')
    const source = questions.get(first.replace(/\[\d+\]$/, '').toLowerCase())
    // survey-core compares a ranking in its own way, only inside a survey.
    if (!source || source.type === 'ranking') return { problem: text.conditionSource(expression, variable) }
    sources.add(source.name)
  }
  return { sources: [...sources], holds: (values) => runner.runValues({ ...values }) }
}
