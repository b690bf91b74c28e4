import { OpenAPIHono, z } from '@hono/zod-openapi'
import { createSubmitter, type Db, type Submitter } from '@km/store'
import { access, honoPath, only } from './access.ts'
import { type Accounts, hashOf, openAccounts } from './accounts/open-accounts.ts'
import { ownAccountRoutes } from './accounts/own-routes.ts'
import { accountRoutes } from './accounts/routes.ts'
import { whoIs } from './accounts/who-is.ts'
import { actRoutes } from './act/routes.ts'
import { compressed } from './compress.ts'
import { coverageRoutes } from './coverage/routes.ts'
import type { Deps, PostOffice, SignedIn } from './deps.ts'
import { json, refusals } from './describe-problem.ts'
import { enterRoutes } from './enter/routes.ts'
import type { OidcProvider } from './env.ts'
import type { FiguresDeps } from './figures/figures-deps.ts'
import { readFigures } from './figures/read-figures.ts'
import { figureRoutes } from './figures/routes.ts'
import { tellIndicators, viewIndicator } from './figures/view-indicator.ts'
import { renewForHolder } from './invite/renew-for-holder.ts'
import { inviteRoutes } from './invite/routes.ts'
import { limitBody } from './limit-body.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { openPostOffice } from './mail/open-post-office.ts'
import { peopleRoutes } from './people/routes.ts'
import { pilotFigures } from './pilot.ts'
import { privacyPages } from './privacy/page.ts'
import { privacyRoutes } from './privacy/routes.ts'

import { Problem } from './problem.ts'
import { problemOf } from './problem-of.ts'
import { countLines } from './registers/kinds.ts'
import { registerRoutes } from './registers/routes.ts'
import { compareRounds } from './report/compare-rounds.ts'
import { schoolView } from './report/describe-views.ts'
import { freezeRelease } from './report/freeze-release.ts'
import { readFrozen } from './report/read-frozen.ts'
import { readNetwork } from './report/read-network.ts'
import { readVersions } from './report/read-versions.ts'
import { mayReadTexts, readerOf } from './report/readers.ts'
import { withShelf } from './report/report-deps.ts'
import { reportRoutes } from './report/routes.ts'
import { writeOwnReport } from './report/write-school-report.ts'
import { keepFirstPages, respondPage } from './respond/page.ts'
import { withLimits } from './respond/respond-deps.ts'
import { respondRoutes } from './respond/routes.ts'
import { roundRoutes } from './rounds/routes.ts'
import { importRoutes } from './schools/import-routes.ts'
import { schoolRoutes } from './schools/routes.ts'
import { ownOriginOnly, securityHeaders } from './security.ts'
import { readStaticFiles, type StaticFiles } from './static-files.ts'
import { textsRoutes } from './texts/routes.ts'
import { readVisit } from './visits/read-visit.ts'
import { visitRoutes } from './visits/routes.ts'
import { listWishes } from './voices/list-wishes.ts'
import { readLastNumbers as readNumbersBefore } from './voices/read-last-numbers.ts'
import { readResult } from './voices/read-result.ts'
import { voicesRoutes } from './voices/routes.ts'
import type { VoicesDeps } from './voices/voices-deps.ts'

export interface AppDeps extends Deps {
  /** Address that people use, without a slash at the end. */
  readonly publicUrl: string
  /** Signs the cookies. */
  readonly secret: string
  /** For the first account; printed in the terminal. */
  readonly setupCode: string
  /** Where an unexpected error is told; never the address that was asked for. */
  readonly log: (line: string, error: unknown) => void
  readonly limits?: Limits
  readonly submitter?: Submitter
  readonly files?: StaticFiles
  readonly accounts?: Accounts
  readonly oidcProviders?: readonly OidcProvider[]
  /** Default: mail is kept in the database and leaves with a server that delivers. */
  readonly postOffice?: PostOffice
  /** Is there a server that mail goes to? Otherwise it is kept as files. */
  readonly hasMailServer?: boolean
}

function asResponse({ code, status, message, details }: Problem): Response {
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' })
  if (details.retryAfter !== undefined) headers.set('retry-after', String(details.retryAfter))
  return new Response(JSON.stringify({ code, message, details }), { status, headers })
}

const state = z.object({ status: z.enum(['ok', 'unavailable']) }).openapi('Health')

