import type { Role } from '@km/store'
import { createMiddleware } from 'hono/factory'
import type { Accounts } from './accounts/open-accounts.ts'
import type { SignedIn } from './deps.ts'
import { Problem } from './problem.ts'

const everyone: readonly Role[] = [
  'admin',
  'project_leader',
  'member',
  'director',
  'coordinator',
  'board',
  'coach',
  'roc_contact',
  'po_contact',
]
const leader: readonly Role[] = ['project_leader']
const visitors: readonly Role[] = ['project_leader', 'member']
const administrator: readonly Role[] = ['admin']
const ownSchools: readonly Role[] = ['coordinator']
/** Who sees any results; which ones: `report/readers.ts`. */
const readers: readonly Role[] = [
  'project_leader',
  'member',
  'director',
  'coordinator',
  'board',
  'coach',
  'roc_contact',
  'po_contact',
]
const seesSchools: readonly Role[] = ['project_leader', 'member', 'coordinator']
/** Free text is never for a board; it reads how many texts are about a theme, in percentages. */
const readsQuotes: readonly Role[] = ['project_leader', 'member', 'director']
const readsThemes: readonly Role[] = [...readsQuotes, 'board']
/** Without evidence for all but the project leader: `act/share-findings.ts`. */
const readsFindings: readonly Role[] = [
  'project_leader',
  'member',
  'director',
  'board',
  'coach',
  'roc_contact',
]
/** The board reads headlines of coverage; the file holds nothing else than what stands behind them. */
const seesSources: readonly Role[] = ['project_leader', 'member', 'director']
/** Which figures: `figures/read-figures.ts`. */
const seesFigures: readonly Role[] = [
  'project_leader',
  'member',
  'director',
  'coordinator',
  'board',
  'roc_contact',
]
/** Which sets: `handsIn` of the instrument. */
const handsInFigures: readonly Role[] = ['project_leader', 'roc_contact', 'coordinator']
const managers: readonly Role[] = ['project_leader', 'admin']
/** Which lines: `registers/see-entries.ts`. */
const seesRegisters: readonly Role[] = ['project_leader', 'member', 'director', 'coordinator']

/**
 * Which roles may use which route, in one place: method and path as in the description, for every route
 * that needs an account. What is about one school or one person is decided further in, by the verb. A
 * route of the description that stands in neither list fails a test.
 */
