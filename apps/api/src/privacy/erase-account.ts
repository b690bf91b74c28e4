import {
  audit,
  countHolders,
  type Db,
  endRole,
  isOfNetwork,
  listRoles,
  lockRoles,
  type Role,
  eraseAccount as storeErasure,
} from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'

/** Somebody must be left who can do this work. */
const cannotBeEmpty: readonly Role[] = ['project_leader', 'admin']

/** Ends every role that the account has, so that the history tells until when; not the last of its kind. */
async function endRoles(
  tx: Db,
  { networkId, accountId, today }: { networkId: number; accountId: string; today: string },
): Promise<void> {
  await lockRoles(tx, networkId)
  for (const role of await listRoles(tx, { networkId, accountId })) {
    if (cannotBeEmpty.includes(role) && (await countHolders(tx, { networkId, role })) === 1)
      throw new Problem('last_of_role')
    await endRole(tx, { networkId, userId: accountId, role, on: today })
  }
}

/**
 * Erases everything about an account of the own network. Dates of its roles stay, without a name; in the log
 * and with findings a random sign stands in its place. Throws Problem `not_found`, or `last_of_role` when
 * nobody else is project leader or administrator.
 */
export async function eraseAccount(
  { store, now }: Deps,
  who: Who,
  accountId: string,
): Promise<{ gone: boolean }> {
  const { networkId } = who
  const at = now()
  return store.inNetwork(networkId, async (tx) => {
    if (!(await isOfNetwork(tx, { networkId, accountId }))) throw new Problem('not_found')
    const today = amsterdamDate(at)
    await endRoles(tx, { networkId, accountId, today })
    const { tombstone, gone } = await storeErasure(tx, { networkId, accountId, today })
    const by = who.accountId === accountId ? { ...who, accountId: tombstone } : who
    await audit(tx, { ...by, at, verb: 'account.erase', subject: `account:${tombstone}` })
    return { gone }
  })
}
