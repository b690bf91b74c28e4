/**
 * The access matrix: every role × every route × something of the own school, of another school in the same
 * network, and of another network. A role that a row does not name gets 403; nobody at all gets 401. A new
 * route without a row fails.
 */
import { randomUUID } from 'node:crypto'
import { compileChecker, type Item, parseDefinition } from '@km/definition'
import { addHolding, createSchools, enterNetwork, type Role } from '@km/store'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { access } from './access.ts'
import { createAccount } from './accounts/create-account.ts'
import { hashOf } from './accounts/open-accounts.ts'
import { fillForm } from './demo/answer-form.ts'
import { addNetwork, client, openTestApp, password, signIn, testClock } from './testing.ts'

const places = ['own', 'other', 'foreign'] as const
type Place = (typeof places)[number]

interface Ask {
  /** For `{id}`, `{code}` and the like in the path, in order. */
  readonly at?: readonly (number | string)[]
  readonly query?: string
  readonly body?: unknown
}
interface Row {
  /** What is asked: about something of this place, or the same everywhere. */
  readonly ask: Ask | ((thing: Things) => Ask)
  /** Status per role that may come in: for own, other and foreign, or one for all. */
  readonly may: Partial<Record<Role, string>>
}

/** What a network holds of one school, to be asked for by number. */
interface Things {
  readonly school: number
  readonly open: number
  readonly released: number
  readonly planned: number
  /** Of an earlier year, not closed yet. */
  readonly earlier: number
  readonly invitation: number
  readonly visit: number
  /** A line of a register. */
  readonly entry: number
  readonly finding: number
  readonly action: number
  readonly account: string
  /** Another one, who is erased. */
  readonly leaver: string
  readonly invite: number
}

const roles: readonly Role[] = [
  ...(['admin', 'project_leader', 'member', 'director', 'coordinator'] as const),
  ...(['board', 'coach', 'roc_contact', 'po_contact'] as const),
]
const everyone = (status: string): Row['may'] => Object.fromEntries(roles.map((role) => [role, status]))
const leader = (status: string): Row['may'] => ({ project_leader: status })
/** Every role that sees any results; of questions that are not for it the answer is empty. */
const readers: Row['may'] = {
  ...leader('200'),
  ...{ member: '200', director: '200', coordinator: '200', board: '200', coach: '200' },
  ...{ roc_contact: '200', po_contact: '200' },
}
const nothing = {}
const year = '2026-2027'
const monitor = 'instrument=KM-NT2'
const measure = { measureInstrument: 'KM-NT2', measureItem: 'KM_BE_N_1', measureUnit: 'count' }

/** Nobody can be hurt by a body without what is needed: it is refused after the role was let in. */
const empty = { body: {} }
const managers = (status: string): Row['may'] => ({ admin: status, project_leader: status })

const contactWith = (schoolId: number) => ({
  ...{ kind: 'contact', schoolId, startsOn: '2026-09-10', state: 'done' },
  values: { form: 'phone', theme: 'tests' },
})

