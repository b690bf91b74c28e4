/** What the front ends may know of the API: types only. */

export type { Me, MeView, NextStep, SecondFactorSetup } from './accounts/schema.ts'
export type {
  Action,
  Evidence,
  FigureReference,
  Finding,
  OwnInput,
  Review,
  ReviewEvidence,
  ReviewOffers,
  ReviewSource,
} from './act/schema.ts'
export type { CoveragePart, CoverageView, EvidenceLink, SourceView } from './coverage/schema.ts'
export type { Entered as EnteredAnswers, EntryPreview } from './enter/schema.ts'
export type { FigureImports, FigurePreview, FiguresView, IndicatorPage } from './figures/schema.ts'
export type {
  ClassLink,
  Invitations,
  InvitedByName,
  InvitedPeople,
  MailKind,
  MailPreview,
  SchoolInvitation,
} from './invite/schema.ts'
export type { PeopleView, Person } from './people/schema.ts'
export type { AuditView, OwnData, RegisterView } from './privacy/schema.ts'

export type { ProblemCode } from './problem.ts'
export type {
  CalendarMoment,
  CalendarView,
  EntryView,
  GivenEntry,
  NewChoice,
  PlannedActivity,
  RegisterDescription,
  RegisterSignal,
  RegistersView,
} from './registers/schema.ts'
export type * from './report/schema.ts'
export type { ClassView, LastYearView, RespondView } from './respond/schema.ts'
export type { OwnRound, RoundPage } from './rounds/schema.ts'
export type { ImportPreview, School, SchoolChoices } from './schools/schema.ts'
export type { Progress } from './tell-progress.ts'
export type { Quote, Reading, SharedTextsView, TextsView, ThemeView } from './texts/schema.ts'
export type { VisitRecord, VisitSummary, VisitsView } from './visits/schema.ts'
export type { NewDecision, PilotPage, PublicResult, ResultPage, Told, Vote, Wishes } from './voices/schema.ts'
