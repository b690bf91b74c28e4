import type { Period, SuppressionReason, Unit } from '@km/analysis'
import { nl } from '../nl.ts'

/** Whole percentage of a part, such as '57%'; groups are small, so no decimals. */
export const percent = (count: number, of: number): string =>
  of === 0 ? '–' : `${Math.round((100 * count) / of)}%`

/** '1 school', '21 scholen'. */
export const counted = (n: number, [one, more]: readonly [string, string]): string =>
  `${n} ${n === 1 ? one : more}`

/** '3 scholen', '5 mensen', '1 verslag': what an n counts. */
export const units = (n: number, unit: Unit): string => counted(n, nl.words.units[unit])

/** ISO date or date-time to '3 maart 2026'; what is no date comes back as it is. */
export function day(iso: string): string {
  const at = new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso)
  if (Number.isNaN(at.getTime())) return iso
  return new Intl.DateTimeFormat('nl-NL', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'Europe/Amsterdam',
  }).format(at)
}

/** The date in the Netherlands, '2026-11-03'. */
export const today = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date())

/** 'januari 2025-2026', or the school year when a year has one round. */
export const periodName = (period: Pick<Period, 'schoolYear' | 'period'>): string =>
  period.period === '' ? period.schoolYear : `${period.period} ${period.schoolYear}`

export const reasonText = (reason: SuppressionReason): string => nl.suppressed[reason]

/** 'a, b en c'. */
export const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} en ${parts.at(-1)}`

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * Cuts a sentence in plain and strong parts: what stands strong is a count of a whole
 * ('21 van de 24 scholen', '9 van de 34 vergelijkbare verwachtingen').
 */
export function strongParts(text: string): readonly { readonly text: string; readonly strong: boolean }[] {
  return text
    .split(/(\d+ van de (?:\d+ )?(?:vergelijkbare )?\p{L}+)/u)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, strong: /^\d+ van de /.test(part) }))
}
