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

/** School years of the demonstration with figures: invented, each a little better than the one before. */
const years = [
  { schoolYear: '2024-2025', october: '2024-10-01', july: '2025-07-31', cohort: '2022-2023', more: 0 },
  { schoolYear: '2025-2026', october: '2025-10-01', july: '2026-07-31', cohort: '2023-2024', more: 3 },
  { schoolYear: '2026-2027', october: '2026-10-01', july: '', cohort: '2024-2025', more: 5 },
] as const
type Year = (typeof years)[number]
type At = More & Pick<NewFigureCount, 'referenceDate' | 'schoolYear'>

/** A figure of every value of a breakdown, and of all of them together. */
function split(indicator: string, by: string, values: Readonly<Record<string, Parts>>, at: At) {
  const whole: Record<string, number> = {}
  for (const parts of Object.values(values))
    for (const [part, value] of Object.entries(parts)) whole[part] = (whole[part] ?? 0) + value
  const each = Object.entries(values).flatMap(([value, parts]) =>
    lines(indicator, parts, { ...at, breakdown: { by, value } }),
  )
  return [...lines(indicator, whole, at), ...each]
}

function followed({ schoolYear, october, cohort, more }: Year, schoolIds: readonly number[]) {
  const at = { schoolYear, referenceDate: october }
  const ofCohort = { ...at, cohort }
  const places = schoolIds.flatMap((schoolId, index) =>
    lines(
      'I.V04',
      {
        up: index + more > 4 ? 2 : 1,
        same: 8 + index,
        down: index === 3 ? 0 : 2,
        unknown: 1,
        out_of_view: 1,
      },
      { ...ofCohort, schoolId },
    ),
  )
  const [better, best] = [more > 0 ? 1 : 0, more > 3 ? 1 : 0]
  const advice = {
    pro: { denominator: 11, within: 9, higher: 1, lower: 1, unknown: 0 },
    'vmbo-b': { denominator: 17, within: 12 + better, higher: 1, lower: 2, unknown: 2 - better },
    'vmbo-k': { denominator: 16, within: 11 + best, higher: 2, lower: 2, unknown: 1 - best },
    'vmbo-gt': { denominator: 12, within: 9, higher: 1, lower: 1, unknown: 1 },
    havo: { denominator: 8, within: 5 + better, higher: 0, lower: 1, unknown: 2 - better },
  }
  const delayed = {
    1: { denominator: 34, numerator: 6 - better },
    2: { denominator: 31, numerator: 8 - better - best },
    3: { denominator: 24, numerator: 7, unknown: 2 },
  }
  const stopped = {
    1: { denominator: 32, numerator: 1 },
    2: { denominator: 29, numerator: 2 },
    3: { denominator: 21, numerator: 3 - better - best },
  }
  return [
    ...places,
    ...split('I.V03', 'advice', advice, ofCohort),
    // More than a fifth is unknown: no percentage.
    ...lines('I.V02', { denominator: 40, numerator: 24, unknown: 11 - more }, ofCohort),
    ...split('I.V05', 'follow_year', delayed, ofCohort),
    ...lines('I.V06', { denominator: 71, numerator: 9 - more, out_of_view: 6 }, ofCohort),
    // So few that nothing is shown.
    ...lines('I.V09', { denominator: 4, numerator: 3 }, at),
    ...split('I.V10', 'follow_year', stopped, at),
    ...lines(
      'I.P05',
      { denominator: 14 + more, up: 2, same: 9 + more, down: 2, unknown: 1 },
      { ...at, cohort },
    ),
  ]
}

