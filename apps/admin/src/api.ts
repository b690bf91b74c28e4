import type {
  Action,
  AuditView,
  CalendarView,
  ClassLink,
  ComparisonView,
  CoverageView,
  EnteredAnswers,
  EntryPreview,
  ExpectationView,
  FigureImports,
  FigurePreview,
  FigureReference,
  FiguresView,
  Finding,
  FlywheelView,
  GivenEntry,
  ImportPreview,
  IndicatorPage,
  InstrumentView,
  Invitations,
  InvitedByName,
  InvitedPeople,
  MailKind,
  MailPreview,
  MeView,
  NewChoice,
  NewDecision,
  NextStep,
  OwnData,
  OwnInput,
  OwnRound,
  PeopleView,
  PilotPage,
  Quote,
  Reading,
  RegistersView,
  RegisterView,
  ResultPage,
  Review,
  ReviewOffers,
  ReviewSource,
  RoundPage,
  SameView,
  School,
  SchoolChoices,
  SchoolView,
  SecondFactorSetup,
  SharedTextsView,
  StartView,
  TextsView,
  ThemeView,
  VisitRecord,
  VisitsView,
  Wishes,
} from '@km/api'
import type { Framework } from '@km/definition'
import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query'
import { ApiProblem, problemFrom } from './api-problem.ts'
import { nl } from './nl.ts'
import { type FileProgress, sendFile } from './send-file.ts'

export { ApiProblem }

type Tell = (now: FileProgress) => void

/** A file of counts, for a set of figures and a school year. */
interface FigureFile {
  readonly set: string
  readonly year: string
  readonly file: Blob
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method, credentials: 'same-origin', headers: { accept: 'application/json' } }
  if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { accept: 'application/json', 'content-type': 'application/json' }
  }
  const response = await fetch(path, init).catch(() => {
    throw new ApiProblem('offline', nl.problem.offline, 0)
  })
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T
  throw problemFrom((await response.json().catch(() => ({}))) as Partial<ApiProblem>, response.status)
}

const get = <T>(path: string) => call<T>('GET', path)

/** Retries only what may pass by itself: a lost connection or a server that is away. */
const worthRetrying = (count: number, error: Error) =>
  count < 2 && error instanceof ApiProblem && (error.status === 0 || error.status === 503)

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 20_000, retry: worthRetrying, refetchOnWindowFocus: false } },
})

const inYear = (schoolYear: string | undefined): string =>
  schoolYear === undefined ? '' : `?schoolYear=${encodeURIComponent(schoolYear)}`

export type SchoolSummary = School

/** What signing in gave. */
export interface Entered {
  readonly user: { readonly name: string; readonly email: string } | null
  readonly next: NextStep
}

/** A school or board whose people sign in with their own account. */
export interface Provider {
  readonly id: string
  readonly name: string
}

export interface InviteSeen {
  readonly name: string
  readonly email: string
  readonly role: string
  readonly networkName: string
  readonly demo: boolean
  readonly hasAccount: boolean
}

export interface OwnSession {
  readonly id: string
  readonly begunAt: string
  readonly usedAt: string
  readonly current: boolean
}

