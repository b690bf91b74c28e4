export type CsvValue = string | number | undefined

/** '2.5' -> '2,5'; other text stays. */
export const withComma = (text: string): string => text.replace(/^(-?\d+)\.(\d+)$/, '$1,$2')

/** Spreadsheets run a cell that starts with one of these as a formula. */
const formula = /^[=+\-@\t\r]/

/**
 * One field of a semicolon CSV. Text that a spreadsheet would run as a formula gets an apostrophe in
 * front; numbers stay numbers, with a comma: a Dutch spreadsheet reads 2.5 as the second of May.
 */
export function csvField(value: CsvValue): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return withComma(String(value))
  const safe = formula.test(value) ? `'${value}` : value
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
