import { findRole, listHeldSchools, type Role } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Deps, Who } from '../deps.ts'

/** Who an account is in a role today, with its schools; undefined when it does not have that role any more. */
export async function whoIs(
  { store, now }: Pick<Deps, 'store' | 'now'>,
  asked: { readonly networkId: number; readonly accountId: string; readonly role: Role },
): Promise<(Who & { readonly networkName: string }) | undefined> {
  const { networkId, accountId, role } = asked
  const held = { networkId, userId: accountId, role, on: amsterdamDate(now()) }
  const found = await store.guard(() => findRole(store.db, held))
  if (found === undefined) return undefined
  const schoolIds = await store.guard(() => listHeldSchools(store.db, held))
  return { ...asked, schoolIds, networkName: found.networkName }
}
