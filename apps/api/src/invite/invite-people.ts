import { audit, createInvitations, listInvitations } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { InviteDeps } from './invite-deps.ts'
import { findActiveRound, lastDay } from './open-round-for-mail.ts'
import { postLink } from './post-link.ts'
import type { InvitedPeople } from './schema.ts'

/**
 * Gives people a link of their own, by mail or to hand over. Who has one already keeps it. Throws Problem
 * `not_found`, `round_not_open`, `invalid_request` for a round that is not for people by name.
 */
export async function invitePeople(
  deps: InviteDeps,
  who: Who,
  asked: { readonly roundId: number; readonly emails: readonly string[]; readonly byMail: boolean },
): Promise<InvitedPeople> {
  const { networkId } = who
  const { roundId, byMail } = asked
  const emails = [...new Set(asked.emails)]
  return deps.store.inNetwork(networkId, async (tx) => {
    const forMail = await findActiveRound(deps, tx, { networkId, roundId })
    const { people, facts } = forMail
    if (!people) throw new Problem('invalid_request', { fields: ['emails'] })
    const there = new Set((await listInvitations(tx, { networkId, roundId })).map((one) => one.email))
    const fresh = emails.filter((email) => !there.has(email))
    const recipientRole = facts.invitees ?? 'guest'
    const values = { networkId, roundId, kind: 'personal' as const, recipientRole }
    const made = await createInvitations(
      tx,
      fresh.map((email) => ({ ...values, email, ...(byMail && { expiresOn: lastDay(deps.now()) }) })),
    )
    for (const { token, ...invitation } of byMail ? made : []) {
      const email = invitation.email ?? ''
      await postLink(deps, tx, forMail, { networkId, kind: 'invitation', invitation, email, token })
    }
    const mails = byMail ? made.length : 0
    const details = { links: made.length, mails }
    await audit(tx, { ...who, at: deps.now(), verb: 'invite.people', subject: `round:${roundId}`, details })
    return {
      mails,
      known: emails.length - fresh.length,
      links: byMail
        ? []
        : made.map(({ id, email, token }) => ({
            invitationId: id,
            email: email ?? '',
            url: `${deps.publicUrl}/r/${token}`,
          })),
    }
  })
}
