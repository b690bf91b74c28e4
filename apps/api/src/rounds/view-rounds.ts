import { type InstrumentFacts, roundLinks } from '@km/definition'
import {
  countInvitations,
  type Db,
  findDefinition,
  findRound,
  listDefinitions,
  listInvitations,
  listReleaseFacts,
  listRoundSchools,
  listRounds,
  listSchools,
  type Round,
  readTallies,
} from '@km/store'
import { roundState } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { isPilot } from '../pilot.ts'
import { Problem } from '../problem.ts'
import { lineOf } from '../takes-file.ts'
import { isTold } from '../told.ts'
import type { RoundPage } from './schema.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** What a line of a file is, where answers of an earlier year may come from one. */
function takenFrom({ retrospective }: Round, facts: InstrumentFacts | undefined): Pick<RoundPage, 'lines'> {
  const lines = facts === undefined ? undefined : lineOf(facts)
  return retrospective && lines !== undefined ? { lines } : {}
}

/** Rounds with how many were invited, started and sent: counts only, also of levels A and V. */
async function view(tx: Db, networkId: number, rounds: readonly Round[], now: Date): Promise<RoundPage[]> {
  const roundIds = rounds.map((round) => round.id)
  const definitions = new Map((await listDefinitions(tx)).map((row) => [row.id, row]))
  const invitations = await countInvitations(tx, { networkId, roundIds })
  const tallies = await readTallies(tx, { networkId, roundIds, per: 'network' })
  return rounds.map((round) => {
    const definition = definitions.get(round.definitionId)
    const facts = definition?.facts as unknown as InstrumentFacts | undefined
    const own = invitations.filter((each) => each.roundId === round.id)
    const state = roundState(round, now)
    return {
      id: round.id,
      instrument: round.instrument,
      instrumentTitle: facts?.title ?? round.instrument,
      version: `${definition?.major}.${definition?.minor}`,
      schoolYear: round.schoolYear,
      period: round.period,
      opensOn: round.opensOn,
      closesOn: round.closesOn,
      state: state === 'due' ? 'waiting' : state,
      retrospective: round.retrospective,
      level: facts?.anonymityLevel ?? 'F',
      links: facts === undefined ? 'none' : roundLinks(facts),
      ...takenFrom(round, facts),
      source: round.source,
      remindOn: round.remindOn,
      ...(round.announceOn !== null && { announceOn: round.announceOn }),
      ...(round.openedOn !== null && { openedOn: round.openedOn }),
      reopenReason: round.reopenReason,
      changedSince: round.changedSince,
      invited: sum(own.map((each) => each.personal)),
      opened: sum(own.map((each) => each.opened)),
      started: sum(own.map((each) => each.started)),
      done: sum(tallies.filter((tally) => tally.roundId === round.id).map((tally) => tally.responses)),
    }
  })
}

/** All rounds of the network, newest first. */
export async function viewRounds({ store, now }: Deps, networkId: number): Promise<RoundPage[]> {
  return store.inNetwork(networkId, async (tx) =>
    // How many pupils are followed may be a number under five.
    (await view(tx, networkId, await listRounds(tx, networkId), now()))
      .filter(({ level }) => level !== 'K')
      .reverse(),
  )
}

/** Levels at which how far one school is, is nobody's business. */
const isPrivate = (level: string): boolean => ['A', 'V', 'P'].includes(level)

/** One round with the state of each link, inside a transaction; throws Problem `not_found`. */
export async function viewRoundIn(
  tx: Db,
  { networkId, roundId }: { networkId: number; roundId: number },
  now: Date,
): Promise<RoundPage> {
  const found = await findRound(tx, { networkId, roundId })
  const [seen] = found === undefined ? [] : await view(tx, networkId, [found], now)
  if (seen === undefined) throw new Problem('not_found')
  const schools = new Map((await listSchools(tx, networkId)).map((school) => [school.id, school.name]))
  // A record stands under visits, with its own link.
  const invitations = seen.links === 'none' ? [] : await listInvitations(tx, { networkId, roundId })
  const participants = await listRoundSchools(tx, { networkId, roundIds: [roundId] })
  const definition = await findDefinition(tx, found?.definitionId ?? 0)
  const facts = (definition?.facts ?? { bijlageCodes: [] }) as unknown as InstrumentFacts
  const release = (await listReleaseFacts(tx, networkId)).find((each) => each.roundId === roundId)
  return {
    ...seen,
    ...(release !== undefined && isTold(facts) && { tellsResult: true }),
    ...(release !== undefined && isPilot(facts) && { sharedWithCoaches: release.sharedWithCoaches }),
    schoolIds: participants.map((each) => each.schoolId),
    invitations: invitations.map(({ id, kind, state, schoolId, openedOn }) => {
      const school = schoolId === null ? undefined : schools.get(schoolId)
      const seenState = state === 'invited' && openedOn !== null ? 'opened' : state
      return {
        id,
        kind,
        state: kind === 'personal' && isPrivate(seen.level) ? 'private' : seenState,
        ...(school !== undefined && { school }),
      }
    }),
  }
}

/** One round of the network with the state of each link; throws Problem `not_found`, also for one of level K. */
export async function viewRound(
  { store, now }: Deps,
  networkId: number,
  roundId: number,
): Promise<RoundPage> {
  const found = await store.inNetwork(networkId, (tx) => viewRoundIn(tx, { networkId, roundId }, now()))
  if (found.level === 'K') throw new Problem('not_found')
  return found
}
