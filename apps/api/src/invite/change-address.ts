import {
  audit,
  changeInvitation,
  type Db,
  findInvitationById,
  type Invitation,
  markBounced,
  renewInvitation,
} from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { InviteDeps } from './invite-deps.ts'
import { writeTo } from './invite-schools.ts'
import { inviteText } from './nl.ts'
import { findActiveRound, isApart, lastDay } from './open-round-for-mail.ts'
import { postLink } from './post-link.ts'
import type { Mailed } from './schema.ts'

async function findPersonal(tx: Db, networkId: number, invitationId: number): Promise<Invitation> {
  const found = await findInvitationById(tx, { networkId, invitationId })
  if (found === undefined || found.kind !== 'personal') throw new Problem('not_found')
  return found
}

/**
 * Gives an invitation to somebody else: the old links stop, what was begun stays, and the new
 * address gets a mail. Throws Problem `not_found`, `round_not_open`, `already_sent`.
 */
export async function changeAddress(
  deps: InviteDeps,
  who: Who,
  { invitationId, email }: { readonly invitationId: number; readonly email: string },
): Promise<Mailed> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const own = await findPersonal(tx, networkId, invitationId)
    const forMail = await findActiveRound(deps, tx, { networkId, roundId: own.roundId })
    await writeTo(deps, tx, forMail, { own, email })
    const subject = `round:${own.roundId}`
    await audit(tx, { ...who, at: deps.now(), verb: 'invite.send', subject, details: { mails: 1 } })
    return { mails: 1 }
  })
}

/**
 * Sends a new link to the address that was invited; the old links stop, what was begun stays. Throws Problem
 * `not_found`, `no_address`, `round_not_open`, `already_sent`.
 */
export async function sendNewLink(deps: InviteDeps, who: Who, invitationId: number): Promise<Mailed> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const invitation = await findPersonal(tx, networkId, invitationId)
    const { email, roundId } = invitation
    if (email === null) throw new Problem('no_address')
    const forMail = await findActiveRound(deps, tx, { networkId, roundId })
    const token = await renewInvitation(tx, {
      ...{ networkId, invitationId, expiresOn: lastDay(deps.now()) },
      evenDone: isApart(forMail.facts),
    })
    if (token === undefined) throw new Problem('already_sent')
    await postLink(deps, tx, forMail, { networkId, kind: 'new_link', invitation, email, token })
    const subject = `invitation:${invitationId}`
    await audit(tx, { ...who, at: deps.now(), verb: 'invite.new_link', subject })
    return { mails: 1 }
  })
}

/**
 * Notes that mail to this address comes back: nothing more goes there until there is another one. Throws
 * Problem `not_found` or `no_address`.
 */
export async function reportBounce(deps: InviteDeps, who: Who, invitationId: number): Promise<void> {
  const { networkId } = who
  await deps.store.inNetwork(networkId, async (tx) => {
    const { email } = await findPersonal(tx, networkId, invitationId)
    if (email === null) throw new Problem('no_address')
    await markBounced(tx, { networkId, invitationId, reason: inviteText.bounced })
    await changeInvitation(tx, { networkId, invitationId, email: null })
    const subject = `invitation:${invitationId}`
    await audit(tx, { ...who, at: deps.now(), verb: 'invite.bounced', subject })
  })
}
