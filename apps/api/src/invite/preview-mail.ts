import { audit, findEmail, listInvitations } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { InviteDeps } from './invite-deps.ts'
import { findRoundForMail, writeToSchool } from './open-round-for-mail.ts'
import type { MailKind, MailPreview } from './schema.ts'

/** Stands where the link will be: a preview and a test open nothing. */
const sampleToken = 'voorbeeld'

interface Asked {
  readonly roundId: number
  readonly kind: MailKind
  readonly schoolId?: number | undefined
}

/** The mail as a school would get it, with a link that opens nothing. Throws Problem `not_found`. */
export async function previewMail(deps: InviteDeps, who: Who, asked: Asked): Promise<MailPreview> {
  const { networkId } = who
  const { roundId, kind, schoolId } = asked
  return deps.store.inNetwork(networkId, async (tx) => {
    const forMail = await findRoundForMail(deps, tx, { networkId, roundId })
    const invited = (await listInvitations(tx, { networkId, roundId })).filter((one) => one.schoolId !== null)
    const own = invited.find((one) => one.schoolId === schoolId) ?? invited[0]
    const to = { networkId, kind, schoolId: schoolId ?? own?.schoolId ?? null, token: sampleToken }
    return { recipient: own?.email ?? '', ...(await writeToSchool(deps, tx, forMail, to)) }
  })
}

/** Sends that mail to the person's own address. Throws Problem `not_found`. */
export async function sendTest(deps: InviteDeps, who: Who, asked: Asked): Promise<{ recipient: string }> {
  const { networkId } = who
  const { roundId } = asked
  const { subject, text } = await previewMail(deps, who, asked)
  return deps.store.inNetwork(networkId, async (tx) => {
    const recipient = await findEmail(tx, who.accountId)
    if (recipient === undefined) throw new Problem('not_found')
    await deps.postOffice.post(tx, { networkId, kind: 'test', recipient, subject, text })
    await audit(tx, { ...who, at: deps.now(), verb: 'invite.test', subject: `round:${roundId}` })
    return { recipient }
  })
}
