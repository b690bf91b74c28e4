import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { createLimit, type Limits } from '../limits.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { acceptInvitation, seeInvite } from './accept-invite.ts'
import {
  deactivateAccount,
  endSchoolOf,
  giveRoleTo,
  giveSchoolTo,
  resetSecondFactor,
  takeRoleFrom,
} from './change-roles.ts'
import { inviteColleague, sendInviteAgain, takeInviteBack } from './invite-colleague.ts'
import { viewPeople } from './list-people.ts'
import type { PeopleDeps } from './people-deps.ts'
import {
  acceptBody,
  done,
  endBody,
  holdingParams,
  inviteBody,
  inviteSeen,
  keyBody,
  made,
  peopleView,
  personParams,
  roleBody,
  roleParams,
  schoolBody,
  untilQuery,
} from './schema.ts'

const tags = ['people']
const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const signedIn = ['not_signed_in', 'second_factor_needed', 'not_allowed'] as const
const changing = [...signedIn, 'foreign_origin', 'invalid_request', 'not_found'] as const

const people = createRoute({
  method: 'get',
  path: '/api/people',
  tags,
  summary: 'Who has which role and which schools, and who is invited',
  responses: { 200: json(peopleView, 'By name'), ...refusals(...signedIn) },
})
const invite = createRoute({
  method: 'post',
  path: '/api/invites',
  tags,
  summary: 'Invite a colleague by mail',
  request: body(inviteBody),
  responses: {
    201: json(made, 'Invited'),
    ...refusals(...changing, 'already_exists', 'too_many_requests'),
  },
})
const sendAgain = createRoute({
  method: 'post',
  path: '/api/invites/{id}/send',
  tags,
  summary: 'Send an invitation again, with a new link',
  request: { params: idParams },
  responses: { 200: json(done, 'Sent'), ...refusals(...changing, 'too_many_requests') },
})
const takeBack = createRoute({
  method: 'delete',
  path: '/api/invites/{id}',
  tags,
  summary: 'Take an invitation back',
  request: { params: idParams },
  responses: { 200: json(done, 'Taken back'), ...refusals(...changing) },
})
const giveRole = createRoute({
  method: 'post',
  path: '/api/people/{id}/roles',
  tags,
  summary: 'Give a colleague one more role, or let one go on whose end was planned',
  request: { params: personParams, ...body(roleBody) },
  responses: { 200: json(done, 'Given'), ...refusals(...changing, 'already_exists') },
})
const endRole = createRoute({
  method: 'delete',
  path: '/api/people/{id}/roles/{role}',
  tags,
  summary: 'End a role of a colleague on its last day',
  request: { params: roleParams, query: untilQuery },
  responses: { 200: json(done, 'Ended'), ...refusals(...changing, 'last_project_leader') },
})
const giveSchool = createRoute({
  method: 'post',
  path: '/api/people/{id}/schools',
  tags,
  summary: 'Give a coordinator or a member one more school',
  request: { params: personParams, ...body(schoolBody) },
  responses: { 200: json(done, 'Given'), ...refusals(...changing, 'already_exists') },
})
const endSchool = createRoute({
  method: 'post',
  path: '/api/people/{id}/schools/{holding}/end',
  tags,
  summary: 'End a school of a coordinator or a member',
  request: { params: holdingParams, ...body(endBody) },
  responses: { 200: json(done, 'Ended'), ...refusals(...changing) },
})
const deactivate = createRoute({
  method: 'post',
  path: '/api/people/{id}/deactivate',
  tags,
  summary: 'End every role of a colleague in this network, and their sessions',
  request: { params: personParams },
  responses: { 200: json(done, 'Ended'), ...refusals(...changing, 'last_project_leader') },
})
const reset = createRoute({
  method: 'post',
  path: '/api/people/{id}/second-factor/reset',
  tags,
  summary: 'Take off the second factor of a colleague who lost phone and recovery codes',
  request: { params: personParams },
  responses: { 200: json(done, 'Taken off'), ...refusals(...changing) },
})
const see = createRoute({
  method: 'post',
  path: '/api/auth/invite',
  tags,
  summary: 'What the key of an invitation is for',
  request: body(keyBody),
  responses: {
    200: json(inviteSeen, 'The invitation'),
    ...refusals('invalid_request', 'invite_ended', 'foreign_origin'),
  },
})
const accept = createRoute({
  method: 'post',
  path: '/api/auth/invite/accept',
  tags,
  summary: 'Accept an invitation: make the account, or add the role to the one that is there',
  request: body(acceptBody),
  responses: {
    200: json(done, 'Accepted'),
    ...refusals('invalid_request', 'invite_ended', 'foreign_origin'),
  },
})

const ok = { done: true } as const

/** Routes of people, their roles and invitations; accepting is open to who holds a key. */
export function peopleRoutes(deps: PeopleDeps & { readonly limits: Limits }) {
  const takeInvite = createLimit(deps.limits.invite, deps.now)
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(people, async (c) => c.json(await viewPeople(deps, c.var.who), 200))
    .openapi(invite, async (c) => {
      takeInvite(c.var.who.accountId)
      return c.json(await inviteColleague(deps, c.var.who, c.req.valid('json')), 201)
    })
    .openapi(sendAgain, async (c) => {
      takeInvite(c.var.who.accountId)
      await sendInviteAgain(deps, c.var.who, c.req.valid('param').id)
      return c.json(ok, 200)
    })
    .openapi(takeBack, async (c) => {
      await takeInviteBack(deps, c.var.who, c.req.valid('param').id)
      return c.json(ok, 200)
    })
    .openapi(giveRole, async (c) => {
      await giveRoleTo(deps, c.var.who, c.req.valid('param').id, c.req.valid('json'))
      return c.json(ok, 200)
    })
    .openapi(endRole, async (c) => {
      const { id, role } = c.req.valid('param')
      await takeRoleFrom(deps, c.var.who, { userId: id, role, ...c.req.valid('query') })
      return c.json(ok, 200)
    })
    .openapi(giveSchool, async (c) => {
      await giveSchoolTo(deps, c.var.who, c.req.valid('param').id, c.req.valid('json'))
      return c.json(ok, 200)
    })
    .openapi(endSchool, async (c) => {
      const { id: userId, holding: holdingId } = c.req.valid('param')
      await endSchoolOf(deps, c.var.who, { userId, holdingId, ...c.req.valid('json') })
      return c.json(ok, 200)
    })
    .openapi(deactivate, async (c) => {
      await deactivateAccount(deps, c.var.who, c.req.valid('param').id)
      return c.json(ok, 200)
    })
    .openapi(reset, async (c) => {
      await resetSecondFactor(deps, c.var.who, c.req.valid('param').id)
      return c.json(ok, 200)
    })
    .openapi(see, async (c) => c.json(await seeInvite(deps, c.req.valid('json').key), 200))
    .openapi(accept, async (c) => {
      await acceptInvitation(deps, c.req.valid('json'))
      return c.json(ok, 200)
    })
}
