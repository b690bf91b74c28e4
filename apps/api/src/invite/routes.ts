import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams as params } from '../request-fields.ts'
import { changeAddress, reportBounce, sendNewLink } from './change-address.ts'
import type { InviteDeps } from './invite-deps.ts'
import { invitePeople } from './invite-people.ts'
import { inviteSchools } from './invite-schools.ts'
import { listInvitations } from './list-invitations.ts'
import { listPeople } from './list-people.ts'
import { makeClassLink } from './make-class-link.ts'
import { previewMail, sendTest } from './preview-mail.ts'
import { remindSchools } from './remind-schools.ts'
import {
  addressBody,
  classLink,
  classLinkBody,
  invitations,
  inviteBody,
  invitedPeople,
  mailed,
  mailPreview,
  people,
  peopleBody,
  previewBody,
  remindBody,
  reminded,
  testSent,
} from './schema.ts'

const tags = ['invite']
const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const signedIn = ['not_signed_in', 'not_allowed'] as const
const always = [...signedIn, 'invalid_request', 'not_found'] as const

const list = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/invitations',
  tags,
  summary: 'How the invitations of a round stand, per school',
  request: { params },
  responses: { 200: json(invitations, 'Without any answer'), ...refusals(...always) },
})
const invite = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/invitations',
  tags,
  summary: 'Invite schools by mail; another address than before makes the old links stop',
  request: { params, ...body(inviteBody) },
  responses: {
    200: json(mailed, 'Kept for sending'),
    ...refusals(...always, 'round_not_open', 'already_sent', 'already_mailed'),
  },
})
const listed = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/people',
  tags,
  summary: 'Who was invited by their own address, for a round that is not for schools',
  request: { params },
  responses: { 200: json(people, 'Without any answer'), ...refusals(...always) },
})
const named = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/people',
  tags,
  summary: 'Give people a link of their own, by mail or to hand over; who has one keeps it',
  request: { params, ...body(peopleBody) },
  responses: {
    200: json(invitedPeople, 'Links to hand over are shown this once'),
    ...refusals(...always, 'round_not_open'),
  },
})
const remind = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/reminders',
  tags,
  summary: 'Remind who was invited by mail and has not finished; at most twice each',
  request: { params, ...body(remindBody) },
  responses: {
    200: json(reminded, 'Kept for sending; without the number where it would tell who is done'),
    ...refusals(
      ...([...always, 'round_not_open', 'nobody_to_remind', 'no_single_reminder'] as const),
      ...(['already_sent', 'already_mailed'] as const),
    ),
  },
})
const preview = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/mail-preview',
  tags,
  summary: 'A mail as a school would get it',
  request: { params, ...body(previewBody) },
  responses: { 200: json(mailPreview, 'With a link that opens nothing'), ...refusals(...always) },
})
const test = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/mail-test',
  tags,
  summary: 'Send that mail to your own address',
  request: { params, ...body(previewBody) },
  responses: { 200: json(testSent, 'Kept for sending'), ...refusals(...always) },
})
const address = createRoute({
  method: 'post',
  path: '/api/invitations/{id}/address',
  tags,
  summary: 'Give an invitation to somebody else; old links stop, what was begun stays',
  request: { params, ...body(addressBody) },
  responses: {
    200: json(mailed, 'Kept for sending'),
    ...refusals(...always, 'round_not_open', 'already_sent', 'already_mailed'),
  },
})
const newLink = createRoute({
  method: 'post',
  path: '/api/invitations/{id}/new-link',
  tags,
  summary: 'Mail a new link to the same address; old links stop, what was begun stays',
  request: { params },
  responses: {
    200: json(mailed, 'Kept for sending'),
    ...refusals(...always, 'no_address', 'round_not_open', 'already_sent', 'already_mailed'),
  },
})
const bounced = createRoute({
  method: 'post',
  path: '/api/invitations/{id}/bounced',
  tags,
  summary: 'Note that mail to this address comes back',
  request: { params },
  responses: {
    200: json(z.object({ noted: z.literal(true) }), 'Noted'),
    ...refusals(...always, 'no_address'),
  },
})
const classRoute = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/class-links',
  tags,
  summary: 'An open link with its QR code for the classroom, with one-time codes if asked',
  request: { params, ...body(classLinkBody) },
  responses: { 201: json(classLink, 'Shown this once'), ...refusals(...always, 'round_not_open') },
})

/** Routes of invitations; all of them behind a session that sets `who`. */
export function inviteRoutes(deps: InviteDeps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => c.json(await listInvitations(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(invite, async (c) => {
      const asked = { roundId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await inviteSchools(deps, c.var.who, asked), 200)
    })
    .openapi(listed, async (c) => c.json(await listPeople(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(named, async (c) => {
      const asked = { roundId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await invitePeople(deps, c.var.who, asked), 200)
    })
    .openapi(remind, async (c) => {
      const asked = { roundId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await remindSchools(deps, c.var.who, asked), 200)
    })
    .openapi(preview, async (c) => {
      const asked = { roundId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await previewMail(deps, c.var.who, asked), 200)
    })
    .openapi(test, async (c) => {
      const asked = { roundId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await sendTest(deps, c.var.who, asked), 200)
    })
    .openapi(address, async (c) => {
      const asked = { invitationId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await changeAddress(deps, c.var.who, asked), 200)
    })
    .openapi(newLink, async (c) => c.json(await sendNewLink(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(bounced, async (c) => {
      await reportBounce(deps, c.var.who, c.req.valid('param').id)
      return c.json({ noted: true as const }, 200)
    })
    .openapi(classRoute, async (c) => {
      const asked = { roundId: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await makeClassLink(deps, c.var.who, asked), 201)
    })
}
