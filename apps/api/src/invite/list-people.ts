import { listPeople as listAccounts, listInvitations, listMails } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { InviteDeps } from './invite-deps.ts'
import { stateOf, viewMail } from './list-invitations.ts'
import { findRoundForMail, isApart } from './open-round-for-mail.ts'
import type { InvitedByName } from './schema.ts'

/**
 * Who was invited by their own address, with how their mail stands; no answers, and at levels V and P not how
 * far they are. Throws Problem `not_found`, also for a round of schools or of an open link.
 */
export async function listPeople(deps: InviteDeps, who: Who, roundId: number): Promise<InvitedByName> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const { facts, people, active, keepsMail } = await findRoundForMail(deps, tx, { networkId, roundId })
    if (!people || facts.invitees === undefined) throw new Problem('not_found')
    const apart = isApart(facts)
    const mails = await listMails(tx, { networkId, roundId })
    const invited = (await listInvitations(tx, { networkId, roundId })).map((own) => {
      const ownMails = mails.filter(
        (mail) => mail.invitationId === own.id && !(apart && mail.kind === 'reminder'),
      )
      return {
        invitationId: own.id,
        state: stateOf(own, apart),
        ...(own.email !== null && { email: own.email }),
        noMail: own.noMail,
        reminders: Math.max(0, ...ownMails.filter((m) => m.kind === 'reminder').map((m) => m.number)),
        mails: ownMails.map(viewMail),
      }
    })
    const there = new Set(invited.map((one) => one.email))
    const holders = (await listAccounts(tx, networkId)).filter((one) => one.role === facts.invitees)
    return {
      roundId,
      invitees: facts.invitees,
      active,
      keepsMail,
      people: invited,
      suggestions: holders.map((one) => one.email).filter((email) => !there.has(email)),
    }
  })
}
