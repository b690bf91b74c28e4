import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { addressOf } from '../address.ts'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { createLimit } from '../limits.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { endCalendarAddress, makeCalendarAddress, readCalendar } from './calendar-address.ts'
import { changeChoice } from './change-choice.ts'
import { dropEntry } from './drop-entry.ts'
import { listRegisters } from './list-registers.ts'
import type { RegistersDeps } from './registers-deps.ts'
import { addEntry, changeEntry } from './save-entry.ts'
import {
  asked,
  calendarAddress,
  calendarView,
  done,
  givenEntry,
  made,
  newChoice,
  registersView,
} from './schema.ts'
import { viewCalendar } from './view-calendar.ts'

const tags = ['registers']
const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const signedIn = ['not_signed_in', 'not_allowed'] as const
const writing = [...signedIn, 'invalid_request', 'already_exists'] as const

const list = createRoute({
  method: 'get',
  path: '/api/registers',
  tags,
  summary: 'The registers of a school year: counts and days, and what waits or is missing',
  request: { query: asked },
  responses: {
    200: json(registersView, 'What this person may see'),
    ...refusals(...signedIn, 'invalid_request'),
  },
})
const add = createRoute({
  method: 'post',
  path: '/api/registers',
  tags,
  summary: 'Add a line to a register',
  request: body(givenEntry),
  responses: { 201: json(made, 'Added'), ...refusals(...writing) },
})
const change = createRoute({
  method: 'put',
  path: '/api/registers/{id}',
  tags,
  summary: 'Write a line of a register anew',
  request: { params: idParams, ...body(givenEntry) },
  responses: { 200: json(made, 'Changed'), ...refusals(...writing, 'not_found') },
})
const drop = createRoute({
  method: 'delete',
  path: '/api/registers/{id}',
  tags,
  summary: 'Take a line out of a register',
  request: { params: idParams },
  responses: { 200: json(done, 'Gone'), ...refusals(...signedIn, 'invalid_request', 'not_found') },
})
const choose = createRoute({
  method: 'put',
  path: '/api/register-choice',
  tags,
  summary: 'Days of the progress rounds, and whether single pupils are followed (asks for the DPIA)',
  request: body(newChoice),
  responses: { 200: json(done, 'Chosen'), ...refusals(...signedIn, 'invalid_request') },
})
const calendar = createRoute({
  method: 'get',
  path: '/api/calendar',
  tags,
  summary: 'The calendar of a school year',
  request: { query: asked },
  responses: { 200: json(calendarView, 'By day'), ...refusals(...signedIn, 'invalid_request') },
})
const makeAddress = createRoute({
  method: 'post',
  path: '/api/calendar/address',
  tags,
  summary: 'A secret address for a calendar program; the one before stops working',
  responses: { 201: json(calendarAddress, 'Shown this once'), ...refusals(...signedIn) },
})
const endAddress = createRoute({
  method: 'delete',
  path: '/api/calendar/address',
  tags,
  summary: 'Take the secret address back',
  responses: { 200: json(done, 'It works no more'), ...refusals(...signedIn) },
})
const feed = createRoute({
  method: 'get',
  path: '/api/calendar/{token}/agenda.ics',
  tags,
  summary: 'The calendar behind a secret address, as iCalendar',
  request: { params: z.object({ token: z.string().max(80) }) },
  responses: {
    200: { description: 'RFC 5545', content: { 'text/calendar': { schema: z.string() } } },
    ...refusals('not_found', 'invalid_request', 'too_many_requests'),
  },
})

/** Routes of the registers and the calendar; all but the calendar feed behind a session that sets `who`. */
export function registerRoutes(deps: RegistersDeps) {
  const takeUnknown = createLimit(deps.limits.unknownLink, deps.now)
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => c.json(await listRegisters(deps, c.var.who, c.req.valid('query')), 200))
    .openapi(add, async (c) => c.json(await addEntry(deps, c.var.who, c.req.valid('json')), 201))
    .openapi(change, async (c) => {
      const asked = { id: c.req.valid('param').id, given: c.req.valid('json') }
      return c.json(await changeEntry(deps, c.var.who, asked), 200)
    })
    .openapi(drop, async (c) => c.json(await dropEntry(deps, c.var.who, c.req.valid('param').id), 200))
    .openapi(choose, async (c) => c.json(await changeChoice(deps, c.var.who, c.req.valid('json')), 200))
    .openapi(calendar, async (c) => c.json(await viewCalendar(deps, c.var.who, c.req.valid('query')), 200))
    .openapi(makeAddress, async (c) => c.json(await makeCalendarAddress(deps, c.var.who), 201))
    .openapi(endAddress, async (c) => c.json(await endCalendarAddress(deps, c.var.who), 200))
    .openapi(feed, async (c) => {
      const take = () => takeUnknown(addressOf(c))
      const text = await readCalendar(deps, { token: c.req.valid('param').token, take })
      return c.text(text, 200, { 'content-type': 'text/calendar; charset=utf-8' })
    })
}
