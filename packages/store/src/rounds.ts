import { randomBytes } from 'node:crypto'
import { and, asc, eq, getTableColumns } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { round } from './schema.ts'

/** With the key that answers of this round are made unique with. */
export type RoundWithKey = typeof round.$inferSelect
export type Round = Omit<RoundWithKey, 'key'>

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
}

const { key: _key, ...columns } = getTableColumns(round)
const keyBytes = 32

/** Opens a round with a fresh key. Constraint `round_once` refuses the same period twice. */
export async function createRound(tx: Db, values: NewRound): Promise<Round> {
  const [made] = await tx
    .insert(round)
    .values({ ...values, key: randomBytes(keyBytes) })
    .returning(columns)
  if (!made) throw new Error('no round was made')
  return made
}

/** Rounds of a network, oldest first. */
export const listRounds = (tx: Db, networkId: number): Promise<Round[]> =>
  tx
    .select(columns)
    .from(round)
    .where(eq(round.networkId, networkId))
    .orderBy(asc(round.opensOn), asc(round.id))

/** Undefined when this network has no such round. */
export async function findRound(
  tx: Db,
  { networkId, roundId }: { networkId: number; roundId: number },
): Promise<RoundWithKey | undefined> {
  const [found] = await tx
    .select()
    .from(round)
    .where(and(eq(round.networkId, networkId), eq(round.id, roundId)))
  return found
}

/** Moves the last day of a round. */
export async function moveClosing(
  tx: Db,
  values: { networkId: number; roundId: number; closesOn: string },
): Promise<void> {
  await tx
    .update(round)
    .set({ closesOn: values.closesOn })
    .where(and(eq(round.networkId, values.networkId), eq(round.id, values.roundId)))
}
