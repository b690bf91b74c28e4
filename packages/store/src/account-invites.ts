import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Role } from './accounts.ts'
import type { Db } from './open-store.ts'
import { network } from './schema.ts'
import { accountInvite } from './schema-accounts.ts'

export type AccountInvite = Omit<typeof accountInvite.$inferSelect, 'tokenHash' | 'role'> & {
  readonly role: Role
}

/** What stands in the database of the key of a link: 256 random bits need no slow hash. */
const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex')
const makeKey = (): string => randomBytes(32).toString('base64url')

interface NewInvite {
  readonly networkId: number
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly schoolIds: readonly number[]
  readonly invitedBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

const shown = ({ tokenHash: _, role, ...rest }: typeof accountInvite.$inferSelect): AccountInvite => ({
  ...rest,
  role: role as Role,
})

/** Keeps an invitation of a colleague; the key of its link is given once. */
export async function createInvite(
  tx: Db,
  values: NewInvite,
): Promise<{ readonly id: number; readonly key: string }> {
  const key = makeKey()
  const [made] = await tx
    .insert(accountInvite)
    .values({ ...values, schoolIds: [...values.schoolIds], tokenHash: hashOf(key) })
    .returning({ id: accountInvite.id })
  if (made === undefined) throw new Error('no invitation was made')
  return { id: made.id, key }
}

/** Invitations of a network that were not accepted or revoked, newest first. */
export async function listInvites(tx: Db, networkId: number): Promise<AccountInvite[]> {
  const rows = await tx
    .select()
    .from(accountInvite)
    .where(
      and(
        eq(accountInvite.networkId, networkId),
        isNull(accountInvite.acceptedAt),
        isNull(accountInvite.revokedAt),
      ),
    )
    .orderBy(desc(accountInvite.id))
  return rows.map(shown)
}

const waiting = ({ networkId, id }: { networkId: number; id: number }) =>
  and(
    eq(accountInvite.networkId, networkId),
    eq(accountInvite.id, id),
    isNull(accountInvite.acceptedAt),
    isNull(accountInvite.revokedAt),
  )

/** A new key and a new last day for an invitation that waits; the old link stops working. */
export async function renewInvite(
  tx: Db,
  where: { networkId: number; id: number },
  expiresAt: Date,
): Promise<{ readonly invite: AccountInvite; readonly key: string } | undefined> {
  const key = makeKey()
  const [row] = await tx
    .update(accountInvite)
    .set({ tokenHash: hashOf(key), expiresAt })
    .where(waiting(where))
    .returning()
  return row && { invite: shown(row), key }
}

/** Takes an invitation back; undefined when it does not wait. */
export async function revokeInvite(
  tx: Db,
  where: { networkId: number; id: number },
  at: Date,
): Promise<AccountInvite | undefined> {
  const [row] = await tx.update(accountInvite).set({ revokedAt: at }).where(waiting(where)).returning()
  return row && shown(row)
}

/** The invitation that a key belongs to, with the name of its network; whether it still works is not looked at. */
export async function findInvite(
  db: Db,
  key: string,
): Promise<(AccountInvite & { readonly networkName: string; readonly demo: boolean }) | undefined> {
  const [row] = await db
    .select({ invite: accountInvite, networkName: network.name, demo: network.demo })
    .from(accountInvite)
    .innerJoin(network, eq(network.id, accountInvite.networkId))
    .where(eq(accountInvite.tokenHash, hashOf(key)))
  return row && { ...shown(row.invite), networkName: row.networkName, demo: row.demo }
}

/** Uses an invitation up; false when somebody was first. */
export async function acceptInvite(
  tx: Db,
  where: { networkId: number; id: number },
  at: Date,
): Promise<boolean> {
  const rows = await tx
    .update(accountInvite)
    .set({ acceptedAt: at })
    .where(waiting(where))
    .returning({ id: accountInvite.id })
  return rows.length > 0
}