/** Every question that the screens ask the server, with its key in the cache. */
export const queries = {
  setup: () =>
    queryOptions({
      queryKey: ['setup'],
      queryFn: () => get<{ needed: boolean; demo?: boolean }>('/api/setup'),
    }),
  me: () => queryOptions({ queryKey: ['me'], queryFn: () => get<MeView>('/api/me'), staleTime: 300_000 }),
  ownRounds: () =>
    queryOptions({ queryKey: ['own-rounds'], queryFn: () => get<readonly OwnRound[]>('/api/own/rounds') }),
  ownInput: () =>
    queryOptions({ queryKey: ['own-input'], queryFn: () => get<readonly OwnInput[]>('/api/own/input') }),
  providers: () =>
    queryOptions({
      queryKey: ['providers'],
      queryFn: () => get<readonly Provider[]>('/api/auth/providers'),
      staleTime: 300_000,
    }),
  invite: (key: string) =>
    queryOptions({
      queryKey: ['invite', key],
      queryFn: () => call<InviteSeen>('POST', '/api/auth/invite', { key }),
    }),
  people: () => queryOptions({ queryKey: ['people'], queryFn: () => get<PeopleView>('/api/people') }),
  sessions: () =>
    queryOptions({ queryKey: ['sessions'], queryFn: () => get<readonly OwnSession[]>('/api/me/sessions') }),
  registers: (schoolYear?: string) =>
    queryOptions({
      queryKey: ['registers', schoolYear],
      queryFn: () => get<RegistersView>(`/api/registers${inYear(schoolYear)}`),
      placeholderData: keepPreviousData,
    }),
  calendar: (schoolYear?: string) =>
    queryOptions({
      queryKey: ['calendar', schoolYear],
      queryFn: () => get<CalendarView>(`/api/calendar${inYear(schoolYear)}`),
      placeholderData: keepPreviousData,
    }),
  visits: () => queryOptions({ queryKey: ['visits'], queryFn: () => get<VisitsView>('/api/visits') }),
  visit: (id: string) =>
    queryOptions({ queryKey: ['visit', id], queryFn: () => get<VisitRecord>(`/api/visits/${id}`) }),
  reviewOffers: (id: number) =>
    queryOptions({
      queryKey: ['review-offers', id],
      queryFn: () => get<ReviewOffers>(`/api/actions/${id}/evidence`),
    }),
  start: () => queryOptions({ queryKey: ['start'], queryFn: () => get<StartView>('/api/start') }),
  framework: () =>
    queryOptions({
      queryKey: ['framework'],
      queryFn: () => get<Framework>('/api/framework'),
      staleTime: 3_600_000,
    }),
  comparison: (query: string) =>
    queryOptions({
      queryKey: ['comparison', query],
      queryFn: () => get<ComparisonView>(`/api/comparisons?${query}`),
      placeholderData: keepPreviousData,
    }),
  texts: (instrument: string) =>
    queryOptions({
      queryKey: ['texts', instrument],
      queryFn: () => get<TextsView>(`/api/texts?instrument=${encodeURIComponent(instrument)}`),
    }),
  sameQuestions: (query: string) =>
    queryOptions({
      queryKey: ['same-questions', query],
      queryFn: () => get<SameView>(`/api/same-questions?${query}`),
      placeholderData: keepPreviousData,
    }),
  flywheel: (years: string) =>
    queryOptions({
      queryKey: ['flywheel', years],
      queryFn: () => get<FlywheelView>(`/api/flywheel?years=${years}`),
      placeholderData: keepPreviousData,
    }),
  sharedTexts: (instrument: string) =>
    queryOptions({
      queryKey: ['shared-texts', instrument],
      queryFn: () => get<SharedTextsView>(`/api/shared-texts?instrument=${encodeURIComponent(instrument)}`),
    }),
  quotes: (findingId: number) =>
    queryOptions({
      queryKey: ['quotes', findingId],
      queryFn: () => get<readonly Quote[]>(`/api/findings/${findingId}/quotes`),
    }),
  figureImports: () =>
    queryOptions({
      queryKey: ['figures', 'imports'],
      queryFn: () => get<FigureImports>('/api/figure-imports'),
    }),
  figures: () => queryOptions({ queryKey: ['figures'], queryFn: () => get<FiguresView>('/api/figures') }),
  indicator: (code: string) =>
    queryOptions({
      queryKey: ['figures', code],
      queryFn: () => get<IndicatorPage>(`/api/figures/${encodeURIComponent(code)}`),
    }),
  coverage: (year: string) =>
    queryOptions({
      queryKey: ['coverage', year],
      queryFn: () => get<CoverageView>(`/api/coverage${year === '' ? '' : `?year=${year}`}`),
      placeholderData: keepPreviousData,
    }),
  expectation: (code: string, years: string) =>
    queryOptions({
      queryKey: ['expectation', code, years],
      queryFn: () =>
        get<ExpectationView>(
          `/api/expectations/${encodeURIComponent(code)}${years === '' ? '' : `?years=${years}`}`,
        ),
    }),
  schools: () =>
    queryOptions({ queryKey: ['schools'], queryFn: () => get<readonly SchoolSummary[]>('/api/schools') }),
  schoolChoices: () =>
    queryOptions({
      queryKey: ['schools', 'choices'],
      queryFn: () => get<SchoolChoices>('/api/school-choices'),
    }),
  school: (id: string) =>
    queryOptions({ queryKey: ['school', id], queryFn: () => get<SchoolView>(`/api/schools/${id}`) }),
  rounds: () =>
    queryOptions({ queryKey: ['rounds'], queryFn: () => get<readonly RoundPage[]>('/api/rounds') }),
  round: (id: string) =>
    queryOptions({ queryKey: ['round', id], queryFn: () => get<RoundPage>(`/api/rounds/${id}`) }),
  wishes: () => queryOptions({ queryKey: ['wishes'], queryFn: () => get<Wishes>('/api/wishes') }),
  pilot: () => queryOptions({ queryKey: ['pilot'], queryFn: () => get<PilotPage>('/api/pilot') }),
  result: (roundId: string) =>
    queryOptions({
      queryKey: ['result', roundId],
      queryFn: () => get<ResultPage>(`/api/rounds/${roundId}/result`),
    }),
  invitations: (roundId: number) =>
    queryOptions({
      queryKey: ['invitations', roundId],
      queryFn: () => get<Invitations>(`/api/rounds/${roundId}/invitations`),
    }),
  roundPeople: (roundId: number) =>
    queryOptions({
      queryKey: ['invitations', roundId, 'people'],
      queryFn: () => get<InvitedByName>(`/api/rounds/${roundId}/people`),
    }),
  mailPreview: (roundId: number, body: { kind: MailKind; schoolId?: number }) =>
    queryOptions({
      queryKey: ['mail-preview', roundId, body],
      queryFn: () => call<MailPreview>('POST', `/api/rounds/${roundId}/mail-preview`, body),
    }),
  instruments: () =>
    queryOptions({
      queryKey: ['instruments'],
      queryFn: () => get<readonly InstrumentView[]>('/api/instruments'),
    }),
  instrument: (code: string) =>
    queryOptions({
      queryKey: ['instrument', code],
      queryFn: () => get<InstrumentView>(`/api/instruments/${encodeURIComponent(code)}`),
    }),
  audit: (query: string) =>
    queryOptions({
      queryKey: ['audit', query],
      queryFn: () => get<AuditView>(`/api/audit?${query}`),
      placeholderData: keepPreviousData,
    }),
  register: () => queryOptions({ queryKey: ['register'], queryFn: () => get<RegisterView>('/api/register') }),
  ownData: () => queryOptions({ queryKey: ['own-data'], queryFn: () => get<OwnData>('/api/me/data') }),
  findings: () =>
    queryOptions({ queryKey: ['findings'], queryFn: () => get<readonly Finding[]>('/api/findings') }),
  finding: (id: string) =>
    queryOptions({ queryKey: ['finding', id], queryFn: () => get<Finding>(`/api/findings/${id}`) }),
}

