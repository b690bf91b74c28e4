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
  /** Number of NT2 pupils in 2025-2026: the how manieth answer, from none on. */
  readonly pupils: number
  /** Dates on which somebody else became NT2-coördinator. */
  readonly changedOn: readonly string[]
}

/**
 * Type, then per year: x took part, - did not, . not in the network; in the open year s sent, d draft, u unused;
 * then the band of its NT2 pupils. In 2025-2026 six of the twelve havo-vwo schools are in band 3 and took part
 * the year before; the six others are new. So all parts that figures divide the schools into hold six.
 */
const rows = [
  'vmbo xxxxs 4',
  'havo-vwo xxxxs 3 2024-08-01',
  'havo-vwo xxxxs 3',
  'vmbo xxxxd 3',
  'vwo xxxxd 3 2025-08-01',
  'brede school xxxxu 3',
  'vmbo xxxxs 4 2023-11-01',
  'havo-vwo xxxxu 3',
  'havo-vwo xx-xu 4 2025-10-01',
  'vmbo x-xxs 2 2024-08-01',
  'havo-vwo xxxxu 3',
  'brede school xxxxd 3',
  'havo-vwo xx-xu 2 2025-08-01',
  'havo-vwo -xxxs 3 2023-08-01',
  'praktijkonderwijs xxxxs 2',
  'vmbo xx... 2',
  'havo-vwo x---u 4 2025-08-01',
  'havo-vwo xx-xu 2',
  'praktijkonderwijs .xxxd 2',
  'havo-vwo .xxxs 3 2025-01-01',
  'havo-vwo ..-xu 1',
  'vmbo ..xx. 3',
  'havo-vwo ...xu 2',
  'havo-vwo ...xd 4',
] as const

const startOf = (schoolYear: string): string => `${schoolYear.slice(0, 4)}-08-01`
const endOf = (schoolYear: string): string => `${schoolYear.slice(5)}-07-31`

function readRow(row: string, index: number): DemoSchool {
  const match = /^(.+?) ([x\-.sdu]{5}) ([0-5])(?: (.+))?$/.exec(row)
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
    pupils: Number(match[3]),
    changedOn: match[4]?.split(' ') ?? [],
  }
}

/** The 24 schools of the fictitious network: who came, who left, who skipped a year. */
export const demoSchools: readonly DemoSchool[] = rows.map(readRow)
