import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { SignedIn, Who } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { Problem } from '../problem.ts'
import { problemOf } from '../problem-of.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { progressKind, progressLines, silently, streamProgress, type Tell } from '../tell-progress.ts'
import { exportFigures } from './export-figures.ts'
import type { FiguresDeps } from './figures-deps.ts'
import { importFigures, previewFigures } from './import-figures.ts'
import { listFigures } from './list-figures.ts'
import { listImports } from './list-imports.ts'
import {
  figureImports,
  figurePreview,
  figuresFileQuery,
  figuresImported,
  figuresView,
  importQuery,
  indicatorPage,
  indicatorParams,
  setParams,
  yearQuery,
} from './schema.ts'
import { scopeOf } from './scope-import.ts'
import { viewIndicator } from './view-indicator.ts'
import { withdrawImport } from './withdraw-import.ts'
import { writeCsvTemplate, writeXlsxTemplate } from './write-template.ts'

const tags = ['figures']
const signedIn = ['not_signed_in', 'not_allowed'] as const
const one = [...signedIn, 'invalid_request', 'not_found'] as const
const files = [...one, 'too_large', 'unreadable_file', 'too_many_lines', 'figures_about_persons'] as const
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const binary = z.string().openapi({ format: 'binary' })
const file = {
  required: true,
  content: { 'text/csv': { schema: binary }, [spreadsheet]: { schema: binary } },
}

const list = createRoute({
  method: 'get',
  path: '/api/figures',
  tags,
  summary: 'Indicators over the years as far as the reader may see them, small numbers hidden',
  responses: { 200: json(figuresView, 'In the order of the plan'), ...refusals(...signedIn) },
})
const page = createRoute({
  method: 'get',
  path: '/api/figures/{code}',
  tags,
  summary: 'One indicator: what it counts, its figures over the years, and what was made of them',
  request: { params: indicatorParams },
  responses: { 200: json(indicatorPage, 'As far as the reader may see it'), ...refusals(...one) },
})
const exported = createRoute({
  method: 'get',
  path: '/api/figures.csv',
  tags,
  summary: 'The figures of the list, or of one indicator, as a semicolon CSV with what was chosen on top',
  request: { query: figuresFileQuery },
  responses: {
    200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
    ...refusals(...one),
  },
})
const csv = createRoute({
  method: 'get',
  path: '/api/figures-import/{code}/template.csv',
  tags,
  summary: 'Every count of a set of figures for a school year, to fill in',
  request: { params: setParams, query: yearQuery },
  responses: {
    200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
    ...refusals(...one),
  },
})
const xlsx = createRoute({
  method: 'get',
  path: '/api/figures-import/{code}/template.xlsx',
  tags,
  summary: 'The same as a spreadsheet',
  request: { params: setParams, query: yearQuery },
  responses: {
    200: { description: 'XLSX', content: { [spreadsheet]: { schema: binary } } },
    ...refusals(...one),
  },
})
const preview = createRoute({
  method: 'post',
  path: '/api/figures-import/{code}/preview',
  tags,
  summary: 'What a CSV or XLSX file of counts would do, with each wrong line; stores nothing',
  request: { params: setParams, query: yearQuery, body: file },
  responses: {
    200: {
      ...json(figurePreview, 'What would be stored'),
      content: { ...json(figurePreview, '').content, ...progressLines },
    },
    ...refusals(...files),
  },
})
const confirm = createRoute({
  method: 'post',
  path: '/api/figures-import/{code}',
  tags,
  summary: 'Store the counts of a file that was looked at, all together',
  request: { params: setParams, query: importQuery, body: file },
  responses: {
    200: { description: 'The same with progress, for who accepts it', content: progressLines },
    201: json(figuresImported, 'How many were stored'),
    ...refusals(...files, 'import_changed'),
  },
})