export const access: Readonly<Record<string, readonly Role[]>> = {
  'GET /api/me': everyone,
  'POST /api/me/role': everyone,
  'POST /api/me/password': everyone,
  'PUT /api/me/weekly-mail': everyone,
  'GET /api/me/sessions': everyone,
  'POST /api/me/sessions/end': everyone,
  'POST /api/me/second-factor': everyone,
  'POST /api/me/second-factor/confirm': everyone,
  'DELETE /api/me/second-factor': everyone,
  'POST /api/me/second-factor/recovery-codes': everyone,
  'GET /api/me/data': everyone,
  'GET /api/people': managers,
  'POST /api/people/{id}/roles': managers,
  'DELETE /api/people/{id}/roles/{role}': managers,
  'POST /api/people/{id}/schools': managers,
  'POST /api/people/{id}/schools/{holding}/end': managers,
  'POST /api/people/{id}/deactivate': managers,
  'POST /api/people/{id}/second-factor/reset': managers,
  'POST /api/invites': managers,
  'POST /api/invites/{id}/send': managers,
  'DELETE /api/invites/{id}': managers,
  'GET /api/framework': everyone,
  'GET /api/start': readers,
  'GET /api/instruments': leader,
  'GET /api/instruments/{code}': leader,
  'GET /api/schools': [...managers, 'member', 'director', 'coordinator'],
  'POST /api/schools': managers,
  'PATCH /api/schools/{id}': managers,
  'POST /api/schools/{id}/close': managers,
  'POST /api/schools/{id}/reopen': managers,
  'POST /api/schools/{id}/merge': managers,
  'GET /api/school-choices': managers,
  'GET /api/school-import/template.csv': managers,
  'GET /api/school-import/template.xlsx': managers,
  'POST /api/school-import/preview': managers,
  'POST /api/school-import': managers,
  'GET /api/schools/{id}': seesSchools,
  'GET /api/rounds': leader,
  'POST /api/rounds': leader,
  'GET /api/rounds/{id}': leader,
  'PATCH /api/rounds/{id}': leader,
  'DELETE /api/rounds/{id}': leader,
  'POST /api/rounds/{id}/open': leader,
  'POST /api/rounds/{id}/extend': leader,
  'POST /api/rounds/{id}/reopen': leader,
  'POST /api/rounds/{id}/close': leader,
  'POST /api/rounds/{id}/links': leader,
  'GET /api/rounds/{id}/import/template.csv': leader,
  'GET /api/rounds/{id}/import/template.xlsx': leader,
  'POST /api/rounds/{id}/import/preview': leader,
  'POST /api/rounds/{id}/import': leader,
  'GET /api/rounds/{id}/invitations': leader,
  'POST /api/rounds/{id}/invitations': leader,
  'GET /api/rounds/{id}/people': leader,
  'POST /api/rounds/{id}/people': leader,
  'POST /api/rounds/{id}/reminders': leader,
  'POST /api/rounds/{id}/mail-preview': leader,
  'POST /api/rounds/{id}/mail-test': leader,
  'POST /api/rounds/{id}/class-links': leader,
  'POST /api/invitations/{id}/address': leader,
  'POST /api/invitations/{id}/new-link': leader,
  'POST /api/invitations/{id}/bounced': leader,
  'GET /api/own/rounds': ownSchools,
  'POST /api/own/rounds/{id}/links': ownSchools,
  'GET /api/own/input': ownSchools,
  'GET /api/visits': seesSchools,
  'POST /api/visits': visitors,
  'GET /api/visits/{id}': seesSchools,
  'DELETE /api/visits/{id}': visitors,
  'POST /api/visits/{id}/links': visitors,
  'POST /api/visits/{id}/agreements': ownSchools,
  'PUT /api/rounds/{id}/shared-with-coaches': leader,
  'GET /api/rounds/{id}/result': leader,
  'PUT /api/rounds/{id}/result': leader,
  'GET /api/wishes': visitors,
  'GET /api/pilot': ['project_leader', 'director', 'board'],
  'POST /api/pilot/decisions': leader,
  'GET /api/comparisons': readers,
  'GET /api/comparisons.csv': readers,
  'GET /api/same-questions': readers,
  'GET /api/same-questions.csv': readers,
  'GET /api/flywheel': ['project_leader', 'member', 'director', 'coordinator'],
  'GET /api/texts': leader,
  'PUT /api/texts/reading': leader,
  'POST /api/themes': leader,
  'PATCH /api/themes/{id}': leader,
  'PUT /api/theme-shares': leader,
  'GET /api/shared-texts': readsThemes,
  'GET /api/themes.csv': readsThemes,
  'GET /api/findings/{id}/quotes': readsQuotes,
  'POST /api/findings/{id}/quotes': leader,
  'DELETE /api/findings/{id}/quotes/{quote}': leader,
  'GET /api/expectations/{code}': readers,
  'GET /api/coverage': [...seesSources, 'board'],
  'GET /api/coverage.csv': seesSources,
  'GET /api/figures': seesFigures,
  'GET /api/figures/{code}': seesFigures,
  'GET /api/figures.csv': seesFigures,
  'GET /api/figure-imports': handsInFigures,
  'POST /api/figure-imports/{id}/withdraw': handsInFigures,
  'GET /api/figures-import/{code}/template.csv': handsInFigures,
  'GET /api/figures-import/{code}/template.xlsx': handsInFigures,
  'POST /api/figures-import/{code}/preview': handsInFigures,
  'POST /api/figures-import/{code}': handsInFigures,
  'GET /api/findings': readsFindings,
  'POST /api/findings': leader,
  'GET /api/findings/{id}': readsFindings,
  'PATCH /api/findings/{id}': leader,
  'POST /api/findings/{id}/actions': leader,
  'PATCH /api/actions/{id}': leader,
  'GET /api/actions/{id}/evidence': leader,
  'POST /api/actions/{id}/reviews': leader,
  'GET /api/registers': seesRegisters,
  'POST /api/registers': visitors,
  'PUT /api/registers/{id}': visitors,
  'DELETE /api/registers/{id}': visitors,
  'PUT /api/register-choice': leader,
  'GET /api/calendar': seesRegisters,
  'POST /api/calendar/address': seesRegisters,
  'DELETE /api/calendar/address': seesRegisters,
  'GET /api/audit': administrator,
  'GET /api/audit.csv': administrator,
  'GET /api/register': ['admin', 'project_leader', 'director'],
  'POST /api/accounts/{id}/erase': administrator,
}

/** Routes without an account: links of respondents, signing in, the first run, health, the description. */
export const openToAll: readonly string[] = [
  'GET /healthz',
  'GET /readyz',
  'GET /api/openapi.json',
  'GET /r/{token}',
  'GET /privacy',
  'GET /privacy/{code}',
  'GET /api/setup',
  'POST /api/setup',
  'POST /api/auth/sign-in/email',
  'GET /api/auth/providers',
  'POST /api/auth/providers/start',
  'GET /api/auth/callback/{provider}',
  'POST /api/auth/link',
  'POST /api/auth/link/follow',
  'POST /api/auth/second-factor',
  'POST /api/auth/invite',
  'POST /api/auth/invite/accept',
  'POST /api/auth/sign-out',
  'GET /api/auth/get-session',
  'GET /api/calendar/{token}/agenda.ics',
  'GET /api/respond/{token}',
  'GET /api/respond/{token}/class',
  'PUT /api/respond/{token}/draft',
  'POST /api/respond/{token}/submissions',
  'POST /api/respond/{token}/tickets',
  'POST /api/respond/{token}/new-link',
  'POST /api/respond/{token}/no-mail',
  'GET /api/respond/{token}/last-year',
  'POST /api/respond/{token}/withdrawals',
  'GET /api/respond/{token}/report',
]

/** All that a session may do whose second factor is still to be answered or set up. */
const beforeSecondFactor = new Set([
  'GET /api/me',
  'POST /api/me/second-factor',
  'POST /api/me/second-factor/confirm',
])

/** '/api/rounds/{id}' as Hono writes it. */
export const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

/** Lets through who is signed in with one of these roles, and sets `who`. */
export function only(route: string, roles: readonly Role[], accounts: Accounts) {
  return createMiddleware<SignedIn>(async (c, next) => {
    const session = await accounts.session(c.req.raw.headers)
    if (session === undefined) throw new Problem('not_signed_in')
    if (session.me.next !== 'done' && !beforeSecondFactor.has(route))
      throw new Problem('second_factor_needed')
    if (!roles.some((role) => role === session.who.role)) throw new Problem('not_allowed')
    c.set('who', session.who)
    c.set('me', session.me)
    c.set('sessionId', session.id)
    await next()
  })
}
