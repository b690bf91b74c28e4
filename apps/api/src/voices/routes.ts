import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { resultChange, resultPage } from './schema.ts'
import { viewResult } from './view-result.ts'
import type { VoicesDeps } from './voices-deps.ts'
import { writeResult } from './write-result.ts'

const tags = ['voices']
const leader = refusals('invalid_request', 'not_signed_in', 'not_allowed', 'not_found')
const page = resultPage.openapi('ResultPage')

const result = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/result',
  tags,
  summary: 'What may be told to who answered a round of level A in A2, and what is written of it',
  request: { params: idParams },
  responses: { 200: json(page, 'The page as it stands'), ...leader },
})
const write = createRoute({
  method: 'put',
  path: '/api/rounds/{id}/result',
  tags,
  summary: 'Choose three results, write what is done with them, and publish both or take them away',
  request: {
    params: idParams,
    body: { content: { 'application/json': { schema: resultChange } }, required: true },
  },
  responses: {
    200: json(page, 'The page as it is now'),
    ...leader,
    ...refusals('round_not_released', 'result_too_few', 'result_too_long'),
  },
})

/** What people said, told back to them and heard by who can do something with it. */
export function voicesRoutes(deps: VoicesDeps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(result, async (c) => c.json(await viewResult(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(write, async (c) =>
      c.json(await writeResult(deps, c.var.who, { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
    )
}
