import { importFigures, type NewFigureCount } from '@km/store'
import type { DemoWorld } from './demo-world.ts'
import type { PlacedSchool } from './seed-rounds.ts'

type Parts = Readonly<Record<string, number>>
type More = Partial<Omit<NewFigureCount, 'indicator' | 'part' | 'value'>>

const lines = (
  indicator: string,
  parts: Parts,
  more: More & Pick<NewFigureCount, 'referenceDate' | 'schoolYear'>,
) =>
  Object.entries(parts).map(
    ([part, value]): NewFigureCount => ({ status: 'final', ...more, indicator, part, value }),
  )

/** First and second year of the demonstration with figures: invented, the second a little better. */
const years = [
  { schoolYear: '2024-2025', october: '2024-10-01', july: '2025-07-31', cohort: '2022-2023', more: 0 },
  { schoolYear: '2025-2026', october: '2025-10-01', july: '2026-07-31', cohort: '2023-2024', more: 3 },
  { schoolYear: '2026-2027', october: '2026-10-01', july: '', cohort: '2024-2025', more: 5 },
] as const

function vo(
  { schoolYear, october, july, cohort, more }: (typeof years)[number],
  schoolIds: readonly number[],
) {
  const atOctober = { schoolYear, referenceDate: october }
  const perSchool = schoolIds.flatMap((schoolId, index) =>
    lines(
      'I.V04',
      {
        up: index + more > 4 ? 2 : 1,
        same: 8 + index,
        down: index === 3 ? 0 : 2,
        unknown: 1,
        out_of_view: 1,
      },
      { ...atOctober, cohort, schoolId },
    ),
  )
  const july31 = { schoolYear, referenceDate: july }
  return [
    ...perSchool,
    ...lines('I.V03', { denominator: 64, within: 46 + more, higher: 5, lower: 7 }, { ...atOctober, cohort }),
    // More than a fifth is unknown: no percentage.
    ...lines('I.V02', { denominator: 40, numerator: 24, unknown: 11 - more }, { ...atOctober, cohort }),
    ...lines('I.V06', { denominator: 71, numerator: 9 - more, out_of_view: 6 }, atOctober),
    // So few that nothing is shown.
    ...lines('I.V09', { denominator: 4, numerator: 3 }, atOctober),
    ...(july === ''
      ? []
      : [
          ...lines('I.V01', { denominator: 88, numerator: 61 + 3 * more }, july31),
          ...lines('I.V07', { denominator: 26, numerator: 19 + more }, { ...july31, status: 'provisional' }),
          ...lines('I.V07', { denominator: 31, numerator: 24 + more }, july31),
        ]),
  ]
}

function deelschakel({ schoolYear, october, july, cohort, more }: (typeof years)[number]) {
  const started =
    july === '' ? [] : lines('I.D01', { started: 14 + more }, { schoolYear, referenceDate: july })
  return [
    ...started,
    ...lines(
      'I.D03',
      { denominator: 12 + more, numerator: 9 + more },
      { schoolYear, referenceDate: october, cohort },
    ),
  ]
}

function mbo({ schoolYear, october, july, more }: (typeof years)[number]) {
  const hours = { denominator: 9_400, numerator: 7_900 + 60 * more, people: 16 }
  return [
    ...lines('I.M06', { denominator: 17, numerator: 6 - more }, { schoolYear, referenceDate: october }),
    ...(july === '' ? [] : lines('I.M01', hours, { schoolYear, referenceDate: july })),
  ]
}

/** Imported figures of the last school years: provisional beside final, a small group, many unknown. */
export async function seedFigures(world: DemoWorld, schools: readonly PlacedSchool[]): Promise<void> {
  const { networkId, role } = world.who
  const schoolIds = schools.slice(0, 6).map(({ id }) => id)
  for (const year of years) {
    const importedAt = new Date(
      `${year.july === '' ? '2026-10-15' : `${year.july.slice(0, 4)}-10-15`}T12:00:00Z`,
    )
    const file = { networkId, role, schoolYear: year.schoolYear, importedAt }
    await world.store.inNetwork(networkId, async (tx) => {
      await importFigures(tx, { ...file, instrument: 'CF-VO', counts: vo(year, schoolIds) })
      await importFigures(tx, { ...file, instrument: 'CF-DS', counts: deelschakel(year) })
      await importFigures(tx, { ...file, instrument: 'CF-MBO', counts: mbo(year) })
    })
  }
}
