import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import { listNetworks, needsFirstAccount } from '@km/store'
import type { Deps, PostOffice, SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { createLimit, createStoredLimit, type Limits } from '../limits.ts'
import { Problem } from '../problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { addCookies } from './add-cookies.ts'
import type { Accounts } from './open-accounts.ts'
import {
  codeBody,
  enteredView,
  keyBody,
  linkBody,
  providerBody,
  providerParams,
  providerStart,
  providersView,
  received,
  sessionView,
  setupBody,
  setupState,
  signInBody,
} from './schema.ts'
import { sendSignInLink } from './send-sign-in-link.ts'
import { setUpNetwork } from './set-up-network.ts'

export interface AccountsDeps extends Deps {
  readonly accounts: Accounts
  readonly limits: Limits
  /** Signs the cookies, and hides whose attempts are counted. */
  readonly secret: string
  /** Printed in the terminal of the server. */
  readonly setupCode: string
  readonly publicUrl: string
  readonly postOffice: PostOffice
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
    201: json(enteredView, 'Made and signed in, but for a second factor'),
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
    200: json(enteredView, 'Signed in, but for a second factor; the session is in the cookie'),
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
const sendLink = createRoute({
  method: 'post',
  path: '/api/auth/link',
  tags,
  summary: 'Mail a link to sign in with; the answer is the same for every address',
  request: body(linkBody),
  responses: {
    202: json(received, 'A link was mailed if there is such an account'),
    ...refusals('invalid_request', 'foreign_origin', 'too_many_requests'),
  },
})
const followLink = createRoute({
  method: 'post',
  path: '/api/auth/link/follow',
  tags,
  summary: 'Sign in with the key of a link, once',
  request: body(keyBody),
  responses: {
    200: json(enteredView, 'Signed in, but for a second factor'),
    ...refusals('invalid_request', 'sign_in_link_used', 'foreign_origin'),
  },
})
const secondFactor = createRoute({
  method: 'post',
  path: '/api/auth/second-factor',
  tags,
  summary: 'Answer the second factor with a code of the app or a recovery code',
  request: body(codeBody),
  responses: {
    200: json(enteredView, 'Signed in'),
    ...refusals(
      ...(['invalid_request', 'wrong_code', 'used_code', 'sign_in_again', 'foreign_origin'] as const),
      'too_many_requests',
    ),
  },
})

const providers = createRoute({
  method: 'get',
  path: '/api/auth/providers',
  tags,
  summary: 'Schools and boards whose people sign in with their own account',
  responses: { 200: json(providersView, 'May be none') },
})
const startAtProvider = createRoute({
  method: 'post',
  path: '/api/auth/providers/start',
  tags,
  summary: 'Where to send the browser to sign in with the account of a school or board',
  request: body(providerBody),
  responses: {
    200: json(providerStart, 'The address'),
    ...refusals('invalid_request', 'not_found', 'provider_away', 'foreign_origin'),
  },
})
const comeBack = createRoute({
  method: 'get',
  path: '/api/auth/callback/{provider}',
  tags,
  summary: 'Where a school or board sends the browser back to',
  request: { params: providerParams },
  responses: { 302: { description: 'Signed in, or back to signing in' } },
})

/** Routes of the first run and of signing in and out. */
export function accountRoutes(deps: AccountsDeps) {
  const { accounts, limits, now, store } = deps
  const takeSignIn = createStoredLimit(deps, 'sign_in', limits.signIn)
  const takeLink = createStoredLimit(deps, 'link', limits.signInLink)
  const takeCode = createStoredLimit(deps, 'second_factor', limits.secondFactor)
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
      const { user, next, cookies } = await accounts.signIn(given.email, given.password)
      addCookies(c, cookies)
      return c.json({ user, next }, 201)
    })
    .openapi(signIn, async (c) => {
      const { email, password } = c.req.valid('json')
      await takeSignIn(email)
      const { user, next, cookies } = await accounts.signIn(email, password)
      addCookies(c, cookies)
      return c.json({ user, next }, 200)
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
    .openapi(providers, (c) => c.json([...accounts.providers], 200))
    .openapi(startAtProvider, async (c) => {
      const { url, cookies } = await accounts.startAt(c.req.valid('json').id)
      addCookies(c, cookies)
      return c.json({ url }, 200)
    })
    .openapi(comeBack, (c) => accounts.comeBack(c.req.raw))
    .openapi(sendLink, async (c) => {
      const asked = c.req.valid('json')
      await takeLink(asked.email)
      await sendSignInLink(deps, asked)
      return c.json({ received: true } as const, 202)
    })
    .openapi(followLink, async (c) => {
      const { user, next, cookies } = await accounts.followLink(c.req.valid('json').key)
      addCookies(c, cookies)
      return c.json({ user, next }, 200)
    })
    .openapi(secondFactor, async (c) => {
      const { headers } = c.req.raw
      const accountId = await accounts.accountOf(headers)
      if (accountId === undefined) throw new Problem('sign_in_again')
      await takeCode(accountId)
      const waiting = await accounts.session(headers)
      if (waiting !== undefined && waiting.me.next !== 'second_factor') throw new Problem('sign_in_again')
      const { code } = c.req.valid('json')
      const cookies = await accounts.secondFactor.answer({ headers, accountId, code, sessionId: waiting?.id })
      addCookies(c, cookies)
      return c.json({ user: null, next: 'done' } as const, 200)
    })
}
