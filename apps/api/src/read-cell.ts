import { personalWords } from './nl.ts'

/** Titles of columns with only the spaces and capitals that matter. */
export const fold = (title: string): string => title.trim().replace(/\s+/g, ' ').toLocaleLowerCase('nl')

/**
 * Titles of columns that seem to be about persons: nothing of such a file is read any further.
 * @param known titles, folded, that the file is meant to have
 */
export const personalColumns = (
  titles: readonly string[],
  known: { readonly has: (title: string) => boolean },
): string[] => titles.filter((title) => !known.has(fold(title)) && personalWords.test(title.trim()))

/** '2026-08-01', '1-8-2026' or '01/08/2026' as 'YYYY-MM-DD'; undefined when it is no day. */
export function readDay(text: string): string | undefined {
  const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text)
  const iso = dutch
    ? `${dutch[3]}-${dutch[2]?.padStart(2, '0')}-${dutch[1]?.padStart(2, '0')}`
    : /^\d{4}-\d{2}-\d{2}$/.exec(text)?.[0]
  if (iso === undefined || iso < '1900-01-01') return undefined
  const at = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined
}

/** A spreadsheet would run it. */
export const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text)

/** An e-mail address or telephone number stands in it. */
export const isPersonal = (text: string): boolean =>
  /\S@[^\s@]+\.\S/.test(text) || /(?:\+31|\b0)(?:[\s()-]*\d){9}/.test(text)
