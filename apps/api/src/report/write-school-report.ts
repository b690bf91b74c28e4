import { besideVisits } from '@km/analysis'
import { type Db, findNetwork } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { compareOwn } from './compare-own.ts'
import { readNetwork } from './read-network.ts'
import { readSchoolReports } from './read-school-reports.ts'
import { readVisits } from './read-visits.ts'
import { maySeeSchool, type Reader, readerOf } from './readers.ts'
import { type ReportDeps, withShelf } from './report-deps.ts'
import type { SchoolView } from './schema.ts'

interface Asked {
  readonly networkId: number
  readonly schoolId: number
  /** Also rounds that are still open: only for the school itself. */
  readonly withOpen: boolean
  /** Who signed in: sees also what visitors saw, and other schools beside the own one. */
  readonly reader?: Reader
}

async function write(tx: Db, deps: ReportDeps, asked: Asked): Promise<SchoolView> {
  const { networkId, schoolId } = asked
  const network = await readNetwork(tx, deps, networkId)
  const { school, reports, round } = await readSchoolReports(tx, deps, network, asked)
  const { reader } = asked
  const seen = reader && (await readVisits(tx, deps, network, schoolId))
  const beside = reader && (await compareOwn(tx, deps, network, { schoolId, round, reader }))
  return {
    school: { id: school.id, name: school.name, type: school.type },
    reports,
    ...(seen === undefined
      ? {}
      : { visits: { beside: besideVisits(reports, seen.levels), flywheel: seen.flywheel } }),
    ...(beside === undefined ? {} : { benchmark: beside }),
    demo: (await findNetwork(tx, networkId))?.demo ?? false,
  }
}

/** One school over the released years, newest first, for who may see it (`not_allowed` otherwise); `not_found` when there is none. */
export async function writeSchoolReports(deps: ReportDeps, who: Who, schoolId: number): Promise<SchoolView> {
  const reader = readerOf(who)
  if (!maySeeSchool(reader, schoolId)) throw new Problem('not_allowed')
  return deps.store.inNetwork(who.networkId, (tx) =>
    write(tx, deps, { networkId: who.networkId, schoolId, withOpen: false, reader }),
  )
}

/**
 * The school's own picture for whoever holds its personal link, also while the round is open. The caller has
 * checked that the link was used.
 */
export function writeOwnReport(
  given: Deps,
  asked: { readonly networkId: number; readonly schoolId: number },
): Promise<SchoolView> {
  const deps = withShelf(given)
  return deps.store.inNetwork(asked.networkId, (tx) => write(tx, deps, { ...asked, withOpen: true }))
}
