import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import type { ActDeps } from './act-deps.ts'
import { changeAction } from './change-action.ts'
import { changeFinding } from './change-finding.ts'
import { createAction } from './create-action.ts'
import { createFinding } from './create-finding.ts'
import { listAllFindings, readFinding } from './list-findings.ts'
import { listOwnInput } from './list-own-input.ts'
import { offerEvidence } from './offer-evidence.ts'
import { reviewAction } from './review-action.ts'
import {
  action,
  actionChange,
  finding,
  findingChange,
  newAction,
  newFinding,
  newReview,
  ownInput,
  reviewOffers,
} from './schema.ts'

const body = <T extends z.ZodType>(schema: T) => ({
  body: { content: { 'application/json': { schema } }, required: true },
})
const leader = refusals('invalid_request', 'not_signed_in', 'not_allowed', 'not_found')
const cannotFreeze = refusals('cannot_freeze')
const tags = ['act']
const findingBody = finding.openapi('Finding')
const actionBody = action.openapi('Action')

const list = createRoute({
  method: 'get',
  path: '/api/findings',
  tags,
  summary: 'Findings with their frozen evidence and actions',
  responses: { 200: json(z.array(findingBody), 'In order of code'), ...leader },
})
const own = createRoute({
  method: 'get',
  path: '/api/own/input',
  tags,
  summary: 'What became of the input of the own schools',
  responses: {
    200: json(z.array(ownInput.openapi('OwnInput')), 'Newest first'),
    ...refusals('not_signed_in', 'not_allowed'),
  },
})
const create = createRoute({
  method: 'post',
  path: '/api/findings',
  tags,
  summary: 'Make a finding from a cell; the server reads and freezes its value',
  request: body(newFinding),
  responses: { 201: json(findingBody, 'The draft'), ...leader, ...cannotFreeze },
})
const read = createRoute({
  method: 'get',
  path: '/api/findings/{id}',
  tags,
  summary: 'One finding; `changedSince` tells whether the same question now gives another value',
  request: { params: idParams },
  responses: { 200: json(findingBody, 'The finding'), ...leader },
})
const change = createRoute({
  method: 'patch',
  path: '/api/findings/{id}',
  tags,
  summary: 'Change title, text, kind or status; the evidence stays',
  request: { params: idParams, ...body(findingChange) },
  responses: { 200: json(findingBody, 'The finding as it is now'), ...leader },
})
const hang = createRoute({
  method: 'post',
  path: '/api/findings/{id}/actions',
  tags,
  summary: 'Hang an action on a finding: owner role, measure, target and date',
  request: { params: idParams, ...body(newAction) },
  responses: { 201: json(actionBody, 'The action'), ...leader, ...cannotFreeze },
})
const steer = createRoute({
  method: 'patch',
  path: '/api/actions/{id}',
  tags,
  summary: 'Change an action',
  request: { params: idParams, ...body(actionChange) },
  responses: {
    200: json(actionBody, 'The action as it is now'),
    ...leader,
    ...refusals('cannot_freeze', 'already_reviewed'),
  },
})
const offers = createRoute({
  method: 'get',
  path: '/api/actions/{id}/evidence',
  tags,
  summary: 'Figures of after the start of an action, as they would be frozen now',
  request: { params: idParams },
  responses: { 200: json(reviewOffers, 'Its measure first'), ...leader },
})
const lookBack = createRoute({
  method: 'post',
  path: '/api/actions/{id}/reviews',
  tags,
  summary: 'Look back on an action that is over, or correct that; evidence is read and frozen by the server',
  request: { params: idParams, ...body(newReview) },
  responses: {
    201: json(actionBody, 'The action, reviewed'),
    ...leader,
    ...refusals('cannot_freeze', 'not_reviewable', 'no_later_evidence'),
  },
})

/** Routes of findings and actions; all of them behind a session that sets `who`. */
export function actRoutes(deps: ActDeps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(own, async (c) => c.json(await listOwnInput(deps, c.var.who), 200))
    .openapi(list, async (c) => c.json(await listAllFindings(deps, c.var.who), 200))
    .openapi(create, async (c) => c.json(await createFinding(deps, c.var.who, c.req.valid('json')), 201))
    .openapi(read, async (c) => c.json(await readFinding(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(change, async (c) =>
      c.json(await changeFinding(deps, c.var.who, c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(hang, async (c) =>
      c.json(await createAction(deps, c.var.who, c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .openapi(steer, async (c) =>
      c.json(await changeAction(deps, c.var.who, c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(offers, async (c) => c.json(await offerEvidence(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(lookBack, async (c) =>
      c.json(await reviewAction(deps, c.var.who, c.req.valid('param').id, c.req.valid('json')), 201),
    )
}
