import { createHash } from 'node:crypto'
import { and, eq, lt, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { attempt, usedCode } from './schema-accounts.ts'

interface Attempt {
  /** A keyed hash: nothing in it says whose attempt it is. */
  readonly key: string
  /** So many at once, and so many more per second. */
  readonly burst: number
  readonly perSecond: number
  readonly at: Date
}

/**
 * Takes one attempt of a key, counted for all servers and across restarts.
 * @returns how many seconds to wait when it is one too many; 0 when it may go on
 */
export async function takeAttempt(db: Db, { key, burst, perSecond, at }: Attempt): Promise<number> {
  const moment = at.toISOString()
  const refilled = sql`least(${burst}::float8, ${attempt.left} + greatest(0, extract(epoch from
    ${moment}::timestamptz - ${attempt.at})) * ${perSecond}::float8)`
  const [taken] = await db
    .insert(attempt)
    .values({ key, left: burst - 1, at, allowed: true })
    .onConflictDoUpdate({
      target: attempt.key,
      set: {
        left: sql`${refilled} - case when ${refilled} >= 1 then 1 else 0 end`,
        at: sql`greatest(${attempt.at}, ${moment}::timestamptz)`,
        allowed: sql`${refilled} >= 1`,
      },
    })
    .returning({ left: attempt.left, allowed: attempt.allowed })
  if (taken === undefined) throw new Error('an attempt was not counted')
  return taken.allowed ? 0 : Math.ceil((1 - taken.left) / perSecond)
}

/**
 * Says that a code of a second factor worked, for the transaction that lets its holder in.
 * @param since a code that was used before this moment would not work any more by itself
 * @returns false when it worked before: whoever saw it typed may not use it again
 */
export async function useCode(
  tx: Db,
  { userId, code, at, since }: { userId: string; code: string; at: Date; since: Date },
): Promise<boolean> {
  const codeHash = createHash('sha256').update(`${userId}:${code}`).digest('hex')
  await tx.delete(usedCode).where(and(eq(usedCode.userId, userId), lt(usedCode.usedAt, since)))
  const used = await tx
    .insert(usedCode)
    .values({ userId, codeHash, usedAt: at })
    .onConflictDoNothing()
    .returning({ userId: usedCode.userId })
  return used.length > 0
}

/** Forgets attempts of before this moment: by then everything may be tried again. */
export async function sweepAttempts(db: Db, before: Date): Promise<void> {
  await db.delete(attempt).where(lt(attempt.at, before))
}
