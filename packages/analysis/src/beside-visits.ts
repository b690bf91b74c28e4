import type { SchoolReport, VisitBeside, VisitedLevel } from './model.ts'

/** Levels that lie this far apart are worth a conversation. Source: the rules of the monitor, section b.4. */
const worthDiscussing = 2

/** The answer of the school itself of that school year, or of the last year before it. Reports: newest first. */
function ownAnswer(reports: readonly SchoolReport[], seen: VisitedLevel): VisitBeside['school'] {
  for (const report of reports) {
    if (report.schoolYear > seen.schoolYear) continue
    const row = report.domains
      .flatMap((domain) => domain.subdomains.flatMap((one) => one.rows))
      .find((one) => one.expectationCode === seen.expectationCode)
    if (row === undefined) continue
    return {
      schoolYear: report.schoolYear,
      label: row.label,
      ...(row.level === undefined ? {} : { level: row.level }),
    }
  }
  return undefined
}

/**
 * What a visitor saw beside what the school answered itself, per expectation, in the order given. Neither
 * is changed. `discuss`: both gave a level and these lie two or more apart; an escape is no level.
 */
export function besideVisits(
  reports: readonly SchoolReport[],
  seen: readonly VisitedLevel[],
): readonly VisitBeside[] {
  return seen.map((one) => {
    const school = ownAnswer(reports, one)
    const apart =
      school?.level === undefined || one.level === undefined ? 0 : Math.abs(school.level - one.level)
    return { ...one, ...(school === undefined ? {} : { school }), discuss: apart >= worthDiscussing }
  })
}
