import type { InstrumentFacts, Scale, TallyLayout, Verdict } from '@km/definition'

/** A number that leaves the server: shown, or suppressed with the reason. Never null, never 0 for unknown. */
export type Cell<T> =
  | ({ readonly kind: 'shown' } & T)
  | { readonly kind: 'suppressed'; readonly reason: SuppressionReason }

export type SuppressionReason =
  /** Fewer units answered than the threshold of this anonymity level. */
  | 'too_few'
  /** Fewer than 5 matched schools. */
  | 'too_few_matched'
  /** Hidden so that another hidden cell cannot be computed back. */
  | 'complementary'
  /** The item was not asked then. */
  | 'not_asked'
  /** The round is still open: only counts of responses. */
  | 'not_released'
  /** The meaning or scale changed: there is no difference to show. */
  | 'not_comparable'
  /** Units that answer once per round have movement; these do not. */
  | 'not_applicable'
  /** Nothing was answered. */
  | 'no_answers'
  /** This reader gets percentages: see `shares` beside it. */
  | 'capped'

/** A whole percentage, or only that it is at an end. */
export type Share = number | 'below_5' | 'above_95'

/** A figure for a reader who gets percentages only. */
export interface Shares {
  readonly n: number
  /** Answers in scale order, escapes after them; of movement: up, same, down. */
  readonly parts: readonly {
    readonly value: number | string
    readonly label: string
    readonly share: Share
  }[]
  readonly sufficient?: Share
}

export type Level = 'domain' | 'subdomain' | 'expectation' | 'item'

/** One round of the comparison, oldest first. */
export interface Period {
  readonly roundId: number
  readonly schoolYear: string
  /** Within a year, such as 'januari'; empty when a year has one round. */
  readonly period: string
  readonly version: string
  readonly retrospective: boolean
  readonly released: boolean
  readonly invited: number
  readonly responded: number
  /** Too few people answered to say how many: both numbers are 0 then, and mean nothing. */
  readonly few?: true
}

/** Counts of one unit (a school) or of the whole network in one round, under one definition. */
export interface Tally {
  readonly roundId: number
  readonly definitionId: number
  /** 0: the network as a whole. */
  readonly schoolId: number
  readonly responses: number
  readonly counts: readonly number[]
}

/** A published version as analysis needs it. */
export interface TalliedDefinition {
  readonly definitionId: number
  readonly version: string
  readonly layout: TallyLayout
  readonly items: readonly TalliedItem[]
}

export interface TalliedItem {
  readonly name: string
  readonly itemVersion: number
  readonly title: string
  readonly shortTitle: string
  readonly scale: string | undefined
  readonly kind: string
  readonly expectationCodes: readonly string[]
  readonly choices: readonly { readonly value: number | string; readonly text: string }[]
  /** Name of the matrix that it is a row of. */
  readonly question?: string
}

/** What happened to an item between two consecutive versions that were used. */
export interface ItemChange {
  readonly fromDefinitionId: number
  readonly toDefinitionId: number
  readonly item: string
  readonly verdict: Verdict
  readonly reason: string
}

export interface FrameworkIndex {
  readonly domains: readonly {
    readonly code: string
    readonly title: string
    readonly subdomains: readonly { readonly code: string; readonly title: string }[]
  }[]
  readonly expectations: readonly {
    readonly code: string
    readonly domain: string
    readonly subdomain?: string
    readonly title: string
  }[]
}

/** What an n counts: schools, people, or records of the network's own work. */
export type Unit = InstrumentFacts['unit'] | 'record'

