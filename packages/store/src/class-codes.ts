import { createHash, randomInt } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { classCode, classTicket } from './schema-outgoing.ts'

/** Letters and figures that nobody mixes up, also read aloud. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const codeLength = 6

interface InRound {
  readonly networkId: number
  readonly roundId: number
}

const hashOf = (kind: 'code' | 'ticket', { networkId, roundId }: InRound, secret: string): Buffer =>
  createHash('sha256').update(`${kind} ${networkId} ${roundId} ${secret}`).digest()

/** As typed: small letters, spaces and dashes do not matter. */
const plainCode = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** What is stored of a ticket. */
export const ticketHash = (round: InRound, ticket: string): Buffer => hashOf('ticket', round, ticket)

/** Makes codes for a class, each good for one answer. Only hashes are stored: they are shown once. */
export async function createCodes(
  tx: Db,
  { count, ...round }: InRound & { count: number },
): Promise<string[]> {
  const codes = new Set<string>()
  while (codes.size < count)
    codes.add(Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join(''))
  const rows = [...codes].map((code) => ({ ...round, codeHash: hashOf('code', round, code) }))
  if (rows.length > 0) await tx.insert(classCode).values(rows)
  return [...codes]
}

/** How many codes a round has, and how many were exchanged. */
export async function countCodes(
  tx: Db,
  { networkId, roundId }: InRound,
): Promise<{ made: number; used: number }> {
  const [counted] = await tx
    .select({
      made: sql<number>`count(*)::int`,
      used: sql<number>`count(${classCode.usedOn})::int`,
    })
    .from(classCode)
    .where(and(eq(classCode.networkId, networkId), eq(classCode.roundId, roundId)))
  return counted ?? { made: 0, used: 0 }
}

/**
 * Exchanges a code for leave to send one answer with `ticket`, which the device made. The same code with the
 * same ticket once more is fine: its answer was lost on the way. Nothing is kept of which code became which.
 * @returns false when there is no such code, or it was exchanged for another ticket
 */
export async function exchangeCode(
  tx: Db,
  { code, ticket, on, ...round }: InRound & { code: string; ticket: string; on: string },
): Promise<boolean> {
  const own = and(
    eq(classCode.networkId, round.networkId),
    eq(classCode.roundId, round.roundId),
    eq(classCode.codeHash, hashOf('code', round, plainCode(code))),
  )
  const used = await tx
    .update(classCode)
    .set({ usedOn: on })
    .where(and(own, isNull(classCode.usedOn)))
    .returning({ roundId: classCode.roundId })
  const hash = ticketHash(round, ticket)
  if (used.length === 1) {
    await tx.insert(classTicket).values({ ...round, ticketHash: hash })
    return true
  }
  const known = await tx.select().from(classCode).where(own)
  const there = await tx
    .select()
    .from(classTicket)
    .where(
      and(
        eq(classTicket.networkId, round.networkId),
        eq(classTicket.roundId, round.roundId),
        eq(classTicket.ticketHash, hash),
      ),
    )
  return known.length === 1 && there.length === 1
}

/** At release: nothing is left of codes and tickets. */
export async function removeCodes(tx: Db, { networkId, roundId }: InRound): Promise<void> {
  await tx.delete(classCode).where(and(eq(classCode.networkId, networkId), eq(classCode.roundId, roundId)))
  await tx
    .delete(classTicket)
    .where(and(eq(classTicket.networkId, networkId), eq(classTicket.roundId, roundId)))
}
