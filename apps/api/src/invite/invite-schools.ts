import {
  addRoundSchools,
  audit,
  changeInvitation,
  createInvitations,
  type Db,
  dropWaiting,
  findSchool,
  type Invitation,
  listInvitations,
  renewInvitation,
} from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { InviteDeps } from './invite-deps.ts'
import { findActiveRound, isApart, lastDay, type RoundForMail } from './open-round-for-mail.ts'
import { postLink } from './post-link.ts'
import type { Mailed } from './schema.ts'

interface Wanted {
  readonly schoolId: number
  readonly email: string
}

/** A school that was not in the round yet, with the token of its first link. */
async function addSchool(deps: InviteDeps, tx: Db, networkId: number, roundId: number, wanted: Wanted) {
  const { schoolId, email } = wanted
  const school = await findSchool(tx, { networkId, schoolId })
  if (school === undefined || school.leftOn !== null)
    throw new Problem('invalid_request', { fields: ['schools'] })
  await addRoundSchools(tx, { networkId, roundId, schoolIds: [schoolId] })
  const values = { networkId, roundId, kind: 'personal' as const, schoolId, email }
  const [made] = await createInvitations(tx, [{ ...values, expiresOn: lastDay(deps.now()) }])
  if (made === undefined) throw new Error('The link was not made.')
  return made
}

/** Writes to the holder of an invitation, a school or a person; another address than before takes the links of before away. */
export async function writeTo(
  deps: InviteDeps,
  tx: Db,
  forMail: RoundForMail,
  { own, email }: { own: Invitation & { token?: string }; email: string },
): Promise<void> {
  const { networkId, id: invitationId } = own
  const moved = own.email !== null && own.email !== email
  let { token } = own
  if (moved) {
    await dropWaiting(tx, { networkId, invitationId })
    token = await renewInvitation(tx, {
      ...{ networkId, invitationId, expiresOn: lastDay(deps.now()) },
      evenDone: isApart(forMail.facts),
    })
    if (token === undefined) throw new Problem('already_sent')
  }
  await changeInvitation(tx, { networkId, invitationId, email, noMail: false })
  await postLink(deps, tx, forMail, { networkId, kind: 'invitation', invitation: own, email, token })
}

/**
 * Invites schools by mail, each at one address. A school that was not in the round joins it; another address
 * than before makes the old links stop, and what was begun stays. Throws Problem `not_found`,
 * `round_not_open`, `already_sent`, `invalid_request` (an unknown school).
 */
export async function inviteSchools(
  deps: InviteDeps,
  who: Who,
  { roundId, schools }: { readonly roundId: number; readonly schools: readonly Wanted[] },
): Promise<Mailed> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const forMail = await findActiveRound(deps, tx, { networkId, roundId })
    if (forMail.people) throw new Problem('invalid_request', { fields: ['schools'] })
    const there = await listInvitations(tx, { networkId, roundId })
    for (const wanted of schools) {
      const own =
        there.find((each) => each.schoolId === wanted.schoolId) ??
        (await addSchool(deps, tx, networkId, roundId, wanted))
      await writeTo(deps, tx, forMail, { own, email: wanted.email })
    }
    const details = { mails: schools.length }
    await audit(tx, { ...who, at: deps.now(), verb: 'invite.send', subject: `round:${roundId}`, details })
    return { mails: schools.length }
  })
}
