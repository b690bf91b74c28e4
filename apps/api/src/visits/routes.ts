import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { agreeVisit } from './agree-visit.ts'
import { dropVisit } from './drop-visit.ts'
import { listSeenVisits } from './list-visits.ts'
import { readVisit } from './read-visit.ts'
import { newAgreement, newVisit, visitLink, visitRecord, visitsView } from './schema.ts'
import { renewVisitLink, startVisit } from './start-visit.ts'
import type { VisitsDeps } from './visits-deps.ts'

const tags = ['visits']
const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const signedIn = ['not_signed_in', 'not_allowed'] as const
const one = [...signedIn, 'invalid_request', 'not_found'] as const
const record = visitRecord.openapi('VisitRecord')
const link = visitLink.openapi('VisitLink')

const list = createRoute({
  method: 'get',
  path: '/api/visits',
  tags,
  summary: 'Visits to the own schools, the portfolio or the network, and what a new one can be started with',
  responses: { 200: json(visitsView.openapi('Visits'), 'Newest first'), ...refusals(...signedIn) },
})
const start = createRoute({
  method: 'post',
  path: '/api/visits',
  tags,
  summary: 'Start a visit to a school in this school year; its link is shown this once',
  request: body(newVisit),
  responses: { 201: json(link, 'Where the record is filled in'), ...refusals(...one, 'round_released') },
})
const read = createRoute({
  method: 'get',
  path: '/api/visits/{id}',
  tags,
  summary: 'The record of a visit as it was sent, in words, with what the school said about it',
  request: { params: idParams },
  responses: { 200: json(record, 'The record'), ...refusals(...one) },
})
const newLink = createRoute({
  method: 'post',
  path: '/api/visits/{id}/links',
  tags,
  summary: 'A new link to a record that is not sent yet, which replaces the one before',
  request: { params: idParams },
  responses: {
    201: json(link, 'Shown this once'),
    ...refusals(...one, 'already_sent', 'round_closed'),
  },
})
const drop = createRoute({
  method: 'delete',
  path: '/api/visits/{id}',
  tags,
  summary: 'Take back a visit that was begun by mistake; what was sent stays',
  request: { params: idParams },
  responses: {
    200: json(z.object({ done: z.literal(true) }), 'Its link works no more'),
    ...refusals(...one, 'already_sent'),
  },
})
const agree = createRoute({
  method: 'post',
  path: '/api/visits/{id}/agreements',
  tags,
  summary: 'The school agrees to the record, once, or adds a remark; the record stays as it is',
  request: { params: idParams, ...body(newAgreement) },
  responses: { 201: json(record, 'The record with it'), ...refusals(...one, 'already_agreed') },
})

/** Routes of visits to schools; all of them behind a session that sets `who`. */
export function visitRoutes(deps: VisitsDeps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => c.json(await listSeenVisits(deps, c.var.who), 200))
    .openapi(start, async (c) => c.json(await startVisit(deps, c.var.who, c.req.valid('json')), 201))
    .openapi(read, async (c) => c.json(await readVisit(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(newLink, async (c) =>
      c.json(await renewVisitLink(deps, c.var.who, c.req.valid('param').id), 201),
    )
    .openapi(drop, async (c) => c.json(await dropVisit(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(agree, async (c) => {
      const asked = { visitId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await agreeVisit(deps, c.var.who, asked), 201)
    })
}
