import { and, desc, eq, gt, isNull, lt, ne } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { membership, session, user, verification } from './schema-accounts.ts'

export interface OwnSession {
  readonly id: string
  readonly begunAt: Date
  readonly usedAt: Date
}

/** May this account begin a session: it was not deactivated and holds a role somewhere. */
export async function maySignIn(db: Db, userId: string): Promise<boolean> {
  const [found] = await db
    .select({ role: membership.role })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(and(eq(membership.userId, userId), isNull(user.deactivatedAt)))
    .limit(1)
  return found !== undefined
}

/** Sessions of an account, the one used last first. */
export const listSessions = (db: Db, userId: string, begunAfter: Date): Promise<OwnSession[]> =>
  db
    .select({ id: session.id, begunAt: session.createdAt, usedAt: session.updatedAt })
    .from(session)
    .where(and(eq(session.userId, userId), gt(session.createdAt, begunAfter)))
    .orderBy(desc(session.updatedAt))

/** Says that a session was used at this moment. */
export async function touchSession(db: Db, id: string, at: Date): Promise<void> {
  await db.update(session).set({ updatedAt: at }).where(eq(session.id, id))
}

/** Says that the second factor was answered in a session. */
export async function passSecondFactor(db: Db, id: string, at: Date): Promise<void> {
  await db.update(session).set({ secondFactorAt: at }).where(eq(session.id, id))
}

/** The role that a person works in from now on in this session. */
export async function chooseRole(
  db: Db,
  id: string,
  active: { networkId: number; role: string },
): Promise<void> {
  await db
    .update(session)
    .set({ activeNetworkId: active.networkId, activeRole: active.role })
    .where(eq(session.id, id))
}

/** How a session began, and when. */
export async function findSession(
  db: Db,
  id: string,
): Promise<{ readonly startedWith: string | null; readonly begunAt: Date } | undefined> {
  const [found] = await db
    .select({ startedWith: session.startedWith, begunAt: session.createdAt })
    .from(session)
    .where(eq(session.id, id))
  return found
}

/** Ends one session. */
export async function endSession(db: Db, id: string): Promise<void> {
  await db.delete(session).where(eq(session.id, id))
}

/** Ends every session of an account, or every other one. */
export async function endSessions(db: Db, userId: string, except?: string): Promise<void> {
  await db
    .delete(session)
    .where(and(eq(session.userId, userId), ...(except === undefined ? [] : [ne(session.id, except)])))
}

/** Whose second factor is awaited under this name; undefined when nobody's is. */
export async function findChallenged(db: Db, identifier: string): Promise<string | undefined> {
  const [found] = await db
    .select({ userId: verification.value })
    .from(verification)
    .where(eq(verification.identifier, identifier))
    .limit(1)
  return found?.userId
}

/** Removes sessions, links and challenges of long ago. */
export async function sweepSignIn(db: Db, before: Date): Promise<void> {
  await db.delete(session).where(lt(session.expiresAt, before))
  await db.delete(verification).where(lt(verification.expiresAt, before))
}
