import {
  audit,
  type Db,
  type Invitation,
  listCoordinators,
  listInvitations,
  listMails,
  listNetworks,
  listRounds,
} from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { InviteDeps } from './invite-deps.ts'
import { findRoundForMail, type RoundForMail, writeToSchool } from './open-round-for-mail.ts'

const program = { accountId: 'program', role: 'program' } as const

/** Who takes part and was not written to about this round: with an address, and willing to get mail. */
async function findUntold(tx: Db, key: { networkId: number; roundId: number }, today: string) {
  const told = new Set((await listMails(tx, key)).map((mail) => mail.invitationId))
  const contacts = await listCoordinators(tx, { networkId: key.networkId, on: today })
  const addressOf = ({ email, schoolId }: Invitation): string | undefined =>
    email ?? contacts.find((one) => one.schoolId === schoolId)?.email
  return (await listInvitations(tx, key))
    .filter(({ id, kind, noMail }) => kind === 'personal' && !noMail && !told.has(id))
    .flatMap((invitation) => {
      const recipient = addressOf(invitation)
      return recipient === undefined ? [] : [{ invitation, recipient }]
    })
}

async function announce(
  deps: InviteDeps,
  tx: Db,
  forMail: RoundForMail,
  key: { networkId: number; roundId: number },
): Promise<number> {
  const untold = await findUntold(tx, key, amsterdamDate(deps.now()))
  for (const { invitation, recipient } of untold) {
    const about = { networkId: key.networkId, kind: 'announcement' as const, schoolId: invitation.schoolId }
    const written = await writeToSchool(deps, tx, forMail, { ...about, token: '' })
    await deps.postOffice.post(tx, {
      ...{ ...key, kind: about.kind, recipient, ...written },
      ...{ invitationId: invitation.id, number: 0 },
    })
  }
  return untold.length
}

/**
 * Tells schools that a planned round comes, on the day that was chosen or the first one after it, in every
 * network; each once, and nobody who has an invitation. Returns how many.
 */
export async function announceDue(deps: InviteDeps): Promise<number> {
  const at = deps.now()
  const today = amsterdamDate(at)
  let sent = 0
  for (const { id: networkId } of await deps.store.guard(() => listNetworks(deps.store.db))) {
    const rounds = await deps.store.inNetwork(networkId, (tx) => listRounds(tx, networkId))
    for (const { id: roundId } of rounds.filter(({ announceOn: on }) => on !== null && on <= today))
      sent += await deps.store.inNetwork(networkId, async (tx) => {
        const forMail = await findRoundForMail(deps, tx, { networkId, roundId })
        if (!forMail.planned || forMail.open || forMail.people) return 0
        const mails = await announce(deps, tx, forMail, { networkId, roundId })
        const subject = `round:${roundId}`
        if (mails > 0)
          await audit(tx, { ...program, networkId, at, verb: 'invite.announce', subject, details: { mails } })
        return mails
      })
  }
  return sent
}
