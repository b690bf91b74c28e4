import { buildSchoolReport, type Period, type SchoolReport, type Tally } from '@km/analysis'
import { type Db, listRoleHistory, readTallies } from '@km/store'
import { Problem } from '../problem.ts'
import { definitionOf } from './count-scope.ts'
import { changesBetween } from './open-definitions.ts'
import type { Network, RoundRow, SchoolRow } from './read-network.ts'
import type { ReportDeps } from './report-deps.ts'
import { selectRounds, yearsOf } from './select-rounds.ts'

/** The instrument with a report per school. */
const monitor = 'KM-NT2'

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

export interface SchoolReports {
  readonly school: SchoolRow
  readonly reports: readonly SchoolReport[]
  /** Of the newest report. */
  readonly round: RoundRow | undefined
}

/**
 * One school's own picture of each round in which it answered, newest first; with `withOpen` also of rounds
 * that still run. `not_found` when the network has no such school. The caller knows who may see it.
 */
export async function readSchoolReports(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  asked: { readonly schoolId: number; readonly withOpen: boolean },
): Promise<SchoolReports> {
  const { schoolId } = asked
  const school = network.schools.find((s) => s.id === schoolId)
  if (school === undefined) throw new Problem('not_found')
  const all = network.rounds.filter(
    (r) => r.instrument === monitor && (asked.withOpen || r.releasedAt !== null),
  )
  const tallies = await readTallies(tx, {
    networkId: network.id,
    roundIds: all.map((r) => r.id),
    per: 'school',
    schoolId,
  })
  const roles = await listRoleHistory(tx, network.id)
  const takenOver = roles
    .filter((r) => r.schoolId === schoolId && r.heldFrom > school.joinedOn)
    .map((r) => r.heldFrom)
  const source: Source = { deps, network, schoolId, tallies, takenOver }
  const answered = selectRounds(all, { years: yearsOf(all).join(',') }).filter((r) =>
    tallies.some((t) => t.roundId === r.id && t.responses > 0),
  )
  const reports = answered.map((round, index) => reportOn(source, round, answered[index - 1]))
  return { school, reports: reports.toReversed(), round: answered.at(-1) }
}
