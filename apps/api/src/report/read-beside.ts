import { besideVisits, countBeside } from '@km/analysis'
import type { Db } from '@km/store'
import type { Reading } from './open-reading.ts'
import { readSchoolReports } from './read-school-reports.ts'
import { readSeen } from './read-visits.ts'
import { maySeeSchool } from './readers.ts'
import type { ReportDeps } from './report-deps.ts'
import type { ExpectationView } from './schema.ts'

/**
 * Visitor and school about one expectation, per school year, over the schools that this reader may see one by
 * one: their portfolio, their own school, or all of them. Undefined for who sees no school at all: of visits
 * there is no release, and live counts of schools would tell which one was visited last.
 */
export async function readBeside(
  tx: Db,
  deps: ReportDeps,
  { network, reader }: Reading,
  code: string,
): Promise<ExpectationView['beside']> {
  const visible = network.schools.filter(({ id }) => maySeeSchool(reader, id))
  if (visible.length === 0) return undefined
  const names = new Map(visible.map(({ id, name }) => [id, name]))
  const seen = await readSeen(tx, deps, network, [...names.keys()])
  const about = seen.flatMap(({ schoolId, levels }) =>
    levels.filter((one) => one.expectationCode === code).map((one) => ({ schoolId, ...one })),
  )
  const visited = [...new Set(about.map((one) => one.schoolId))]
  const schools = []
  for (const schoolId of visited) {
    const { reports } = await readSchoolReports(tx, deps, network, { schoolId, withOpen: false })
    schools.push({
      schoolId,
      beside: besideVisits(
        reports,
        about.filter((one) => one.schoolId === schoolId),
      ),
    })
  }
  return countBeside(schools).map(({ discuss, ...counts }) => ({
    ...counts,
    discuss: discuss.map((id) => ({ id, name: names.get(id) ?? '' })),
  }))
}
