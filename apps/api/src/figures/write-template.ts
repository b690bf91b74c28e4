import type { Indicator } from '@km/definition'
import { csvFile } from '../csv-file.ts'
import { sheetFile } from '../sheet-file.ts'
import { columns, commonMeanings, commonParts } from './nl.ts'
import { daysOf } from './read-line.ts'

const usualStatus = { filled: 'definitief' } as const

/** What each count of a figure is called and means, the denominator first. */
function partsOf({ denominator, people, parts }: Indicator): readonly (readonly [string, string])[] {
  const { denominator: whole = '', unknown = '', out_of_view: gone = '', people: persons = '' } = commonParts
  return [
    ...(denominator === undefined ? [] : [[whole, denominator] as const]),
    ...parts.map(({ title, text }) => [title, text] as const),
    ...(people === undefined ? [] : [[persons, people] as const]),
    ...(denominator === undefined
      ? []
      : [[unknown, commonMeanings.unknown] as const, [gone, commonMeanings.out_of_view] as const]),
  ]
}

/** Every count that may be filled in, for a school year: only the number is still open. */
function linesOf(indicators: readonly Indicator[], schoolYear: string): readonly (readonly string[])[] {
  return indicators.flatMap((indicator) =>
    daysOf(indicator, schoolYear).flatMap((day) => {
      const splits = [
        ['', ''] as const,
        ...indicator.breakdowns.flatMap(({ title, values }) =>
          values.map((value) => [title, value.title] as const),
        ),
      ]
      return splits.flatMap(([by, value]) =>
        partsOf(indicator).map(([part, meaning]) => [
          ...[indicator.code, part, '', '', by, value, day, usualStatus.filled, '', meaning],
        ]),
      )
    }),
  )
}

const titles = [
  ...[columns.indicator, columns.part, columns.school, columns.cohort, columns.by, columns.value],
  ...[columns.referenceDate, columns.status, columns.count, columns.meaning],
]

/** The template as CSV for a Dutch spreadsheet. */
export function writeCsvTemplate(indicators: readonly Indicator[], schoolYear: string): string {
  return csvFile([titles, ...linesOf(indicators, schoolYear)])
}

/** The same as a spreadsheet. */
export const writeXlsxTemplate = (indicators: readonly Indicator[], schoolYear: string): Promise<Buffer> =>
  sheetFile({ name: columns.indicator, titles, rows: linesOf(indicators, schoolYear) })
