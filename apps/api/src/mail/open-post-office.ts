import { randomUUID } from 'node:crypto'
import { keepMail } from '@km/store'
import type { OutgoingMail, PostOffice } from '../deps.ts'
import { Problem } from '../problem.ts'

/**
 * One id for one mail: the same invitation or reminder always gets the same. What belongs to no invitation
 * may be sent again and again.
 */
const messageIdOf = ({ networkId, kind, invitationId, number }: OutgoingMail): string =>
  invitationId === undefined
    ? `${networkId}.${kind}.${randomUUID()}`
    : `${networkId}.${kind}.${invitationId}.${number ?? 0}`

/** Takes mail in: rows of the transaction that is given, so a mail is kept exactly when its reason is. */
export function openPostOffice({ now }: { readonly now: () => Date }): PostOffice {
  return {
    async post(tx, outgoing) {
      const { text: body, ...rest } = outgoing
      const kept = await keepMail(tx, { ...rest, body, messageId: messageIdOf(outgoing), createdAt: now() })
      if (kept === undefined) throw new Problem('already_mailed')
    },
  }
}
