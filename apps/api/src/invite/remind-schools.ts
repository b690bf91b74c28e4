import {
  audit,
  type Db,
  type Invitation,
  listInvitations,
  listMails,
  listNetworks,
  listRounds,
  type MailState,
} from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { InviteDeps } from './invite-deps.ts'
import { findActiveRound, findRoundForMail, isApart, type RoundForMail } from './open-round-for-mail.ts'
import { postLink } from './post-link.ts'
import type { Reminded } from './schema.ts'

export const mostReminders = 2

const remindersOf = (mails: readonly MailState[], invitation: Invitation): number =>
  Math.max(
    0,
    ...mails
      .filter((mail) => mail.invitationId === invitation.id && mail.kind === 'reminder')
      .map((mail) => mail.number),
  )

/**
 * Was invited by mail that arrived as far as we know, has not finished, wants mail, was not reminded today
 * already (a second press must not use up both), and can still be reminded.
 */
function mayRemind(mails: readonly MailState[], invitation: Invitation, today: string): boolean {
  const { kind, state, email, noMail } = invitation
  // To be told that a round comes is no invitation.
  const [last] = mails.filter((mail) => mail.invitationId === invitation.id && mail.kind !== 'announcement')
  const unfinished = state === 'invited' || state === 'started'
  return (
    kind === 'personal' &&
    unfinished &&
    email !== null &&
    !noMail &&
    last !== undefined &&
    last.state !== 'refused' &&
    last.state !== 'bounced' &&
    !(last.kind === 'reminder' && amsterdamDate(last.createdAt) === today) &&
    remindersOf(mails, invitation) < mostReminders
  )
}

async function remind(
  deps: InviteDeps,
  tx: Db,
  forMail: RoundForMail,
  { mails, chosen }: { mails: readonly MailState[]; chosen: readonly Invitation[] },
): Promise<void> {
  for (const invitation of chosen) {
    const { networkId, email } = invitation
    const number = remindersOf(mails, invitation) + 1
    await postLink(deps, tx, forMail, { networkId, kind: 'reminder', invitation, email: email ?? '', number })
  }
}

/** What may be told of so many reminders: their number says who is done, when there are few to choose from. */
const tell = ({ facts }: RoundForMail, mails: number): Reminded => (isApart(facts) ? {} : { mails })

/**
 * Reminds who was invited by mail and has not finished, at most twice each. Where nobody may learn who is
 * done it reminds all or nobody, and says nothing of how many. Throws Problem `not_found`, `round_not_open`,
 * `nobody_to_remind`, `no_single_reminder`.
 */
export async function remindSchools(
  deps: InviteDeps,
  who: Who,
  {
    roundId,
    invitationIds,
  }: { readonly roundId: number; readonly invitationIds?: readonly number[] | undefined },
): Promise<Reminded> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const forMail = await findActiveRound(deps, tx, { networkId, roundId })
    if (isApart(forMail.facts) && invitationIds !== undefined) throw new Problem('no_single_reminder')
    const today = amsterdamDate(deps.now())
    const mails = await listMails(tx, { networkId, roundId })
    const chosen = (await listInvitations(tx, { networkId, roundId })).filter(
      (each) =>
        mayRemind(mails, each, today) && (invitationIds === undefined || invitationIds.includes(each.id)),
    )
    if (chosen.length === 0 && !isApart(forMail.facts)) throw new Problem('nobody_to_remind')
    await remind(deps, tx, forMail, { mails, chosen })
    const details = tell(forMail, chosen.length)
    await audit(tx, { ...who, at: deps.now(), verb: 'invite.remind', subject: `round:${roundId}`, details })
    return details
  })
}

/** A day of the round on which to remind has come since the last mail to this invitation. */
function isDue(mails: readonly MailState[], remindOn: readonly string[], today: string) {
  return (invitation: Invitation): boolean => {
    const [last] = mails.filter((mail) => mail.invitationId === invitation.id && mail.kind !== 'test')
    const written = last === undefined ? '' : amsterdamDate(last.createdAt)
    return remindOn.some((day) => day <= today && written < day)
  }
}

const program = { accountId: 'program', role: 'program' } as const

/** Sends the reminders of today, and of days that were missed, in every network. Returns how many. */
export async function remindDue(deps: InviteDeps): Promise<number> {
  const at = deps.now()
  let sent = 0
  for (const { id: networkId } of await deps.store.guard(() => listNetworks(deps.store.db))) {
    const rounds = await deps.store.inNetwork(networkId, (tx) => listRounds(tx, networkId))
    for (const { id: roundId, remindOn } of rounds.filter((round) => round.remindOn.length > 0))
      sent += await deps.store.inNetwork(networkId, async (tx) => {
        const forMail = await findRoundForMail(deps, tx, { networkId, roundId })
        if (!forMail.active || forMail.planned || forMail.open) return 0
        const mails = await listMails(tx, { networkId, roundId })
        const today = amsterdamDate(at)
        const due = isDue(mails, remindOn, today)
        const chosen = (await listInvitations(tx, { networkId, roundId })).filter(
          (each) => mayRemind(mails, each, today) && due(each),
        )
        if (chosen.length === 0) return 0
        await remind(deps, tx, forMail, { mails, chosen })
        const details = tell(forMail, chosen.length)
        const subject = `round:${roundId}`
        await audit(tx, { ...program, networkId, at, verb: 'invite.remind', subject, details })
        return chosen.length
      })
  }
  return sent
}
