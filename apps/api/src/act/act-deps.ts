import type { Level } from '@km/analysis'
import type { Deps, Who } from '../deps.ts'
import type { IndicatorPage } from '../figures/schema.ts'
import { Problem } from '../problem.ts'
import type { VisitRecord } from '../visits/schema.ts'
import type { Wishes } from '../voices/schema.ts'
import type { SeenComparison } from './freeze-cell.ts'
import type { Evidence } from './schema.ts'

/** The question behind a cell, as the comparison takes it. */
export interface ComparisonAsked {
  readonly instrument: string
  readonly years: string
  readonly rounds?: string | undefined
  readonly level: Level
  readonly school?: number | undefined
  readonly group?: string | undefined
}

/** Steps do not import each other: `app.ts` hands over the comparison, the wishes of schools, figures and records. */
export interface ActDeps extends Deps {
  readonly compare: (who: Who, asked: ComparisonAsked) => Promise<SeenComparison>
  /** Of the newest round, or of a school year. */
  readonly wishes: (who: Who, schoolYear?: string) => Promise<Wishes>
  /** Throws Problem `not_found` for an indicator without figures. */
  readonly figure: (who: Who, code: string) => Promise<IndicatorPage>
  /** Throws Problem `not_found` for a record that was not sent. */
  readonly visit: (who: Who, id: number) => Promise<VisitRecord>
}

export function requireLeader(who: Who): void {
  if (who.role !== 'project_leader') throw new Problem('not_allowed')
}

/** The reference of a cell as a question to the comparison. */
export function askedBy(reference: Evidence['reference']): ComparisonAsked {
  const { instrument, years, rounds, level, school, group } = reference
  return { instrument, years: years.join(','), rounds: rounds?.join(','), level, school, group }
}

/** Whether a measure is an indicator ('I.V04') instead of a question of an instrument. */
export const isIndicator = (code: string): boolean => /^I\.[A-Z]\d\d$/.test(code)
