import {
  type FrozenCut,
  type FrozenRow,
  type GuardState,
  leaveOutSchools,
  leavesOthers,
  membersOf,
  minUnitsFor,
} from '@km/analysis'
import { type Db, listReleases } from '@km/store'
import { type Counting, inputOf } from './count-scope.ts'
import { contentOf, type ReleaseContent } from './freeze-release.ts'
import type { Network } from './read-network.ts'
import type { ReportDeps } from './report-deps.ts'

/** Rows of a cut of a release without these schools: what is told of the others to who knows their answers. */
export function leaveOutOwn(
  deps: ReportDeps,
  network: Network,
  {
    content,
    cut,
    own,
  }: { readonly content: ReleaseContent; readonly cut: FrozenCut; readonly own: readonly number[] },
): FrozenRow[] {
  const group = content.groups.find((one) => one.name === cut.group)
  const rounds = content.periods.flatMap((p) => network.rounds.filter((r) => r.id === p.roundId))
  const counting: Counting = { networkId: network.id, rounds, level: 'item' }
  const isIn = group === undefined ? () => true : membersOf(group, content.roundId)
  const tallies = content.basis.filter((t) => own.includes(t.schoolId) && isIn(t))
  const input = inputOf(deps, network, counting, { tallies, invited: [] })
  return leaveOutSchools({
    rows: cut.rows,
    carried: cut.carried,
    roundId: content.roundId,
    own: { ...input, periods: content.periods, tallies },
    minOthers: minUnitsFor.group,
  })
}

/** Into which parts everything that was ever shown of an instrument divides the schools; for who knows several. */
export async function readGuard(
  tx: Db,
  network: Network,
  { instrument, known }: { readonly instrument: string | undefined; readonly known: readonly number[] },
): Promise<GuardState> {
  if (known.length < 2) return {}
  const roundIds = network.rounds.filter((r) => r.instrument === instrument).map((r) => r.id)
  const releases = await listReleases(tx, { networkId: network.id, roundIds })
  return Object.assign({}, ...releases.map((release) => contentOf(release).guard))
}

export const complementary = { kind: 'suppressed', reason: 'complementary' } as const

interface Known {
  readonly content: ReleaseContent
  readonly guard: GuardState
  readonly own: readonly number[]
}

/**
 * A row without the own schools, as it may be told: for who knows several schools only where whatever was
 * shown leaves enough others, and how they moved not at all.
 */
export function ofOwn(row: FrozenRow, { content, guard, own }: Known): FrozenRow {
  if (own.length < 2) return row
  const place = guard[`${row.key}@${content.roundId}`]
  const isSafe = place !== undefined && leavesOthers(place, own, minUnitsFor.group)
  return {
    ...row,
    cell: isSafe || row.cell.kind === 'suppressed' ? row.cell : complementary,
    steps: row.steps.map((step) =>
      step.movement.kind === 'suppressed' ? step : { ...step, movement: complementary },
    ),
  }
}
