import { randomUUID } from 'node:crypto'
import { and, asc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { network } from './schema.ts'
import { account, holding, membership, session, twoFactor, user, verification } from './schema-accounts.ts'

export type Role = (typeof membership.$inferSelect)['role']

/** Tables as better-auth's Drizzle adapter wants them: `drizzleAdapter(store.db, { provider: 'pg', schema })`. */
export const authSchema = { user, session, account, verification, twoFactor }

export interface Membership {
  readonly networkId: number
  readonly networkName: string
  readonly demo: boolean
  readonly role: Role
}

/** True as long as nobody can sign in: the first-run page is needed. */
export async function needsFirstAccount(db: Db): Promise<boolean> {
  const found = await db.select({ networkId: membership.networkId }).from(membership).limit(1)
  return found.length === 0
}

/** Keeps others from making a first account until this transaction ends. */
export async function lockFirstAccount(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('km-first-account'))`)
}

/** Gives an account a role in a network; the same again changes nothing. */
export async function addMembership(
  db: Db,
  values: { networkId: number; userId: string; role: Role },
): Promise<void> {
  await db.insert(membership).values(values).onConflictDoNothing()
}

const isHeldOn = (day: string) => or(isNull(membership.endsOn), gte(membership.endsOn, day))

/** Roles of an account on a day ('YYYY-MM-DD') with the networks they are in, by network. */
export const listMemberships = (
  db: Db,
  { userId, on }: { userId: string; on: string },
): Promise<Membership[]> =>
  db
    .select({
      networkId: membership.networkId,
      networkName: network.name,
      demo: network.demo,
      role: membership.role,
    })
    .from(membership)
    .innerJoin(network, eq(network.id, membership.networkId))
    .where(and(eq(membership.userId, userId), isHeldOn(on)))
    .orderBy(asc(membership.networkId), asc(membership.role))

/** A role that an account has in a network on a day; undefined when it has not, or the account was stopped. */
export async function findRole(
  db: Db,
  { networkId, userId, role, on }: { networkId: number; userId: string; role: Role; on: string },
): Promise<Membership | undefined> {
  const [active] = await db
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.id, userId), isNull(user.deactivatedAt)))
  if (!active) return undefined
  const all = await listMemberships(db, { userId, on })
  return all.find((one) => one.networkId === networkId && one.role === role)
}

/** The account that signs in with this address, and a network of it; undefined when nobody may. */
export async function findSignInAddress(
  db: Db,
  email: string,
): Promise<{ readonly userId: string; readonly networkId: number } | undefined> {
  const [found] = await db
    .select({ userId: user.id, networkId: membership.networkId })
    .from(user)
    .innerJoin(membership, eq(membership.userId, user.id))
    .where(and(eq(user.email, email), isNull(user.deactivatedAt)))
    .limit(1)
  return found
}

/** Takes a role away. */
export async function removeMembership(
  db: Db,
  values: { networkId: number; userId: string; role: Role },
): Promise<void> {
  await db
    .delete(membership)
    .where(
      and(
        eq(membership.networkId, values.networkId),
        eq(membership.userId, values.userId),
        eq(membership.role, values.role),
      ),
    )
}

interface NewAccount {
  readonly name: string
  readonly email: string
  /** As better-auth makes and reads it; never the password itself. Absent: signs in another way. */
  readonly passwordHash?: string
  readonly at: Date
}

/** Adds an account; the constraint on `email` refuses it twice. */
export async function insertAccount(db: Db, values: NewAccount): Promise<{ readonly userId: string }> {
  const { name, passwordHash: password, at } = values
  const [userId, email] = [randomUUID(), values.email.trim().toLowerCase()]
  const moments = { createdAt: at, updatedAt: at }
  await db.insert(user).values({ id: userId, name, email, emailVerified: true, ...moments })
  if (password === undefined) return { userId }
  await db.insert(account).values({
    id: randomUUID(),
    accountId: userId,
    providerId: 'credential',
    userId,
    password,
    ...moments,
  })
  return { userId }
}

/** Roles that go with schools of their own. */
export type HoldingRole = (typeof holding.$inferSelect)['role']

/** Gives an account a role at a school from a date on; the membership itself is `addMembership`. */
export async function addHolding(
  db: Db,
  values: { networkId: number; userId: string; role: HoldingRole; schoolId: number; heldFrom: string },
): Promise<void> {
  await db.insert(holding).values(values)
}

/** Ids of the schools that an account holds a role at on a day ('YYYY-MM-DD'): its own, or its portfolio. */
export async function listHeldSchools(
  db: Db,
  { networkId, userId, role, on }: { networkId: number; userId: string; role: string; on: string },
): Promise<number[]> {
  const rows = await db
    .selectDistinct({ schoolId: holding.schoolId })
    .from(holding)
    .where(
      and(
        eq(holding.networkId, networkId),
        eq(holding.userId, userId),
        sql`${holding.role} = ${role}`,
        lte(holding.heldFrom, on),
        or(isNull(holding.heldUntil), gte(holding.heldUntil, on)),
      ),
    )
    .orderBy(asc(holding.schoolId))
  return rows.map((row) => row.schoolId)
}

/** Hash of the password of an account; undefined when it signs in without one. */
export async function findPassword(db: Db, userId: string): Promise<string | undefined> {
  const [found] = await db
    .select({ hash: account.password })
    .from(account)
    .where(and(eq(account.userId, userId), eq(account.providerId, 'credential')))
  return found?.hash ?? undefined
}

/** Replaces the password of an account, or gives it one. */
export async function setPassword(
  db: Db,
  { userId, passwordHash, at }: { userId: string; passwordHash: string; at: Date },
): Promise<void> {
  const changed = await db
    .update(account)
    .set({ password: passwordHash, updatedAt: at })
    .where(and(eq(account.userId, userId), eq(account.providerId, 'credential')))
    .returning({ id: account.id })
  if (changed.length > 0) return
  const moments = { createdAt: at, updatedAt: at }
  const own = { id: randomUUID(), accountId: userId, userId, providerId: 'credential' }
  await db.insert(account).values({ ...own, password: passwordHash, ...moments })
}

/** A coordinator of a school today, as an address to write to. */
export interface SchoolContact {
  readonly schoolId: number
  readonly email: string
}

/** Addresses of those who are coordinator of a school of this network on a day, by school and address. */
export const listCoordinators = (
  db: Db,
  { networkId, on }: { networkId: number; on: string },
): Promise<SchoolContact[]> =>
  db
    .selectDistinct({ schoolId: holding.schoolId, email: user.email })
    .from(holding)
    .innerJoin(user, eq(user.id, holding.userId))
    .where(
      and(
        eq(holding.networkId, networkId),
        sql`${holding.role} = 'coordinator'`,
        isNull(user.deactivatedAt),
        lte(holding.heldFrom, on),
        or(isNull(holding.heldUntil), gte(holding.heldUntil, on)),
      ),
    )
    .orderBy(asc(holding.schoolId), asc(user.email))

/** Undefined when there is no such account. */
export async function findEmail(db: Db, userId: string): Promise<string | undefined> {
  const [found] = await db.select({ email: user.email }).from(user).where(eq(user.id, userId))
  return found?.email
}
