import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type InstrumentFacts, parseDefinition } from '@km/definition'
import { listDefinitions, type PublishedDefinition } from '@km/store'
import type { Deps, SignedIn } from '../deps.ts'
import type { StaticFiles } from '../static-files.ts'
import { dataText } from './nl.ts'
import { type Statement, statementsText, writeStatement } from './nl-statement.ts'
import { keptOf, newestVersions, rulesFor } from './view-register.ts'

/** React takes a second to load: only when a statement is asked for. */
const renderer = () => import('@km/ui/server')

const html = { description: 'A page', content: { 'text/html': { schema: z.string() } } }
const all = createRoute({
  method: 'get',
  path: '/privacy',
  tags: ['privacy'],
  summary: 'Which instruments there are, each with its privacy statement',
  responses: { 200: html },
})
const one = createRoute({
  method: 'get',
  path: '/privacy/{code}',
  tags: ['privacy'],
  summary: 'The privacy statement of an instrument, in its own language level',
  request: { params: z.object({ code: z.string() }) },
  responses: { 200: html, 404: { ...html, description: 'There is no such instrument; the page lists them' } },
})

// Kept as it was checked at publication.
const factsOf = (row: PublishedDefinition) => row.facts as unknown as InstrumentFacts

function statementOf(row: PublishedDefinition): Statement {
  const definition = parseDefinition(row.json, { instrument: row.instrument, version: row })
  const texts = definition.items.filter((item) => item.kind === 'text').length
  const facts = factsOf(row)
  const data = dataText(facts, definition.items.length - texts, texts)
  return writeStatement({ facts, data, hasTexts: texts > 0, keep: rulesFor(facts, definition).map(keptOf) })
}

/** Public pages: made from the published instruments and the retention table, nothing about a link. */
export function privacyPages({ store, files }: Deps & { readonly files: StaticFiles }) {
  const published = async () => newestVersions(await store.guard(() => listDefinitions(store.db)))
  const list = async (rows: readonly PublishedDefinition[], lead: string): Promise<string> => {
    const { title } = statementsText
    const links = rows.map((row) => ({
      href: `/privacy/${row.instrument}`,
      text: factsOf(row).title,
    }))
    return (await renderer()).statementDocument({ title, lead, links, sections: [] }, files.respond)
  }
  return new OpenAPIHono<SignedIn>()
    .openapi(all, async (c) => c.html(await list(await published(), statementsText.lead), 200))
    .openapi(one, async (c) => {
      const rows = await published()
      const row = rows.find((each) => each.instrument === c.req.valid('param').code)
      if (row === undefined) return c.html(await list(rows, statementsText.unknown), 404)
      const { title, languageLevel } = factsOf(row)
      const page = { ...statementOf(row), links: [], about: title, languageLevel }
      return c.html((await renderer()).statementDocument(page, files.respond), 200)
    })
}
