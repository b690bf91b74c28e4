import {
  countCodes,
  type Invitation,
  listCoordinators,
  listMails,
  listSchools,
  type MailState,
  listInvitations as storedInvitations,
} from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import type { InviteDeps } from './invite-deps.ts'
import { findRoundForMail, isApart } from './open-round-for-mail.ts'
import type { Invitations, SchoolInvitation } from './schema.ts'

/** How far a school or a person is; not at level V, where that is nobody's business. */
export function stateOf(own: Invitation | undefined, apart: boolean): SchoolInvitation['state'] {
  if (own === undefined || own.state === 'revoked') return 'none'
  if (apart) return 'private'
  return own.state === 'invited' && own.openedOn !== null ? 'opened' : own.state
}

export function viewMail({ kind, number, state, reason, createdAt }: MailState) {
  return { kind, number, state, reason, on: amsterdamDate(createdAt) }
}

/** How the invitations of a round stand, per school of the network: no answers. Throws Problem `not_found`. */
export async function listInvitations(deps: InviteDeps, who: Who, roundId: number): Promise<Invitations> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const { round, facts, open, people, active, keepsMail } = await findRoundForMail(deps, tx, {
      networkId,
      roundId,
    })
    const apart = isApart(facts)
    const invited = await storedInvitations(tx, { networkId, roundId })
    const mails = await listMails(tx, { networkId, roundId })
    const contacts = await listCoordinators(tx, { networkId, on: amsterdamDate(deps.now()) })
    const known = await listSchools(tx, networkId)
    const view = (school: (typeof known)[number], own: Invitation | undefined): SchoolInvitation => {
      // Who is reminded has not finished, so at level V a reminder would tell it.
      const ownMails = mails.filter(
        (mail) => own !== undefined && mail.invitationId === own.id && !(apart && mail.kind === 'reminder'),
      )
      return {
        schoolId: school.id,
        school: school.name,
        ...(own !== undefined && { invitationId: own.id }),
        state: stateOf(own, apart),
        ...(own?.email && { email: own.email }),
        suggestions: contacts.filter((one) => one.schoolId === school.id).map((one) => one.email),
        noMail: own?.noMail ?? false,
        reminders: Math.max(0, ...ownMails.filter((m) => m.kind === 'reminder').map((m) => m.number)),
        mails: ownMails.map(viewMail),
      }
    }
    // A school that another one was merged into can hold two.
    const schools = known.flatMap((school) => {
      const own = invited.filter((one) => one.schoolId === school.id)
      if (own.length > 0) return own.map((one) => view(school, one))
      return school.leftOn === null ? [view(school, undefined)] : []
    })
    return {
      roundId,
      kind: open ? 'open' : people ? 'people' : 'personal',
      active,
      keepsMail,
      remindOn: [...round.remindOn],
      schools: open || people ? [] : schools,
      codes: await countCodes(tx, { networkId, roundId }),
    }
  })
}
