import {
  type AccountInvite,
  audit,
  createInvite,
  type Db,
  findAccount,
  findNetwork,
  listInvites,
  listRolesOf,
  renewInvite,
  revokeInvite,
} from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { requireMayGive, requireSchools } from './check-rights.ts'
import { inviteMail } from './nl.ts'
import type { PeopleDeps } from './people-deps.ts'
import type { InviteBody } from './schema.ts'

/** How long the link in an invitation works, in milliseconds. */
const inviteLasts = 7 * 24 * 3_600_000

const until = ({ now }: PeopleDeps): Date => new Date(now().getTime() + inviteLasts)

async function mailInvite(
  tx: Db,
  { postOffice, publicUrl }: PeopleDeps,
  {
    networkId,
    name,
    role,
    email,
    key,
  }: Pick<AccountInvite, 'networkId' | 'name' | 'role' | 'email'> & { key: string },
): Promise<void> {
  const networkName = (await findNetwork(tx, networkId))?.name ?? ''
  // Behind a '#', so that no server sees the key in an address.
  const text = inviteMail.text({ name, role, networkName, link: `${publicUrl}/uitnodiging#${key}` })
  await postOffice.post(tx, {
    networkId,
    kind: 'colleague',
    recipient: email,
    subject: inviteMail.subject,
    text,
  })
}

/** True when this address is already invited for this role here, or has it. */
async function isKnown(tx: Db, networkId: number, { email, role }: InviteBody): Promise<boolean> {
  const invited = (await listInvites(tx, networkId)).some((one) => one.email === email && one.role === role)
  if (invited) return true
  const account = await findAccount(tx, email)
  return account !== undefined && (await listRolesOf(tx, { networkId, ...account })).includes(role)
}

/**
 * Invites a colleague by mail, with a role and the schools that go with it. Throws Problem `not_allowed` for
 * a role that is not theirs to give, `already_exists` when the address is invited for it or has it.
 */
export async function inviteColleague(deps: PeopleDeps, who: Who, body: InviteBody): Promise<{ id: number }> {
  const { store, now } = deps
  const { networkId } = who
  requireMayGive(who, body.role)
  return store.inNetwork(networkId, async (tx) => {
    await requireSchools(tx, networkId, body)
    if (await isKnown(tx, networkId, body)) throw new Problem('already_exists')
    const times = { createdAt: now(), expiresAt: until(deps) }
    const { id, key } = await createInvite(tx, { ...body, networkId, invitedBy: who.accountId, ...times })
    await mailInvite(tx, deps, { ...body, networkId, key })
    const details = { role: body.role, schools: body.schoolIds }
    await audit(tx, { ...who, at: now(), verb: 'invite.send', subject: `invite:${id}`, details })
    return { id }
  })
}

/** Sends an invitation again with a new link; the old link stops working. */
export async function sendInviteAgain(deps: PeopleDeps, who: Who, id: number): Promise<void> {
  const { store, now } = deps
  const { networkId } = who
  await store.inNetwork(networkId, async (tx) => {
    const renewed = await renewInvite(tx, { networkId, id }, until(deps))
    if (renewed === undefined) throw new Problem('not_found')
    requireMayGive(who, renewed.invite.role)
    await mailInvite(tx, deps, { ...renewed.invite, key: renewed.key })
    await audit(tx, { ...who, at: now(), verb: 'invite.send_again', subject: `invite:${id}` })
  })
}

/** Takes an invitation back: its link stops working. */
export async function takeInviteBack(deps: PeopleDeps, who: Who, id: number): Promise<void> {
  const { store, now } = deps
  const { networkId } = who
  await store.inNetwork(networkId, async (tx) => {
    const revoked = await revokeInvite(tx, { networkId, id }, now())
    if (revoked === undefined) throw new Problem('not_found')
    requireMayGive(who, revoked.role)
    await audit(tx, { ...who, at: now(), verb: 'invite.revoke', subject: `invite:${id}` })
  })
}
