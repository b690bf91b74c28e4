import { z } from '@hono/zod-openapi'
import type { BesideYear, Comparison, Flywheel, SchoolReport, VisitBeside } from '@km/analysis'
import type { RoundLinks } from '@km/definition'

/** A parameter that is there without a value (`school=`) is not there. */
const orAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema)

export const comparisonQuery = z.object({
  instrument: z.string(),
  /** Comma between; default: the last two with a released round. */
  years: orAbsent(
    z
      .string()
      .regex(/^\d{4}-\d{4}(,\d{4}-\d{4})*$/)
      .optional(),
  ),
  /** Round ids, comma between; with `years` only those of these years. */
  rounds: orAbsent(
    z
      .string()
      .regex(/^\d+(,\d+)*$/)
      .optional(),
  ),
  level: orAbsent(z.enum(['domain', 'subdomain', 'expectation', 'item']).default('expectation')),
  /** School id: that school's own levels. */
  school: orAbsent(z.coerce.number().int().optional()),
  /** School type, comparison group, or type with size, not together with `school`; for a coordinator: the other schools of the own one. */
  group: orAbsent(z.string().optional()),
})

export const sameQuery = comparisonQuery.pick({ instrument: true, years: true })

/** GET /api/same-questions: what other people are asked in the same way, each side under its own thresholds. */
export interface SameView {
  readonly items: readonly {
    readonly code: string
    readonly title: string
    readonly sides: readonly {
      readonly instrument: string
      readonly instrumentTitle: string
      /** The question as it is asked of these people. */
      readonly question: string
      readonly periods: Comparison['periods']
      readonly row: Comparison['rows'][number]
    }[]
  }[]
}

/** Whether the coaches of the pilot may see what was released. */
export const sharing = z.object({ shared: z.boolean() })

/** `Comparison` of @km/analysis, with what a person reads beside it. */
export interface ComparisonView extends Comparison {
  /** One Dutch sentence or more on top of the screen, made from the numbers. */
  readonly summary: string
  /** Dutch: what was chosen, printed on every export. */
  readonly filter: string
  /** Measures of actions that are due in one of the years, to stand beside the target. */
  readonly measures: readonly {
    readonly key: string
    readonly findingId: number
    readonly actionId: number
    readonly code: string
    readonly title: string
    readonly unit: 'share' | 'count'
    readonly startValue: number
    readonly targetValue: number
    readonly targetYear: string
    /** Measured in the target year, over all schools; absent while there is no such round or it is suppressed. */
    readonly reached?: number
  }[]
  /** Findings that hang on a row. */
  readonly findings: readonly {
    readonly key: string
    readonly id: number
    readonly code: string
    readonly title: string
  }[]
  readonly choices: {
    readonly instruments: readonly { readonly code: string; readonly title: string }[]
    readonly years: readonly string[]
    readonly groups: readonly string[]
    readonly schools: readonly { readonly id: number; readonly name: string }[]
  }
  /** For a coordinator, per own school: which others it is set beside, and why; without a group all or none. */
  readonly ownGroups?: readonly {
    readonly school: string
    readonly group?: string
    readonly sentence: string
  }[]
}

/** GET /api/expectations/{code}: what do we know about this one. */
export interface ExpectationView {
  readonly code: string
  readonly title: string
  readonly domain: string
  readonly subdomain?: string
  readonly locator: string
  readonly keywords: readonly string[]
  readonly comparison: ComparisonView
  /** The question as it was asked in each version. */
  readonly questions: readonly {
    readonly instrument: string
    readonly version: string
    readonly item: string
    readonly itemVersion: number
    readonly title: string
    readonly choices: readonly { readonly value: number | string; readonly text: string }[]
    readonly usedIn: readonly string[]
  }[]
  /** Items of other instruments that ask about it. */
  readonly otherSources: readonly {
    readonly instrument: string
    readonly title: string
    readonly item: string
    readonly shortTitle: string
  }[]
  /** Visitor and school per year, oldest first; absent for who sees no school. Schools to talk with by name. */
  readonly beside?:
    | readonly (Omit<BesideYear, 'discuss'> & {
        readonly discuss: readonly { readonly id: number; readonly name: string }[]
      })[]
    | undefined
}

