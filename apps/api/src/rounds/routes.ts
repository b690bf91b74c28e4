import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { changeRound, removeRound } from './change-round.ts'
import { makeLink } from './make-link.ts'
import { extendRound, reopenRound } from './move-closing.ts'
import { openRound } from './open-round.ts'
import { listOwnRounds, makeOwnLink } from './own-rounds.ts'
import { releaseRound } from './release-round.ts'
import type { RoundsDeps } from './rounds-deps.ts'
import {
  changedRound,
  extension,
  linkFor,
  newLinks,
  newRound,
  openedRound,
  ownLinkFor,
  ownRound,
  reopening,
  round,
} from './schema.ts'
import { openNow } from './start-round.ts'
import { viewRound, viewRounds } from './view-rounds.ts'

const tags = ['rounds']
const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const signedIn = ['not_signed_in', 'not_allowed'] as const

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
  summary: 'Plan a round; it opens at once when its first day has come. Its links are shown this once',
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
const change = createRoute({
  method: 'patch',
  path: '/api/rounds/{id}',
  tags,
  summary: 'Change a round that did not open yet; links of new schools are shown this once',
  request: { params: idParams, ...body(changedRound) },
  responses: {
    200: json(openedRound, 'The round and its new links'),
    ...refusals(...signedIn, 'invalid_request', 'not_found', 'already_exists', 'round_not_planned'),
  },
})
const remove = createRoute({
  method: 'delete',
  path: '/api/rounds/{id}',
  tags,
  summary: 'Remove a round that did not open yet',
  request: { params: idParams },
  responses: {
    204: { description: 'Removed' },
    ...refusals(...signedIn, 'invalid_request', 'not_found', 'round_not_planned'),
  },
})
const now = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/open',
  tags,
  summary: 'Open a planned round today: fixes its version and its schools',
  request: { params: idParams },
  responses: {
    200: json(round, 'The round, open'),
    ...refusals(...signedIn, 'invalid_request', 'not_found', 'round_closed'),
  },
})
const extend = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/extend',
  tags,
  summary: 'Give a round a later last day',
  request: { params: idParams, ...body(extension) },
  responses: {
    200: json(round, 'The round'),
    ...refusals(...signedIn, 'invalid_request', 'not_found', 'round_closed', 'round_planned'),
  },
})
const reopen = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/reopen',
  tags,
  summary: 'Take answers again, with a reason; not for levels A and V',
  request: { params: idParams, ...body(reopening) },
  responses: {
    200: json(round, 'The round, open; its release stays'),
    ...refusals(...signedIn, 'invalid_request', 'not_found', 'round_open', 'cannot_reopen'),
  },
})
const close = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/close',
  tags,
  summary: 'Close a round and release its figures',
  request: { params: idParams },
  responses: {
    200: json(round, 'The round, released'),
    ...refusals(...signedIn, 'invalid_request', 'not_found', 'round_planned'),
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

/** Routes of rounds; all of them behind a session that sets `who`. */
export function roundRoutes(deps: RoundsDeps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(rounds, async (c) => c.json([...(await viewRounds(deps, c.var.who.networkId))], 200))
    .openapi(open, async (c) => c.json(await openRound(deps, c.var.who, c.req.valid('json')), 201))
    .openapi(one, async (c) =>
      c.json(await viewRound(deps, c.var.who.networkId, c.req.valid('param').id), 200),
    )
    .openapi(close, async (c) => c.json(await releaseRound(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(change, async (c) => {
      const asked = { roundId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await changeRound(deps, c.var.who, asked), 200)
    })
    .openapi(remove, async (c) => {
      await removeRound(deps, c.var.who, c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(now, async (c) => c.json(await openNow(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(extend, async (c) => {
      const asked = { roundId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await extendRound(deps, c.var.who, asked), 200)
    })
    .openapi(reopen, async (c) => {
      const asked = { roundId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await reopenRound(deps, c.var.who, asked), 200)
    })
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
