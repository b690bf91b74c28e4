import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { decidePilot } from './decide-pilot.ts'
import { listWishes } from './list-wishes.ts'
import { newDecision, pilotPage, resultChange, resultPage, wishes } from './schema.ts'
import { viewPilot } from './view-pilot.ts'
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

const wish = createRoute({
  method: 'get',
  path: '/api/wishes',
  tags,
  summary: 'What schools want to make better and ask for, as soon as they sent it',
  responses: { 200: json(wishes.openapi('Wishes'), 'Most chosen first'), ...leader },
})
const pilot = createRoute({
  method: 'get',
  path: '/api/pilot',
  tags,
  summary: 'What is known for the decision about the mbo pilot, and what was decided',
  responses: { 200: json(pilotPage.openapi('PilotPage'), 'Votes with n, decisions newest first'), ...leader },
})
const decide = createRoute({
  method: 'post',
  path: '/api/pilot/decisions',
  tags,
  summary: 'Keep a decision with its reasons and conditions; it is never changed',
  request: { body: { content: { 'application/json': { schema: newDecision } }, required: true } },
  responses: { 201: json(pilotPage.openapi('PilotPage'), 'The page as it is now'), ...leader },
})

/** What people said, told back to them and heard by who can do something with it. */
export function voicesRoutes(deps: VoicesDeps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(result, async (c) => c.json(await viewResult(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(wish, async (c) => c.json(await listWishes(deps, c.var.who), 200))
    .openapi(pilot, async (c) => c.json(await viewPilot(deps, c.var.who), 200))
    .openapi(decide, async (c) => c.json(await decidePilot(deps, c.var.who, c.req.valid('json')), 201))
    .openapi(write, async (c) =>
      c.json(await writeResult(deps, c.var.who, { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
    )
}
