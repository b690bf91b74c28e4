import type { ComparisonInput, Level, Period, Tally } from '@km/analysis'
import { minUnitsFor } from '@km/analysis'
import { isOwnWork } from '@km/definition'
import { countInvitations, type Db, readTallies } from '@km/store'
import { Problem } from '../problem.ts'
import { type GroupsIn, readGroups } from '../school-groups.ts'
import { changesBetween, type OpenDefinition } from './open-definitions.ts'
import type { Network, RoundRow } from './read-network.ts'
import type { ReportDeps } from './report-deps.ts'

/** What is counted: rounds of one instrument, oldest first, of all schools, a group or one. */
export interface Counting {
  readonly networkId: number
  readonly rounds: readonly RoundRow[]
  readonly level: Level
  readonly school?: number | undefined
  readonly group?: string | undefined
  /** Smallest n; default: 1, for the project leader and the school itself. */
  readonly minUnits?: number | undefined
}

type Invited = Awaited<ReturnType<typeof countInvitations>>

export interface Loaded {
  readonly tallies: readonly Tally[]
  readonly invited: Invited
  /** Only where a group is asked for. */
  readonly groupsIn?: GroupsIn | undefined
}

/** Is what a school gave in a round within the scope? */
function isWithin(
  scope: Counting,
  { groupsIn }: Loaded,
): (row: { roundId: number; schoolId: number | null }) => boolean {
  const { school, group } = scope
  if (school !== undefined) return (row) => row.schoolId === school
  if (group === undefined) return () => true
  return ({ roundId, schoolId }) => groupsIn?.(roundId, schoolId ?? 0).includes(group) ?? false
}

export const factsOf = (network: Network, scope: Pick<Counting, 'rounds'>): OpenDefinition['facts'] => {
  const newest = scope.rounds.at(-1)
  if (newest === undefined) throw new Problem('not_found')
  return definitionOf(network, newest).facts
}

/** Tallies of the rounds (per school, or of the network where people answer) and how many were invited. */
export async function load(
  tx: Db,
  network: Network,
  scope: Pick<Counting, 'rounds' | 'school' | 'group'>,
): Promise<Loaded> {
  const roundIds = scope.rounds.map((r) => r.id)
  const bySchool = factsOf(network, scope).unit === 'school'
  const wanted = { networkId: network.id, roundIds, per: bySchool ? 'school' : 'network' } as const
  const tallies = await readTallies(
    tx,
    scope.school === undefined ? wanted : { ...wanted, schoolId: scope.school },
  )
  const { schools } = network
  const groupsIn = scope.group === undefined ? undefined : await readGroups(tx, { ...wanted, schools })
  return { tallies, invited: await countInvitations(tx, wanted), groupsIn }
}

export function definitionOf(network: Network, round: RoundRow): OpenDefinition {
  const found = network.definitions.get(round.definitionId)
  if (found === undefined) throw new Error(`Round ${round.id} has no definition.`)
  return found
}

function periodOf(network: Network, scope: Counting, round: RoundRow, loaded: Loaded): Period {
  const within = isWithin(scope, loaded)
  const mine = <T extends { roundId: number; schoolId: number | null }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.roundId === round.id && within(row))
  // n counts schools or people, never answers: of some instruments a school has several records in a round.
  const bySchool = factsOf(network, scope).unit === 'school'
  const count = <T extends { schoolId: number | null }>(rows: readonly T[], of: (row: T) => number) =>
    bySchool
      ? new Set(rows.filter((row) => of(row) > 0).map((row) => row.schoolId)).size
      : rows.reduce((sum, row) => sum + of(row), 0)
  const responded = count(mine(loaded.tallies), (t) => t.responses)
  const invited = count(mine(loaded.invited), (i) => i.personal)
  return {
    roundId: round.id,
    schoolYear: round.schoolYear,
    period: round.period,
    version: definitionOf(network, round).version,
    retrospective: round.retrospective,
    released: round.releasedAt !== null,
    invited: Math.max(invited, responded),
    responded,
  }
}

/** What `buildComparison` takes, from what was read; tallies of rounds that are still open stay out. */
export function inputOf(
  deps: ReportDeps,
  network: Network,
  scope: Counting,
  loaded: Loaded,
): ComparisonInput {
  const used = scope.rounds.map((round) => definitionOf(network, round))
  const facts = factsOf(network, scope)
  const within = isWithin(scope, loaded)
  const periods = scope.rounds.map((round) => periodOf(network, scope, round, loaded))
  const released = new Set(periods.filter((p) => p.released).map((p) => p.roundId))
  return {
    instrument: facts,
    level: scope.level,
    periods,
    tallies: loaded.tallies.filter((t) => released.has(t.roundId) && within(t)),
    definitions: [...new Map(used.map((d) => [d.id, d.tallied])).values()],
    changes: changesBetween(deps.shelf, used),
    scales: deps.surveys.scales,
    framework: deps.surveys.framework,
    ...(scope.school === undefined ? {} : { schoolId: scope.school }),
    minUnits: scope.minUnits ?? minUnitsFor.insider,
    ownWork: isOwnWork(facts),
  }
}