const matrix: Readonly<Record<string, Row>> = {
  'GET /api/me': { ask: nothing, may: everyone('200') },
  'POST /api/me/role': { ask: { body: { networkId: 999_999, role: 'admin' } }, may: everyone('403') },
  'POST /api/me/password': { ask: empty, may: everyone('400') },
  'PUT /api/me/weekly-mail': { ask: empty, may: everyone('400') },
  'GET /api/me/sessions': { ask: nothing, may: everyone('200') },
  'POST /api/me/second-factor': { ask: { body: { password: 7 } }, may: everyone('400') },
  'POST /api/me/second-factor/confirm': { ask: empty, may: everyone('400') },
  'DELETE /api/me/second-factor': { ask: { body: { password: 7 } }, may: everyone('400') },
  'POST /api/me/second-factor/recovery-codes': { ask: { body: { password: 7 } }, may: everyone('400') },
  'GET /api/me/data': { ask: nothing, may: everyone('200') },
  'GET /api/people': { ask: nothing, may: managers('200') },
  'POST /api/people/{id}/roles': {
    ask: ({ account, school }) => ({ at: [account], body: { role: 'member', schoolIds: [school] } }),
    may: { admin: '200 200 404', ...leader('409 409 404') },
  },
  'DELETE /api/people/{id}/roles/{role}': {
    ask: ({ account }) => ({ at: [account, 'member'] }),
    may: { admin: '200 200 404', ...leader('404 404 404') },
  },
  'POST /api/people/{id}/schools': {
    ask: ({ account, school }) => ({ at: [account], body: { role: 'member', schoolId: school } }),
    may: managers('400 400 404'),
  },
  'POST /api/people/{id}/schools/{holding}/end': {
    ask: ({ account }) => ({ at: [account, 999_999], body: {} }),
    may: managers('404 404 404'),
  },
  'POST /api/people/{id}/second-factor/reset': {
    ask: ({ account }) => ({ at: [account], body: {} }),
    may: managers('200 200 404'),
  },
  'POST /api/people/{id}/deactivate': {
    ask: ({ account }) => ({ at: [account], body: {} }),
    may: { admin: '200 200 404', ...leader('404 404 404') },
  },
  'POST /api/invites': { ask: empty, may: managers('400') },
  'POST /api/invites/{id}/send': {
    ask: ({ invite }) => ({ at: [invite], body: {} }),
    may: managers('200 200 404'),
  },
  'DELETE /api/invites/{id}': {
    ask: ({ invite }) => ({ at: [invite] }),
    may: { admin: '200 200 404', ...leader('404 404 404') },
  },
  'GET /api/framework': { ask: nothing, may: everyone('200') },
  'GET /api/start': {
    ask: nothing,
    may: readers,
  },
  'GET /api/instruments': { ask: nothing, may: leader('200') },
  'GET /api/instruments/{code}': { ask: { at: ['KM-NT2'] }, may: leader('200') },
  'GET /api/schools': {
    ask: nothing,
    may: { ...managers('200'), member: '200', director: '200', coordinator: '200' },
  },
  'POST /api/schools': { ask: empty, may: managers('400') },
  'PATCH /api/schools/{id}': {
    ask: ({ school }) => ({ at: [school], body: {} }),
    may: managers('200 200 404'),
  },
  'POST /api/schools/{id}/close': {
    ask: ({ school }) => ({ at: [school], body: { leftOn: '2030-07-31' } }),
    may: { admin: '200 200 404', ...leader('409 409 404') },
  },
  'POST /api/schools/{id}/reopen': {
    ask: ({ school }) => ({ at: [school], body: {} }),
    may: { admin: '200 200 404', ...leader('409 409 404') },
  },
  'POST /api/schools/{id}/merge': {
    ask: ({ school }) => ({
      at: [school],
      body: { into: 999_999, leftOn: '2030-07-31', invitations: 'move' },
    }),
    may: managers('400 400 404'),
  },
  'GET /api/school-choices': { ask: nothing, may: managers('200') },
  'GET /api/school-import/template.csv': { ask: nothing, may: managers('200') },
  'GET /api/school-import/template.xlsx': { ask: nothing, may: managers('200') },
  'POST /api/school-import/preview': { ask: { body: 'x' }, may: managers('200') },
  'POST /api/school-import': { ask: { body: 'x' }, may: managers('400') },
  'GET /api/schools/{id}': {
    ask: ({ school }) => ({ at: [school] }),
    may: { ...leader('200 200 404'), member: '200 403 403', coordinator: '200 403 403' },
  },
  'GET /api/rounds': { ask: nothing, may: leader('200') },
  'POST /api/rounds': { ask: empty, may: leader('400') },
  'GET /api/rounds/{id}': { ask: ({ open }) => ({ at: [open] }), may: leader('200 200 404') },
  'PATCH /api/rounds/{id}': {
    ask: ({ planned }) => ({ at: [planned], body: {} }),
    may: leader('200 200 404'),
  },
  'POST /api/rounds/{id}/extend': {
    ask: ({ open }) => ({ at: [open], body: { closesOn: '2026-12-15' } }),
    may: leader('200 400 404'),
  },
  'POST /api/rounds/{id}/reopen': {
    ask: ({ open }) => ({ at: [open], body: { reason: 'Proef', closesOn: '2026-12-15' } }),
    may: leader('409 409 404'),
  },
  'POST /api/rounds/{id}/links': {
    ask: ({ open, school }) => ({ at: [open], body: { schoolId: school } }),
    may: leader('201 201 404'),
  },
  'GET /api/rounds/{id}/import/template.csv': {
    ask: ({ earlier }) => ({ at: [earlier] }),
    may: leader('200 200 404'),
  },
  'GET /api/rounds/{id}/import/template.xlsx': {
    ask: ({ earlier }) => ({ at: [earlier] }),
    may: leader('200 200 404'),
  },
  'POST /api/rounds/{id}/import/preview': {
    ask: ({ earlier }) => ({ at: [earlier], body: 'x' }),
    may: leader('200 200 404'),
  },
  'POST /api/rounds/{id}/import': {
    ask: ({ earlier }) => ({ at: [earlier], query: `fingerprint=${'0'.repeat(64)}`, body: 'x' }),
    may: leader('409 409 404'),
  },
  'GET /api/rounds/{id}/invitations': { ask: ({ open }) => ({ at: [open] }), may: leader('200 200 404') },
  // Rounds of KM-NT2 are for schools: there are no people by name in them.
  'GET /api/rounds/{id}/people': { ask: ({ open }) => ({ at: [open] }), may: leader('404 404 404') },
  'POST /api/rounds/{id}/people': {
    ask: ({ open }) => ({ at: [open], body: { emails: ['wie@example.org'], byMail: false } }),
    may: leader('400 400 404'),
  },
  'POST /api/rounds/{id}/invitations': {
    ask: ({ open, school }) => ({
      at: [open],
      body: { schools: [{ schoolId: school, email: 'a@example.org' }] },
    }),
    may: leader('200 200 404'),
  },
  // Both schools are in one round: the second press on a day reminds nobody.
  'POST /api/rounds/{id}/reminders': {
    ask: ({ open }) => ({ at: [open], body: {} }),
    may: leader('200 409 404'),
  },
  'POST /api/rounds/{id}/mail-preview': {
    ask: ({ open, school }) => ({ at: [open], body: { kind: 'invitation', schoolId: school } }),
    may: leader('200 200 404'),
  },
  'POST /api/rounds/{id}/mail-test': {
    ask: ({ open }) => ({ at: [open], body: { kind: 'invitation' } }),
    may: leader('200 200 404'),
  },
  'POST /api/rounds/{id}/class-links': {
    ask: ({ open }) => ({ at: [open], body: { codes: 0 } }),
    may: leader('409 409 404'),
  },
  'POST /api/invitations/{id}/address': {
    ask: ({ invitation }) => ({ at: [invitation], body: { email: 'b@example.org' } }),
    may: leader('200 200 404'),
  },
  'POST /api/invitations/{id}/new-link': {
    ask: ({ invitation }) => ({ at: [invitation], body: {} }),
    may: leader('200 200 404'),
  },
  'POST /api/invitations/{id}/bounced': {
    ask: ({ invitation }) => ({ at: [invitation], body: {} }),
    may: leader('200 200 404'),
  },
  'GET /api/own/rounds': { ask: nothing, may: { coordinator: '200' } },
  'POST /api/own/rounds/{id}/links': {
    ask: ({ open, school }) => ({ at: [open], body: { schoolId: school } }),
    may: { coordinator: '201 404 404' },
  },
  'GET /api/own/input': { ask: nothing, may: { coordinator: '200' } },
  'GET /api/visits': { ask: nothing, may: { ...leader('200'), member: '200', coordinator: '200' } },
  'POST /api/visits': {
    ask: ({ school }) => ({ body: { schoolId: school, visitedOn: '2026-10-02' } }),
    may: { ...leader('201 201 404'), member: '201 404 404' },
  },
  'GET /api/visits/{id}': {
    ask: ({ visit }) => ({ at: [visit] }),
    may: { ...leader('200 200 404'), member: '200 404 404', coordinator: '200 404 404' },
  },
  'DELETE /api/visits/{id}': {
    ask: ({ visit }) => ({ at: [visit] }),
    may: { ...leader('409 409 404'), member: '409 404 404' },
  },
  'POST /api/visits/{id}/links': {
    ask: ({ visit }) => ({ at: [visit], body: {} }),
    may: { ...leader('409 409 404'), member: '409 404 404' },
  },
  'POST /api/visits/{id}/agreements': {
    ask: ({ visit }) => ({ at: [visit], body: { kind: 'agreed' } }),
    may: { coordinator: '201 404 404' },
  },
  'GET /api/registers': {
    ask: nothing,
    may: { ...leader('200'), member: '200', director: '200', coordinator: '200' },
  },
  'POST /api/registers': {
    ask: ({ school }) => ({ body: contactWith(school) }),
    may: { ...leader('201 201 400'), member: '201 403 403' },
  },
  'PUT /api/registers/{id}': {
    ask: ({ entry, school }) => ({ at: [entry], body: contactWith(school) }),
    may: { ...leader('200 200 404'), member: '200 404 404' },
  },
  // The project leader is asked first, and takes both away.
  'DELETE /api/registers/{id}': {
    ask: ({ entry }) => ({ at: [entry] }),
    may: { ...leader('200 200 404'), member: '404 404 404' },
  },
  'PUT /api/register-choice': { ask: empty, may: leader('400') },
  'GET /api/calendar': {
    ask: nothing,
    may: { ...leader('200'), member: '200', director: '200', coordinator: '200' },
  },
  'POST /api/calendar/address': {
    ask: nothing,
    may: { ...leader('201'), member: '201', director: '201', coordinator: '201' },
  },
  'DELETE /api/calendar/address': {
    ask: nothing,
    may: { ...leader('200'), member: '200', director: '200', coordinator: '200' },
  },
  'PUT /api/rounds/{id}/shared-with-coaches': {
    ask: ({ released }) => ({ at: [released], body: { shared: true } }),
    may: leader('200 200 404'),
  },
  'GET /api/wishes': { ask: nothing, may: { ...leader('200'), member: '200' } },
  'GET /api/pilot': { ask: nothing, may: { ...leader('200'), director: '200', board: '200' } },
  'POST /api/pilot/decisions': { ask: empty, may: leader('400') },
  // Only what is anonymous and for students is told; `voices.test.ts` walks those.
  'GET /api/rounds/{id}/result': { ask: ({ released }) => ({ at: [released] }), may: leader('404 404 404') },
  'PUT /api/rounds/{id}/result': {
    ask: ({ released }) => ({ at: [released], body: { items: [], doing: '', publish: false } }),
    may: leader('404 404 404'),
  },
  'GET /api/comparisons': {
    ask: ({ school }) => ({ query: `${monitor}&school=${school}` }),
    may: { ...leader('200 200 404'), member: '200 403 403', coordinator: '200 403 403' },
  },
  'GET /api/comparisons # of the network': {
    ask: { query: monitor },
    may: {
      ...leader('200'),
      member: '200',
      director: '200',
      coordinator: '200',
      board: '200',
      coach: '403',
      roc_contact: '403',
    },
  },
  'GET /api/comparisons.csv': {
    ask: ({ school }) => ({ query: `${monitor}&school=${school}` }),
    may: { ...leader('200 200 404'), member: '200 403 403', coordinator: '200 403 403' },
  },
  'GET /api/comparisons.csv # of the network': {
    ask: { query: monitor },
    may: {
      ...leader('200'),
      member: '200',
      director: '200',
      coordinator: '200',
      board: '200',
      coach: '403',
      roc_contact: '403',
    },
  },
  'GET /api/same-questions': { ask: { query: 'instrument=VC-VO' }, may: readers },
  'GET /api/same-questions.csv': { ask: { query: 'instrument=VC-VO' }, may: readers },
  'GET /api/flywheel': {
    ask: nothing,
    may: { ...leader('200'), member: '200', director: '200', coordinator: '200' },
  },
  'GET /api/texts': { ask: { query: monitor }, may: leader('200') },
  'PUT /api/texts/reading': { ask: empty, may: leader('400') },
  'PUT /api/texts/reading # of a round': {
    ask: ({ released }) => ({ body: readingOf(released) }),
    may: leader('404 404 404'),
  },
  'POST /api/themes': { ask: { body: { name: '' } }, may: leader('400') },
  'PATCH /api/themes/{id}': { ask: { at: [999_999], body: {} }, may: leader('404') },
  'PUT /api/theme-shares': {
    ask: ({ released }) => ({ body: { roundId: released, item: 'KM_V_2', shared: true } }),
    may: leader('409 409 404'),
  },
  'GET /api/shared-texts': {
    ask: { query: monitor },
    may: { ...leader('200'), member: '200', director: '200', board: '200' },
  },
  'GET /api/themes.csv': {
    ask: { query: `${monitor}&item=KM_V_2` },
    may: { ...leader('200'), member: '404', director: '404', board: '404' },
  },
  'GET /api/findings/{id}/quotes': {
    ask: ({ finding }) => ({ at: [finding] }),
    may: { ...leader('200 200 404'), member: '200 404 404', director: '404 404 404' },
  },
  'POST /api/findings/{id}/quotes': {
    ask: ({ finding }) => ({ at: [finding], body: {} }),
    may: leader('400 400 400'),
  },
  'DELETE /api/findings/{id}/quotes/{quote}': {
    ask: ({ finding }) => ({ at: [finding, 999_999] }),
    may: leader('404 404 404'),
  },
  'GET /api/expectations/{code}': {
    ask: { at: ['BE.N.1'] },
    may: {
      ...leader('200'),
      member: '200',
      coordinator: '200',
      director: '200',
      board: '200',
      coach: '403',
      roc_contact: '403',
    },
  },
  'GET /api/coverage': {
    ask: nothing,
    may: { ...leader('200'), member: '200', director: '200', board: '200' },
  },
  'GET /api/coverage.csv': {
    ask: { query: 'part=bijlage' },
    may: { ...leader('200'), member: '200', director: '200' },
  },
  'GET /api/figures': {
    ask: nothing,
    may: {
      ...leader('200'),
      ...{ member: '200', director: '200', coordinator: '200', board: '200', roc_contact: '200' },
    },
  },
  'GET /api/figures/{code}': {
    ask: { at: ['I.V04'] },
    may: {
      ...leader('200'),
      ...{ member: '200', director: '200', coordinator: '200', board: '200', roc_contact: '404' },
    },
  },
  'GET /api/figures.csv': {
    ask: { query: 'indicator=I.M01' },
    may: {
      ...leader('200'),
      ...{ member: '200', director: '200', coordinator: '404', board: '200', roc_contact: '200' },
    },
  },
  'GET /api/figures-import/{code}/template.csv': {
    ask: { at: ['CF-VO'], query: `schoolYear=${year}` },
    may: { ...leader('200'), coordinator: '200', roc_contact: '403' },
  },
  'GET /api/figures-import/{code}/template.xlsx': {
    ask: { at: ['CF-MBO'], query: `schoolYear=${year}` },
    may: { ...leader('200'), coordinator: '403', roc_contact: '200' },
  },
  'POST /api/figures-import/{code}/preview': {
    ask: { at: ['CF-MBO'], query: `schoolYear=${year}`, body: 'cijfer;aantal' },
    may: { ...leader('200'), coordinator: '403', roc_contact: '200' },
  },
  'POST /api/figures-import/{code}': {
    ask: { at: ['CF-MBO'], body: 'cijfer;aantal' },
    may: { ...leader('400'), coordinator: '400', roc_contact: '400' },
  },
  'GET /api/figure-imports': {
    ask: nothing,
    may: { ...leader('200'), coordinator: '200', roc_contact: '200' },
  },
  'POST /api/figure-imports/{id}/withdraw': {
    ask: { at: [999_999] },
    may: { ...leader('404'), coordinator: '404', roc_contact: '404' },
  },
  'GET /api/findings': {
    ask: nothing,
    may: { ...leader('200'), member: '200', director: '200', board: '200', coach: '200', roc_contact: '200' },
  },
  'POST /api/findings': { ask: empty, may: leader('400') },
  'GET /api/findings/{id}': {
    ask: ({ finding }) => ({ at: [finding] }),
    may: {
      ...{ ...leader('200 200 404'), member: '200 404 404' },
      ...{ director: '404 404 404', board: '404 404 404', coach: '404 404 404', roc_contact: '404 404 404' },
    },
  },
  'PATCH /api/findings/{id}': {
    ask: ({ finding }) => ({ at: [finding], body: { title: 'Proef' } }),
    may: leader('200 200 404'),
  },
  'POST /api/findings/{id}/actions': {
    ask: ({ finding }) => ({
      at: [finding],
      body: {
        ...measure,
        title: 'Proef',
        ownerRole: 'lid',
        targetValue: 2,
        targetYear: year,
        dueOn: '2027-06-01',
        startValue: 1,
      },
    }),
    may: leader('422 422 404'),
  },
  'PATCH /api/actions/{id}': {
    ask: ({ action }) => ({ at: [action], body: { title: 'Proef' } }),
    may: leader('200 200 404'),
  },
  'GET /api/actions/{id}/evidence': {
    ask: ({ action }) => ({ at: [action] }),
    may: leader('200 200 404'),
  },
  // These are under way.
  'POST /api/actions/{id}/reviews': {
    ask: ({ action }) => ({
      at: [action],
      body: {
        ...{ effect: 'yes', seen: 'Proef', outcome: 'stop', reviewedOn: '2026-10-05', reviewedBy: 'lid' },
        evidence: [{ document: { title: 'Proef', on: '2026-10-05' } }],
      },
    }),
    may: leader('409 409 404'),
  },
  'GET /api/audit': { ask: nothing, may: { admin: '200' } },
  'GET /api/audit.csv': { ask: nothing, may: { admin: '200' } },
  'GET /api/register': { ask: nothing, may: { ...managers('200'), director: '200' } },
  // From here on something ends that the rows above need.
  'POST /api/people/{id}/schools # with a school of that place': {
    ask: ({ school }) => ({ at: [myself()], body: { role: 'member', schoolId: school } }),
    may: { admin: '409 200 400', ...leader('409 409 400') },
  },
  'POST /api/rounds/{id}/open': {
    ask: ({ planned }) => ({ at: [planned], body: {} }),
    may: leader('200 200 404'),
  },
  'DELETE /api/rounds/{id}': { ask: ({ planned }) => ({ at: [planned] }), may: leader('409 409 404') },
  'POST /api/rounds/{id}/close': {
    ask: ({ open }) => ({ at: [open], body: {} }),
    may: leader('200 200 404'),
  },
  'POST /api/accounts/{id}/erase': {
    ask: ({ leaver }) => ({ at: [leaver], body: {} }),
    may: { admin: '200 200 404' },
  },
  'POST /api/me/sessions/end': { ask: empty, may: everyone('200') },
}

