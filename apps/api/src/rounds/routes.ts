import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { addSchool, listSchools } from './add-school.ts'
import { makeLink } from './make-link.ts'
import { openRound } from './open-round.ts'
import { listOwnRounds, makeOwnLink } from './own-rounds.ts'
import { releaseRound } from './release-round.ts'
import type { RoundsDeps } from './rounds-deps.ts'
import {
  linkFor,
  newLinks,
  newRound,
  newSchool,
  openedRound,
  ownLinkFor,
  ownRound,
  round,
  school,
} from './schema.ts'
import { viewRound, viewRounds } from './view-rounds.ts'

const tags = ['rounds']
const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const signedIn = ['not_signed_in', 'not_allowed'] as const

const schools = createRoute({
  method: 'get',
  path: '/api/schools',
  tags,
  summary: 'Schools of the network, also those that left',
  responses: { 200: json(z.array(school), 'By name'), ...refusals(...signedIn) },
})
const newOne = createRoute({
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
const rounds = createRoute({
  method: 'get',
  path: '/api/rounds',
  tags,
  summary: 'Rounds with counts of responses, newest first',
  responses: { 200: json(z.array(round), 'Rounds'), ...refusals(...signedIn) },
})
const open = createRoute({
  method: 'post',
  path: '/api/rounds',
  tags,
  summary: 'Open a round under the newest version; its links are shown this once',
  request: body(newRound),
  responses: {
    201: json(openedRound, 'The round and its links'),
    ...refusals(...signedIn, 'invalid_request', 'already_exists'),
  },
})
const one = createRoute({
  method: 'get',
  path: '/api/rounds/{id}',
  tags,
  summary: 'One round with the state of each link',
  request: { params: idParams },
  responses: { 200: json(round, 'The round'), ...refusals(...signedIn, 'invalid_request', 'not_found') },
})
const close = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/close',
  tags,
  summary: 'Close a round and release its figures',
  request: { params: idParams },
  responses: {
    200: json(round, 'The round, released'),
    ...refusals(...signedIn, 'invalid_request', 'not_found'),
  },
})
const link = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/links',
  tags,
  summary: "A new link: a school's own, which replaces the old one, or an open one",
  request: { params: idParams, ...body(linkFor) },
  responses: {
    201: json(newLinks, 'Shown this once'),
    ...refusals(...signedIn, 'invalid_request', 'not_found', 'already_sent', 'round_closed'),
  },
})
const own = createRoute({
  method: 'get',
  path: '/api/own/rounds',
  tags,
  summary: 'Rounds that the own schools were invited to',
  responses: { 200: json(z.array(ownRound.openapi('OwnRound')), 'Newest first'), ...refusals(...signedIn) },
})
const ownLink = createRoute({
  method: 'post',
  path: '/api/own/rounds/{id}/links',
  tags,
  summary: "A new link to the own school's form, which replaces the one before",
  request: { params: idParams, ...body(ownLinkFor) },
  responses: {
    201: json(newLinks, 'Shown this once'),
    ...refusals(...signedIn, 'invalid_request', 'not_found', 'already_sent', 'round_closed'),
  },
})

/** Routes of schools and rounds; all of them behind a session that sets `who`. */
export function roundRoutes(deps: RoundsDeps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(schools, async (c) => c.json(await listSchools(deps, c.var.who.networkId), 200))
    .openapi(newOne, async (c) => c.json(await addSchool(deps, c.var.who, c.req.valid('json')), 201))
    .openapi(rounds, async (c) => c.json([...(await viewRounds(deps, c.var.who.networkId))], 200))
    .openapi(open, async (c) => c.json(await openRound(deps, c.var.who, c.req.valid('json')), 201))
    .openapi(one, async (c) =>
      c.json(await viewRound(deps, c.var.who.networkId, c.req.valid('param').id), 200),
    )
    .openapi(close, async (c) => c.json(await releaseRound(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(link, async (c) => {
      const asked = { roundId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await makeLink(deps, c.var.who, asked), 201)
    })
    .openapi(own, async (c) => c.json(await listOwnRounds(deps, c.var.who), 200))
    .openapi(ownLink, async (c) => {
      const asked = { roundId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await makeOwnLink(deps, c.var.who, asked), 201)
    })
}
