import {
  type Db,
  listActions,
  listPilotDecisions,
  listRoundResponses,
  listRounds,
  type Round,
  readTallies,
} from '@km/store'
import { amsterdamDate, schoolYearOf } from '../clock.ts'
import type { Who } from '../deps.ts'
import type { PilotFigure, PilotPage, Vote } from './schema.ts'
import type { VoicesDeps } from './voices-deps.ts'

/** What the decision about the pilot stands on: does it help, and should it go on. */
const votesOn = [
  { instrument: 'MBO-STU', item: 'MS_10' },
  { instrument: 'MBO-COACH', item: 'CO_14' },
  { instrument: 'MBO-ROC', item: 'RC_10' },
] as const
const canTakeOver = { instrument: 'MBO-COACH', item: 'CO_13' } as const
const tookOver = { instrument: 'MBO-ROC', item: 'RC_9' } as const

const lastReleased = (rounds: readonly Round[], instrument: string): Round | undefined =>
  rounds.findLast((one) => one.instrument === instrument && one.releasedAt !== null)

/** Counts of one item straight from the tallies: level F, the project leader. */
async function count(tx: Db, deps: VoicesDeps, networkId: number, round: Round, item: string) {
  const totals = new Map<string, number>()
  let n = 0
  for (const tally of await readTallies(tx, { networkId, roundIds: [round.id], per: 'network' })) {
    const { layout, definition } = await deps.served(tally.definitionId)
    const slot = layout.items.find((one) => one.item === item)
    const choices = definition.items.find((one) => one.name === item)?.choices ?? []
    if (slot === undefined) continue
    n += tally.counts[slot.answered] ?? 0
    for (const { value, text } of choices) {
      const at = slot.values.indexOf(value)
      if (at >= 0) totals.set(text, (totals.get(text) ?? 0) + (tally.counts[slot.first + at] ?? 0))
    }
  }
  return { n, answers: [...totals].map(([label, counted]) => ({ label, count: counted })) }
}

/** What the release shows: from five people on, the same for everybody. */
async function frozen(tx: Db, deps: VoicesDeps, networkId: number, round: Round, item: string) {
  const cell = (await deps.readFrozen(tx, { networkId, roundId: round.id }))?.rows.get(item)
  if (cell?.kind !== 'shown') return undefined
  const { n, levels, escapes } = cell.distribution
  return {
    n,
    answers: [...levels, ...escapes].map(({ label, count: counted }) => ({ label, count: counted })),
  }
}

/** The votes that a person may see, each with n or without any number; the newest released round of each. */
export async function readVotes(tx: Db, deps: VoicesDeps, { networkId, role }: Who): Promise<Vote[]> {
  const rounds = await listRounds(tx, networkId)
  const votes: Vote[] = []
  for (const { instrument, item } of votesOn) {
    const round = lastReleased(rounds, instrument)
    if (round === undefined) {
      votes.push({ code: item.replace('_', '.'), instrument, who: '', asked: '', answers: [] })
      continue
    }
    const { facts, definition } = await deps.served(round.definitionId)
    const live = facts.anonymityLevel === 'F' && role === 'project_leader'
    const counted = await (live ? count : frozen)(tx, deps, networkId, round, item)
    votes.push({
      code: item.replace('_', '.'),
      instrument,
      who: facts.respondent,
      asked: definition.items.find((one) => one.name === item)?.title ?? item,
      schoolYear: round.schoolYear,
      period: round.period,
      ...(counted === undefined || counted.n === 0 ? { answers: [] } : counted),
    })
  }
  return votes
}

async function texts(tx: Db, networkId: number, { instrument, item }: { instrument: string; item: string }) {
  const round = lastReleased(await listRounds(tx, networkId), instrument)
  if (round === undefined) return []
  const found = await listRoundResponses(tx, { networkId, roundId: round.id })
  return found
    .flatMap(({ answers }) => (typeof answers[item] === 'string' ? [answers[item]] : []))
    .toSorted((a, b) => a.localeCompare(b, 'nl'))
}

type Stored = Awaited<ReturnType<typeof listPilotDecisions>>[number]['evidence']

/** Votes and figures as they were kept; a figure says that it is one. */
const keptOf = (evidence: Stored) => ({
  votes: evidence.filter(({ kind }) => kind === undefined) as unknown as Vote[],
  figures: evidence
    .filter(({ kind }) => kind === 'figure')
    .map(({ kind: _kind, ...figure }) => figure) as PilotFigure[],
})

/** The page inside a transaction. Own words are read by the project leader only: nobody checked them for names. */
export async function pilotIn(
  tx: Db,
  deps: VoicesDeps,
  who: Who,
  figures: readonly PilotFigure[],
): Promise<PilotPage> {
  const { networkId, role } = who
  const actions = await listActions(tx, networkId)
  const decisions = (await listPilotDecisions(tx, networkId)).toReversed()
  return {
    schoolYear: schoolYearOf(amsterdamDate(deps.now())),
    ...(role !== 'board' && { votes: await readVotes(tx, deps, who) }),
    figures: [...figures],
    ...(role === 'project_leader' && {
      takeOver: {
        coaches: await texts(tx, networkId, canTakeOver),
        roc: await texts(tx, networkId, tookOver),
      },
    }),
    actions: actions
      .filter((one) => one.phase === 'sustain')
      .map(({ id, code, title }) => ({ id, code, title })),
    decisions: decisions.map(({ networkId: _network, actionId, evidence, ...rest }) => {
      const action = actions.find((one) => one.id === actionId)
      return {
        ...rest,
        ...(actionId !== null && { actionId }),
        ...(action !== undefined && { action: { code: action.code, title: action.title } }),
        // Kept as the project leader saw them: numbers of one or two people are nobody else's.
        ...(role === 'project_leader' ? keptOf(evidence) : { votes: [], figures: [] }),
      }
    }),
  }
}

/** What is known for a decision about the mbo pilot, and what was decided. */
export async function viewPilot(deps: VoicesDeps, who: Who): Promise<PilotPage> {
  const figures = await deps.pilotFigures(who)
  return deps.store.inNetwork(who.networkId, (tx) => pilotIn(tx, deps, who, figures))
}