/** Everything a comparison is made from; nothing else is read. */
export interface ComparisonInput {
  readonly instrument: Pick<InstrumentFacts, 'code' | 'title' | 'anonymityLevel' | 'unit'>
  readonly level: Level
  readonly periods: readonly Period[]
  /** Network tallies (schoolId 0) when `unit` is 'person'; tallies per school when it is 'school'. */
  readonly tallies: readonly Tally[]
  readonly definitions: readonly TalliedDefinition[]
  readonly changes: readonly ItemChange[]
  readonly scales: readonly Scale[]
  readonly framework: FrameworkIndex
  /** One school's view: its own levels; only for who may see it at n = 1. */
  readonly schoolId?: number
  /** Smallest n that may be shown: see `thresholds.ts`. */
  readonly minUnits: number
  /** Records of the network's own meetings and agreements (level C): no people are counted. */
  readonly ownWork?: boolean
}

/** How the answers of one item fall over its scale, in one round. */
export interface Distribution {
  /** Units (schools or people) that answered, escapes included. */
  readonly n: number
  /** In scale order. */
  readonly levels: readonly {
    readonly value: number | string
    readonly label: string
    readonly count: number
  }[]
  readonly escapes: readonly { readonly value: string; readonly label: string; readonly count: number }[]
  /** Only for scales with "op orde": over levels plus the escapes that stand in the denominator. */
  readonly sufficient?: { readonly count: number; readonly of: number }
  /** Lower median of the levels (R `quantile(type = 1)`); only for a group of units on an ordered scale. */
  readonly median?: number | string
}

/** Roll-up rows count school × item answers, so they say of how many schools. */
export interface RollUp {
  /** Schools with at least one answer. */
  readonly n: number
  /** Answers counted. */
  readonly answers: number
  readonly levels: readonly {
    readonly value: number | string
    readonly label: string
    readonly count: number
  }[]
  readonly escapes: readonly { readonly value: string; readonly label: string; readonly count: number }[]
  readonly sufficient?: { readonly count: number; readonly of: number }
  /** Items that are counted, of the items the row has. */
  readonly items: { readonly counted: number; readonly of: number }
}

/** Movement of the same schools between two rounds. */
export interface Movement {
  /** Matched schools with a level in both rounds. */
  readonly n: number
  /** What up, same and down add up to: `n` for an item, school × item pairs for a roll-up. */
  readonly pairs: number
  readonly up: number
  readonly same: number
  readonly down: number
  /** Schools (pairs, for a roll-up) that moved to or from an escape; counted apart, not in `n`. */
  readonly escapes: number
  /** Share at "op orde" or higher among the pairs, then and now; `of` is 0 on a scale without "op orde". */
  readonly from: { readonly count: number; readonly of: number }
  readonly to: { readonly count: number; readonly of: number }
}

/** What a shown distribution comes down to, beside its counts. */
export interface AnswerSum {
  /** Who agrees or says yes, over the levels and the escapes that stand in the denominator. */
  readonly agreeing?: { readonly count: number; readonly of: number }
  /** Of a number: all that was given, added up. */
  readonly total?: number
  /** Responses without an answer to it. */
  readonly without: number
}

export interface RowPeriod {
  readonly roundId: number
  /** Absent when the item was not asked. */
  readonly itemVersion?: number
  readonly cell: Cell<{ readonly distribution: Distribution }> | Cell<{ readonly rollUp: RollUp }>
  readonly shares?: Shares
  readonly sum?: AnswerSum
}

/** Between a period and the one before it. */
export interface RowStep {
  readonly fromRoundId: number
  readonly toRoundId: number
  readonly verdict: Verdict | 'mixed'
  /** Dutch reason of a change, from the instrument; empty when nothing changed. */
  readonly reason: string
  readonly movement: Cell<{ readonly movement: Movement }>
  readonly shares?: Shares
}

export interface ComparisonRow {
  /** Item name, or code of expectation, subdomain or domain. */
  readonly key: string
  readonly level: Level
  readonly title: string
  /** Scored rows of the framework: the expectation(s) under the row. */
  readonly expectationCodes: readonly string[]
  readonly domain?: string
  readonly subdomain?: string
  readonly scale?: string
  readonly kind: string
  /** Name of the matrix that it is a row of. */
  readonly question?: string
  /** Same order as the comparison's periods. */
  readonly periods: readonly RowPeriod[]
  /** One fewer than periods. */
  readonly steps: readonly RowStep[]
}

