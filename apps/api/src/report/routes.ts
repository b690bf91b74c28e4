import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Deps, SignedIn } from '../deps.ts'
import { json, refusals } from '../describe-problem.ts'
import { refuseInvalid } from '../refuse-invalid.ts'
import { idParams } from '../request-fields.ts'
import { compareRounds } from './compare-rounds.ts'
import { compareSame } from './compare-same.ts'
import { comparisonView } from './describe-comparison.ts'
import { describeExpectation } from './describe-expectation.ts'
import {
  expectationView,
  frameworkView,
  instrumentView,
  sameView,
  schoolView,
  startView,
} from './describe-views.ts'
import { flywheelView } from './describe-visits.ts'
import { exportComparison } from './export-comparison.ts'
import { exportSame } from './export-same.ts'
import { describeInstrument, listInstruments } from './list-instruments.ts'
import { withShelf } from './report-deps.ts'
import { comparisonQuery, sameQuery, sharing } from './schema.ts'
import { shareRelease } from './share-release.ts'
import { viewFlywheel } from './view-flywheel.ts'
import { writeSchoolReports } from './write-school-report.ts'
import { writeStart } from './write-start.ts'

const leader = refusals('invalid_request', 'not_signed_in', 'not_allowed', 'not_found')
const tags = ['report']
const code = z.object({ code: z.string().max(30) })

const comparison = createRoute({
  method: 'get',
  path: '/api/comparisons',
  tags,
  summary: 'School years side by side, suppressed',
  request: { query: comparisonQuery },
  responses: {
    200: json(comparisonView, 'Cells with n, movement of the same schools, reasons'),
    ...leader,
  },
})
const comparisonCsv = createRoute({
  method: 'get',
  path: '/api/comparisons.csv',
  tags,
  summary: 'The same comparison as a semicolon CSV, with what was chosen on its first lines',
  request: { query: comparisonQuery },
  responses: {
    200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
    ...leader,
  },
})
const same = createRoute({
  method: 'get',
  path: '/api/same-questions',
  tags,
  summary: 'Questions that another instrument asks other people in the same way, side by side',
  request: { query: sameQuery },
  responses: { 200: json(sameView, 'Each side under its own thresholds'), ...leader },
})
const sameCsv = createRoute({
  method: 'get',
  path: '/api/same-questions.csv',
  tags,
  summary: 'The same questions as a semicolon CSV',
  request: { query: sameQuery },
  responses: {
    200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
    ...leader,
  },
})
const expectation = createRoute({
  method: 'get',
  path: '/api/expectations/{code}',
  tags,
  summary: 'What is known about one expectation of the framework',
  request: {
    params: code,
    query: z.object({ years: comparisonQuery.shape.years }),
  },
  responses: { 200: json(expectationView, 'One row of the comparison and where it comes from'), ...leader },
})
const flywheel = createRoute({
  method: 'get',
  path: '/api/flywheel',
  tags,
  summary: 'How many schools are in which phase of the flywheel, per round of visits, suppressed',
  request: { query: comparisonQuery.pick({ years: true }) },
  responses: {
    200: json(flywheelView, 'Counts of schools, movement of the same schools, reasons'),
    ...leader,
  },
})
const school = createRoute({
  method: 'get',
  path: '/api/schools/{id}',
  tags,
  summary: 'One school beside its own past',
  request: { params: idParams },
  responses: { 200: json(schoolView, 'Reports of released rounds, newest first'), ...leader },
})
const start = createRoute({
  method: 'get',
  path: '/api/start',
  tags,
  summary: 'Where are we: what moved, what runs, what waits, what comes up',
  responses: { 200: json(startView, 'The start screen'), ...leader },
})
const shareCoaches = createRoute({
  method: 'put',
  path: '/api/rounds/{id}/shared-with-coaches',
  tags,
  summary: 'Let the coaches of the pilot see a released round, or no longer',
  request: {
    params: idParams,
    body: { content: { 'application/json': { schema: sharing } }, required: true },
  },
  responses: { 200: json(sharing, 'As it is now'), ...leader },
})
const framework = createRoute({
  method: 'get',
  path: '/api/framework',
  tags,
  summary: 'The framework with its domains, subdomains and expectations',
  responses: { 200: json(frameworkView, 'OK voor NT2'), ...leader },
})
const instruments = createRoute({
  method: 'get',
  path: '/api/instruments',
  tags,
  summary: 'Published instruments with their versions',
  responses: { 200: json(z.array(instrumentView), 'One per instrument'), ...leader },
})
const instrument = createRoute({
  method: 'get',
  path: '/api/instruments/{code}',
  tags,
  summary: 'One instrument: versions, what changed and why, where used, coverage',
  request: { params: code },
  responses: { 200: json(instrumentView, 'One instrument'), ...leader },
})

/** Routes of the reports; all of them behind a session that sets `who`. */
export function reportRoutes(given: Deps) {
  const deps = withShelf(given)
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(comparison, async (c) => c.json(await compareRounds(deps, c.var.who, c.req.valid('query')), 200))
    .openapi(comparisonCsv, async (c) => {
      const { text, name } = await exportComparison(deps, c.var.who, c.req.valid('query'))
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="${name}"`)
      return c.body(text, 200)
    })
    .openapi(same, async (c) => c.json(await compareSame(deps, c.var.who, c.req.valid('query')), 200))
    .openapi(sameCsv, async (c) => {
      const { text, name } = await exportSame(deps, c.var.who, c.req.valid('query'))
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="${name}"`)
      return c.body(text, 200)
    })
    .openapi(expectation, async (c) => {
      const asked = { ...c.req.valid('param'), ...c.req.valid('query') }
      return c.json(await describeExpectation(deps, c.var.who, asked), 200)
    })
    .openapi(flywheel, async (c) => c.json(await viewFlywheel(deps, c.var.who, c.req.valid('query')), 200))
    .openapi(school, async (c) =>
      c.json(await writeSchoolReports(deps, c.var.who, c.req.valid('param').id), 200),
    )
    .openapi(start, async (c) => c.json(await writeStart(deps, c.var.who), 200))
    .openapi(shareCoaches, async (c) =>
      c.json(await shareRelease(deps, c.var.who, { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
    )
    .openapi(framework, (c) => c.json(deps.surveys.framework, 200))
    .openapi(instruments, async (c) => c.json(await listInstruments(deps, c.var.who), 200))
    .openapi(instrument, async (c) =>
      c.json(await describeInstrument(deps, c.var.who, c.req.valid('param').code), 200),
    )
}
