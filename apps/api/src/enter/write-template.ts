import { type SheetColumn, sheetColumns } from '@km/definition'
import type { Who } from '../deps.ts'
import type { EnterDeps } from './enter-deps.ts'
import { columns as own, template as words } from './nl.ts'
import { openEntry } from './open-entry.ts'

/** A file to fill in, with its name without an ending. */
export interface Template<Content> {
  readonly name: string
  readonly content: Content
}

interface Parts {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly schools: readonly string[]
}

async function partsOf(deps: EnterDeps, who: Who, roundId: number): Promise<Parts> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const { round, version, schools } = await openEntry(tx, deps, { networkId, roundId })
    return {
      name: words.file(round.instrument, version.version, round.schoolYear),
      columns: sheetColumns(version.definition),
      schools: schools.map(({ name }) => name),
    }
  })
}

const quoted = (cell: string): string => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** A line per school of the round and a column per item, as CSV for a Dutch spreadsheet. */
export async function writeCsvTemplate(
  deps: EnterDeps,
  who: Who,
  roundId: number,
): Promise<Template<string>> {
  const { name, columns, schools } = await partsOf(deps, who, roundId)
  const titles = [own.school, ...columns.map(({ code }) => code)]
  const lines = [titles, ...schools.map((school) => [school, ...columns.map(() => '')])]
  return { name, content: `\uFEFF${lines.map((line) => line.map(quoted).join(';')).join('\r\n')}\r\n` }
}

/** What may stand in a column: one row per value, or one that says what kind of value. */
function valueRows({ kind, choices, range, maxLength }: SheetColumn): [string, string][] {
  if (kind === 'number') return [[words.number(range), '']]
  if (kind === 'date') return [[words.date, '']]
  if (kind === 'text') return [[words.text(maxLength), '']]
  const values = choices.map(({ value, text }): [string, string] => [String(value), text])
  if (kind === 'multiple') return [...values, [words.more, '']]
  return kind === 'ranking' ? [...values, [words.order, '']] : values
}

const neededOf = ({ required, conditional }: SheetColumn): string =>
  required ? (conditional ? words.whenAsked : words.yes) : words.no

const rowsOf = (column: SheetColumn): string[][] =>
  valueRows(column).map(([value, meaning], index) =>
    index === 0
      ? [column.code, column.title, neededOf(column), value, meaning]
      : ['', '', '', value, meaning],
  )

/** The same as a spreadsheet; its second sheet says of each column what may stand in it. */
export async function writeXlsxTemplate(
  deps: EnterDeps,
  who: Who,
  roundId: number,
): Promise<Template<Uint8Array>> {
  const { name, columns, schools } = await partsOf(deps, who, roundId)
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const bold = (value: string) => ({ value, fontWeight: 'bold' as const })
  const plain = (value: string) => ({ value, type: String })
  const heads = [words.code, words.question, words.needed, words.value, words.meaning]
  const values = [[own.school, '', words.yes, words.school, ''], ...columns.flatMap(rowsOf)]
  const sheets = [
    {
      sheet: words.sheet,
      data: [
        [own.school, ...columns.map(({ code }) => code)].map(bold),
        ...schools.map((school) => [plain(school)]),
      ],
      columns: [{ width: 32 }, ...columns.map(() => ({ width: 14 }))],
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
    },
    {
      sheet: words.valuesSheet,
      data: [heads.map(bold), ...values.map((row) => row.map(plain))],
      columns: [{ width: 18 }, { width: 60 }, { width: 11 }, { width: 24 }, { width: 70 }],
      stickyRowsCount: 1,
    },
  ]
  return { name, content: new Uint8Array(await writeXlsxFile(sheets).toBuffer()) }
}