/** Numbers for the sentence on top of the screen; of the last step. */
export interface Headline {
  readonly responded: number
  readonly invited: number
  readonly matched: number
  readonly comparable: number
  readonly moreUp: number
  readonly moreDown: number
  readonly changed: number
  readonly suppressed: number
}

export interface Comparison {
  readonly instrument: string
  readonly instrumentTitle: string
  readonly level: Level
  readonly unit: Unit
  readonly anonymityLevel: string
  readonly schoolId?: number
  readonly periods: readonly Period[]
  readonly headline: Headline
  readonly rows: readonly ComparisonRow[]
}

/** One school's own picture, for its coordinator and the project leader. */
export interface SchoolReport {
  readonly schoolYear: string
  readonly version: string
  readonly previousYear?: string
  /** Someone else held the role then; no names. */
  readonly otherCoordinator?: boolean
  readonly domains: readonly {
    readonly code: string
    readonly title: string
    readonly subdomains: readonly {
      readonly code: string
      readonly title: string
      readonly median?: number
      readonly rows: readonly SchoolReportRow[]
    }[]
  }[]
  /** Item names, strongest first. */
  readonly strengths: readonly string[]
  /** Item names, lowest first. */
  readonly attention: readonly string[]
  readonly moved: {
    readonly up: number
    readonly same: number
    readonly down: number
    readonly notComparable: number
  }
  /** Characteristics of the school that were answered otherwise than the time before; never scored. */
  readonly profileChanges: readonly {
    readonly item: string
    readonly title: string
    readonly before: string
    readonly now: string
  }[]
}

export interface SchoolReportRow {
  readonly item: string
  readonly expectationCode: string
  readonly shortTitle: string
  readonly expectationTitle: string
  readonly level?: number
  readonly label: string
  /** The chosen anchor, as it was read. */
  readonly anchor?: string
  /** The next anchor, when there is one. */
  readonly next?: string
  readonly previous?: { readonly level?: number; readonly label: string }
  readonly movement: 'up' | 'same' | 'down' | 'not_comparable' | 'none'
  readonly reason?: string
}

/** A level that a visitor gave a school. */
export interface VisitedLevel {
  readonly visitId: number
  readonly visitedOn: string
  readonly schoolYear: string
  readonly expectationCode: string
  readonly title: string
  readonly label: string
  /** Absent: the visitor could not say. */
  readonly level?: number
}

/** A visitor's level with the school's own answer beside it. */
export interface VisitBeside extends VisitedLevel {
  readonly school?:
    | { readonly schoolYear: string; readonly label: string; readonly level?: number }
    | undefined
  readonly discuss: boolean
}

/** What a school's own report is made from; nothing else is read. */
export interface SchoolReportInput {
  readonly schoolId: number
  /** The round the report is about; it may still be open. */
  readonly current: Period
  /** The round to look back at: the last one before it in which the school answered. */
  readonly previous?: Period
  readonly otherCoordinator?: boolean
  /** At least those of this school in both rounds; others are left out. */
  readonly tallies: readonly Tally[]
  readonly definitions: readonly TalliedDefinition[]
  readonly changes: readonly ItemChange[]
  readonly scales: readonly Scale[]
  readonly framework: FrameworkIndex
}

/** What the signal rules of the monitor say about a row, in its last round. */
export interface Signal {
  readonly kind: 'attention' | 'strength' | 'growth'
  readonly rule: 'half_low' | 'three_down' | 'third_unknown' | 'two_thirds_sufficient' | 'half_up'
  /** Key of the row. */
  readonly key: string
  readonly title: string
  /** Schools for which the rule holds, of those it is about. */
  readonly count: number
  readonly of: number
}
