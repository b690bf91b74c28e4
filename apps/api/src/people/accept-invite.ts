import type { z } from '@hono/zod-openapi'
import {
  acceptInvite,
  audit,
  type Db,
  findAccount,
  findInvite,
  giveRole,
  giveSchool,
  insertAccount,
  lockRoles,
  reopenAccount,
  setPassword,
} from '@km/store'
import { amsterdamDate } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { PeopleDeps } from './people-deps.ts'
import type { acceptBody, inviteSeen } from './schema.ts'

/** The invitation of a key that still works; throws Problem `invite_ended`. */
async function openInvite({ store, now }: PeopleDeps, key: string) {
  const invite = await store.guard(() => findInvite(store.db, key))
  const works =
    invite !== undefined &&
    invite.acceptedAt === null &&
    invite.revokedAt === null &&
    invite.expiresAt > now()
  if (!works) throw new Problem('invite_ended')
  return invite
}

/** What a colleague reads before accepting. */
export async function seeInvite(deps: PeopleDeps, key: string): Promise<z.infer<typeof inviteSeen>> {
  const { name, email, role, networkName, demo } = await openInvite(deps, key)
  const account = await deps.store.guard(() => findAccount(deps.store.db, email))
  return { name, email, role, networkName, demo, hasAccount: account?.isActive === true }
}

interface Newcomer {
  readonly email: string
  readonly name: string
  readonly passwordHash: string | undefined
  readonly at: Date
}

/** The account of an address: the one that is there, one that is opened again, or a new one. */
async function openAccount(tx: Db, newcomer: Newcomer): Promise<string> {
  const { email, name, passwordHash, at } = newcomer
  const known = await findAccount(tx, email)
  if (known?.isActive === true) return known.userId
  if (known === undefined)
    return (await insertAccount(tx, { email, name, at, ...(passwordHash !== undefined && { passwordHash }) }))
      .userId
  await reopenAccount(tx, known.userId, name)
  if (passwordHash !== undefined) await setPassword(tx, { userId: known.userId, passwordHash, at })
  return known.userId
}

/**
 * Accepts an invitation: makes the account, or gives the one that is there its new role. A new account
 * needs a password, unless people sign in with their school's own account.
 */
export async function acceptInvitation(
  deps: PeopleDeps,
  { key, name, password }: z.output<typeof acceptBody>,
): Promise<void> {
  const { store, now, hashOf, hasProviders } = deps
  const invite = await openInvite(deps, key)
  const { networkId, email, role, schoolIds } = invite
  const account = await store.guard(() => findAccount(store.db, email))
  const isNew = account?.isActive !== true
  if (isNew && password === undefined && !hasProviders)
    throw new Problem('invalid_request', { fields: ['password'] })
  const passwordHash = isNew && password !== undefined ? await hashOf(password) : undefined
  const at = now()
  const on = amsterdamDate(at)
  await store.inNetwork(networkId, async (tx) => {
    await lockRoles(tx, networkId)
    if (!(await acceptInvite(tx, invite, at))) throw new Problem('invite_ended')
    const userId = await openAccount(tx, { email, name, passwordHash, at })
    await giveRole(tx, { networkId, userId, role, on })
    if (role === 'coordinator' || role === 'member')
      for (const schoolId of schoolIds)
        await giveSchool(tx, { networkId, userId, role, schoolId, heldFrom: on })
    const subject = `invite:${invite.id}`
    await audit(tx, { networkId, at, accountId: userId, role, verb: 'invite.accept', subject })
  })
}
