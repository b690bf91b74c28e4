import { nl } from './nl.ts'

/** What stops the store, in a Dutch sentence for the person who started the program. */
export class StoreProblem extends Error {
  override readonly name: string = 'StoreProblem'
}

/**
 * The database did not answer, or went away before the commit was confirmed: the work may or may not
 * have been done, so nothing may be acknowledged. Safe to send again.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  constructor(cause: unknown) {
    super(nl.unavailable, { cause })
  }
}

const lostCodes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
  // PostgreSQL: shut down, crashed, starting up, too many connections.
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '53300',
  '08000',
  '08003',
  '08006',
])

/** Code of a database or socket error, also when Drizzle wrapped it. */
export const errorCode = (error: unknown): string | undefined => {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  return undefined
}

/** Name of the constraint that was violated, also when Drizzle wrapped the error. */
export const violatedConstraint = (error: unknown): string | undefined => {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('constraint_name' in at && typeof at.constraint_name === 'string') return at.constraint_name
  }
  return undefined
}

/** True when the connection or the server was lost, not when a statement was wrong. */
export function isConnectionLoss(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof StoreUnavailable) return true
  }
  return lostCodes.has(errorCode(error) ?? '')
}
