import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { addressOf } from '../address.ts'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import type { SchoolView } from '../report/schema.ts'
import { askNewLink } from './ask-new-link.ts'
import { exchangeCode } from './exchange-code.ts'
import { openLink } from './open-link.ts'
import { readOwnReport } from './read-own-report.ts'
import type { RespondDeps } from './respond-deps.ts'
import { saveDraft } from './save-draft.ts'
import {
  classView,
  codeBody,
  draftBody,
  draftSaved,
  exchanged,
  lastYearView,
  linkAsked,
  mailStopped,
  receipt,
  respondView,
  submissionBody,
  token,
  withdrawalBody,
  withdrawn,
} from './schema.ts'
import { sendResponse } from './send-response.ts'
import { stopMail } from './stop-mail.ts'
import { viewClass } from './view-class.ts'
import { viewForm } from './view-form.ts'
import { viewLastYear } from './view-last-year.ts'
import { withdrawResponse } from './withdraw-response.ts'

const tags = ['respond']
const params = z.object({ token })
const body = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
})

const form = createRoute({
  method: 'get',
  path: '/api/respond/{token}',
  tags,
  summary: 'The form behind a link, with what was kept of it',
  request: { params },
  responses: {
    200: json(respondView, 'The form; `status` says whether it can be filled in'),
    ...refusals('unknown_link', 'too_many_requests'),
  },
})
const draft = createRoute({
  method: 'put',
  path: '/api/respond/{token}/draft',
  tags,
  summary: 'Keep what is being filled in, for another device',
  request: { params, body: body(draftBody) },
  responses: {
    200: json(draftSaved, 'Kept, with the revision to send along next time'),
    ...refusals(
      'invalid_request',
      'unknown_link',
      'no_server_draft',
      'stale_draft',
      'already_sent',
      'round_closed',
      'link_expired',
      'too_large',
      'too_many_requests',
    ),
  },
})
const submission = createRoute({
  method: 'post',
  path: '/api/respond/{token}/submissions',
  tags,
  summary: 'Send the answers, exactly once',
  request: { params, body: body(submissionBody) },
  responses: {
    200: json(receipt, 'Stored before: the same receipt again'),
    201: json(receipt, 'Stored'),
    ...refusals(
      'invalid_request',
      'unknown_link',
      'submission_conflict',
      'already_sent',
      'round_closed',
      'link_expired',
      'too_large',
      'invalid_answers',
      'version_not_served',
      'code_needed',
      'too_many_requests',
    ),
  },
})
const ticket = createRoute({
  method: 'post',
  path: '/api/respond/{token}/tickets',
  tags,
  summary: 'Exchange a code of the class for leave to send one answer; nothing says which code it was',
  request: { params, body: body(codeBody) },
  responses: {
    200: json(exchanged, 'The ticket that the device made can be used once'),
    ...refusals('invalid_request', 'unknown_link', 'wrong_class_code', 'round_closed', 'too_many_requests'),
  },
})
const classRoute = createRoute({
  method: 'get',
  path: '/api/respond/{token}/class',
  tags,
  summary: 'For the board in a classroom: an open link as a QR code, and how many answers came in',
  request: { params },
  responses: {
    200: json(classView, 'The whole round; nothing says who'),
    ...refusals('unknown_link', 'not_found', 'round_closed', 'too_many_requests'),
  },
})
const newLink = createRoute({
  method: 'post',
  path: '/api/respond/{token}/new-link',
  tags,
  summary: 'Ask for a new link to the address that was invited; always the same answer',
  request: { params },
  responses: {
    200: json(linkAsked, 'Whether one was sent is not said'),
    ...refusals('unknown_link', 'too_many_requests'),
  },
})
const noMail = createRoute({
  method: 'post',
  path: '/api/respond/{token}/no-mail',
  tags,
  summary: 'No more reminders about this form',
  request: { params },
  responses: { 200: json(mailStopped, 'Noted'), ...refusals('unknown_link', 'too_many_requests') },
})
const lastYear = createRoute({
  method: 'get',
  path: '/api/respond/{token}/last-year',
  tags,
  summary: "The same school's answers of the time before, beside the pages that are done (level F)",
  request: { params },
  responses: {
    200: json(lastYearView, 'Per page that is done, this answer and the last'),
    ...refusals('unknown_link', 'not_found', 'too_many_requests'),
  },
})
const withdrawal = createRoute({
  method: 'post',
  path: '/api/respond/{token}/withdrawals',
  tags,
  summary: 'Take back what was sent, with its receipt, until the round is released',
  request: { params, body: body(withdrawalBody) },
  responses: {
    200: json(withdrawn, 'Deleted, and no longer counted'),
    ...refusals(
      'invalid_request',
      'unknown_link',
      'unknown_receipt',
      'withdrawal_over',
      'too_large',
      'too_many_requests',
    ),
  },
})
const report = (schoolView: z.ZodType<SchoolView>) =>
  createRoute({
    method: 'get',
    path: '/api/respond/{token}/report',
    tags,
    summary: "The school's own report, after sending",
    request: { params },
    responses: {
      200: json(schoolView, 'Reports of this school, newest first'),
      ...refusals('unknown_link', 'not_allowed', 'too_many_requests'),
    },
  })

/** Routes of everybody who holds a link; no account. `schoolView` describes a school's report. */
export function respondRoutes(deps: RespondDeps, schoolView: z.ZodType<SchoolView>) {
  const app = new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
  return app
    .openapi(form, async (c) =>
      c.json(await viewForm(deps, await openLink(deps, c.req.valid('param').token, addressOf(c))), 200),
    )
    .openapi(draft, async (c) => {
      const asked = { ...c.req.valid('param'), address: addressOf(c) }
      return c.json(await saveDraft(deps, asked, c.req.valid('json')), 200)
    })
    .openapi(submission, async (c) => {
      const asked = { ...c.req.valid('param'), address: addressOf(c) }
      const { status, receipt } = await sendResponse(deps, asked, c.req.valid('json'))
      return c.json({ receipt }, status)
    })
    .openapi(ticket, async (c) => {
      const asked = { ...c.req.valid('param'), address: addressOf(c) }
      return c.json(await exchangeCode(deps, asked, c.req.valid('json')), 200)
    })
    .openapi(classRoute, async (c) => {
      const asked = { ...c.req.valid('param'), address: addressOf(c) }
      return c.json(await viewClass(deps, asked), 200)
    })
    .openapi(newLink, async (c) =>
      c.json(await askNewLink(deps, { ...c.req.valid('param'), address: addressOf(c) }), 200),
    )
    .openapi(noMail, async (c) =>
      c.json(await stopMail(deps, { ...c.req.valid('param'), address: addressOf(c) }), 200),
    )
    .openapi(lastYear, async (c) => {
      const asked = { ...c.req.valid('param'), address: addressOf(c) }
      return c.json(await viewLastYear(deps, asked), 200)
    })
    .openapi(withdrawal, async (c) => {
      const asked = { ...c.req.valid('param'), address: addressOf(c) }
      return c.json(await withdrawResponse(deps, asked, c.req.valid('json')), 200)
    })
    .openapi(report(schoolView), async (c) => {
      const asked = { ...c.req.valid('param'), address: addressOf(c) }
      return c.json(await readOwnReport(deps, asked), 200)
    })
}
