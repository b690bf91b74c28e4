import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import { listNetworks, needsFirstAccount } from '@km/store'
import type { Deps, SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { createLimit, type Limits } from '../limits.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import type { Accounts } from './open-accounts.ts'
import { me, sessionView, setupBody, setupState, signInBody } from './schema.ts'
import { setUpNetwork } from './set-up-network.ts'

export interface AccountsDeps extends Deps {
  readonly accounts: Accounts
  readonly limits: Limits
  /** Printed in the terminal of the server. */
  readonly setupCode: string
}

const tags = ['accounts']
const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})

const setupNeeded = createRoute({
  method: 'get',
  path: '/api/setup',
  tags,
  summary: 'Is the first account still to be made?',
  responses: { 200: json(setupState, 'Whether the first-run page is needed') },
})
const setup = createRoute({
  method: 'post',
  path: '/api/setup',
  tags,
  summary: 'Make the network and its first account with the code from the terminal, and sign in',
  request: body(setupBody),
  responses: {
    201: json(sessionView, 'Made and signed in'),
    ...refusals('invalid_request', 'wrong_setup_code', 'already_set_up', 'too_many_requests'),
  },
})
const signIn = createRoute({
  method: 'post',
  path: '/api/auth/sign-in/email',
  tags,
  summary: 'Sign in with e-mail and password',
  request: body(signInBody),
  responses: {
    200: json(sessionView, 'Signed in; the session is in the cookie'),
    ...refusals('invalid_request', 'wrong_credentials', 'foreign_origin', 'too_many_requests'),
  },
})
const signOut = createRoute({
  method: 'post',
  path: '/api/auth/sign-out',
  tags,
  summary: 'End the session',
  responses: { 200: json(sessionView, 'Signed out'), ...refusals('foreign_origin') },
})
const session = createRoute({
  method: 'get',
  path: '/api/auth/get-session',
  tags,
  summary: 'Is somebody signed in?',
  responses: { 200: json(sessionView, 'The person, or null') },
})
const whoAmI = createRoute({
  method: 'get',
  path: '/api/me',
  tags,
  summary: 'Who is signed in, with which role, in which network',
  responses: { 200: json(me, 'The person'), ...refusals('not_signed_in') },
})

/** The response of `c` with these cookies. */
function addCookies(
  c: { header: (name: string, value: string, options: { append: true }) => void },
  from: Headers,
) {
  for (const cookie of from.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}

/** Routes of accounts; `/api/me` stands behind the session middleware. */
export function accountRoutes(deps: AccountsDeps) {
  const { accounts, limits, now, store } = deps
  const takeSignIn = createLimit(limits.signIn, now)
  const takeSetup = createLimit(limits.setup, now)
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(setupNeeded, async (c) => {
      const needed = await store.guard(() => needsFirstAccount(store.db))
      const networks = await store.guard(() => listNetworks(store.db))
      return c.json({ needed, demo: networks.some((network) => network.demo) }, 200)
    })
    .openapi(setup, async (c) => {
      takeSetup('')
      const given = c.req.valid('json')
      await setUpNetwork(deps, given)
      const { cookies, user } = await accounts.signIn(given.email, given.password)
      addCookies(c, cookies)
      return c.json({ user }, 201)
    })
    .openapi(signIn, async (c) => {
      const { email, password } = c.req.valid('json')
      takeSignIn(email)
      const { cookies, user } = await accounts.signIn(email, password)
      addCookies(c, cookies)
      return c.json({ user }, 200)
    })
    .openapi(signOut, async (c) => {
      addCookies(c, await accounts.signOut(c.req.raw.headers))
      return c.json({ user: null }, 200)
    })
    .openapi(session, async (c) => {
      const found = await accounts.session(c.req.raw.headers)
      return c.json(
        { user: found === undefined ? null : { name: found.me.name, email: found.me.email } },
        200,
      )
    })
    .openapi(whoAmI, (c) => c.json(c.var.me, 200))
}
