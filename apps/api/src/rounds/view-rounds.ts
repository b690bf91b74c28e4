import type { InstrumentFacts } from '@km/definition'
import {
  countInvitations,
  type Db,
  findRound,
  listDefinitions,
  listInvitations,
  listRounds,
  listSchools,
  type Round,
  readTallies,
} from '@km/store'
import { roundState } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { RoundView } from '../report/schema.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** Rounds with how many were invited, started and sent: counts only, also of levels A and V. */
async function view(tx: Db, networkId: number, rounds: readonly Round[], now: Date): Promise<RoundView[]> {
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
      invited: sum(own.map((each) => each.personal)),
      started: sum(own.map((each) => each.started)),
      done: sum(tallies.filter((tally) => tally.roundId === round.id).map((tally) => tally.responses)),
    }
  })
}

/** All rounds of the network, newest first. */
export async function viewRounds({ store, now }: Deps, networkId: number): Promise<RoundView[]> {
  return store.inNetwork(networkId, async (tx) =>
    (await view(tx, networkId, await listRounds(tx, networkId), now())).reverse(),
  )
}

/** One round with the state of each link, inside a transaction; throws Problem `not_found`. */
export async function viewRoundIn(
  tx: Db,
  { networkId, roundId }: { networkId: number; roundId: number },
  now: Date,
): Promise<RoundView> {
  const found = await findRound(tx, { networkId, roundId })
  const [seen] = found === undefined ? [] : await view(tx, networkId, [found], now)
  if (seen === undefined) throw new Problem('not_found')
  const schools = new Map((await listSchools(tx, networkId)).map((school) => [school.id, school.name]))
  const invitations = await listInvitations(tx, { networkId, roundId })
  return {
    ...seen,
    invitations: invitations.map(({ id, kind, state, schoolId }) => {
      const school = schoolId === null ? undefined : schools.get(schoolId)
      return { id, kind, state, ...(school !== undefined && { school }) }
    }),
  }
}

/** One round of the network with the state of each link; throws Problem `not_found`. */
export function viewRound({ store, now }: Deps, networkId: number, roundId: number): Promise<RoundView> {
  return store.inNetwork(networkId, (tx) => viewRoundIn(tx, { networkId, roundId }, now()))
}
