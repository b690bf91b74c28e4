import type { InstrumentFacts } from '@km/definition'

/** How long something is kept, as the functions of the database hold it (`drizzle/*_retention.sql`). */
export type Keep =
  | { readonly months: number; readonly after: 'closing' | 'sent' | 'ended' | 'done' | 'followed' }
  | { readonly schoolYears: number }
  | { readonly until: 'released' | 'signed_out' | 'always' }

export type RuleName =
  | 'drafts'
  | 'addresses'
  | 'mail'
  | 'mail_files'
  | 'class_codes'
  | 'texts'
  | 'answers_school'
  | 'counts'
  | 'answers_apart'
  | 'answers_personal'
  | 'placements'
  | 'accounts'
  | 'account_invites'
  | 'sessions'
  | 'audit'
  | 'organisation'

export interface RetentionRule {
  readonly rule: RuleName
  readonly keep: Keep
  /** Anonymity levels that it is about; absent: not about answers. */
  readonly levels?: readonly InstrumentFacts['anonymityLevel'][]
  /** Done by the daily run; otherwise by the program at that moment, or never. */
  readonly daily: boolean
}

/**
 * How long the program keeps what: the one table that the daily run, the register, the privacy statement of
 * each instrument and the tests read.
 */
export const retentionRules: readonly RetentionRule[] = [
  { rule: 'drafts', keep: { until: 'released' }, daily: false },
  { rule: 'addresses', keep: { months: 3, after: 'closing' }, daily: true },
  { rule: 'mail', keep: { months: 3, after: 'sent' }, daily: true },
  { rule: 'mail_files', keep: { months: 3, after: 'done' }, daily: true },
  { rule: 'class_codes', keep: { months: 3, after: 'closing' }, daily: true },
  { rule: 'texts', keep: { months: 12, after: 'closing' }, daily: true },
  { rule: 'answers_school', keep: { schoolYears: 5 }, levels: ['F'], daily: true },
  { rule: 'counts', keep: { until: 'always' }, levels: ['C'], daily: false },
  { rule: 'answers_apart', keep: { schoolYears: 5 }, levels: ['A'], daily: true },
  { rule: 'answers_personal', keep: { schoolYears: 2 }, levels: ['V', 'P'], daily: true },
  { rule: 'placements', keep: { months: 6, after: 'followed' }, levels: ['K'], daily: true },
  { rule: 'accounts', keep: { months: 3, after: 'ended' }, daily: true },
  { rule: 'account_invites', keep: { months: 3, after: 'done' }, daily: true },
  { rule: 'sessions', keep: { until: 'signed_out' }, daily: false },
  { rule: 'audit', keep: { months: 12, after: 'done' }, daily: true },
  { rule: 'organisation', keep: { until: 'always' }, daily: false },
]

/** The rule of one name. */
export function ruleOf(name: RuleName): RetentionRule {
  const found = retentionRules.find((each) => each.rule === name)
  if (found === undefined) throw new Error(`There is no retention rule ${name}.`)
  return found
}

/** The rule for closed answers of a level. */
export function answersRule(level: InstrumentFacts['anonymityLevel']): RetentionRule {
  const found = retentionRules.find((each) => each.levels?.includes(level))
  if (found === undefined) throw new Error(`There is no retention rule for level ${level}.`)
  return found
}

/** First year of the school year of a day ('YYYY-MM-DD'); it begins on the first of August. */
export const schoolYearOf = (day: string): number =>
  Number(day.slice(0, 4)) - (day.slice(5, 7) < '08' ? 1 : 0)

/** '2026-01-31' and 1 -> '2026-02-28', as the database counts months. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** True when what ended on that day, or is of that school year ('2025-2026'), is past its time today. */
export function isPast(
  { keep }: RetentionRule,
  {
    ended,
    schoolYear,
    today,
  }: { readonly ended: string; readonly schoolYear: string; readonly today: string },
): boolean {
  if ('until' in keep) return false
  if ('months' in keep) return addMonths(ended, keep.months) < today
  return schoolYearOf(today) - Number(schoolYear.slice(0, 4)) >= keep.schoolYears
}
