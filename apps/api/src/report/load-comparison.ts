import type { Comparison, ComparisonInput, Level, Period, Tally } from '@km/analysis'
import { buildComparison, minUnitsFor } from '@km/analysis'
import { countInvitations, type Db, newestReleases, readTallies } from '@km/store'
import { Problem } from '../problem.ts'
import { readFrozen } from './freeze-release.ts'
import { hideSmallGroups } from './hide-small-groups.ts'
import { joinFrozen } from './join-frozen.ts'
import { changesBetween, type OpenDefinition } from './open-definitions.ts'
import type { Network, RoundRow } from './read-network.ts'
import type { ReportDeps } from './report-deps.ts'

export interface Scope {
  readonly networkId: number
  /** Rounds of one instrument, oldest first. */
  readonly rounds: readonly RoundRow[]
  readonly level: Level
  readonly school?: number | undefined
  readonly group?: string | undefined
  /** Smallest n; default: 1, for the project leader. */
  readonly minUnits?: number | undefined
}

type Invited = Awaited<ReturnType<typeof countInvitations>>

export interface Loaded {
  readonly tallies: readonly Tally[]
  readonly invited: Invited
}

function schoolIds(network: Network, scope: Scope): ReadonlySet<number> | undefined {
  if (scope.school !== undefined) return new Set([scope.school])
  if (scope.group === undefined) return undefined
  return new Set(network.schools.filter((s) => s.type === scope.group).map((s) => s.id))
}

const factsOf = (network: Network, scope: Pick<Scope, 'rounds'>): OpenDefinition['facts'] => {
  const newest = scope.rounds.at(-1)
  if (newest === undefined) throw new Problem('not_found')
  return definitionOf(network, newest).facts
}

/** Tallies of the rounds (per school, or of the network where people answer) and how many were invited. */
export async function load(
  tx: Db,
  network: Network,
  scope: Pick<Scope, 'rounds' | 'school'>,
): Promise<Loaded> {
  const roundIds = scope.rounds.map((r) => r.id)
  const bySchool = factsOf(network, scope).unit === 'school'
  const wanted = { networkId: network.id, roundIds, per: bySchool ? 'school' : 'network' } as const
  const tallies = await readTallies(
    tx,
    scope.school === undefined ? wanted : { ...wanted, schoolId: scope.school },
  )
  return { tallies, invited: await countInvitations(tx, wanted) }
}

export function definitionOf(network: Network, round: RoundRow): OpenDefinition {
  const found = network.definitions.get(round.definitionId)
  if (found === undefined) throw new Error(`Round ${round.id} has no definition.`)
  return found
}

function periodOf(network: Network, scope: Scope, round: RoundRow, loaded: Loaded): Period {
  const ids = schoolIds(network, scope)
  const mine = <T extends { roundId: number; schoolId: number | null }>(rows: readonly T[]): T[] =>
    rows.filter((r) => r.roundId === round.id && (ids === undefined || ids.has(r.schoolId ?? 0)))
  const responded = mine(loaded.tallies).reduce((sum, t) => sum + t.responses, 0)
  const invited = mine(loaded.invited).reduce((sum, i) => sum + i.personal, 0)
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
export function inputOf(deps: ReportDeps, network: Network, scope: Scope, loaded: Loaded): ComparisonInput {
  const used = scope.rounds.map((round) => definitionOf(network, round))
  const facts = factsOf(network, scope)
  const ids = schoolIds(network, scope)
  const periods = scope.rounds.map((round) => periodOf(network, scope, round, loaded))
  const released = new Set(periods.filter((p) => p.released).map((p) => p.roundId))
  return {
    instrument: facts,
    level: scope.level,
    periods,
    tallies: loaded.tallies.filter(
      (t) => released.has(t.roundId) && (ids === undefined || ids.has(t.schoolId)),
    ),
    definitions: [...new Map(used.map((d) => [d.id, d.tallied])).values()],
    changes: changesBetween(deps.shelf, used),
    scales: deps.surveys.scales,
    framework: deps.surveys.framework,
    ...(scope.school === undefined ? {} : { schoolId: scope.school }),
    minUnits: scope.minUnits ?? minUnitsFor.insider,
  }
}

/** Results of levels A and V come from what was frozen when each round was released, and from nothing else. */
async function compareFrozen(tx: Db, input: ComparisonInput, scope: Scope): Promise<Comparison> {
  const releases = await newestReleases(tx, {
    networkId: scope.networkId,
    roundIds: scope.rounds.map((r) => r.id),
  })
  if (releases.length === 0) return buildComparison({ ...input, tallies: [] })
  const periods = scope.rounds.map((round, index) => {
    const period = input.periods[index]
    if (period === undefined) throw new Error(`Round ${round.id} has no period.`)
    const release = releases.find((r) => r.roundId === round.id)
    const comparison = release === undefined ? undefined : readFrozen(release.content, scope.level)
    return { period, definitionId: round.definitionId, comparison }
  })
  return joinFrozen(periods, input.changes)
}

/** The suppressed comparison of this scope, from tallies (level F) or from releases (levels A and V). */
export async function compareScope(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  scope: Scope,
): Promise<Comparison> {
  const input = inputOf(deps, network, scope, await load(tx, network, scope))
  if (input.instrument.anonymityLevel === 'F') {
    const comparison = buildComparison(input)
    const ofNetwork = scope.school === undefined && input.instrument.unit === 'school'
    return ofNetwork ? hideSmallGroups(comparison, minUnitsFor.group) : comparison
  }
  if (scope.school !== undefined || scope.group !== undefined) throw new Problem('not_allowed')
  return compareFrozen(tx, input, scope)
}
