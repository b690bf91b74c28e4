import { and, asc, desc, eq } from 'drizzle-orm'
import type { HoldingRole, Role } from './accounts.ts'
import type { Db } from './open-store.ts'
import { holding, membership, session, twoFactor, user } from './schema-accounts.ts'
import { endSessions } from './sessions.ts'

export interface HeldSchool {
  readonly id: number
  readonly userId: string
  readonly role: HoldingRole
  readonly schoolId: number
  readonly heldFrom: string
  readonly heldUntil: string | null
}

export interface PersonRole {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly secondFactor: boolean
  /** Wants a mail a week about what waits. */
  readonly weeklyMail: boolean
  readonly role: Role
  readonly heldFrom: string
  /** Last day, when that is known. */
  readonly endsOn: string | null
}

/** Roles in a network with who holds them, by name. */
export const listPeople = (db: Db, networkId: number): Promise<PersonRole[]> =>
  db
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      secondFactor: user.twoFactorEnabled,
      weeklyMail: user.weeklyMail,
      role: membership.role,
      heldFrom: membership.heldFrom,
      endsOn: membership.endsOn,
    })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(eq(membership.networkId, networkId))
    .orderBy(asc(user.name), asc(user.id), asc(membership.role))

/** Schools that go with roles in a network, those of the past as well, newest first. */
export const listHoldings = (db: Db, networkId: number): Promise<HeldSchool[]> =>
  db.select().from(holding).where(eq(holding.networkId, networkId)).orderBy(desc(holding.heldFrom))

/** Roles of an account in one network. */
export async function listRolesOf(
  db: Db,
  { networkId, userId }: { networkId: number; userId: string },
): Promise<Role[]> {
  const rows = await db
    .select({ role: membership.role })
    .from(membership)
    .where(and(eq(membership.networkId, networkId), eq(membership.userId, userId)))
  return rows.map((row) => row.role)
}

/** Undefined when nobody has this address; deactivated accounts are found as well. */
export async function findAccount(
  db: Db,
  email: string,
): Promise<{ readonly userId: string; readonly isActive: boolean } | undefined> {
  const [found] = await db
    .select({ userId: user.id, deactivatedAt: user.deactivatedAt })
    .from(user)
    .where(eq(user.email, email))
  return found && { userId: found.userId, isActive: found.deactivatedAt === null }
}

/** Does this account want a mail a week about what waits? */
export async function readWeeklyMail(db: Db, userId: string): Promise<boolean> {
  const [found] = await db.select({ on: user.weeklyMail }).from(user).where(eq(user.id, userId))
  return found?.on ?? false
}

export async function setWeeklyMail(tx: Db, { userId, on }: { userId: string; on: boolean }): Promise<void> {
  await tx.update(user).set({ weeklyMail: on }).where(eq(user.id, userId))
}

/** Removes the second factor of an account: it is set up anew at the next sign-in. */
export async function dropSecondFactor(tx: Db, userId: string): Promise<void> {
  await tx.delete(twoFactor).where(eq(twoFactor.userId, userId))
  await tx.update(user).set({ twoFactorEnabled: false }).where(eq(user.id, userId))
}

/** Closes an account that has no role left anywhere; true when it was closed. */
export async function closeAccount(tx: Db, userId: string, at: Date): Promise<boolean> {
  const [left] = await tx
    .select({ role: membership.role })
    .from(membership)
    .where(eq(membership.userId, userId))
    .limit(1)
  if (left !== undefined) return false
  await tx.update(user).set({ deactivatedAt: at }).where(eq(user.id, userId))
  await dropSecondFactor(tx, userId)
  await endSessions(tx, userId)
  return true
}

/** Opens an account again under this name. */
export async function reopenAccount(tx: Db, userId: string, name: string): Promise<void> {
  await tx.update(user).set({ deactivatedAt: null, name }).where(eq(user.id, userId))
}

/** Lets sessions that work in a network go on in another role of the person. */
export async function leaveNetwork(
  tx: Db,
  { networkId, userId }: { networkId: number; userId: string },
): Promise<void> {
  await tx
    .update(session)
    .set({ activeNetworkId: null, activeRole: null })
    .where(and(eq(session.userId, userId), eq(session.activeNetworkId, networkId)))
}