const imports = createRoute({
  method: 'get',
  path: '/api/figure-imports',
  tags,
  summary: 'Sets of figures that this person may hand in, and the files that it sees, newest first',
  responses: { 200: json(figureImports, 'Also those that were taken back'), ...refusals(...signedIn) },
})
const withdraw = createRoute({
  method: 'post',
  path: '/api/figure-imports/{id}/withdraw',
  tags,
  summary: 'Take a file of counts back: they are no longer read, and what was there before counts again',
  request: { params: idParams },
  responses: { 204: { description: 'Taken back' }, ...refusals(...one) },
})

const bytesOf = async (c: Context): Promise<Uint8Array> => new Uint8Array(await c.req.arrayBuffer())
function asFile(c: Context, { code, schoolYear, kind }: { code: string; schoolYear: string; kind: string }) {
  c.header('Content-Type', kind === 'csv' ? 'text/csv; charset=utf-8' : spreadsheet)
  c.header('Content-Disposition', `attachment; filename="${code}-${schoolYear}.${kind}"`)
}

const templateOf = (
  deps: FiguresDeps,
  who: Who,
  { code, schoolYear }: { code: string; schoolYear: string },
) =>
  deps.store.inNetwork(who.networkId, async (tx) => ({
    ...(await scopeOf(tx, { deps, who, set: code })),
    schoolYear,
  }))

interface RouteDeps extends FiguresDeps {
  readonly log: (line: string, error: unknown) => void
}

/** The outcome with its status, or a stream of progress for who accepts that. */
async function answer<T extends object>(
  c: Context,
  { log }: RouteDeps,
  { status, run }: { readonly status: 200 | 201; readonly run: (tell: Tell) => Promise<T> },
): Promise<never> {
  const asProblem = (error: unknown): Problem => {
    const problem = problemOf(error)
    if (problem === undefined) log('request', error)
    return problem ?? new Problem('import_failed')
  }
  const wantsProgress = c.req.header('accept')?.includes(progressKind) === true
  const response = wantsProgress
    ? streamProgress({ run, problemOf: asProblem })
    : c.json(await run(silently), status)
  return response as never
}

/** Routes of figures and their import; all of them behind a session that sets `who`. */
export function figureRoutes(deps: RouteDeps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => c.json((await listFigures(deps, c.var.who)) as never, 200))
    .openapi(page, async (c) =>
      c.json((await viewIndicator(deps, c.var.who, c.req.valid('param').code)) as never, 200),
    )
    .openapi(exported, async (c) => {
      const { text, name } = await exportFigures(deps, c.var.who, c.req.valid('query').indicator)
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="${name}"`)
      return c.body(text, 200)
    })
    .openapi(csv, async (c) => {
      const asked = { ...c.req.valid('param'), ...c.req.valid('query') }
      const text = writeCsvTemplate(await templateOf(deps, c.var.who, asked))
      asFile(c, { ...asked, kind: 'csv' })
      return c.body(text, 200)
    })
    .openapi(xlsx, async (c) => {
      const asked = { ...c.req.valid('param'), ...c.req.valid('query') }
      const sheet = await writeXlsxTemplate(await templateOf(deps, c.var.who, asked))
      asFile(c, { ...asked, kind: 'xlsx' })
      return c.body(new Uint8Array(sheet), 200)
    })
    .openapi(imports, async (c) => c.json(await listImports(deps, c.var.who), 200))
    .openapi(withdraw, async (c) => {
      await withdrawImport(deps, c.var.who, c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(preview, async (c) => {
      const asked = { set: c.req.valid('param').code, ...c.req.valid('query'), bytes: await bytesOf(c) }
      const run = (tell: Tell) => previewFigures(deps, c.var.who, { ...asked, tell })
      return answer(c, deps, { status: 200, run })
    })
    .openapi(confirm, async (c) => {
      const asked = { set: c.req.valid('param').code, ...c.req.valid('query'), bytes: await bytesOf(c) }
      const run = (tell: Tell) => importFigures(deps, c.var.who, { ...asked, tell })
      return answer(c, deps, { status: 201, run })
    })
}