export interface NewLink {
  readonly invitationId: number
  readonly school?: string
  readonly url: string
}

export interface CellReference {
  readonly instrument: string
  readonly years: readonly string[]
  readonly rounds?: readonly number[]
  readonly level: 'domain' | 'subdomain' | 'expectation' | 'item'
  readonly key: string
  readonly school?: number
  readonly group?: string
}

/** Without a start value: the server takes the measure as it was in the year of the finding. */
export type NewAction = Omit<
  Action,
  'id' | 'findingId' | 'code' | 'status' | 'startValue' | 'startsOn' | 'reviews'
> & { startsOn?: string }

/** What looking back says, with where its evidence comes from. */
export type NewReview = Pick<Review, 'effect' | 'seen' | 'next' | 'outcome' | 'reviewedOn' | 'reviewedBy'> & {
  readonly evidence: readonly ReviewSource[]
}

/** What is planned of a round. */
export interface RoundPlan {
  readonly schoolYear: string
  readonly period: string
  readonly opensOn: string
  readonly closesOn: string
  readonly schoolIds: readonly number[]
  readonly retrospective: boolean
  readonly source: string
  /** Of a round of an earlier year; absent: the newest. */
  readonly version?: string
  readonly remindOn: readonly string[]
  readonly announceOn: string | null
}