/** GET /api/flywheel: how many schools are in which phase, per round of visits. */
export interface FlywheelView extends Flywheel {
  readonly summary: string
  readonly filter: string
  /** Names of the rounds, as `years` has them. */
  readonly periods: readonly string[]
  /** Names of the stages, as the counts of a year have them. */
  readonly stages: readonly string[]
}

/** Phases of the flywheel as a visitor saw them. */
export interface VisitPhases {
  readonly visitId: number
  readonly visitedOn: string
  readonly schoolYear: string
  readonly phases: readonly {
    readonly name: string
    readonly levels: readonly { readonly title: string; readonly label: string; readonly level?: number }[]
  }[]
}

/** GET /api/schools/{id} and GET /api/respond/{token}/report. */
export interface SchoolView {
  readonly school: { readonly id: number; readonly name: string; readonly type: string }
  /** Newest first. */
  readonly reports: readonly SchoolReport[]
  /** What visitors saw, newest first; only for who signed in. */
  readonly visits?: {
    readonly beside: readonly VisitBeside[]
    readonly flywheel: readonly VisitPhases[]
  }
  /** The other schools beside the newest report; absent where there is no release of it, or no such report. */
  readonly benchmark?: {
    /** Dutch: which schools, how many and why these. */
    readonly sentence: string
    readonly schoolYear: string
    /** Of the others: how many are "op orde" or higher. Without what may not be shown. */
    readonly rows: readonly {
      readonly item: string
      readonly sufficient: { readonly count: number; readonly of: number }
    }[]
  }
  readonly demo: boolean
}

/** GET /api/start: where are we? */
export interface StartView {
  readonly summary: readonly string[]
  readonly openRounds: readonly RoundView[]
  readonly toDecide: readonly {
    readonly kind: 'finding' | 'action'
    readonly id: number
    readonly code: string
    readonly title: string
    readonly status: string
  }[]
  /** Actions that are over and that nobody looked back on; for the project leader. */
  readonly toReview: readonly {
    readonly id: number
    readonly findingId: number
    readonly code: string
    readonly title: string
    readonly dueOn: string
  }[]
  readonly comingUp: readonly { readonly date: string; readonly text: string }[]
  /** Is there any result for this reader? */
  readonly results: boolean
}

export interface RoundView {
  readonly id: number
  readonly instrument: string
  readonly instrumentTitle: string
  readonly version: string
  readonly schoolYear: string
  readonly period: string
  readonly opensOn: string
  readonly closesOn: string
  readonly state: 'planned' | 'open' | 'waiting' | 'released'
  readonly retrospective: boolean
  readonly invited: number
  readonly started: number
  readonly done: number
  /** Only with one round: per invitation, without answers. */
  readonly invitations?: readonly {
    readonly id: number
    readonly school?: string
    readonly kind: 'personal' | 'open'
    readonly state: string
  }[]
}

/** GET /api/instruments and /api/instruments/{code}. */
export interface InstrumentView {
  readonly code: string
  readonly title: string
  readonly respondent: string
  readonly rhythm: string
  readonly anonymityLevel: string
  /** Whom a round gives links: everybody the same one, each school or person its own, or nobody. */
  readonly links: RoundLinks
  /** A file with answers of an earlier year has a line for each of these; absent: there is no such file. */
  readonly lines?: 'school' | 'visit'
  readonly languageLevel: string
  readonly bijlageCodes: readonly string[]
  readonly minutes: { readonly min: number; readonly max: number }
  readonly versions: readonly {
    readonly version: string
    readonly publishedAt: string
    readonly items: number
    readonly expectations: number
    readonly usedIn: readonly string[]
    /** Against the version before it. */
    readonly differences: readonly {
      readonly item: string
      readonly shortTitle: string
      readonly verdict: string
      readonly reason: string
      readonly before?: string
      readonly after?: string
    }[]
  }[]
  /** Expectations that have a scored item, of those of the framework. */
  readonly coverage: readonly {
    readonly code: string
    readonly title: string
    readonly items: readonly string[]
  }[]
}

export type { SchoolReport }
