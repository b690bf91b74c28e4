import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Deps, SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { addSchool, listChoices, listSchools } from './add-school.ts'
import { changeSchool, closeSchool, reopenSchool } from './change-school.ts'
import { mergeSchools } from './merge-schools.ts'
import { changedSchool, closing, merged, merging, newSchool, school, schoolChoices } from './schema.ts'

const tags = ['schools']
const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const signedIn = ['not_signed_in', 'not_allowed'] as const
const changing = [...signedIn, 'invalid_request', 'not_found'] as const

const all = createRoute({
  method: 'get',
  path: '/api/schools',
  tags,
  summary: "Schools of the network, also those that left; a coordinator's own",
  responses: { 200: json(z.array(school), 'By name'), ...refusals(...signedIn) },
})
const choices = createRoute({
  method: 'get',
  path: '/api/school-choices',
  tags,
  summary: 'What may be chosen for a school: types, functions, groups in use, characteristics',
  responses: { 200: json(schoolChoices, 'Choices'), ...refusals(...signedIn) },
})
const add = createRoute({
  method: 'post',
  path: '/api/schools',
  tags,
  summary: 'Add a school',
  request: body(newSchool),
  responses: {
    201: json(school, 'The school'),
    ...refusals(...signedIn, 'invalid_request', 'already_exists'),
  },
})
const change = createRoute({
  method: 'patch',
  path: '/api/schools/{id}',
  tags,
  summary: 'Change what is known of a school, also its name; its past stays',
  request: { params: idParams, ...body(changedSchool) },
  responses: { 200: json(school, 'The school'), ...refusals(...changing, 'already_exists') },
})
const close = createRoute({
  method: 'post',
  path: '/api/schools/{id}/close',
  tags,
  summary: 'Say when a school stopped taking part; its answers stay',
  request: { params: idParams, ...body(closing) },
  responses: { 200: json(school, 'The school'), ...refusals(...changing, 'school_closed') },
})
const reopen = createRoute({
  method: 'post',
  path: '/api/schools/{id}/reopen',
  tags,
  summary: 'Let a school take part again',
  request: { params: idParams },
  responses: { 200: json(school, 'The school'), ...refusals(...changing, 'school_running') },
})
const merge = createRoute({
  method: 'post',
  path: '/api/schools/{id}/merge',
  tags,
  summary: 'Let a school go up in another; its past stays its own',
  request: { params: idParams, ...body(merging) },
  responses: { 200: json(merged, 'The school, and its links'), ...refusals(...changing, 'school_closed') },
})

/** Routes of the school register; all of them behind a session that sets `who`. */
export function schoolRoutes(deps: Deps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(all, async (c) => c.json(await listSchools(deps, c.var.who), 200))
    .openapi(choices, async (c) => c.json(await listChoices(deps, c.var.who.networkId), 200))
    .openapi(add, async (c) => c.json(await addSchool(deps, c.var.who, c.req.valid('json')), 201))
    .openapi(change, async (c) => {
      const asked = { schoolId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await changeSchool(deps, c.var.who, asked), 200)
    })
    .openapi(close, async (c) => {
      const asked = { schoolId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await closeSchool(deps, c.var.who, asked), 200)
    })
    .openapi(reopen, async (c) => c.json(await reopenSchool(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(merge, async (c) => {
      const asked = { schoolId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await mergeSchools(deps, c.var.who, asked), 200)
    })
}
