import type { ProblemCode } from '@km/api'
import { nl } from './nl.ts'

/** What the server said went wrong; `message` is the Dutch sentence that a person reads. */
export class ApiProblem extends Error {
  constructor(
    readonly code: ProblemCode | 'offline',
    message: string,
    readonly status: number,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
  }
}

/** A refusal as the server sent it; what is missing of it gets the words for what nobody foresaw. */
export function problemFrom(problem: Partial<ApiProblem>, status: number): ApiProblem {
  const wait = problem.details?.retryAfter
  const said = typeof wait === 'number' ? nl.problem.tooOften(wait) : problem.message
  return new ApiProblem(problem.code ?? 'internal', said ?? nl.problem.unknown, status, problem.details ?? {})
}
