import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { enterFile, previewEntry } from './enter-answers.ts'
import type { EnterDeps } from './enter-deps.ts'
import { entered, entryPreview } from './schema.ts'
import { writeCsvTemplate, writeXlsxTemplate } from './write-template.ts'

const tags = ['enter']
const signedIn = ['not_signed_in', 'not_allowed'] as const
const ofRound = ['invalid_request', 'not_found', 'no_entry'] as const
const ofFile = [
  ...ofRound,
  'round_planned',
  'round_released',
  'too_large',
  'unreadable_file',
  'too_many_lines',
  'personal_columns',
] as const
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const binary = z.string().openapi({ format: 'binary' })
const file = {
  required: true,
  content: { 'text/csv': { schema: binary }, [spreadsheet]: { schema: binary } },
}

const csv = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/import/template.csv',
  tags,
  summary: 'A file to enter answers of an earlier year in: a line per school, a column per item code',
  request: { params: idParams },
  responses: {
    200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
    ...refusals(...signedIn, ...ofRound),
  },
})
const xlsx = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/import/template.xlsx',
  tags,
  summary: 'The same as a spreadsheet, with the allowed values of each column',
  request: { params: idParams },
  responses: {
    200: { description: 'XLSX', content: { [spreadsheet]: { schema: binary } } },
    ...refusals(...signedIn, ...ofRound),
  },
})
const preview = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/import/preview',
  tags,
  summary: 'What a file with answers of an earlier year would do, with each wrong line; stores nothing',
  request: { params: idParams, body: file },
  responses: {
    200: json(entryPreview, 'What would be entered, and what is wrong'),
    ...refusals(...signedIn, ...ofFile),
  },
})
const confirm = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/import',
  tags,
  summary: 'Enter the answers of a file that was looked at, all together; the same file again adds nothing',
  request: {
    params: idParams,
    body: file,
    query: z.object({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/) }),
  },
  responses: {
    201: json(entered, 'How many were entered'),
    ...refusals(...signedIn, ...ofFile, 'import_changed'),
  },
})

const bytesOf = async (c: Context): Promise<Uint8Array> => new Uint8Array(await c.req.arrayBuffer())
const asFile = (c: Context, name: string, kind: 'csv' | 'xlsx'): void => {
  c.header('Content-Type', kind === 'csv' ? 'text/csv; charset=utf-8' : spreadsheet)
  c.header('Content-Disposition', `attachment; filename="${name}.${kind}"`)
}

/** Routes of entering answers of an earlier year from a file. */
export function enterRoutes(deps: EnterDeps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(csv, async (c) => {
      const { name, content } = await writeCsvTemplate(deps, c.var.who, c.req.valid('param').id)
      asFile(c, name, 'csv')
      return c.body(content, 200)
    })
    .openapi(xlsx, async (c) => {
      const { name, content } = await writeXlsxTemplate(deps, c.var.who, c.req.valid('param').id)
      asFile(c, name, 'xlsx')
      return c.body(new Uint8Array(content), 200)
    })
    .openapi(preview, async (c) => {
      const asked = { roundId: c.req.valid('param').id, bytes: await bytesOf(c) }
      return c.json(await previewEntry(deps, c.var.who, asked), 200)
    })
    .openapi(confirm, async (c) => {
      const asked = { roundId: c.req.valid('param').id, bytes: await bytesOf(c), ...c.req.valid('query') }
      return c.json(await enterFile(deps, c.var.who, asked), 201)
    })
}
