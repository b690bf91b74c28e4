import { isConnectionLoss, violatedConstraint } from '@km/store'
import { HTTPException } from 'hono/http-exception'
import { Problem, type ProblemCode } from './problem.ts'

/** Constraints that a person can run into. */
const constraintProblems: Readonly<Record<string, ProblemCode>> = {
  school_name: 'already_exists',
  round_once: 'already_exists',
  user_email_unique: 'already_exists',
  agreement_once: 'already_agreed',
  register_activity_once: 'already_exists',
  theme_name: 'already_exists',
}

/** What a person reads about an error; undefined: it was not expected, and is for the log. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (isConnectionLoss(error)) return new Problem('unavailable', { retryAfter: 2 })
  if (error instanceof HTTPException) {
    if (error.status === 413) return new Problem('too_large')
    if (error.status < 500) return new Problem('invalid_request', { fields: [] })
  }
  const code = constraintProblems[violatedConstraint(error) ?? '']
  return code === undefined ? undefined : new Problem(code)
}
