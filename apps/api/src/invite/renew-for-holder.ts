import { findInvitationById } from '@km/store'
import { Problem } from '../problem.ts'
import type { InviteDeps } from './invite-deps.ts'
import { findRoundForMail } from './open-round-for-mail.ts'
import { postLink } from './post-link.ts'

/**
 * Mails a new link to the address of an invitation, because its holder asked for it with an old one. Without
 * an address, a round that takes answers, or anything left to do, nothing happens.
 */
export async function renewForHolder(
  deps: InviteDeps,
  { networkId, invitationId }: { readonly networkId: number; readonly invitationId: number },
): Promise<void> {
  await deps.store
    .inNetwork(networkId, async (tx) => {
      const invitation = await findInvitationById(tx, { networkId, invitationId })
      if (invitation?.email == null) return
      const { email, roundId } = invitation
      const forMail = await findRoundForMail(deps, tx, { networkId, roundId })
      if (!forMail.active || forMail.open) return
      await postLink(deps, tx, forMail, { networkId, kind: 'new_link', invitation, email })
    })
    .catch((error: unknown) => {
      // Done already, or asked twice at once: the answer is the same.
      if (!(error instanceof Problem)) throw error
    })
}
