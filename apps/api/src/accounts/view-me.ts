import type { z } from '@hono/zod-openapi'
import { chooseRole, findPassword, listSchools, listSessions, readWeeklyMail } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { getsWeeklyMail } from '../gets-weekly-mail.ts'
import { Problem } from '../problem.ts'
import type { Me, MeView, ownSessions, roleBody } from './schema.ts'

/** The person who is signed in, with the names of the own schools. */
export async function viewMe({ store }: Deps, who: Who, me: Me): Promise<MeView> {
  const own = new Set(who.schoolIds)
  const known =
    own.size === 0 ? [] : await store.inNetwork(who.networkId, (tx) => listSchools(tx, who.networkId))
  const schools = known.filter(({ id }) => own.has(id)).map(({ id, name }) => ({ id, name }))
  const gets = me.memberships.some(({ role }) => getsWeeklyMail(role))
  return {
    ...{ ...me, schools },
    hasPassword: (await findPassword(store.db, who.accountId)) !== undefined,
    ...(gets && { weeklyMail: await readWeeklyMail(store.db, who.accountId) }),
  }
}

/** Lets a session go on in another role of the same person; throws Problem `not_allowed` for one they do not have. */
export async function switchRole(
  { store }: Deps,
  { me, sessionId }: { me: Me; sessionId: string },
  wanted: z.output<typeof roleBody>,
): Promise<void> {
  const has = me.memberships.some(
    ({ networkId, role }) => networkId === wanted.networkId && role === wanted.role,
  )
  if (!has) throw new Problem('not_allowed')
  await chooseRole(store.db, sessionId, wanted)
}

const longest = 7 * 24 * 3_600_000

/** Sessions of the own account: when they began and were last used, nothing else is known. */
export async function viewSessions(
  { store, now }: Deps,
  { who, sessionId }: { who: Who; sessionId: string },
): Promise<z.infer<typeof ownSessions>> {
  const found = await listSessions(store.db, who.accountId, new Date(now().getTime() - longest))
  return found.map(({ id, begunAt, usedAt }) => ({
    id,
    begunAt: begunAt.toISOString(),
    usedAt: usedAt.toISOString(),
    current: id === sessionId,
  }))
}
