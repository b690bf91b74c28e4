import { audit, dropSecondFactor, endSessions, findSignInAddress, listMemberships } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Deps } from '../deps.ts'

/** What happens on the command line is done by who has the server in hand. */
const program = { accountId: 'program', role: 'program' } as const

/**
 * Takes the second factor off the account with this address, signs it out everywhere, and says so in the log
 * of every network that it works in. False when there is no such account.
 */
export async function resetByCommand(
  { store, now }: Pick<Deps, 'store' | 'now'>,
  email: string,
): Promise<boolean> {
  const found = await store.guard(() => findSignInAddress(store.db, email.trim().toLowerCase()))
  if (found === undefined) return false
  const { userId } = found
  const networks = new Set(
    (await listMemberships(store.db, { userId, on: amsterdamDate(now()) })).map(({ networkId }) => networkId),
  )
  for (const networkId of networks)
    await store.inNetwork(networkId, async (tx) => {
      await dropSecondFactor(tx, userId)
      await endSessions(tx, userId)
      const row = { verb: 'second_factor.reset', subject: `account:${userId}`, details: { by: 'command' } }
      await audit(tx, { ...program, networkId, at: now(), ...row })
    })
  return true
}
