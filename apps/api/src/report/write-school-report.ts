import { besideVisits, buildSchoolReport, type Period, type SchoolReport, type Tally } from '@km/analysis'
import { type Db, findNetwork, listRoleHistory, readTallies } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { definitionOf } from './count-scope.ts'
import { changesBetween } from './open-definitions.ts'
import { type Network, type RoundRow, readNetwork } from './read-network.ts'
import { readVisits } from './read-visits.ts'
import { maySeeSchool, readerOf } from './readers.ts'
import { type ReportDeps, withShelf } from './report-deps.ts'
import type { SchoolView } from './schema.ts'
import { selectRounds, yearsOf } from './select-rounds.ts'

/** The instrument with a report per school. */
const monitor = 'KM-NT2'

interface Asked {
  readonly networkId: number
  readonly schoolId: number
  /** Also rounds that are still open: only for the school itself. */
  readonly withOpen: boolean
  /** Also what visitors saw. */
  readonly withVisits: boolean
}

interface Source {
  readonly deps: ReportDeps
  readonly network: Network
  readonly schoolId: number
  readonly tallies: readonly Tally[]
  /** Days on which somebody else took over the role. */
  readonly takenOver: readonly string[]
}

function periodOf({ network, tallies }: Source, round: RoundRow): Period {
  const answered = tallies.filter((t) => t.roundId === round.id).reduce((sum, t) => sum + t.responses, 0)
  return {
    roundId: round.id,
    schoolYear: round.schoolYear,
    period: round.period,
    version: definitionOf(network, round).version,
    retrospective: round.retrospective,
    released: round.releasedAt !== null,
    invited: 1,
    responded: answered,
  }
}

function reportOn(source: Source, round: RoundRow, before: RoundRow | undefined): SchoolReport {
  const { deps, network, schoolId } = source
  const used = [...(before === undefined ? [] : [before]), round].map((r) => definitionOf(network, r))
  const other =
    before !== undefined && source.takenOver.some((day) => day > before.opensOn && day <= round.closesOn)
  return buildSchoolReport({
    schoolId,
    current: periodOf(source, round),
    ...(before === undefined ? {} : { previous: periodOf(source, before) }),
    ...(other ? { otherCoordinator: true } : {}),
    tallies: source.tallies,
    definitions: [...new Map(used.map((d) => [d.id, d.tallied])).values()],
    changes: changesBetween(deps.shelf, used),
    scales: deps.surveys.scales,
    framework: deps.surveys.framework,
  })
}

async function write(tx: Db, deps: ReportDeps, asked: Asked): Promise<SchoolView> {
  const { networkId, schoolId } = asked
  const network = await readNetwork(tx, deps, networkId)
  const school = network.schools.find((s) => s.id === schoolId)
  if (school === undefined) throw new Problem('not_found')
  const all = network.rounds.filter(
    (r) => r.instrument === monitor && (asked.withOpen || r.releasedAt !== null),
  )
  const tallies = await readTallies(tx, {
    networkId,
    roundIds: all.map((r) => r.id),
    per: 'school',
    schoolId,
  })
  const roles = await listRoleHistory(tx, networkId)
  const takenOver = roles
    .filter((r) => r.schoolId === schoolId && r.heldFrom > school.joinedOn)
    .map((r) => r.heldFrom)
  const source: Source = { deps, network, schoolId, tallies, takenOver }
  const answered = selectRounds(all, { years: yearsOf(all).join(',') }).filter((r) =>
    tallies.some((t) => t.roundId === r.id && t.responses > 0),
  )
  const reports = answered.map((round, index) => reportOn(source, round, answered[index - 1]))
  const seen = asked.withVisits ? await readVisits(tx, deps, network, schoolId) : undefined
  reports.reverse()
  return {
    school: { id: school.id, name: school.name, type: school.type },
    reports,
    ...(seen === undefined
      ? {}
      : { visits: { beside: besideVisits(reports, seen.levels), flywheel: seen.flywheel } }),
    demo: (await findNetwork(tx, networkId))?.demo ?? false,
  }
}

/** One school over the released years, newest first, for who may see it (`not_allowed` otherwise); `not_found` when there is none. */
export async function writeSchoolReports(deps: ReportDeps, who: Who, schoolId: number): Promise<SchoolView> {
  if (!maySeeSchool(readerOf(who), schoolId)) throw new Problem('not_allowed')
  return deps.store.inNetwork(who.networkId, (tx) =>
    write(tx, deps, { networkId: who.networkId, schoolId, withOpen: false, withVisits: true }),
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
  return deps.store.inNetwork(asked.networkId, (tx) =>
    write(tx, deps, { ...asked, withOpen: true, withVisits: false }),
  )
}
