/** Time as schools live it: a round closes at midnight in the Netherlands, wherever the server stands. */

const zone = 'Europe/Amsterdam'
const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const hourFormat = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })

const hour = 3_600_000
/** What was being sent when a round closed is still accepted for this long, in milliseconds. */
export const graceAfterClosing = 24 * hour

/** Moment -> the date in the Netherlands, '2026-11-03'. */
export function amsterdamDate(moment: Date): string {
  return dayFormat.format(moment)
}

/** '2026-11-03' and days -> the date so many days later (or earlier). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 24 * hour).toISOString().slice(0, 10)
}

/** '2026-11-03' -> '2026-2027': a school year begins on the first of August. */
export function schoolYearOf(date: string): string {
  const year = Number(date.slice(0, 4)) - (date.slice(5, 7) < '08' ? 1 : 0)
  return `${year}-${year + 1}`
}

/** '2026-11-03' -> the moment at which that day begins in the Netherlands. */
export function startOfDay(date: string): Date {
  const winter = new Date(Date.parse(`${date}T00:00:00Z`) - hour)
  // At midnight in winter time it is already one o'clock in summer time.
  return hourFormat.format(winter) === '00' ? winter : new Date(winter.getTime() - hour)
}

/** Days that rounds open and close on are few, and asked for with every answer that arrives. */
const begins = new Map<string, number>()
function beginOf(date: string): number {
  const known = begins.get(date) ?? startOfDay(date).getTime()
  begins.set(date, known)
  return known
}

export type RoundState = 'planned' | 'open' | 'waiting' | 'due' | 'released'

export interface RoundDates {
  readonly opensOn: string
  readonly closesOn: string
  readonly releasedAt: Date | null
}

/**
 * Where a round stands at this moment. It closes at the end of `closesOn` in the Netherlands; `waiting`
 * until what was being sent has had its 24 hours, then `due` for release.
 */
export function roundState(round: RoundDates, now: Date): RoundState {
  if (round.releasedAt !== null) return 'released'
  const moment = now.getTime()
  if (moment < beginOf(round.opensOn)) return 'planned'
  const closed = beginOf(addDays(round.closesOn, 1))
  if (moment < closed) return 'open'
  return moment < closed + graceAfterClosing ? 'waiting' : 'due'
}
