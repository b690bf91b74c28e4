import { describe, expect, it } from 'vitest'
import { countBeside } from './count-beside.ts'
import type { VisitBeside } from './model.ts'

/*
 * Worked out by hand; visitor | school itself:
 *   2024-2025  school 1: 3 | 3 same          school 2: 2 | 4 lower, 2 apart
 *   2025-2026  school 1: 4 | 3 higher (a visit in March; the one of October, 1 | 3, is older and does not count)
 *              school 2: 4 | 2 higher, 2 apart   school 3: 3 | "weet ik niet"   school 4: nothing | 2
 */
const seen = (day: string, schoolYear: string, visitor?: number, school?: number): VisitBeside => ({
  ...{ visitId: 1, visitedOn: day, schoolYear, expectationCode: 'RE.1', title: 'RE.1', label: '' },
  ...(visitor === undefined ? {} : { level: visitor }),
  school: { schoolYear, label: '', ...(school === undefined ? {} : { level: school }) },
  discuss: visitor !== undefined && school !== undefined && Math.abs(visitor - school) >= 2,
})
const schools = [
  {
    schoolId: 1,
    beside: [
      seen('2026-03-02', '2025-2026', 4, 3),
      seen('2025-10-06', '2025-2026', 1, 3),
      seen('2025-01-13', '2024-2025', 3, 3),
    ],
  },
  {
    schoolId: 2,
    beside: [seen('2025-11-03', '2025-2026', 4, 2), seen('2024-11-04', '2024-2025', 2, 4)],
  },
  { schoolId: 3, beside: [seen('2025-11-03', '2025-2026', 3)] },
  { schoolId: 4, beside: [seen('2025-11-03', '2025-2026', undefined, 2)] },
]

describe('school and visitor beside each other', () => {
  it('are counted per school year, each school once with its newest visit', () => {
    expect(countBeside(schools)).toEqual([
      {
        ...{ schoolYear: '2024-2025', n: 2, same: 1, visitorHigher: 0, visitorLower: 1 },
        ...{ without: 0, discuss: [2] },
      },
      {
        ...{ schoolYear: '2025-2026', n: 2, same: 0, visitorHigher: 2, visitorLower: 0 },
        ...{ without: 2, discuss: [2] },
      },
    ])
  })

  it('say nothing of schools that nobody visited', () => {
    expect(countBeside([{ schoolId: 1, beside: [] }])).toEqual([])
  })
})