/** What was read of a text that is not there. */
function readingOf(roundId: number) {
  const textId = '00000000-0000-4000-8000-000000000000'
  return { roundId, item: 'KM_V_2', textId, read: true, themes: [], cleaned: '', shared: false }
}

/** The member, who holds the own school. */
const myself = (): string => memberId
let memberId = ''

const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
const people = new Map<Role, Awaited<ReturnType<typeof signIn>>>()
const things = new Map<Place, Things>()

/** A network with a leader, two schools and of each school one of everything. */
async function seed(name: string): Promise<{ networkId: number; schools: [Things, Things] }> {
  const { store, app } = opened
  const email = `leider@${name}.example`
  const networkId = await addNetwork(store, { name, role: 'project_leader', email, at: clock.now() })
  const lead = await signIn(app, email)
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await lead(method, path, body)
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const made = await store.inNetwork(networkId, (tx) =>
    createSchools(
      tx,
      ['Berk', 'Eik'].map((school) => ({
        networkId,
        name: `${school} ${name}`,
        type: 'vmbo',
        joinedOn: '2020-08-01',
      })),
    ),
  )
  const schoolIds = made.map((school) => school.id)
  const round = { instrument: 'KM-NT2', opensOn: '2026-10-01', closesOn: '2026-12-01', schoolIds }
  const past = await ask('POST', '/api/rounds', {
    ...round,
    schoolYear: '2025-2026',
    retrospective: true,
    source: 'toets',
  })
  await ask('POST', `/api/rounds/${past.round.id}/close`)
  const earlier = await ask('POST', '/api/rounds', {
    ...round,
    schoolYear: '2024-2025',
    retrospective: true,
    source: 'toets',
  })
  const open = await ask('POST', '/api/rounds', { ...round, schoolYear: year })
  const planned = await ask('POST', '/api/rounds', {
    ...{ ...round, schoolYear: '2027-2028', opensOn: '2027-10-01', closesOn: '2027-12-01' },
  })
  const schools: Things[] = []
  for (const [index, school] of schoolIds.entries()) {
    const account = await personIn(networkId, 'board', `bestuur-${index}-${name}@example.org`)
    const leaver = await personIn(networkId, 'board', `vertrekt-${index}-${name}@example.org`)
    const { id: invite } = await ask('POST', '/api/invites', {
      ...{ email: `nieuw-${index}-${name}@example.org`, name: 'Nieuw', role: 'board' },
    })
    const visit = await ask('POST', '/api/visits', { schoolId: school, visitedOn: '2026-10-01' })
    await sendVisit(visit.url)
    const { id: entry } = await ask('POST', '/api/registers', contactWith(school))
    const [row] = await store.inNetwork(networkId, async (tx) => [
      ...(await tx.execute<{ finding: number; action: number }>(
        `with f as (insert into finding (network_id, code, school_year, title, kind, status, expectation_codes, evidence, created_at, created_by)
           values (${networkId}, 'B-2627-10${index}', '${year}', 'Bevinding', 'attention', 'confirmed', '{BE.N.1}',
             '[{"reference":{"instrument":"KM-NT2","years":["2025-2026"],"level":"item","key":"KM_BE_N_1","school":${school}}}]', now(), 'x')
           returning id)
         insert into action (network_id, finding_id, code, title, owner_role, measure_instrument, measure_item, measure_unit, start_value, target_value, target_year, due_on, status, created_at)
           select ${networkId}, id, 'V-2627-10${index}', 'Actie', 'lid', 'KM-NT2', 'KM_BE_N_1', 'count', 1, 2, '${year}', '2027-06-01', 'decided', now() from f
           returning finding_id as finding, id as action`,
      )),
    ])
    const invitation = open.links[index]?.invitationId
    schools.push({
      ...{
        school,
        open: open.round.id,
        released: past.round.id,
        planned: planned.round.id,
        earlier: earlier.round.id,
        invitation,
      },
      ...{
        visit: visit.visitId,
        entry,
        finding: row?.finding ?? 0,
        action: row?.action ?? 0,
        account,
        leaver,
        invite,
      },
    })
  }
  return { networkId, schools: schools as [Things, Things] }
}

