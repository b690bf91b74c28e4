export { type AccountData, isOfNetwork, listRoles, readAccountData } from './account-data.ts'
export {
  type AccountInvite,
  acceptInvite,
  createInvite,
  findInvite,
  listInvites,
  renewInvite,
  revokeInvite,
} from './account-invites.ts'
export {
  addHolding,
  addMembership,
  authSchema,
  findEmail,
  findPassword,
  findRole,
  findSignInAddress,
  type HoldingRole,
  insertAccount,
  listCoordinators,
  listHeldSchools,
  listMemberships,
  lockFirstAccount,
  type Membership,
  needsFirstAccount,
  type Role,
  removeMembership,
  type SchoolContact,
  setPassword,
} from './accounts.ts'
export {
  type Action,
  changeAction,
  changeFinding,
  createAction,
  createFinding,
  type Finding,
  findAction,
  findFinding,
  holdAction,
  listActions,
  listFindings,
} from './act.ts'
export { sweepAttempts, takeAttempt, useCode } from './attempts.ts'
export {
  type AuditFilter,
  type AuditRow,
  audit,
  listAudit,
  listAuditKinds,
  readAccountNames,
  searchAudit,
} from './audit.ts'
export { countCodes, createCodes, exchangeCode, ticketHash } from './class-codes.ts'
export { type Draft, type DraftSaving, dropDraft, readDraft, saveDraft } from './drafts.ts'
export {
  compareEntries,
  type EntryState,
  type EntryWork,
  enterAnswers,
  type SchoolAnswers,
} from './entries.ts'
export {
  countRecords,
  countRoundAnswers,
  type RecordCount,
  type RoundAnswers,
} from './evidence-counts.ts'
export { freezeFigureReleases, listFrozenFigures, lockFrozenFigures } from './figure-releases.ts'
export {
  type FigureImport,
  importFigures,
  listFigureImports,
  type NewFigureCount,
  readFigureCounts,
  type StoredFigureCount,
  withdrawFigures,
} from './figures.ts'
export {
  addLink,
  changeInvitation,
  countInvitations,
  createInvitations,
  type FoundLink,
  findInvitation,
  findInvitationById,
  findLinks,
  type Invitation,
  type InvitationCount,
  listInvitations,
  listUsableInvitations,
  moveInvitation,
  renewInvitation,
  revokeInvitation,
} from './invitations.ts'
export { type LinkToken, makeToken, readToken } from './link-token.ts'
export {
  claimMail,
  dropWaiting,
  keepMail,
  listMails,
  listMailsOfKind,
  listWaiting,
  type Mail,
  type MailOutcome,
  type MailState,
  markBounced,
  markMailBounced,
  markUnknown,
  type NewMail,
  settleMail,
} from './mails.ts'
export { createNetwork, findNetwork, listNetworks, type Network } from './networks.ts'
export { type Db, enterNetwork, openStore, type Store, type StoreSettings } from './open-store.ts'
export {
  closeAccount,
  dropSecondFactor,
  findAccount,
  type HeldSchool,
  leaveNetwork,
  listHoldings,
  listPeople,
  listRolesOf,
  type PersonRole,
  readWeeklyMail,
  reopenAccount,
  setWeeklyMail,
} from './people.ts'
export { listPilotDecisions, type PilotDecision, recordPilotDecision } from './pilot-decisions.ts'
export { findPublicResult, type PublicResultRow, savePublicResult } from './public-results.ts'
export { type QueueDatabase, queueDatabase, queueDatabaseIn } from './queue-database.ts'
export { addQuote, type FindingQuote, listQuotes, removeQuote } from './quotes.ts'
export {
  addToRegister,
  changeRegister,
  dropCalendarAddress,
  dropFromRegister,
  findCalendarAddress,
  findCalendarOwner,
  forgetPlacements,
  listRegister,
  listRegisterYears,
  type NewRegisterEntry,
  putCalendarAddress,
  type RegisterChoice,
  type RegisterEntry,
  type RegisterKind,
  readRegisterChoice,
  writeRegisterChoice,
} from './registers.ts'
export {
  contentHash,
  fewestChanged,
  listReleaseFacts,
  listReleases,
  newestReleases,
  type Release,
  type ReleaseFacts,
  releaseRound,
  shareWithCoaches,
} from './releases.ts'
export {
  listAnswers,
  listRoundResponses,
  listSchoolResponses,
  listTexts,
  readSchoolResponse,
  type StoredResponse,
} from './responses.ts'
export {
  eraseAccount,
  forget,
  forgetAnswers,
  forgetCases,
  forgetTexts,
  isTombstone,
  lastRetention,
  listEndedAccounts,
  listReleasedRounds,
  listRetention,
  logRetention,
  type RetentionRow,
} from './retention.ts'
export { type ActionReview, addReview, listReviews } from './reviews.ts'
export {
  countHolders,
  endHolding,
  endRole,
  giveRole,
  giveSchool,
  listPastRoles,
  lockRoles,
  planRoleEnd,
} from './role-changes.ts'
export {
  addRoundSchools,
  fixRound,
  fixSizeBands,
  listRoundGroups,
  listRoundSchools,
  type RoundSchool,
  setRoundSchools,
} from './round-schools.ts'
export {
  changePlan,
  createRound,
  ensureRound,
  findRound,
  listRounds,
  lockRound,
  moveClosing,
  type Round,
  type RoundWithKey,
  removePlannedRound,
  reopenRound,
} from './rounds.ts'
export { registerKinds } from './schema-registers.ts'
export type { ToldResult } from './schema-voices.ts'
export {
  changeSchool,
  createSchool,
  createSchools,
  findSchool,
  listRoleHistory,
  listSchools,
  lockSchools,
  type RoleHistory,
  recordRole,
  type School,
} from './schools.ts'
export {
  chooseRole,
  endSession,
  endSessions,
  findChallenged,
  findSession,
  listSessions,
  maySignIn,
  type OwnSession,
  passSecondFactor,
  sweepSignIn,
  touchSession,
} from './sessions.ts'
export { isConnectionLoss, StoreProblem, StoreUnavailable, violatedConstraint } from './store-problem.ts'
export { canonicalJson } from './submission-keys.ts'
export { createSubmitter, type Submission, type SubmissionOutcome, type Submitter } from './submissions.ts'
export {
  findDefinition,
  listDefinitions,
  listNewDefinitions,
  type Publication,
  type PublishedDefinition,
  publishDefinition,
} from './surveys.ts'
export {
  type CountAnswers,
  readTallies,
  rebuildTallies,
  sealTallies,
  type Tally,
  type TallyCheck,
  type TallyDifference,
  verifyTallies,
} from './tallies.ts'
export {
  addTheme,
  changeTheme,
  changeThemeShares,
  listReadings,
  listThemeShares,
  listThemes,
  listThemeTallies,
  removeReading,
  saveReading,
  shareThemes,
  type TextReading,
  type Theme,
  type ThemeShare,
} from './themes.ts'
export {
  compareVisitEntries,
  enterVisits,
  type VisitAnswers,
  type VisitEntryState,
  type VisitEntryWork,
} from './visit-entries.ts'
export {
  type Agreement,
  addAgreement,
  createVisit,
  findCaseNumber,
  findVisitResponseId,
  listAgreements,
  listVisits,
  type Visit,
} from './visits.ts'
export { type Withdrawal, withdrawResponse } from './withdrawals.ts'
