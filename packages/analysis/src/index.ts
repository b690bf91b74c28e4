export { arrangeReleases } from './arrange.ts'
export { besideVisits } from './beside-visits.ts'
export { buildComparison } from './build-comparison.ts'
export { buildCoverage } from './build-coverage.ts'
export { buildFigures } from './build-figures.ts'
export { capShares } from './cap-shares.ts'
export { type Benchmark, chooseBenchmark, shownIn } from './choose-benchmark.ts'
export { type CountedAction, countActions } from './count-actions.ts'
export { type BesideYear, countBeside, type SchoolBeside } from './count-beside.ts'
export { countRegisters, type RegisteredLine, type RegistersInput } from './count-registers.ts'
export {
  type CountedResponses,
  type CountedRound,
  countResponses,
  type ResponsesInput,
} from './count-responses.ts'
export type {
  Coverage,
  CoverageCombination,
  CoverageEdge,
  CoverageFinding,
  CoverageGap,
  CoverageInput,
  CoverageLimits,
  CoverageSource,
  CoverageState,
  CoveredInstrument,
  Evidence,
  EvidenceCount,
  ShownEvidence,
} from './coverage-model.ts'
export type { FigureBreak, FigureCount, FigureSource, FigureStatus } from './figure-count.ts'
export type {
  Figure,
  FigureCell,
  FigureLimits,
  FigureMoment,
  FigurePart,
  FigureReason,
  FigureRow,
  FigureSeries,
  ShownCount,
} from './figure-model.ts'
export { buildFlywheel, type Flywheel, type FlywheelInput } from './flywheel.ts'
export { type FrozenCut, type FrozenRow, freezeRound, membersOf, type SchoolGroup } from './freeze.ts'
export {
  countsForOthers,
  type FigureKey,
  type FrozenCount,
  type FrozenFigure,
  freezeFigures,
} from './freeze-figures.ts'
export { type GuardState, leavesOthers } from './guard.ts'
export { leaveOutSchools } from './leave-out.ts'
export type {
  AnswerSum,
  Cell,
  Comparison,
  ComparisonInput,
  ComparisonRow,
  Distribution,
  FrameworkIndex,
  Headline,
  ItemChange,
  Level,
  Movement,
  Period,
  RollUp,
  RowPeriod,
  RowStep,
  SchoolReport,
  SchoolReportInput,
  SchoolReportRow,
  Share,
  Shares,
  Signal,
  SuppressionReason,
  TalliedDefinition,
  TalliedItem,
  Tally,
  Unit,
  VisitBeside,
  VisitedLevel,
} from './model.ts'
export { isPlace, judgeMove, otherSectors, voLevels } from './school-levels.ts'
export { buildSchoolReport } from './school-report.ts'
export {
  capThemes,
  countThemes,
  type SharedTheme,
  type SharedThemes,
  type SortedText,
  shareThemes,
} from './share-themes.ts'
export { findSignals, signalRules } from './signals.ts'
export { sumUpAnswers } from './sum-up-answers.ts'
export { tallyRelease } from './tally-release.ts'
export { minUnitsFor } from './thresholds.ts'
