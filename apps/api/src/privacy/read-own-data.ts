import { findNetwork, readAccountData } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { roleNames } from './nl.ts'
import { doneText } from './nl-audit.ts'
import type { OwnData } from './schema.ts'

/** Everything that is stored about the account that asks. */
export async function readOwnData({ store, now }: Deps, who: Who): Promise<OwnData> {
  const { networkId, accountId } = who
  const at = now()
  const network = await store.guard(() => findNetwork(store.db, networkId))
  return store.inNetwork(networkId, async (tx) => {
    const data = await readAccountData(tx, { networkId, accountId })
    if (data === undefined) throw new Problem('not_found')
    const { account, sessions, invites, mails, done, held, signsInWith, findings, calendars } = data
    return {
      madeAt: at.toISOString(),
      network: network?.name ?? '',
      account: {
        ...account,
        createdAt: account.createdAt.toISOString(),
        deactivatedAt: account.deactivatedAt?.toISOString() ?? null,
      },
      roles: data.roles.map((role) => ({ role, name: roleNames[role] ?? role })),
      held: [...held],
      signsInWith: [...signsInWith],
      findings: [...findings],
      sessions: sessions.map((one) => ({
        createdAt: one.createdAt.toISOString(),
        expiresAt: one.expiresAt.toISOString(),
      })),
      invites: invites.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() })),
      calendars: [...calendars],
      mails: mails.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() })),
      done: done.map((one) => ({ ...one, at: one.at.toISOString(), sentence: doneText(one.verb) })),
    }
  })
}