/** Fills in and sends the record of a visit, so that there is something to read. */
async function sendVisit(url: string): Promise<void> {
  const path = new URL(url).pathname.replace('/r/', '/api/respond/')
  const anyone = client(opened.app)
  const { instrument, version, definition } = (await anyone('GET', path)).body
  const [major, minor] = version.split('.').map(Number)
  const form = parseDefinition(definition, { instrument, version: { major, minor } })
  const answers = fillForm(form, compileChecker(form), plainAnswer)
  const sent = await anyone('POST', `${path}/submissions`, { submissionId: randomUUID(), answers })
  if (sent.status !== 201) throw new Error(JSON.stringify(sent.body))
}

/** The first choice, the smallest number, a short text. */
function plainAnswer({ kind, choices, range }: Item): unknown {
  if (kind === 'single') return choices[0]?.value
  if (kind === 'multiple' || kind === 'ranking') return choices.slice(0, 1).map((choice) => choice.value)
  if (kind === 'number') return range?.min ?? 0
  return kind === 'date' ? '2026-10-01' : 'Kort'
}

async function personIn(networkId: number, role: Role, email: string): Promise<string> {
  const passwordHash = await hashOf(password)
  return opened.store.db.transaction(async (tx) => {
    await enterNetwork(tx, networkId)
    return createAccount(tx, { networkId, role, name: role, email, passwordHash, at: clock.now() })
  })
}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const mine = await seed('mijn')
  const foreign = await seed('ander')
  things.set('own', mine.schools[0]).set('other', mine.schools[1]).set('foreign', foreign.schools[0])
  for (const role of roles) {
    const email = `${role}@mijn.example`
    const userId = await personIn(mine.networkId, role, email)
    if (role === 'member') memberId = userId
    if (role === 'coordinator' || role === 'member') {
      const held = {
        networkId: mine.networkId,
        userId,
        role,
        schoolId: mine.schools[0].school,
        heldFrom: '2020-01-01',
      }
      await opened.store.db.transaction((tx) => addHolding(tx, held))
    }
    people.set(role, await signIn(opened.app, email))
  }
}, 120_000)
afterAll(() => opened.close())

