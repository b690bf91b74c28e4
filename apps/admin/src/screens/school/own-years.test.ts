import type { SchoolReport, SchoolReportRow } from '@km/analysis'
import { describe, expect, it } from 'vitest'
import { movedSince, ownYears } from './own-years.ts'

const line = (item: string, over: Partial<SchoolReportRow>): SchoolReportRow => ({
  item,
  expectationCode: 'RE.1',
  shortTitle: 'Kort',
  expectationTitle: 'Lang',
  label: 'Begin',
  movement: 'none',
  ...over,
})

const report = (
  schoolYear: string,
  rows: readonly SchoolReportRow[],
  previousYear?: string,
): SchoolReport => ({
  schoolYear,
  version: '1.0',
  ...(previousYear === undefined ? {} : { previousYear }),
  domains: [{ code: 'RE', title: 'Resultaten', subdomains: [{ code: 'RE', title: 'Resultaten', rows }] }],
  strengths: [],
  attention: [],
  profileChanges: [],
  moved: { up: 1, same: 0, down: 0, notComparable: 0 },
})

const older = report('2024-2025', [line('a', { level: 2 })])
const newer = report(
  '2025-2026',
  [line('a', { level: 3, label: 'Op orde', movement: 'not_comparable' }), line('b', { level: 1 })],
  '2024-2025',
)

describe("a school's own years", () => {
  it('go from then to now, whatever order the reports came in', () => {
    const [section] = ownYears({ reports: [newer, older] })
    expect(section?.rows[0]?.years.map((y) => [y.year, y.label])).toEqual([
      ['2024-2025', 'Begin'],
      ['2025-2026', 'Op orde'],
    ])
  })

  it('show a break where the question changed', () => {
    expect(ownYears({ reports: [newer, older] })[0]?.rows[0]?.years.map((y) => y.breaks)).toEqual([
      false,
      true,
    ])
  })

  it('have a dash for a year in which a question was not there', () => {
    expect(ownYears({ reports: [newer, older] })[0]?.rows[1]?.years[0]).toMatchObject({ label: '–' })
  })

  it('stand beside what may be told of other schools, and beside nothing where it may not', () => {
    const sufficient = { count: 3, of: 7 }
    const benchmark = { sentence: 'Zin.', schoolYear: '2025-2026', rows: [{ item: 'a', sufficient }] }
    const rows = ownYears({ reports: [newer, older], benchmark })[0]?.rows
    expect(rows?.map((row) => row.others)).toEqual([sufficient, undefined])
  })

  it('are empty without a report', () => {
    expect(ownYears({ reports: [] })).toEqual([])
  })

  it('look back only when there was a year before', () => {
    expect(movedSince(newer)).toBe('2024-2025')
    expect(movedSince(older)).toBeUndefined()
  })
})
