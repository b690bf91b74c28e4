import type { VisitBeside } from './model.ts'

/** What visitors of one school saw, with its own answer beside it; newest first. */
export interface SchoolBeside {
  readonly schoolId: number
  readonly beside: readonly VisitBeside[]
}

/** School and visitor in one school year, as counts of schools. */
export interface BesideYear {
  readonly schoolYear: string
  /** Schools of which both gave a level. */
  readonly n: number
  readonly same: number
  readonly visitorHigher: number
  readonly visitorLower: number
  /** Visited schools without a level of one of both: an escape, or nothing filled in yet. */
  readonly without: number
  /** Ids of the schools where both lie two or more apart. */
  readonly discuss: readonly number[]
}

/** The newest visit of each school in that year. */
function newestIn(schools: readonly SchoolBeside[], schoolYear: string) {
  return schools.flatMap(({ schoolId, beside }) => {
    const newest = beside
      .filter((one) => one.schoolYear === schoolYear)
      .toSorted((a, b) => b.visitedOn.localeCompare(a.visitedOn) || b.visitId - a.visitId)[0]
    return newest === undefined ? [] : [{ schoolId, ...newest }]
  })
}

/**
 * Triangulation of one expectation: of how many schools the visitor gave the same level as the school itself,
 * a higher or a lower one, per school year, oldest first. A school counts once a year, with its newest visit.
 * Takes what `besideVisits` says, of schools that the reader may see one by one: nothing is hidden here.
 * Source: the rules of the monitor, section b.4 (two levels apart is worth a conversation).
 */
export function countBeside(schools: readonly SchoolBeside[]): readonly BesideYear[] {
  const years = new Set(schools.flatMap(({ beside }) => beside.map((one) => one.schoolYear)))
  return [...years].sort().map((schoolYear) => {
    const seen = newestIn(schools, schoolYear)
    const apart = seen.flatMap(({ level, school }) =>
      level === undefined || school?.level === undefined ? [] : [Math.sign(level - school.level)],
    )
    const count = (way: number) => apart.filter((one) => one === way).length
    return {
      schoolYear,
      n: apart.length,
      same: count(0),
      visitorHigher: count(1),
      visitorLower: count(-1),
      without: seen.length - apart.length,
      discuss: seen.filter((one) => one.discuss).map((one) => one.schoolId),
    }
  })
}