it('has a row for every route', () => {
  const routes = new Set(Object.keys(matrix).map((name) => name.split(' # ')[0] ?? ''))
  expect([...routes].sort()).toEqual(Object.keys(access).sort())
})

async function statusesOf(route: string, { ask }: Row, role: Role): Promise<string> {
  const [method = '', path = ''] = route.split(' ')
  const asked = typeof ask === 'function' ? places.map((place) => ask(things.get(place) as Things)) : [ask]
  const statuses: number[] = []
  for (const { at = [], query, body } of asked) {
    const rest = [...at]
    const filled = path.replace(/\{\w+\}/g, () => String(rest.shift()))
    const url = query === undefined ? filled : `${filled}?${query}`
    statuses.push((await people.get(role)?.(method, url, body))?.status ?? 0)
  }
  return statuses.join(' ')
}

it.each(Object.entries(matrix))('%s', async (route, row) => {
  const refused = typeof row.ask === 'function' ? '403 403 403' : '403'
  const expected = Object.fromEntries(roles.map((role) => [role, row.may[role] ?? refused]))
  // Who is refused changes nothing, so they go first.
  const order = roles.toSorted((a, b) => Number(row.may[a] !== undefined) - Number(row.may[b] !== undefined))
  const given: Record<string, string> = {}
  for (const role of order) given[role] = await statusesOf(route, row, role)
  expect(given).toEqual(expected)
})
