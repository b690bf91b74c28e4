import { characteristics, columns, contactFunctions, schoolTypes, template } from './nl.ts'

/** Title of a column, an example, and what may stand in it; none: free text. */
const parts: readonly { title: string; example: string; values: readonly string[]; note?: string }[] = [
  { title: columns.name, example: template.example, values: [] },
  { title: columns.type, example: 'vmbo', values: schoolTypes },
  { title: columns.joinedOn, example: '2026-08-01', values: [], note: template.date },
  { title: columns.contactFunction, example: contactFunctions[0], values: contactFunctions },
  { title: columns.comparisonGroup, example: template.exampleGroup, values: [] },
  ...characteristics.map(({ title, values }) => ({ title, example: values[0] ?? '', values })),
]

/** The template as CSV for a Dutch spreadsheet; an empty file with titles and one example. */
export function writeCsvTemplate(): string {
  const lines = [parts.map(({ title }) => title), parts.map(({ example }) => example)]
  return `\uFEFF${lines.map((line) => line.join(';')).join('\r\n')}\r\n`
}

/** The template as a spreadsheet, with the allowed values on a second sheet. */
export async function writeXlsxTemplate(): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const bold = (value: string) => ({ value, fontWeight: 'bold' as const })
  const notes = parts.map(({ values, note }) => (values.length > 0 ? values : [note ?? template.free]))
  const height = Math.max(...notes.map((one) => one.length))
  const sheets = [
    {
      sheet: template.sheet,
      data: [parts.map(({ title }) => bold(title)), parts.map(({ example }) => ({ value: example }))],
      columns: parts.map(() => ({ width: 26 })),
    },
    {
      sheet: template.valuesSheet,
      data: [
        parts.map(({ title }) => bold(title)),
        ...Array.from({ length: height }, (_, row) =>
          notes.map((one) => (one[row] === undefined ? null : { value: one[row] })),
        ),
      ],
      columns: parts.map(() => ({ width: 26 })),
    },
  ]
  return writeXlsxFile(sheets).toBuffer()
}
