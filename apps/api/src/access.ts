import type { Role } from '@km/store'
import { createMiddleware } from 'hono/factory'
import type { Accounts } from './accounts/open-accounts.ts'
import type { SignedIn } from './deps.ts'
import { Problem } from './problem.ts'

const everyone: readonly Role[] = [
  'admin',
  'project_leader',
  'member',
  'director',
  'coordinator',
  'board',
  'coach',
  'roc_contact',
  'po_contact',
]
const leader: readonly Role[] = ['project_leader']

/**
 * Which roles may use which routes, in one place. What is under /api and not named here needs no account:
 * links of respondents, signing in, the first run and the description.
 */
export const access: Readonly<Record<string, readonly Role[]>> = {
  '/api/me': everyone,
  '/api/framework': everyone,
  '/api/start': leader,
  '/api/instruments/*': leader,
  '/api/schools/*': leader,
  '/api/rounds/*': leader,
  '/api/comparisons': leader,
  '/api/comparisons.csv': leader,
  '/api/expectations/*': leader,
  '/api/findings/*': leader,
  '/api/actions/*': leader,
}

/** Lets through who is signed in with one of these roles, and sets `who`. */
export function only(roles: readonly Role[], accounts: Accounts) {
  return createMiddleware<SignedIn>(async (c, next) => {
    const session = await accounts.session(c.req.raw.headers)
    if (session === undefined) throw new Problem('not_signed_in')
    if (!roles.some((role) => role === session.who.role)) throw new Problem('not_allowed')
    c.set('who', session.who)
    c.set('me', session.me)
    await next()
  })
}
