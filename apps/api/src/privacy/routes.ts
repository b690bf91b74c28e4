import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Deps, SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { accountParams } from '../request-fields.ts'
import { eraseAccount } from './erase-account.ts'
import { listAuditLines, readAudit, writeAuditCsv } from './read-audit.ts'
import { readOwnData } from './read-own-data.ts'
import { auditQuery, auditView, erased, ownData, registerView } from './schema.ts'
import { viewRegister } from './view-register.ts'

const tags = ['privacy']
const signedIn = refusals('not_signed_in', 'not_allowed')

const auditPage = createRoute({
  method: 'get',
  path: '/api/audit',
  tags,
  summary: 'Who did what, when, to what; newest first',
  request: { query: auditQuery },
  responses: {
    200: json(auditView, 'A page of the log, with what it can be filtered on'),
    ...signedIn,
    ...refusals('invalid_request'),
  },
})
const auditCsv = createRoute({
  method: 'get',
  path: '/api/audit.csv',
  tags,
  summary: 'The same choice of the log as a semicolon CSV',
  request: { query: auditQuery },
  responses: {
    200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
    ...signedIn,
    ...refusals('invalid_request'),
  },
})
const register = createRoute({
  method: 'get',
  path: '/api/register',
  tags,
  summary: 'What is stored, why, how long and who sees it; made from the configuration',
  responses: { 200: json(registerView, 'The register'), ...signedIn },
})
const own = createRoute({
  method: 'get',
  path: '/api/me/data',
  tags,
  summary: 'Everything that is stored about the own account',
  responses: { 200: json(ownData, 'All of it; secrets are named, not shown'), ...refusals('not_signed_in') },
})
const erase = createRoute({
  method: 'post',
  path: '/api/accounts/{id}/erase',
  tags,
  summary: 'Erase everything about an account of the own network',
  request: { params: accountParams },
  responses: {
    200: json(erased, 'Erased'),
    ...signedIn,
    ...refusals('not_found', 'last_of_role', 'invalid_request'),
  },
})

/** Routes of the register, the log, and everything about one account. */
export function privacyRoutes(deps: Deps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(auditPage, async (c) => c.json(await readAudit(deps, c.var.who, c.req.valid('query')), 200))
    .openapi(auditCsv, async (c) => {
      const lines = await listAuditLines(deps, c.var.who, c.req.valid('query'))
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', 'attachment; filename="logboek.csv"')
      return c.body(writeAuditCsv(lines), 200)
    })
    .openapi(register, async (c) => c.json(await viewRegister(deps, c.var.who), 200))
    .openapi(own, async (c) => c.json(await readOwnData(deps, c.var.who), 200))
    .openapi(erase, async (c) => c.json(await eraseAccount(deps, c.var.who, c.req.valid('param').id), 200))
}