function atTheEnd({ schoolYear, july, more }: Year, schoolIds: readonly number[]) {
  if (july === '') return []
  const at = { schoolYear, referenceDate: july }
  const passed = {
    pro: { denominator: 6, numerator: 5 },
    vmbo: { denominator: 17, numerator: 13 + more },
    havo: { denominator: 8, numerator: 6 },
  }
  const first = {
    pro: { denominator: 6, numerator: 5 },
    vmbo: { denominator: 15, numerator: 10 + (more > 0 ? 1 : 0) },
    havo: { denominator: 7, numerator: 4 },
  }
  const grown = (skill: string, numerator: number) =>
    lines('I.V12', { denominator: 52, numerator }, { ...at, breakdown: { by: 'skill', value: skill } })
  const hours = { denominator: 11_200, numerator: 10_050 + 40 * more, people: 18 }
  return [
    ...lines('I.V01', { denominator: 88, numerator: 61 + 3 * more }, at),
    ...lines('I.V07', { denominator: 26, numerator: 19 + more }, { ...at, status: 'provisional' }),
    ...split('I.V07', 'type', passed, at),
    ...split('I.V08', 'type', first, at),
    ...schoolIds.slice(0, 3).flatMap((schoolId) => lines('I.V11', hours, { ...at, schoolId })),
    ...lines('I.V12', { denominator: 58, numerator: 45 + more }, at),
    ...grown('lezen', 31 + more),
    ...grown('luisteren', 35),
    ...grown('schrijven', 22 + more),
    ...grown('spreken', 27),
  ]
}

const vo = (year: Year, schoolIds: readonly number[]) => [
  ...followed(year, schoolIds),
  ...atTheEnd(year, schoolIds),
]

function deelschakel({ schoolYear, october, july, cohort, more }: Year) {
  const inOctober = { schoolYear, referenceDate: october, cohort }
  const inJuly = { schoolYear, referenceDate: july }
  const parts = { denominator: 380 + 20 * more, numerator: 322 + 19 * more, people: 14 + more }
  const others = { by: 'group', value: 'others' }
  return [
    ...(july === ''
      ? []
      : [...lines('I.D01', { started: 14 + more }, inJuly), ...lines('I.D02', parts, inJuly)]),
    ...lines('I.D03', { denominator: 12 + more, numerator: 9 + more }, inOctober),
    ...lines('I.D04', { denominator: 11 + more, numerator: 8 + more }, inOctober),
    ...lines('I.D04', { denominator: 29, numerator: 21, unknown: 2 }, { ...inOctober, breakdown: others }),
  ]
}

function mbo({ schoolYear, october, july, more }: Year) {
  const at = { schoolYear, referenceDate: october }
  const left = {
    entree: { denominator: 6, numerator: 3 - (more > 3 ? 2 : 1), switched: 1 },
    2: { denominator: 11, numerator: 3 - (more > 0 ? 1 : 0), switched: 1 },
  }
  const went = {
    entree: { denominator: 6, next_year: 0, higher_level: 3, diploma: 1 },
    2: { denominator: 11, next_year: 5 + (more > 0 ? 1 : 0), higher_level: 1, diploma: 2 },
  }
  return [
    ...split('I.M06', 'mbo_level', left, at),
    ...split('I.M05', 'mbo_level', went, at),
    ...lines('I.M07', { denominator: 58, numerator: 44 + more }, at),
    ...lines('I.M08', { denominator: 310, numerator: 17 - more }, at),
    ...(july === '' ? [] : [...mboYear({ schoolYear, referenceDate: july }, more)]),
  ]
}

function mboYear(at: At, more: number) {
  const hours = {
    entree: { denominator: 3_300, numerator: 2_690 + 20 * more, people: 6 },
    2: { denominator: 6_100, numerator: 5_210 + 40 * more, people: 10 },
  }
  const onSchedule = {
    entree: { denominator: 6, numerator: 4 },
    2: { denominator: 10, numerator: 6 + (more > 0 ? 1 : 0) },
  }
  return [
    ...split('I.M01', 'mbo_level', hours, at),
    ...lines('I.M02', { denominator: 16, numerator: 6 - (more > 0 ? 1 : 0) }, at),
    ...split('I.M03', 'mbo_level', onSchedule, at),
    ...lines('I.M04', { denominator: 12, numerator: 8 + (more > 0 ? 1 : 0) }, at),
    ...lines('I.M09', { denominator: 21, numerator: 16, talks: 130 + 6 * more }, at),
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