/** How what is kept in `deps` meets: everything that one step needs of another is handed over here. */
function routesOf(given: AppDeps) {
  const deps = { ...given, postOffice: given.postOffice ?? openPostOffice(given) }
  const limits = deps.limits ?? defaultLimits
  const files = deps.files ?? readStaticFiles()
  const submitter = deps.submitter ?? createSubmitter(deps.store, deps)
  const accounts = deps.accounts ?? openAccounts(deps)
  const reports = withShelf(deps)
  const readSchoolReport = (asked: { networkId: number; schoolId: number }) => writeOwnReport(deps, asked)
  const mailNewLink = (asked: { networkId: number; invitationId: number }) => renewForHolder(deps, asked)
  const readPublicResult = (asked: { networkId: number; roundId: number }) => readResult(voices, asked)
  const readLastNumbers = (asked: { networkId: number; roundId: number }) => readNumbersBefore(voices, asked)
  const reading = { readSchoolReport, readPublicResult, readLastNumbers }
  const respond = withLimits({ ...deps, ...reading, limits, submitter, mailNewLink })
  const figures: FiguresDeps = {
    ...deps,
    readFrozen,
    readVersions: (tx: Db, id: number) => readVersions(tx, reports, id),
  }
  const voices: VoicesDeps = {
    ...deps,
    served: respond.served,
    readFrozen,
    pilotFigures: (who) => tellIndicators(figures, who, pilotFigures),
  }
  const visits = { ...deps, served: respond.served }
  return {
    files,
    accounts,
    steps: [
      accountRoutes({ ...deps, accounts, limits }),
      ownAccountRoutes({ ...deps, accounts, limits }),
      peopleRoutes({ ...deps, limits, hashOf, hasProviders: accounts.providers.length > 0 }),
      respondRoutes(respond, schoolView),
      schoolRoutes(deps),
      importRoutes(deps),
      roundRoutes({ ...deps, freeze: async (tx, asked) => ({ ...(await freezeRelease(tx, deps, asked)) }) }),
      enterRoutes({ ...deps, served: respond.served }),
      figureRoutes({ ...figures, log: deps.log }),
      inviteRoutes(deps),
      reportRoutes(deps),
      registerRoutes({ ...deps, limits, whoIs: (asked) => whoIs(deps, asked) }),
      coverageRoutes({
        ...deps,
        readerOf,
        countLines,
        readFigures: (tx, who) => readFigures(tx, figures, who),
        readNetwork: (tx, id) => readNetwork(tx, reports, id),
      }),
      textsRoutes({
        ...deps,
        readerOf,
        mayReadTexts,
        readNetwork: (tx, id) => readNetwork(tx, reports, id),
      }),
      visitRoutes(visits),
      voicesRoutes(voices),
      privacyRoutes(deps),
      privacyPages({ ...deps, files }),
      actRoutes({
        ...deps,
        compare: (who, asked) => compareRounds(reports, who, asked),
        wishes: (who, year) => listWishes(voices, who, year),
        figure: (who, code) => viewIndicator(figures, who, code),
        visit: (who, id) => readVisit(visits, who, id),
      }),
    ],
    page: respondPage({ ...respond, files, firstPages: keepFirstPages() }),
  }
}

/** Health of the process and of what it needs. */
function addHealth(app: OpenAPIHono<SignedIn>, { store }: AppDeps): void {
  const route = (path: string, summary: string) => ({
    method: 'get' as const,
    path,
    tags: ['health'],
    summary,
    responses: { 200: json(state, 'All is well'), ...refusals('unavailable') },
  })
  app.openapi(route('/healthz', 'Does the process run?'), (c) => c.json({ status: 'ok' as const }, 200))
  app.openapi(route('/readyz', 'Database, tables and definitions are there'), async (c) => {
    if (!(await store.ready())) throw new Problem('unavailable')
    return c.json({ status: 'ok' as const }, 200)
  })
}

/** What can stop a request of any route stands with each of them as `default`. */
function withAnyRefusal<T extends { readonly paths?: object }>(description: T): T {
  const schema = { $ref: '#/components/schemas/Problem' }
  const any = {
    description: 'foreign_origin, too_large, internal, unavailable',
    content: { 'application/json': { schema } },
  }
  const operations = Object.values(description.paths ?? {}).flatMap((path: object) => Object.values(path))
  for (const { responses } of operations) responses.default = any
  return description
}

/** The OpenAPI description of every route; made when it is first asked for. */
function addDescription(app: OpenAPIHono<SignedIn>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'km.session_token',
    description: 'Set by signing in; routes that answer 401 need it.',
  })
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/openapi.json',
    tags: ['description'],
    summary: 'This description',
    responses: { 200: { description: 'OpenAPI 3.1' } },
  })
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/r/{token}',
    tags: ['respond'],
    summary: 'The form behind a link, with its first questions readable and answerable before any script',
    request: { params: z.object({ token: z.string() }) },
    responses: {
      200: { description: 'A page for every state of the link', content: { 'text/html': {} } },
      404: { description: 'A page that says what to do: the link is unknown', content: { 'text/html': {} } },
    },
  })
  let description: ReturnType<typeof app.getOpenAPI31Document> | undefined
  app.get('/api/openapi.json', (c) => {
    description ??= withAnyRefusal(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: { title: 'Kwaliteitsmonitor NT2', version: '0.1.0' },
      }),
    )
    return c.json(description)
  })
}

/** The whole HTTP edge on a store: `createApp(deps).request(...)` in tests, a server in `main.ts`. */
export function createApp(deps: AppDeps) {
  const { accounts, files, page, steps } = routesOf(deps)
  const app = new OpenAPIHono<SignedIn>()
  app.onError((error) => {
    const problem = problemOf(error)
    if (problem === undefined) deps.log('request', error)
    return asResponse(problem ?? new Problem('internal'))
  })
  app.use(securityHeaders(deps.publicUrl.startsWith('https:'), files.respond?.css), compressed)
  app.use('/api/*', ownOriginOnly(deps.publicUrl), limitBody)
  for (const [route, roles] of Object.entries(access)) {
    const [method = '', path = ''] = route.split(' ')
    app.on(method, honoPath(path), only(route, roles, accounts))
  }
  addHealth(app, deps)
  for (const step of steps) app.route('/', step)
  addDescription(app)
  app.route('/', page)
  app.get('*', (c) => {
    const file = c.req.path.startsWith('/api/') ? undefined : files.find(c.req.path)
    if (file === undefined) throw new Problem('not_found')
    const { 'accept-encoding': encoding, 'if-none-match': ifNoneMatch } = c.req.header()
    return files.answer(file, { encoding, ifNoneMatch })
  })
  app.notFound(() => asResponse(new Problem('not_found')))
  return app
}
