import { and, asc, count, eq, isNull, lt, sql } from 'drizzle-orm'
import type { HoldingRole, Role } from './accounts.ts'
import type { Db } from './open-store.ts'
import { roleHistory } from './schema.ts'
import { holding, membership, user } from './schema-accounts.ts'

interface InNetwork {
  readonly networkId: number
  readonly userId: string
}

/** Lets role changes of a network wait for each other until this transaction ends. */
export async function lockRoles(tx: Db, networkId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('km-roles'), ${networkId})`)
}

interface Ended {
  readonly networkId: number
  readonly schoolId: number | null
  readonly role: string
  readonly heldFrom: string
  readonly heldUntil: string
}

/** Says in the history that a role ended: one row, of which only the dates are known. */
async function closeHistory(tx: Db, ended: Ended): Promise<void> {
  const { schoolId } = ended
  const [row] = await tx
    .select({ id: roleHistory.id })
    .from(roleHistory)
    .where(
      and(
        eq(roleHistory.networkId, ended.networkId),
        eq(roleHistory.role, ended.role),
        eq(roleHistory.heldFrom, ended.heldFrom),
        isNull(roleHistory.heldUntil),
        schoolId === null ? isNull(roleHistory.schoolId) : eq(roleHistory.schoolId, schoolId),
      ),
    )
    .orderBy(asc(roleHistory.id))
    .limit(1)
  if (row === undefined) return
  await tx
    .update(roleHistory)
    .set({ heldUntil: ended.heldUntil })
    .where(and(eq(roleHistory.networkId, ended.networkId), eq(roleHistory.id, row.id)))
}

/** Gives an account a role from a day on, and keeps the date in the history; the same again changes nothing. */
export async function giveRole(
  tx: Db,
  { networkId, userId, role, on }: InNetwork & { role: Role; on: string },
): Promise<void> {
  const made = await tx
    .insert(membership)
    .values({ networkId, userId, role, heldFrom: on })
    .onConflictDoNothing()
    .returning({ role: membership.role })
  if (made.length > 0) await tx.insert(roleHistory).values({ networkId, role, heldFrom: on })
}

/** Ends a school that goes with a role on its last day; false when it is not held. */
export async function endHolding(
  tx: Db,
  { networkId, userId, holdingId, on }: InNetwork & { holdingId: number; on: string },
): Promise<boolean> {
  const [ended] = await tx
    .update(holding)
    .set({ heldUntil: sql`greatest(${on}::date, ${holding.heldFrom})` })
    .where(
      and(
        eq(holding.networkId, networkId),
        eq(holding.userId, userId),
        eq(holding.id, holdingId),
        isNull(holding.heldUntil),
      ),
    )
    .returning()
  if (ended === undefined || ended.heldUntil === null) return false
  await closeHistory(tx, { ...ended, heldUntil: ended.heldUntil })
  return true
}

/** Gives a school with a role from a day on, and keeps the date in the history. */
export async function giveSchool(
  tx: Db,
  values: InNetwork & { role: HoldingRole; schoolId: number; heldFrom: string },
): Promise<void> {
  const { userId: _, ...history } = values
  await tx.insert(holding).values(values)
  await tx.insert(roleHistory).values(history)
}

/**
 * Ends a role on its last day, and the schools that go with it; never before it began. False when the account
 * does not have it.
 */
export async function endRole(
  tx: Db,
  { networkId, userId, role, on }: InNetwork & { role: Role; on: string },
): Promise<boolean> {
  const [ended] = await tx
    .delete(membership)
    .where(and(eq(membership.networkId, networkId), eq(membership.userId, userId), eq(membership.role, role)))
    .returning()
  if (ended === undefined) return false
  const heldUntil = on < ended.heldFrom ? ended.heldFrom : on
  await closeHistory(tx, { ...ended, schoolId: null, heldUntil })
  const held = await tx
    .select({ id: holding.id })
    .from(holding)
    .where(
      and(
        eq(holding.networkId, networkId),
        eq(holding.userId, userId),
        sql`${holding.role} = ${role}`,
        isNull(holding.heldUntil),
      ),
    )
  for (const { id } of held) await endHolding(tx, { networkId, userId, holdingId: id, on })
  return true
}

/** Says on which day a role ends, or with `null` that it goes on; false when the account does not have it. */
export async function planRoleEnd(
  tx: Db,
  { networkId, userId, role, on }: InNetwork & { role: Role; on: string | null },
): Promise<boolean> {
  const planned = await tx
    .update(membership)
    .set({ endsOn: on })
    .where(and(eq(membership.networkId, networkId), eq(membership.userId, userId), eq(membership.role, role)))
    .returning({ role: membership.role })
  return planned.length > 0
}

/** Roles of a network whose last day was before this one, with that day. */
export async function listPastRoles(
  tx: Db,
  { networkId, today }: { networkId: number; today: string },
): Promise<{ userId: string; role: Role; on: string }[]> {
  const { userId, role, endsOn } = membership
  const rows = await tx
    .select({ userId, role, on: endsOn })
    .from(membership)
    .where(and(eq(membership.networkId, networkId), lt(endsOn, today)))
  return rows.flatMap((row) => (row.on === null ? [] : [{ ...row, on: row.on }]))
}

/** How many accounts hold a role in a network of which no end is planned. */
export async function countHolders(
  tx: Db,
  { networkId, role }: { networkId: number; role: Role },
): Promise<number> {
  const [found] = await tx
    .select({ holders: count() })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(
      and(
        eq(membership.networkId, networkId),
        eq(membership.role, role),
        isNull(membership.endsOn),
        isNull(user.deactivatedAt),
      ),
    )
  return found?.holders ?? 0
}
