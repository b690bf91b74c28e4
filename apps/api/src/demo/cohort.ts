import { schoolNames } from './nl.ts'

export const schoolYears = ['2022-2023', '2023-2024', '2024-2025', '2025-2026', '2026-2027'] as const

/** What a school did in a round: took part, was invited only, sent or is filling in; '.' = no part of the network. */
export type Part = 'x' | '-' | '.' | 's' | 'd' | 'u'

export interface DemoSchool {
  readonly name: string
  readonly type: string
  readonly joinedOn: string
  readonly leftOn: string | undefined
  /** Per school year of `schoolYears`. */
  readonly parts: readonly Part[]
  /** Dates on which somebody else became NT2-coördinator. */
  readonly changedOn: readonly string[]
}

/** Type, then per year: x took part, - did not, . not in the network; in the open year s sent, d draft, u unused. */
const rows = [
  'vmbo xxxxs',
  'havo-vwo xxxxs 2024-08-01',
  'brede school xxxxs',
  'vmbo xxxxd',
  'havo-vwo xxxxd 2025-08-01',
  'brede school xxxxu',
  'vmbo xxxxs 2023-11-01',
  'havo-vwo xxxxu',
  'brede school xx-xu 2025-10-01',
  'vmbo x-xxs 2024-08-01',
  'havo-vwo xxxxu',
  'brede school xxxxd',
  'vmbo xx-xu 2025-08-01',
  'havo-vwo -xxxs 2023-08-01',
  'praktijkonderwijs xxxxs',
  'vmbo xx...',
  'havo-vwo x---u 2025-08-01',
  'brede school xx-xu',
  'vmbo .xxxd',
  'havo-vwo .xxxs 2025-01-01',
  'praktijkonderwijs ..-xu',
  'vmbo ..xx.',
  'brede school ...xu',
  'praktijkonderwijs ...xd',
] as const

const startOf = (schoolYear: string): string => `${schoolYear.slice(0, 4)}-08-01`
const endOf = (schoolYear: string): string => `${schoolYear.slice(5)}-07-31`

function readRow(row: string, index: number): DemoSchool {
  const match = /^(.+?) ([x\-.sdu]{5})(?: (.+))?$/.exec(row)
  const name = schoolNames[index]
  if (match === null || name === undefined)
    throw new Error(`Row ${index} of the demo cohort is not complete.`)
  const parts = [...(match[2] ?? '')] as Part[]
  const years = schoolYears.filter((_, i) => parts[i] !== '.')
  const [first, last] = [years[0] ?? schoolYears[0], years.at(-1) ?? schoolYears[0]]
  return {
    name,
    type: match[1] ?? '',
    joinedOn: startOf(first),
    leftOn: last === schoolYears.at(-1) ? undefined : endOf(last),
    parts,
    changedOn: match[3]?.split(' ') ?? [],
  }
}

/** The 24 schools of the fictitious network: who came, who left, who skipped a year. */
export const demoSchools: readonly DemoSchool[] = rows.map(readRow)
