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
    const [section] = ownYears([newer, older])
    expect(section?.rows[0]?.years.map((y) => [y.year, y.label])).toEqual([
      ['2024-2025', 'Begin'],
      ['2025-2026', 'Op orde'],
    ])
  })

  it('show a break where the question changed', () => {
    expect(ownYears([newer, older])[0]?.rows[0]?.years.map((y) => y.breaks)).toEqual([false, true])
  })

  it('have a dash for a year in which a question was not there', () => {
    expect(ownYears([newer, older])[0]?.rows[1]?.years[0]).toMatchObject({ label: '–' })
  })

  it('are empty without a report', () => {
    expect(ownYears([])).toEqual([])
  })

  it('look back only when there was a year before', () => {
    expect(movedSince(newer)).toBe('2024-2025')
    expect(movedSince(older)).toBeUndefined()
  })
})