/** What is known of a school. */
export type SchoolFacts = Omit<School, 'id' | 'leftOn' | 'mergedInto'>

/** Everything that the screens change. */
export const commands = {
  setUp: (body: { code: string; networkName: string; name: string; email: string; password: string }) =>
    call<Entered>('POST', '/api/setup', body),
  signIn: (body: { email: string; password: string }) =>
    call<Entered>('POST', '/api/auth/sign-in/email', body),
  sendLink: (body: { email: string; purpose: 'sign_in' | 'new_password' }) =>
    call<unknown>('POST', '/api/auth/link', body),
  followLink: (body: { key: string }) => call<Entered>('POST', '/api/auth/link/follow', body),
  startAtProvider: (body: { id: string }) => call<{ url: string }>('POST', '/api/auth/providers/start', body),
  acceptInvite: (body: { key: string; name: string; password?: string }) =>
    call<unknown>('POST', '/api/auth/invite/accept', body),
  inviteColleague: (body: { email: string; name: string; role: string; schoolIds: readonly number[] }) =>
    call<unknown>('POST', '/api/invites', body),
  sendInvite: (id: number) => call<unknown>('POST', `/api/invites/${id}/send`, {}),
  takeInviteBack: (id: number) => call<unknown>('DELETE', `/api/invites/${id}`),
  giveRole: (id: string, body: { role: string; heldFrom?: string; schoolIds?: readonly number[] }) =>
    call<unknown>('POST', `/api/people/${id}/roles`, body),
  endRole: (id: string, role: string, until: string) =>
    call<unknown>('DELETE', `/api/people/${id}/roles/${role}${until === '' ? '' : `?until=${until}`}`),
  giveSchool: (id: string, body: { role: string; schoolId: number; heldFrom?: string }) =>
    call<unknown>('POST', `/api/people/${id}/schools`, body),
  endSchool: (id: string, holding: number, until: string) =>
    call<unknown>(
      'POST',
      `/api/people/${id}/schools/${holding}/end`,
      until === '' ? {} : { heldUntil: until },
    ),
  deactivate: (id: string) => call<unknown>('POST', `/api/people/${id}/deactivate`, {}),
  resetSecondFactor: (id: string) => call<unknown>('POST', `/api/people/${id}/second-factor/reset`, {}),
  answerSecondFactor: (body: { code: string }) => call<Entered>('POST', '/api/auth/second-factor', body),
  beginSecondFactor: (body: { password?: string }) =>
    call<SecondFactorSetup>('POST', '/api/me/second-factor', body),
  confirmSecondFactor: (body: { code: string }) =>
    call<unknown>('POST', '/api/me/second-factor/confirm', body),
  endSecondFactor: (body: { password?: string }) => call<unknown>('DELETE', '/api/me/second-factor', body),
  newRecoveryCodes: (body: { password?: string }) =>
    call<{ recoveryCodes: readonly string[] }>('POST', '/api/me/second-factor/recovery-codes', body),
  changePassword: (body: { old?: string; password: string }) =>
    call<unknown>('POST', '/api/me/password', body),
  chooseWeeklyMail: (on: boolean) => call<unknown>('PUT', '/api/me/weekly-mail', { on }),
  endSessions: () => call<unknown>('POST', '/api/me/sessions/end', {}),
  chooseRole: (body: { networkId: number; role: string }) => call<unknown>('POST', '/api/me/role', body),
  eraseAccount: (id: string) =>
    call<{ gone: boolean }>('POST', `/api/accounts/${encodeURIComponent(id)}/erase`, {}),
  signOut: () => call<unknown>('POST', '/api/auth/sign-out', {}),
  addRound: (body: RoundPlan & { instrument: string }) =>
    call<{ round: RoundPage; links: readonly NewLink[] }>('POST', '/api/rounds', body),
  changeRound: (id: number, body: Partial<RoundPlan>) =>
    call<{ round: RoundPage; links: readonly NewLink[] }>('PATCH', `/api/rounds/${id}`, body),
  removeRound: (id: number) => call<undefined>('DELETE', `/api/rounds/${id}`),
  openRound: (id: number) => call<RoundPage>('POST', `/api/rounds/${id}/open`),
  extendRound: (id: number, body: { closesOn: string }) =>
    call<RoundPage>('POST', `/api/rounds/${id}/extend`, body),
  reopenRound: (id: number, body: { reason: string; closesOn: string }) =>
    call<RoundPage>('POST', `/api/rounds/${id}/reopen`, body),
  closeRound: (id: number) => call<RoundPage>('POST', `/api/rounds/${id}/close`, {}),
  addLink: (roundId: number, body: { schoolId?: number; invitationId?: number }) =>
    call<{ links: readonly NewLink[] }>('POST', `/api/rounds/${roundId}/links`, body),
  shareRound: (id: number, shared: boolean) =>
    call<{ shared: boolean }>('PUT', `/api/rounds/${id}/shared-with-coaches`, { shared }),
  decidePilot: (body: NewDecision) => call<PilotPage>('POST', '/api/pilot/decisions', body),
  writeResult: (roundId: string, body: { items: readonly string[]; doing: string; publish: boolean }) =>
    call<ResultPage>('PUT', `/api/rounds/${roundId}/result`, body),
  addOwnLink: (roundId: number, schoolId: number) =>
    call<{ links: readonly NewLink[] }>('POST', `/api/own/rounds/${roundId}/links`, { schoolId }),
  startVisit: (body: { schoolId?: number; placementId?: number; visitedOn: string; instrument: string }) =>
    call<{ visitId: number; url: string }>('POST', '/api/visits', body),
  renewVisitLink: (id: number) =>
    call<{ visitId: number; url: string }>('POST', `/api/visits/${id}/links`, {}),
  addEntry: (entry: GivenEntry) => call<{ id: number }>('POST', '/api/registers', entry),
  changeEntry: (id: number, entry: GivenEntry) => call<{ id: number }>('PUT', `/api/registers/${id}`, entry),
  dropEntry: (id: number) => call<unknown>('DELETE', `/api/registers/${id}`),
  changeRegisterChoice: (choice: NewChoice) => call<unknown>('PUT', '/api/register-choice', choice),
  makeCalendarAddress: () => call<{ url: string }>('POST', '/api/calendar/address'),
  endCalendarAddress: () => call<unknown>('DELETE', '/api/calendar/address'),
  dropVisit: (id: number) => call<unknown>('DELETE', `/api/visits/${id}`),
  agreeVisit: (id: number, body: { kind: 'agreed' | 'remark'; remark: string }) =>
    call<VisitRecord>('POST', `/api/visits/${id}/agreements`, body),
  invite: (roundId: number, schools: readonly { schoolId: number; email: string }[]) =>
    call<{ mails: number }>('POST', `/api/rounds/${roundId}/invitations`, { schools }),
  invitePeople: (roundId: number, body: { emails: readonly string[]; byMail: boolean }) =>
    call<InvitedPeople>('POST', `/api/rounds/${roundId}/people`, body),
  changeAddress: (invitationId: number, email: string) =>
    call<{ mails: number }>('POST', `/api/invitations/${invitationId}/address`, { email }),
  remind: (roundId: number, body: { invitationIds?: readonly number[] }) =>
    call<{ mails?: number }>('POST', `/api/rounds/${roundId}/reminders`, body),
  mailTest: (roundId: number, body: { kind: MailKind; schoolId?: number }) =>
    call<{ recipient: string }>('POST', `/api/rounds/${roundId}/mail-test`, body),
  mailNewLink: (invitationId: number) =>
    call<{ mails: number }>('POST', `/api/invitations/${invitationId}/new-link`, {}),
  reportBounce: (invitationId: number) =>
    call<{ noted: true }>('POST', `/api/invitations/${invitationId}/bounced`, {}),
  addClassLink: (roundId: number, codes: number) =>
    call<ClassLink>('POST', `/api/rounds/${roundId}/class-links`, { codes }),
  addSchool: (body: SchoolFacts) => call<School>('POST', '/api/schools', body),
  changeSchool: (id: number, body: Partial<SchoolFacts>) => call<School>('PATCH', `/api/schools/${id}`, body),
  closeSchool: (id: number, body: { leftOn: string }) =>
    call<School>('POST', `/api/schools/${id}/close`, body),
  reopenSchool: (id: number) => call<School>('POST', `/api/schools/${id}/reopen`),
  mergeSchools: (id: number, body: { into: number; leftOn: string; invitations: 'move' | 'revoke' }) =>
    call<{ school: School; moved: number; revoked: number }>('POST', `/api/schools/${id}/merge`, body),
  previewImport: (file: Blob, tell: Tell) =>
    sendFile<ImportPreview>('/api/school-import/preview', file, tell),
  importSchools: ({ file, fingerprint }: { file: Blob; fingerprint: string }, tell: Tell) =>
    sendFile<{ added: number; leftOut: number }>(`/api/school-import?fingerprint=${fingerprint}`, file, tell),
  previewFigures: ({ set, year, file }: FigureFile, tell: Tell) =>
    sendFile<FigurePreview>(`/api/figures-import/${set}/preview?schoolYear=${year}`, file, tell),
  importFigures: ({ set, year, file, fingerprint }: FigureFile & { fingerprint: string }, tell: Tell) =>
    sendFile<{ stored: number; leftOut: number }>(
      `/api/figures-import/${set}?schoolYear=${year}&fingerprint=${fingerprint}`,
      file,
      tell,
    ),
  withdrawFigures: (id: number) => call<unknown>('POST', `/api/figure-imports/${id}/withdraw`),
  previewEntry: ({ roundId, file }: { roundId: number; file: Blob }, tell: Tell) =>
    sendFile<EntryPreview>(`/api/rounds/${roundId}/import/preview`, file, tell),
  enterAnswers: (
    { roundId, file, fingerprint }: { roundId: number; file: Blob; fingerprint: string },
    tell: Tell,
  ) => sendFile<EnteredAnswers>(`/api/rounds/${roundId}/import?fingerprint=${fingerprint}`, file, tell),
  addFinding: (
    body: ({ reference: CellReference } | { wish: string } | { figure: FigureReference }) &
      Partial<Pick<Finding, 'title' | 'description' | 'kind'>>,
  ) => call<Finding>('POST', '/api/findings', body),
  changeFinding: (id: number, body: Partial<Pick<Finding, 'title' | 'description' | 'kind' | 'status'>>) =>
    call<Finding>('PATCH', `/api/findings/${id}`, body),
  readText: (body: Reading) => call<Reading>('PUT', '/api/texts/reading', body),
  addTheme: (body: { name: string; description: string; item?: string }) =>
    call<ThemeView>('POST', '/api/themes', body),
  changeTheme: (id: number, body: Partial<Pick<ThemeView, 'name' | 'description' | 'active'>>) =>
    call<ThemeView>('PATCH', `/api/themes/${id}`, body),
  shareThemes: (body: { roundId: number; item: string; shared: boolean }) =>
    call<unknown>('PUT', '/api/theme-shares', body),
  addQuote: (findingId: string, body: { roundId: number; item: string; textId: string }) =>
    call<readonly Quote[]>('POST', `/api/findings/${findingId}/quotes`, body),
  dropQuote: (findingId: number, quoteId: number) =>
    call<readonly Quote[]>('DELETE', `/api/findings/${findingId}/quotes/${quoteId}`),
  addAction: (findingId: number, body: NewAction) =>
    call<Action>('POST', `/api/findings/${findingId}/actions`, body),
  changeAction: (id: number, body: Partial<NewAction> & { status?: Action['status'] }) =>
    call<Action>('PATCH', `/api/actions/${id}`, body),
  reviewAction: (id: number, body: NewReview) => call<Action>('POST', `/api/actions/${id}/reviews`, body),
}
