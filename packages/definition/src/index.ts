export {
  type CheckMessage,
  type CheckResult,
  checkSurveys,
  type SurveyFile,
  type SurveyFiles,
} from './check.ts'
export { type Coverage, checkCoverage } from './check-coverage.ts'
export { compileChecker } from './checker.ts'
export { DefinitionError } from './definition-error.ts'
export { checkVersionStep, diffDefinitions } from './diff.ts'
export {
  type CoveredPlan,
  type Plan,
  parseCoveredPlan,
  parseFramework,
  parseIndicators,
  parseInstrumentFacts,
  parsePlan,
  parseScales,
} from './files.ts'
export { commonParts, type Indicator, type ResponseRule } from './indicator.ts'
export { registerItemProperties } from './item-properties.ts'
export { checkSentences, countWords } from './language.ts'
export type {
  AnonymityLevel,
  AnswerChecker,
  AnswerProblem,
  Answers,
  Definition,
  DefinitionDifference,
  Expectation,
  Framework,
  InstrumentFacts,
  Invitees,
  Item,
  ItemChoice,
  ItemDifference,
  ItemKind,
  Scale,
  SchoolSize,
  SurveyJson,
  TallyLayout,
  TallySlot,
  Verdict,
  Version,
} from './model.ts'
export { type ParseOptions, parseDefinition, parseVersion, versionText } from './parse.ts'
export { isOwnWork, type RecordSubject, type RoundLinks, recordSubject, roundLinks } from './round-links.ts'
export { readAnswers, type SheetColumn, sheetColumns, valueSign } from './sheet-columns.ts'
export { countAnswers, readAnswer, tallyLayout } from './tally-layout.ts'
