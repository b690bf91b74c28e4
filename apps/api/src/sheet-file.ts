interface Sheet {
  /** Of the only sheet in it. */
  readonly name: string
  readonly titles: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Lines as an XLSX file of one sheet, with the titles in bold on top; an empty cell stays empty. */
export async function sheetFile({ name, titles, rows }: Sheet): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const head = titles.map((value) => ({ value, fontWeight: 'bold' as const }))
  const body = rows.map((row) => row.map((value) => (value === '' ? null : { value })))
  return writeXlsxFile([
    { sheet: name, data: [head, ...body], columns: titles.map(() => ({ width: 24 })) },
  ]).toBuffer()
}
