import { type CsvValue, csvField } from './csv-field.ts'

/** Lines as a semicolon CSV with byte order mark, as Dutch spreadsheets open it. */
export const csvFile = (lines: readonly (readonly CsvValue[])[]): string =>
  `\ufeff${lines.map((line) => line.map(csvField).join(';')).join('\r\n')}\r\n`
