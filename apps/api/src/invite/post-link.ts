import { addLink, type Db, type Invitation, listMails } from '@km/store'
import { Problem } from '../problem.ts'
import type { InviteDeps } from './invite-deps.ts'
import { isApart, lastDay, type RoundForMail, writeToSchool } from './open-round-for-mail.ts'
import type { MailKind } from './schema.ts'

interface ToPost {
  readonly networkId: number
  readonly kind: MailKind
  readonly invitation: Pick<Invitation, 'id' | 'schoolId'>
  readonly email: string
  /** Which of its kind; the same one is posted once. Default: the next. */
  readonly number?: number
  /** A link that was made already. Default: one more, beside those that work. */
  readonly token?: string | undefined
}

/**
 * Posts a mail with a link of its own in this transaction. The link's secret stands in that mail only.
 * Throws Problem `already_sent` when the invitation is done, `already_mailed`.
 */
export async function postLink(
  deps: InviteDeps,
  tx: Db,
  forMail: RoundForMail,
  { networkId, kind, invitation, email, number, token: made }: ToPost,
): Promise<void> {
  const roundId = forMail.round.id
  const invitationId = invitation.id
  const expiresOn = lastDay(deps.now())
  const token =
    made ?? (await addLink(tx, { networkId, invitationId, expiresOn, evenDone: isApart(forMail.facts) }))
  if (token === undefined) throw new Problem('already_sent')
  const earlier = (await listMails(tx, { networkId, roundId, invitationId })).filter(
    (mail) => mail.kind === kind,
  )
  const next = Math.max(-1, ...earlier.map((mail) => mail.number)) + 1
  const { schoolId } = invitation
  const written = await writeToSchool(deps, tx, forMail, { networkId, kind, schoolId, token })
  await deps.postOffice.post(tx, {
    ...{ networkId, kind, recipient: email, ...written, roundId, invitationId },
    number: number ?? next,
  })
}
