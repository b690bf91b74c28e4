import {
  buildFlywheel,
  type ComparisonInput,
  type Flywheel,
  type FrozenRow,
  minUnitsFor,
  type Tally,
} from '@km/analysis'
import type { Db } from '@km/store'
import type { Who } from '../deps.ts'
import { periodName } from '../nl.ts'
import { Problem } from '../problem.ts'
import { type Counting, inputOf, load } from './count-scope.ts'
import type { ReleaseContent } from './freeze-release.ts'
import { flywheelTexts } from './nl-flywheel.ts'
import { openReading, type Reading, roundsFor } from './open-reading.ts'
import type { Network, RoundRow } from './read-network.ts'
import { readReleases } from './read-releases.ts'
import { flywheelAspect } from './read-visits.ts'
import { ownSchools, readerOf } from './readers.ts'
import type { ReportDeps } from './report-deps.ts'
import type { FlywheelView } from './schema.ts'
import { inOrder, selectRounds } from './select-rounds.ts'

/** The instrument with which a visitor records the phases. */
const visits = 'SB-NT2'

type Phases = readonly { readonly name: string; readonly items: readonly string[] }[]

function phasesOf(network: Network): Phases {
  const items = network.instruments.get(visits)?.at(-1)?.definition.items ?? []
  const about = items.flatMap(({ name, aspect }) =>
    aspect?.startsWith(flywheelAspect) ? [{ name, phase: aspect.slice(flywheelAspect.length) }] : [],
  )
  return [...new Set(about.map(({ phase }) => phase))].map((phase) => ({
    name: phase,
    items: about.filter((one) => one.phase === phase).map(({ name }) => name),
  }))
}

/** What the counting is about: the input, and what of it may not be shown to who reads releases. */
interface Source {
  readonly input: ComparisonInput
  readonly mayShow: (roundId: number) => boolean
  readonly mayMove: (from: number, to: number) => boolean
}

const everything = () => true

function frozenRows(content: ReleaseContent | undefined, phases: Phases): readonly FrozenRow[] | undefined {
  const cut = content?.cuts.find((one) => one.group === null)
  const names = phases.flatMap(({ items }) => items)
  const rows = names.flatMap((name) => cut?.rows.find((row) => row.key === name) ?? [])
  return cut === undefined || rows.length < names.length || names.some((name) => cut.carried.includes(name))
    ? undefined
    : rows
}

/**
 * Counted over exactly the answers that a release shows of every question of the flywheel, and only where the
 * guard of releases let all of these pass: then the same schools are told of once more, and no others.
 */
function frozenSource(
  input: ComparisonInput,
  releases: ReadonlyMap<number, ReleaseContent>,
  phases: Phases,
): Source {
  const rowsOf = (roundId: number) => frozenRows(releases.get(roundId), phases)
  const tallies = [...releases].flatMap(([roundId, content]): readonly Tally[] =>
    content.basis.filter((one) => one.roundId === roundId),
  )
  const mayShow = (roundId: number) => rowsOf(roundId)?.every((row) => row.cell.kind === 'shown') ?? false
  const moves = (rows: readonly FrozenRow[] | undefined, from: number, to: number) =>
    rows?.every((row) =>
      row.steps.some((step) => step.from === from && step.to === to && step.movement.kind === 'shown'),
    ) ?? false
  return {
    input: {
      ...input,
      tallies: tallies.filter((one) => input.periods.some((p) => p.roundId === one.roundId)),
    },
    mayShow,
    mayMove: (from, to) =>
      mayShow(from) && mayShow(to) && (moves(rowsOf(to), from, to) || moves(rowsOf(from), from, to)),
  }
}

async function sourceOf(
  tx: Db,
  deps: ReportDeps,
  { network, reader }: Reading,
  rounds: readonly RoundRow[],
): Promise<Source> {
  const counting: Counting = { networkId: network.id, rounds, level: 'item' }
  const input = inputOf(deps, network, counting, await load(tx, network, counting))
  if (reader.counts) return { input, mayShow: everything, mayMove: everything }
  const releases = await readReleases(tx, network, rounds, reader)
  return frozenSource(input, releases, phasesOf(network))
}

const hidden = { kind: 'suppressed', reason: 'complementary' } as const

function withhold(flywheel: Flywheel, { mayShow, mayMove }: Source): Flywheel {
  const ids = flywheel.years.map(({ roundId }) => roundId)
  return {
    ...flywheel,
    years: flywheel.years.map((year) => (mayShow(year.roundId) ? year : { ...year, cell: hidden })),
    steps: flywheel.steps.map((step, at) =>
      mayMove(ids[at] ?? 0, ids[at + 1] ?? 0) ? step : { movement: hidden },
    ),
  }
}

/**
 * How many schools are in which phase of the flywheel per released round of visits, and how the same schools
 * moved, suppressed. Throws Problem `not_allowed` for who sees no counts of schools. Without
 * released rounds it is empty.
 */
export async function viewFlywheel(
  deps: ReportDeps,
  who: Who,
  asked: { readonly years?: string | undefined },
): Promise<FlywheelView> {
  const reader = readerOf(who)
  if (reader.capped || reader.sharedOnly) throw new Problem('not_allowed')
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const reading = await openReading(tx, deps, who.networkId, reader)
    const released = roundsFor(reading, { instrument: visits }).filter((r) => r.releasedAt !== null)
    const rounds = (asked.years === undefined ? released : selectRounds(released, asked)).toSorted(inOrder)
    const phases = phasesOf(reading.network)
    if (rounds.length === 0) {
      const none = { phases: phases.map(({ name }) => name), years: [], steps: [] }
      return { ...none, periods: [], ...flywheelTexts(none, []) }
    }
    const source = await sourceOf(tx, deps, reading, rounds)
    const least = reader.counts
      ? { minUnits: minUnitsFor.group, minPart: 0 }
      : {
          minUnits: minUnitsFor.group + Math.max(1, ownSchools(reader).length),
          minPart: minUnitsFor.network,
        }
    const flywheel = withhold(buildFlywheel({ counting: source.input, phases, ...least }), source)
    const periods = source.input.periods.map((one) => periodName(one))
    return { ...flywheel, periods, ...flywheelTexts(flywheel, periods) }
  })
}
