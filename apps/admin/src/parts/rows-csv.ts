import type { Caption } from './chart-canvas.ts'
import type { BarRow } from './draw-bars.ts'

/** Spreadsheets run a cell that starts with one of these as a formula. */
const formula = /^[=+\-@\t\r]/

function field(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Rows of bars as a semicolon CSV that a Dutch spreadsheet opens: title, what was chosen and where it is from
 * on the first lines, then a line for each row with what stands beside its bars.
 */
export function rowsCsv(rows: readonly BarRow[], head: string, caption: Caption): string {
  const names = rows[0]?.bars.map((bar) => bar.name) ?? []
  const lines = [
    [caption.title],
    [caption.filter],
    [caption.footer],
    [head, ...names],
    ...rows.map((row) => [
      row.under === undefined ? row.label : `${row.label} (${row.under})`,
      ...row.bars.map((bar) => bar.words),
    ]),
  ]
  return `\ufeff${lines.map((line) => line.map(field).join(';')).join('\r\n')}\r\n`
}
