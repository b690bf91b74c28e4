import { DefinitionError } from '@km/definition'
import { StoreProblem, StoreUnavailable } from '@km/store'
import { StartProblem } from '../env.ts'

/** True when an error's message is a sentence for the person at the terminal. */
export function isForPerson(error: unknown): error is Error {
  return (
    error instanceof StartProblem ||
    error instanceof DefinitionError ||
    error instanceof StoreProblem ||
    error instanceof StoreUnavailable
  )
}
