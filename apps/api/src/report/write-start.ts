import { countInvitations, type Db, listActions, listFindings, readTallies } from '@km/store'
import { addDays, amsterdamDate, roundState } from '../clock.ts'
import type { Who } from '../deps.ts'
import { isOver } from '../is-over.ts'
import * as words from '../nl.ts'
import { viewComparison } from './compare-rounds.ts'
import { definitionOf } from './count-scope.ts'
import * as nl from './nl.ts'
import { openReading, type Reading, roundsFor } from './open-reading.ts'
import type { Network, RoundRow } from './read-network.ts'
import { readerOf } from './readers.ts'
import type { ReportDeps } from './report-deps.ts'
import type { ComparisonView, RoundView, StartView } from './schema.ts'
import { selectRounds } from './select-rounds.ts'

const monitor = 'KM-NT2'
const daysAhead = 31

/** A round that is due is released within the hour; a person sees it wait. */
function stateOf(round: RoundRow, now: Date): RoundView['state'] {
  const state = roundState(round, now)
  return state === 'due' ? 'waiting' : state
}

interface Counts {
  readonly invited: number
  readonly started: number
  readonly done: number
}

function roundView(network: Network, round: RoundRow, now: Date, counts: Counts): RoundView {
  const definition = definitionOf(network, round)
  return {
    id: round.id,
    instrument: round.instrument,
    instrumentTitle: definition.facts.title,
    version: definition.version,
    schoolYear: round.schoolYear,
    period: round.period,
    opensOn: round.opensOn,
    closesOn: round.closesOn,
    state: stateOf(round, now),
    retrospective: round.retrospective,
    ...counts,
  }
}

type Dated = StartView['comingUp'][number]

function comingUp(
  rounds: readonly RoundView[],
  actions: Awaited<ReturnType<typeof listActions>>,
  today: string,
): Dated[] {
  const dates: Dated[] = [
    ...rounds.map((r) => ({ date: r.opensOn, text: nl.start.opens(r.instrumentTitle, words.periodName(r)) })),
    ...rounds.map((r) => ({
      date: r.closesOn,
      text: nl.start.closes(r.instrumentTitle, words.periodName(r)),
    })),
    ...actions
      .filter((a) => !['done', 'stopped', 'reviewed'].includes(a.status))
      .map((a) => ({ date: a.dueOn, text: nl.start.due(a.code, a.title) })),
  ]
  const until = addDays(today, daysAhead)
  return dates
    .filter((d) => d.date >= today && d.date <= until)
    .sort((a, b) => a.date.localeCompare(b.date) || a.text.localeCompare(b.text, 'nl'))
}

/** The last two released school years of the monitor, as this reader may see them. */
async function newestOfMonitor(
  tx: Db,
  deps: ReportDeps,
  reading: Reading,
): Promise<ComparisonView | undefined> {
  const { network, reader } = reading
  const rounds = roundsFor(reading, { instrument: monitor }).filter((r) => r.releasedAt !== null)
  const facts = rounds.at(-1) && network.definitions.get(rounds.at(-1)?.definitionId ?? 0)?.facts
  if (!facts || !reader.reads(facts)) return undefined
  const chosen = selectRounds(rounds, {})
  return viewComparison(tx, deps, reading, {
    networkId: network.id,
    reader,
    rounds: chosen,
    level: 'expectation',
  })
}

/** Is there anything released that this reader may read? */
function hasResults({ network, reader, releases }: Reading): boolean {
  return network.rounds.some((r) => {
    const facts = network.definitions.get(r.definitionId)?.facts
    return releases.has(r.id) && facts !== undefined && reader.reads(facts)
  })
}

/** In words what this reader finds: the monitor, or that there is something else to look at. */
const resultsOf = (results: boolean, comparison: ComparisonView | undefined): string[] =>
  comparison === undefined && results ? [nl.otherResults] : nl.resultSummary(comparison)

/**
 * Where are we: what moved since last year, the rounds that run, what waits for a decision or to be looked back
 * on, what comes up. Who is not the project leader gets what the releases say, and open rounds only with counts.
 */
export async function writeStart(deps: ReportDeps, who: Who): Promise<StartView> {
  const reader = readerOf(who)
  const now = deps.now()
  const today = amsterdamDate(now)
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const reading = await openReading(tx, deps, who.networkId, reader)
    const { network } = reading
    // How many pupils are followed may be a number under five.
    const isShown = (r: RoundRow) =>
      r.releasedAt === null && network.definitions.get(r.definitionId)?.facts.anonymityLevel !== 'K'
    const unreleased = reader.openRounds ? network.rounds.filter(isShown) : []
    const roundIds = unreleased.map((r) => r.id)
    const invitations = await countInvitations(tx, { networkId: network.id, roundIds })
    const tallies = await readTallies(tx, { networkId: network.id, roundIds, per: 'network' })
    const rounds = unreleased.map((round) => {
      const mine = invitations.filter((i) => i.roundId === round.id)
      const sum = (of: (i: (typeof mine)[number]) => number) => mine.reduce((total, i) => total + of(i), 0)
      const done = tallies.filter((t) => t.roundId === round.id).reduce((total, t) => total + t.responses, 0)
      return roundView(network, round, now, {
        invited: sum((i) => i.personal),
        started: sum((i) => i.started),
        done,
      })
    })
    const findings = reader.counts ? await listFindings(tx, network.id) : []
    const actions = reader.counts ? await listActions(tx, network.id) : []
    const comparison = await newestOfMonitor(tx, deps, reading)
    const results = comparison !== undefined || hasResults(reading)
    return {
      results,
      summary: reader.openRounds ? nl.startSummary(comparison, rounds) : resultsOf(results, comparison),
      openRounds: rounds.filter((r) => r.state !== 'planned'),
      toDecide: [
        ...findings
          .filter((f) => f.status === 'draft')
          .map((f) => ({
            kind: 'finding' as const,
            id: f.id,
            code: f.code,
            title: f.title,
            status: f.status,
          })),
        ...actions
          .filter((a) => a.status === 'proposed')
          .map((a) => ({
            kind: 'action' as const,
            id: a.id,
            code: a.code,
            title: a.title,
            status: a.status,
          })),
      ],
      toReview: actions
        .filter((a) => isOver(a, today))
        .map(({ id, findingId, code, title, dueOn }) => ({ id, findingId, code, title, dueOn })),
      comingUp: comingUp(rounds, actions, today),
    }
  })
}
