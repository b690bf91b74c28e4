import type { Indicator } from '@km/definition'
import { csvFile } from '../csv-file.ts'
import { sheetFile } from '../sheet-file.ts'
import { columns, commonMeanings, commonParts } from './nl.ts'
import { daysOf } from './read-line.ts'
import type { Scope } from './scope-import.ts'

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

/** What a template is made for. */
interface Template extends Pick<Scope, 'indicators' | 'schools' | 'ownOnly'> {
  readonly schoolYear: string
}

/** The network and each breakdown of it; or each own school by itself, so that nothing is split two ways. */
const placesOf = ({ breakdowns }: Indicator, { schools, ownOnly }: Template) =>
  ownOnly
    ? schools.map(({ name }) => ({ school: name, by: '', value: '' }))
    : [
        { school: '', by: '', value: '' },
        ...breakdowns.flatMap(({ title, values }) =>
          values.map((value) => ({ school: '', by: title, value: value.title })),
        ),
      ]

/** Every count that may be filled in, for a school year: only the number is still open. */
const linesOf = (template: Template): readonly (readonly string[])[] =>
  template.indicators.flatMap((indicator) =>
    daysOf(indicator, template.schoolYear).flatMap((day) =>
      placesOf(indicator, template).flatMap(({ school, by, value }) =>
        partsOf(indicator).map(([part, meaning]) => [
          ...[indicator.code, part, school, '', by, value, day, usualStatus.filled, '', meaning],
        ]),
      ),
    ),
  )

const titles = [
  ...[columns.indicator, columns.part, columns.school, columns.cohort, columns.by, columns.value],
  ...[columns.referenceDate, columns.status, columns.count, columns.meaning],
]

/** The template as CSV for a Dutch spreadsheet. */
export const writeCsvTemplate = (template: Template): string => csvFile([titles, ...linesOf(template)])

/** The same as a spreadsheet. */
export const writeXlsxTemplate = (template: Template): Promise<Buffer> =>
  sheetFile({ name: columns.indicator, titles, rows: linesOf(template) })
