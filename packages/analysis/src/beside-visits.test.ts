import { describe, expect, it } from 'vitest'
import { besideVisits } from './beside-visits.ts'
import type { SchoolReport, SchoolReportRow, VisitedLevel } from './model.ts'

/*
 * Worked out by hand. The school said of RE.1: 3 in 2024-2025 and 1 in 2025-2026; of RE.2 "weet ik niet".
 *   visit in 2025-2026, RE.1: 3 | school 1 | 2 apart: discuss
 *   visit in 2024-2025, RE.1: 2 | school 3 | 1 apart: no
 *   visit in 2026-2027, RE.1: 4 | school 1, of the year before | 3 apart: discuss
 *   visit in 2023-2024, RE.1: 4 | the school said nothing until then
 *   visit in 2025-2026, RE.2: 4 | school has no level: nothing to subtract
 */
const row = (expectationCode: string, level?: number): SchoolReportRow => ({
  ...{
    item: expectationCode,
    expectationCode,
    shortTitle: expectationCode,
    expectationTitle: expectationCode,
  },
  ...{ label: level === undefined ? 'Weet ik niet' : `niveau ${level}`, movement: 'none' },
  ...(level === undefined ? {} : { level }),
})
const report = (schoolYear: string, rows: readonly SchoolReportRow[]): SchoolReport => ({
  ...{ schoolYear, version: '1.0', strengths: [], attention: [] },
  domains: [{ code: 'RE', title: 'RE', subdomains: [{ code: 'RE', title: 'RE', rows }] }],
  profileChanges: [],
  moved: { up: 0, same: 0, down: 0, notComparable: 0 },
})
const reports = [report('2025-2026', [row('RE.1', 1), row('RE.2')]), report('2024-2025', [row('RE.1', 3)])]
const seen = (schoolYear: string, expectationCode: string, level: number): VisitedLevel => ({
  ...{ schoolYear, expectationCode, level, visitId: 1, visitedOn: '2026-01-10' },
  ...{ title: expectationCode, label: `niveau ${level}` },
})
const besides = (one: VisitedLevel) => besideVisits(reports, [one])[0]

describe('a level that was seen on a visit', () => {
  it('stands beside the answer of the school in that year', () => {
    const beside = besides(seen('2025-2026', 'RE.1', 3))
    expect(beside?.school).toEqual({ schoolYear: '2025-2026', level: 1, label: 'niveau 1' })
    expect(beside?.discuss).toBe(true)
    expect(besides(seen('2024-2025', 'RE.1', 2))?.discuss).toBe(false)
  })

  it('stands beside the last answer before it, never one of after it', () => {
    const later = besides(seen('2026-2027', 'RE.1', 4))
    expect([later?.school?.schoolYear, later?.discuss]).toEqual(['2025-2026', true])
    expect(besides(seen('2023-2024', 'RE.1', 4))?.school).toBeUndefined()
  })

  it('is not subtracted from "weet ik niet"', () => {
    expect(besides(seen('2025-2026', 'RE.2', 4))).toMatchObject({
      school: { label: 'Weet ik niet' },
      discuss: false,
    })
  })
})
