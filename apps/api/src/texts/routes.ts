import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { exportThemes } from './export-themes.ts'
import { alterTheme, makeTheme } from './keep-theme.ts'
import { dropQuote, listFindingQuotes, quoteText } from './quote-text.ts'
import { readShared } from './read-shared.ts'
import { readTexts } from './read-texts.ts'
import {
  newTheme,
  quote,
  quoteChoice,
  quoteParams,
  reading,
  sharedTextsView,
  shareOfThemes,
  textsQuery,
  textsView,
  theme,
  themeChange,
  themesFileQuery,
} from './schema.ts'
import { shareCounts } from './share-counts.ts'
import { sortText } from './sort-text.ts'
import type { TextsDeps } from './texts-deps.ts'

const body = <T extends z.ZodType>(schema: T) => ({
  body: { content: { 'application/json': { schema } }, required: true },
})
const refused = refusals('invalid_request', 'not_signed_in', 'not_allowed', 'not_found')
const tags = ['texts']
const themeBody = theme.openapi('Theme')
const quotes = z.array(quote.openapi('Quote'))

const texts = createRoute({
  method: 'get',
  path: '/api/texts',
  tags,
  summary: 'What people wrote themselves in released rounds of an instrument, for the project leader',
  request: { query: textsQuery },
  responses: {
    200: json(textsView.openapi('Texts'), 'By question and round, without who wrote it'),
    ...refused,
  },
})
const sort = createRoute({
  method: 'put',
  path: '/api/texts/reading',
  tags,
  summary: 'Say what a text is about and how it reads without names, or make it unread again',
  request: body(reading.openapi('Reading')),
  responses: { 200: json(reading, 'As it is kept'), ...refused },
})
const add = createRoute({
  method: 'post',
  path: '/api/themes',
  tags,
  summary: 'Make a theme, for one question or for all',
  request: body(newTheme),
  responses: { 201: json(themeBody, 'The theme'), ...refused, ...refusals('already_exists') },
})
const change = createRoute({
  method: 'patch',
  path: '/api/themes/{id}',
  tags,
  summary: 'Rename a theme or take it out of the choice; what was sorted under it stays',
  request: { params: idParams, ...body(themeChange) },
  responses: { 200: json(themeBody, 'The theme as it is now'), ...refused, ...refusals('already_exists') },
})
const share = createRoute({
  method: 'put',
  path: '/api/theme-shares',
  tags,
  summary: 'Let others see the counts per theme as they are now, suppressed and frozen, or no longer',
  request: body(shareOfThemes),
  responses: {
    200: json(shareOfThemes, 'As it is now'),
    ...refused,
    ...refusals('too_few_texts', 'texts_unread'),
  },
})
const shared = createRoute({
  method: 'get',
  path: '/api/shared-texts',
  tags,
  summary: 'Counts per theme as they were shared, and texts without names, by question and round',
  request: { query: textsQuery },
  responses: { 200: json(sharedTextsView.openapi('SharedTexts'), 'What was shared'), ...refused },
})
const file = createRoute({
  method: 'get',
  path: '/api/themes.csv',
  tags,
  summary: 'Counts per theme of one question over the years as a semicolon CSV',
  request: { query: themesFileQuery },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...refused },
})
const list = createRoute({
  method: 'get',
  path: '/api/findings/{id}/quotes',
  tags,
  summary: 'Texts without names that are evidence of a finding',
  request: { params: idParams },
  responses: { 200: json(quotes, 'In the order in which they were chosen'), ...refused },
})
const hang = createRoute({
  method: 'post',
  path: '/api/findings/{id}/quotes',
  tags,
  summary: 'Hang a cleaned text on a finding',
  request: { params: idParams, ...body(quoteChoice) },
  responses: {
    201: json(quotes, 'All of the finding'),
    ...refused,
    ...refusals('too_few_texts', 'not_cleaned'),
  },
})
const drop = createRoute({
  method: 'delete',
  path: '/api/findings/{id}/quotes/{quote}',
  tags,
  summary: 'Take a text away from a finding',
  request: { params: quoteParams },
  responses: { 200: json(quotes, 'What is left'), ...refused },
})

/** Routes of free text and themes; all of them behind a session that sets `who`. */
export function textsRoutes(deps: TextsDeps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(texts, async (c) => c.json(await readTexts(deps, c.var.who, c.req.valid('query')), 200))
    .openapi(sort, async (c) => c.json(await sortText(deps, c.var.who, c.req.valid('json')), 200))
    .openapi(add, async (c) => c.json(await makeTheme(deps, c.var.who, c.req.valid('json')), 201))
    .openapi(change, async (c) => {
      const asked = { ...c.req.valid('json'), ...c.req.valid('param') }
      return c.json(await alterTheme(deps, c.var.who, asked), 200)
    })
    .openapi(share, async (c) => c.json(await shareCounts(deps, c.var.who, c.req.valid('json')), 200))
    .openapi(shared, async (c) => c.json(await readShared(deps, c.var.who, c.req.valid('query')), 200))
    .openapi(file, async (c) => {
      const { text, name } = await exportThemes(deps, c.var.who, c.req.valid('query'))
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="${name}"`)
      return c.body(text, 200)
    })
    .openapi(list, async (c) =>
      c.json(await listFindingQuotes(deps, c.var.who, c.req.valid('param').id), 200),
    )
    .openapi(hang, async (c) => {
      const asked = { ...c.req.valid('json'), ...c.req.valid('param') }
      return c.json(await quoteText(deps, c.var.who, asked), 201)
    })
    .openapi(drop, async (c) => c.json(await dropQuote(deps, c.var.who, c.req.valid('param')), 200))
}
