import {
  type Db,
  findRound,
  listInvitations,
  listRoundSchools,
  listSchools,
  lockRound,
  type RoundWithKey,
} from '@km/store'
import { roundState } from '../clock.ts'
import { Problem } from '../problem.ts'
import { lineOf } from '../takes-file.ts'
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
  /** Absent: a line is a school. Otherwise it is a visit, on the day that this item names. */
  readonly dateItem?: string
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

/** The round to make a file for. Throws Problem `not_found` or `no_entry`. */
export async function openEntry(tx: Db, deps: EnterDeps, key: Key): Promise<Entry> {
  const round = await findRound(tx, key)
  if (round === undefined) throw new Problem('not_found')
  const version = await deps.served(round.definitionId)
  const line = round.retrospective ? lineOf(version.facts) : undefined
  if (line === undefined) throw new Problem('no_entry')
  if (line === 'school') return { round, version, schools: await schoolsOf(tx, key) }
  const { dateItem } = version.facts
  // Any school may have been visited then, also one that left since.
  const schools = (await listSchools(tx, key.networkId)).map(({ id, name }) => ({
    id,
    name,
    invitationId: undefined,
  }))
  return { round, version, schools, ...(dateItem !== undefined && { dateItem }) }
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
