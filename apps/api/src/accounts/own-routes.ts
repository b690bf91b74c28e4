import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import { audit, endSessions } from '@km/store'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { createStoredLimit } from '../limits.ts'
import { Problem } from '../problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { addCookies } from './add-cookies.ts'
import { changePassword } from './change-password.ts'
import { chooseWeeklyMail } from './choose-weekly-mail.ts'
import type { AccountsDeps } from './routes.ts'
import {
  askedAgain,
  codeBody,
  done,
  meView,
  ownSessions,
  passwordBody,
  recoveryCodes,
  roleBody,
  secondFactorSetup,
  weeklyMailBody,
} from './schema.ts'
import { switchRole, viewMe, viewSessions } from './view-me.ts'

const tags = ['me']
const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const signedIn = ['not_signed_in', 'second_factor_needed', 'foreign_origin'] as const

const whoAmI = createRoute({
  method: 'get',
  path: '/api/me',
  tags,
  summary: 'Who is signed in, with which role and schools, in which network',
  responses: { 200: json(meView, 'The person'), ...refusals('not_signed_in') },
})
const role = createRoute({
  method: 'post',
  path: '/api/me/role',
  tags,
  summary: 'Go on in another role of the same person',
  request: body(roleBody),
  responses: { 200: json(done, 'Chosen'), ...refusals(...signedIn, 'invalid_request', 'not_allowed') },
})
const password = createRoute({
  method: 'post',
  path: '/api/me/password',
  tags,
  summary: 'Change the own password; ends the other sessions',
  request: body(passwordBody),
  responses: {
    200: json(done, 'Changed'),
    ...refusals(...signedIn, 'invalid_request', 'wrong_password', 'too_many_requests'),
  },
})
const sessions = createRoute({
  method: 'get',
  path: '/api/me/sessions',
  tags,
  summary: 'Own sessions: when they began and were last used',
  responses: { 200: json(ownSessions, 'Last used first'), ...refusals(...signedIn) },
})
const endAll = createRoute({
  method: 'post',
  path: '/api/me/sessions/end',
  tags,
  summary: 'Sign out everywhere, here as well',
  responses: { 200: json(done, 'Ended'), ...refusals(...signedIn) },
})
const begin = createRoute({
  method: 'post',
  path: '/api/me/second-factor',
  tags,
  summary: 'Begin setting up a second factor',
  request: body(askedAgain),
  responses: {
    200: json(secondFactorSetup, 'Secret and recovery codes, shown this once'),
    ...refusals(...signedIn, 'invalid_request', 'wrong_password', 'second_factor_set', 'too_many_requests'),
  },
})
const confirm = createRoute({
  method: 'post',
  path: '/api/me/second-factor/confirm',
  tags,
  summary: 'Turn the second factor on with its first code',
  request: body(codeBody),
  responses: {
    200: json(done, 'On'),
    ...refusals(
      ...([...signedIn, 'invalid_request', 'wrong_code', 'used_code', 'sign_in_again'] as const),
      'too_many_requests',
    ),
  },
})
const end = createRoute({
  method: 'delete',
  path: '/api/me/second-factor',
  tags,
  summary: 'Turn the second factor off, in a role that can do without',
  request: body(askedAgain),
  responses: {
    200: json(done, 'Off'),
    ...refusals(
      ...signedIn,
      'invalid_request',
      'wrong_password',
      'second_factor_required',
      'too_many_requests',
    ),
  },
})
const renew = createRoute({
  method: 'post',
  path: '/api/me/second-factor/recovery-codes',
  tags,
  summary: 'New recovery codes in place of the old ones',
  request: body(askedAgain),
  responses: {
    200: json(recoveryCodes, 'Shown this once'),
    ...refusals(...signedIn, 'invalid_request', 'wrong_password', 'too_many_requests'),
  },
})

const weeklyMail = createRoute({
  method: 'put',
  path: '/api/me/weekly-mail',
  tags,
  summary: 'A mail a week with what waits, or none',
  request: body(weeklyMailBody),
  responses: { 200: json(done, 'Chosen'), ...refusals(...signedIn, 'invalid_request') },
})

/** Routes of the own account; all of them behind a session. */
export function ownAccountRoutes(deps: AccountsDeps) {
  const { accounts, limits, now, store } = deps
  const { secondFactor } = accounts
  const takePassword = createStoredLimit(deps, 'password', limits.password)
  const takeCode = createStoredLimit(deps, 'second_factor', limits.secondFactor)
  const ok = { done: true } as const
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(whoAmI, async (c) => c.json(await viewMe(deps, c.var.who, c.var.me), 200))
    .openapi(role, async (c) => {
      await switchRole(deps, c.var, c.req.valid('json'))
      return c.json(ok, 200)
    })
    .openapi(password, async (c) => {
      await takePassword(c.var.who.accountId)
      await changePassword(deps, c.var, c.req.valid('json'))
      return c.json(ok, 200)
    })
    .openapi(weeklyMail, async (c) => {
      await chooseWeeklyMail(deps, c.var.who, c.req.valid('json').on)
      return c.json(ok, 200)
    })
    .openapi(sessions, async (c) => c.json(await viewSessions(deps, c.var), 200))
    .openapi(endAll, async (c) => {
      const { who } = c.var
      await store.inNetwork(who.networkId, async (tx) => {
        await endSessions(tx, who.accountId)
        const subject = `account:${who.accountId}`
        await audit(tx, { ...who, at: now(), verb: 'session.end_all', subject })
      })
      addCookies(c, await accounts.signOut(c.req.raw.headers))
      return c.json(ok, 200)
    })
    .openapi(begin, async (c) => {
      await takePassword(c.var.who.accountId)
      const own = { who: c.var.who, headers: c.req.raw.headers }
      return c.json(await secondFactor.begin(own, c.req.valid('json').password), 200)
    })
    .openapi(confirm, async (c) => {
      await takeCode(c.var.who.accountId)
      const own = { who: c.var.who, headers: c.req.raw.headers }
      addCookies(c, await secondFactor.confirm(own, c.req.valid('json').code))
      return c.json(ok, 200)
    })
    .openapi(end, async (c) => {
      await takePassword(c.var.who.accountId)
      if (c.var.me.secondFactor.required) throw new Problem('second_factor_required')
      const own = { who: c.var.who, headers: c.req.raw.headers }
      addCookies(c, await secondFactor.end(own, c.req.valid('json').password))
      return c.json(ok, 200)
    })
    .openapi(renew, async (c) => {
      await takePassword(c.var.who.accountId)
      const own = { who: c.var.who, headers: c.req.raw.headers }
      const codes = await secondFactor.renewCodes(own, c.req.valid('json').password)
      return c.json({ recoveryCodes: [...codes] }, 200)
    })
}
