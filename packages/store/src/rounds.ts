import { randomBytes } from 'node:crypto'
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { round } from './schema.ts'

/** With the key that answers of this round are made unique with. */
export type RoundWithKey = typeof round.$inferSelect
export type Round = Omit<RoundWithKey, 'key'>

export interface RoundKey {
  readonly networkId: number
  readonly roundId: number
}

interface NewRound {
  readonly networkId: number
  readonly instrument: string
  readonly definitionId: number
  /** '2025-2026' */
  readonly schoolYear: string
  /** Within the year; '' when there is one. */
  readonly period?: string
  readonly opensOn: string
  readonly closesOn: string
  readonly retrospective?: boolean
  /** Where answers of a retrospective round come from. */
  readonly source?: string
  /** At most two days. */
  readonly remindOn?: string[]
  readonly announceOn?: string | null
}

const { key: _key, ...columns } = getTableColumns(round)
const keyBytes = 32
const thisRound = ({ networkId, roundId }: RoundKey) =>
  and(eq(round.networkId, networkId), eq(round.id, roundId))

/** Plans a round with a fresh key. Constraint `round_once` refuses the same period twice. */
export async function createRound(tx: Db, values: NewRound): Promise<Round> {
  const [made] = await tx
    .insert(round)
    .values({ ...values, key: randomBytes(keyBytes) })
    .returning(columns)
  if (!made) throw new Error('no round was made')
  return made
}

/** The round of this instrument, year and period: the one that is there, or opened now as it is given. */
export async function ensureRound(tx: Db, values: NewRound): Promise<{ round: Round; isNew: boolean }> {
  const [made] = await tx
    .insert(round)
    .values({ ...values, key: randomBytes(keyBytes) })
    .onConflictDoNothing()
    .returning(columns)
  if (made) return { round: made, isNew: true }
  const { networkId, instrument, schoolYear, period = '' } = values
  const [found] = await tx
    .select(columns)
    .from(round)
    .where(
      and(
        eq(round.networkId, networkId),
        eq(round.instrument, instrument),
        eq(round.schoolYear, schoolYear),
        eq(round.period, period),
      ),
    )
  if (!found) throw new Error('a round was neither made nor found')
  return { round: found, isNew: false }
}

/** Rounds of a network, oldest first. */
export const listRounds = (tx: Db, networkId: number): Promise<Round[]> =>
  tx
    .select(columns)
    .from(round)
    .where(eq(round.networkId, networkId))
    .orderBy(asc(round.opensOn), asc(round.id))

/** Undefined when this network has no such round. */
export async function findRound(tx: Db, key: RoundKey): Promise<RoundWithKey | undefined> {
  const [found] = await tx.select().from(round).where(thisRound(key))
  return found
}

/** The round, held until this transaction ends: of two who change it, the second sees what the first did. */
export async function lockRound(tx: Db, key: RoundKey): Promise<Round | undefined> {
  const [found] = await tx.select(columns).from(round).where(thisRound(key)).for('no key update')
  return found
}

/** Moves the last day of a round. */
export async function moveClosing(tx: Db, values: RoundKey & { closesOn: string }): Promise<void> {
  await tx.update(round).set({ closesOn: values.closesOn }).where(thisRound(values))
}

type Planned = Pick<
  Round,
  'schoolYear' | 'period' | 'opensOn' | 'closesOn' | 'retrospective' | 'source' | 'remindOn' | 'announceOn'
>

/** Changes what was planned; the caller has locked the round and seen that it did not open. */
export async function changePlan(tx: Db, key: RoundKey, change: Partial<Planned>): Promise<void> {
  if (Object.keys(change).length === 0) return
  await tx.update(round).set(change).where(thisRound(key))
}

/** Removes a round that never opened, with its invitations. False when it opened, or is not there. */
export async function removePlannedRound(tx: Db, { networkId, roundId }: RoundKey): Promise<boolean> {
  const [row] = await tx.execute(sql`select remove_planned_round(${networkId}, ${roundId}) as removed`)
  return row?.removed === true
}

/**
 * Takes answers again after a release, which stays what it was. Not for levels A and V: their keys are gone.
 * @returns false when the round is not released or has no key any more
 */
export async function reopenRound(
  tx: Db,
  { reason, closesOn, ...key }: RoundKey & { reason: string; closesOn: string },
): Promise<boolean> {
  const reopened = await tx
    .update(round)
    .set({ releasedAt: null, reopenReason: reason, closesOn })
    .where(and(thisRound(key), sql`${round.releasedAt} is not null`, sql`${round.key} is not null`))
    .returning({ id: round.id })
  return reopened.length === 1
}
