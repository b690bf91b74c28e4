import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Deps, SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { importSchools, previewImport } from './import-schools.ts'
import { template as words } from './nl.ts'
import { imported, importPreview } from './schema.ts'
import { writeCsvTemplate, writeXlsxTemplate } from './write-template.ts'

const tags = ['schools']
const signedIn = ['not_signed_in', 'not_allowed'] as const
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const binary = z.string().openapi({ format: 'binary' })
const file = {
  required: true,
  content: { 'text/csv': { schema: binary }, [spreadsheet]: { schema: binary } },
}
const files = [
  ...signedIn,
  'invalid_request',
  'too_large',
  'unreadable_file',
  'too_many_lines',
  'personal_columns',
] as const

const csv = createRoute({
  method: 'get',
  path: '/api/school-import/template.csv',
  tags,
  summary: 'An example file to import schools from',
  responses: {
    200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
    ...refusals(...signedIn),
  },
})
const xlsx = createRoute({
  method: 'get',
  path: '/api/school-import/template.xlsx',
  tags,
  summary: 'The same as a spreadsheet, with the allowed values',
  responses: {
    200: { description: 'XLSX', content: { [spreadsheet]: { schema: binary } } },
    ...refusals(...signedIn),
  },
})
const preview = createRoute({
  method: 'post',
  path: '/api/school-import/preview',
  tags,
  summary: 'What a CSV or XLSX file would do, with each wrong line; stores nothing',
  request: { body: file },
  responses: { 200: json(importPreview, 'What would be added, and what is wrong'), ...refusals(...files) },
})
const confirm = createRoute({
  method: 'post',
  path: '/api/school-import',
  tags,
  summary: 'Add the schools of a file that was looked at, all together',
  request: { body: file, query: z.object({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/) }) },
  responses: { 201: json(imported, 'How many were added'), ...refusals(...files, 'import_changed') },
})

const bytesOf = async (c: Context): Promise<Uint8Array> => new Uint8Array(await c.req.arrayBuffer())
const asFile = (c: Context, kind: 'csv' | 'xlsx'): void => {
  c.header('Content-Type', kind === 'csv' ? 'text/csv; charset=utf-8' : spreadsheet)
  c.header('Content-Disposition', `attachment; filename="${words.file}.${kind}"`)
}

/** Routes of importing schools from a file. */
export function importRoutes(deps: Deps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(csv, (c) => {
      asFile(c, 'csv')
      return c.body(writeCsvTemplate(), 200)
    })
    .openapi(xlsx, async (c) => {
      asFile(c, 'xlsx')
      return c.body(new Uint8Array(await writeXlsxTemplate()), 200)
    })
    .openapi(preview, async (c) => c.json(await previewImport(deps, c.var.who, await bytesOf(c)), 200))
    .openapi(confirm, async (c) => {
      const asked = { bytes: await bytesOf(c), ...c.req.valid('query') }
      return c.json(await importSchools(deps, c.var.who, asked), 201)
    })
}
