import {
  type Db,
  findRound,
  listInvitations,
  listRoundSchools,
  lockRound,
  type RoundWithKey,
} from '@km/store'
import { roundState } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { EnterDeps, EnterVersion } from './enter-deps.ts'

/** A school that takes part, with its link; absent when it has none. */
export interface EntrySchool {
  readonly id: number
  readonly name: string
  readonly invitationId: number | undefined
}

/** A round that takes answers from a file. */
export interface Entry {
  readonly round: RoundWithKey
  readonly version: EnterVersion
  readonly schools: readonly EntrySchool[]
}

interface Key {
  readonly networkId: number
  readonly roundId: number
}

async function schoolsOf(tx: Db, key: Key): Promise<EntrySchool[]> {
  const { networkId, roundId } = key
  const links = new Map(
    (await listInvitations(tx, key))
      .filter(({ kind, state }) => kind === 'personal' && state !== 'revoked')
      .map(({ schoolId, id }) => [schoolId, id]),
  )
  const participants = await listRoundSchools(tx, { networkId, roundIds: [roundId] })
  return participants.map(({ schoolId: id, name }) => ({ id, name, invitationId: links.get(id) }))
}

/** A round of an earlier year in which each school answers once, as itself: nothing else fits one line per school. */
const takesFiles = (round: RoundWithKey, { facts }: EnterVersion): boolean =>
  round.retrospective &&
  facts.anonymityLevel === 'F' &&
  facts.unit === 'school' &&
  facts.mode === 'invitation'

/** The round to make a file for. Throws Problem `not_found` or `no_entry`. */
export async function openEntry(tx: Db, deps: EnterDeps, key: Key): Promise<Entry> {
  const round = await findRound(tx, key)
  if (round === undefined) throw new Problem('not_found')
  const version = await deps.served(round.definitionId)
  if (!takesFiles(round, version)) throw new Problem('no_entry')
  return { round, version, schools: await schoolsOf(tx, key) }
}

/** The round to enter answers in, held until the transaction ends. Throws also `round_planned` or `round_released`. */
export async function lockEntry(tx: Db, deps: EnterDeps, key: Key): Promise<Entry> {
  await lockRound(tx, key)
  const entry = await openEntry(tx, deps, key)
  const state = roundState(entry.round, deps.now())
  if (state === 'planned') throw new Problem('round_planned')
  if (state === 'released' || state === 'due') throw new Problem('round_released')
  return entry
}
