import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import type { CoverageDeps } from './coverage-deps.ts'
import { coverageView } from './describe-coverage.ts'
import { exportCoverage } from './export-coverage.ts'
import { readCoverage } from './read-coverage.ts'
import { coverageFileQuery, coverageQuery } from './schema.ts'

const tags = ['coverage']
const refused = refusals('invalid_request', 'not_signed_in', 'not_allowed', 'not_found')

const coverage = createRoute({
  method: 'get',
  path: '/api/coverage',
  tags,
  summary: 'Goals and expectations beside what asks about them and the evidence of a school year',
  request: { query: coverageQuery },
  responses: { 200: json(coverageView, 'The matrix, small numbers hidden'), ...refused },
})
const file = createRoute({
  method: 'get',
  path: '/api/coverage.csv',
  tags,
  summary: 'Bijlage 1, the plan or the framework with its evidence as a semicolon CSV',
  request: { query: coverageFileQuery },
  responses: {
    200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
    ...refused,
  },
})

/** Routes of the coverage matrix; both of them behind a session that sets `who`. */
export function coverageRoutes(deps: CoverageDeps) {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(coverage, async (c) => c.json(await readCoverage(deps, c.var.who, c.req.valid('query')), 200))
    .openapi(file, async (c) => {
      const { text, name } = await exportCoverage(deps, c.var.who, c.req.valid('query'))
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="${name}"`)
      return c.body(text, 200)
    })
}
