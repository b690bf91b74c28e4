import type { z } from '@hono/zod-openapi'
import { audit, endSessions, findPassword, findSession, setPassword } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { hashOf, isPassword } from './open-accounts.ts'
import type { passwordBody } from './schema.ts'

/** How long after signing in with a link the old password is not asked, in milliseconds. */
const linkIsFresh = 15 * 60_000

/**
 * Gives the own account another password and ends its other sessions. Asks the old one, except from who has
 * none and who just came in with a link; throws Problem `wrong_password`.
 */
export async function changePassword(
  { store, now }: Deps,
  { who, sessionId }: { who: Who; sessionId: string },
  { old, password }: z.output<typeof passwordBody>,
): Promise<void> {
  const { accountId: userId, networkId } = who
  const hash = await findPassword(store.db, userId)
  const begun = await findSession(store.db, sessionId)
  const cameByLink = begun?.startedWith === 'link' && now().getTime() - begun.begunAt.getTime() < linkIsFresh
  const right = hash === undefined || cameByLink || (old !== undefined && (await isPassword(old, hash)))
  if (!right) throw new Problem('wrong_password')
  const passwordHash = await hashOf(password)
  await store.inNetwork(networkId, async (tx) => {
    await setPassword(tx, { userId, passwordHash, at: now() })
    await endSessions(tx, userId, sessionId)
    await audit(tx, { ...who, at: now(), verb: 'password.change', subject: `account:${userId}` })
  })
}
