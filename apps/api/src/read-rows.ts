import { parse } from 'csv-parse/sync'
import { Problem } from './problem.ts'
import { unpackSheet } from './unpack-sheet.ts'

/** How much of a file is read at all. */
export interface FileBounds {
  /** Most lines in one file; the line with the titles comes on top of it. */
  readonly lines: number
  /** More columns than a person means: nothing is read of such a file. */
  readonly columns: number
}

/** A line of a file as a person counts them: the line with the titles is 1. */
export interface FileLine {
  readonly line: number
  readonly cells: readonly string[]
}

/** Longest text of a cell in Excel. */
const longestCell = 32_767

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** UTF-8 with or without BOM, and otherwise what Windows programs write. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Dutch spreadsheets write ';', others ','; the first line tells. */
const delimiterOf = (text: string): string => {
  const first = text.split(/\r?\n/, 1)[0] ?? ''
  const count = (sign: string) => first.split(sign).length
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function readCsv(text: string, bounds: FileBounds): FileLine[] {
  const records = parse(text, {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    trim: true,
    info: true,
    to: bounds.lines + 2,
    max_record_size: Math.max(20_000, bounds.columns * 500),
    // With `info`, the types of csv-parse do not know what comes out.
  }) as unknown as { record: string[]; info: { lines: number } }[]
  // Counted in lines of text: a quoted cell may hold more than one.
  let before = 0
  return records.map(({ record, info }) => {
    const line = before + 1
    before = info.lines
    return { line, cells: record }
  })
}

/** A cell as a person sees it. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  return String(value).trim()
}

async function readXlsx(bytes: Uint8Array, bounds: FileBounds): Promise<FileLine[]> {
  const { readSheet } = await import('read-excel-file/node')
  const rows = await readSheet(unpackSheet(bytes, bounds.lines))
  return rows.map((row, index) => ({ line: index + 1, cells: row.map(textOf) }))
}

/**
 * The lines of a CSV or XLSX file that are not empty, whatever it calls itself. Throws Problem
 * `unreadable_file` or `too_many_lines`.
 */
export async function readRows(bytes: Uint8Array, bounds: FileBounds): Promise<FileLine[]> {
  const lines = await Promise.resolve()
    .then(() => (isZip(bytes) ? readXlsx(bytes, bounds) : readCsv(decode(bytes), bounds)))
    .catch((error: unknown) => {
      throw error instanceof Problem ? error : new Problem('unreadable_file')
    })
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (filled.length > bounds.lines + 1) throw new Problem('too_many_lines')
  const isUnreal = ({ cells }: FileLine): boolean =>
    cells.length > bounds.columns || cells.some((cell) => cell.length > longestCell)
  if (filled.some(isUnreal)) throw new Problem('unreadable_file')
  return filled
}
