import type { CoveredPlan, Expectation, Indicator, InstrumentFacts, Item } from '@km/definition'
import type { FigureSource } from './figure-count.ts'

/** An instrument with the codes of its questions: those of the version of this school year, or of its newest. */
export interface CoveredInstrument {
  readonly facts: Pick<
    InstrumentFacts,
    'code' | 'title' | 'mode' | 'anonymityLevel' | 'unit' | 'bijlageCodes' | 'respondent' | 'rhythm'
  >
  /** None for figures that are imported. */
  readonly items: readonly Pick<Item, 'name' | 'scale' | 'expectationCodes' | 'goalCodes'>[]
}

/** A count that is shown, or too small to be shown: fewer than five, or none. */
export type EvidenceCount = number | 'few'

interface RoundFacts {
  readonly kind: 'round'
  readonly roundId: number
  readonly period: string
  readonly state: 'planned' | 'open' | 'waiting' | 'released'
  readonly opensOn: string
  readonly closesOn: string
  readonly retrospective: boolean
}

/** Records of members: of schools, which may have to agree, or of the team. */
interface RecordFacts {
  readonly kind: 'records'
  readonly of: 'schools' | 'team'
  /** Of the schools that this reader helps, and no others. */
  readonly portfolio: boolean
  /** The school is asked to agree. */
  readonly asksAgreement: boolean
}

interface FigureFacts {
  readonly kind: 'figure'
  readonly referenceDate: string
  readonly status: 'provisional' | 'final'
  readonly source: FigureSource
  /**
   * What this reader may see of it, never how much it says: the figure; that it is too small to show; that a
   * part of it is still missing; that the question meant something else then.
   */
  readonly seen: 'shown' | 'too_small' | 'incomplete' | 'broken'
}

/** Meetings, activities and trajects that were kept in a register: no persons, so no threshold. */
interface RegisterFacts {
  readonly kind: 'register'
  readonly entries: number
}

/** What there is of one source in one school year, as it was counted. Never leaves the server. */
export type Evidence =
  | (RoundFacts & { readonly responses: number; readonly invited?: number })
  | (RecordFacts & {
      readonly sent: number
      readonly agreed: number
      readonly begun: number
      /** Schools, or pupils, that records were sent of: what thresholds look at. */
      readonly units: number
    })
  | FigureFacts
  | RegisterFacts

/** The same as this reader may know it. */
export type ShownEvidence =
  | (RoundFacts & { readonly responses: EvidenceCount; readonly invited?: number })
  | (RecordFacts & {
      readonly sent: EvidenceCount
      readonly agreed: EvidenceCount
      readonly begun: EvidenceCount
    })
  | FigureFacts
  | RegisterFacts
  /** A set of figures: how many of its indicators were handed in. */
  | {
      readonly kind: 'set'
      readonly delivered: number
      readonly of: number
      /** How far the best of them is. */
      readonly state: CoverageState
    }

/**
 * Whether there is evidence in this school year: there is; too little to show; something runs or is planned;
 * it stays with who fills it in; nothing.
 */
export type CoverageState = 'evidence' | 'few' | 'running' | 'private' | 'none'

export interface CoverageLimits {
  /** Answers of level F from one on: the project leader. */
  readonly countsFromOne: boolean
  /** States and gaps only: the board. */
  readonly headlinesOnly: boolean
}

export interface CoverageFinding {
  readonly expectationCodes: readonly string[]
  readonly instruments: readonly string[]
}

export interface CoverageInput {
  readonly plan: CoveredPlan
  readonly expectations: readonly Expectation[]
  readonly instruments: readonly CoveredInstrument[]
  readonly indicators: readonly Indicator[]
  /** By code of an instrument, indicator or activity, of the school year that was chosen. */
  readonly evidence: ReadonlyMap<string, readonly Evidence[]>
  readonly findings: readonly CoverageFinding[]
  readonly limits: CoverageLimits
}

/** An instrument, an indicator, or the register of an activity. */
export interface CoverageSource {
  readonly code: string
  readonly kind: 'instrument' | 'indicator' | 'register'
  readonly title: string
  readonly state: CoverageState
  readonly evidence: readonly ShownEvidence[]
  /** Instruments whose answers an indicator counts. */
  readonly counts: readonly string[]
  readonly findings: number
}

/** Why a source stands with a goal: so many of its questions name it, or rows of Bijlage 1 are about it. */
export interface CoverageEdge {
  readonly source: string
  readonly questions: number
  readonly rows: readonly string[]
}

export interface CoverageRow {
  readonly code: string
  readonly title: string
  readonly state: CoverageState
  readonly edges: readonly CoverageEdge[]
}

export interface CoverageResult extends CoverageRow {
  readonly derived: boolean
  readonly norm?: string
  readonly activities: readonly string[]
}

export interface CoverageActivity extends CoverageRow {
  readonly planned?: string
  readonly results: readonly string[]
  /** Rows of Bijlage 1 that are about it. */
  readonly measures: readonly string[]
}

export interface CoverageGoal extends CoverageRow {
  readonly results: readonly CoverageResult[]
  readonly activities: readonly CoverageActivity[]
}

export interface CoverageExpectation extends CoverageRow {
  readonly domain: string
  readonly subdomain?: string
  readonly findings: number
}

/** One of the combinations of Bijlage 1: what is measured, how, with whom. */
export interface CoverageCombination {
  readonly code: string
  readonly measure: string
  readonly what: string
  readonly how: string
  readonly why: string
  readonly respondents: string
  readonly instruments: readonly string[]
  readonly state: CoverageState
}

export type CoverageGap =
  /** Activities that serve a result and that no row of Bijlage 1 is about. */
  | { readonly kind: 'no_row'; readonly codes: readonly string[] }
  /** Subgoals without results of their own. */
  | { readonly kind: 'no_results'; readonly codes: readonly string[] }
  /** Activities that stand under another subgoal than the result that they serve. */
  | { readonly kind: 'elsewhere'; readonly codes: readonly string[] }
  /** Results for which the plan names no number. */
  | { readonly kind: 'no_norm'; readonly codes: readonly string[] }
  /** Without evidence in this school year. */
  | { readonly kind: 'no_evidence'; readonly of: CoveredKind; readonly codes: readonly string[] }
  /** Expectations about which one source alone says something in this school year. */
  | { readonly kind: 'one_source'; readonly codes: readonly string[] }

export type CoveredKind = 'results' | 'activities' | 'combinations' | 'expectations'

export interface Coverage {
  readonly sources: readonly CoverageSource[]
  readonly goals: readonly CoverageGoal[]
  readonly expectations: readonly CoverageExpectation[]
  readonly combinations: readonly CoverageCombination[]
  readonly gaps: readonly CoverageGap[]
}
