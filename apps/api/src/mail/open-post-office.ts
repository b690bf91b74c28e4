import { randomUUID } from 'node:crypto'
import { type Db, keepMail } from '@km/store'
import type { OutgoingMail, PostOffice } from '../deps.ts'
import { Problem } from '../problem.ts'

/** The name of the queue that delivers; its jobs hold the ids of network and mail. */
export const mailJob = 'mail'

/**
 * One id for one mail: the same invitation or reminder always gets the same. What belongs to no invitation
 * may be sent again and again unless it says so, and so may a test.
 */
const messageIdOf = ({ networkId, kind, invitationId, number, once }: OutgoingMail): string =>
  invitationId === undefined || kind === 'test'
    ? `${networkId}.${kind}.${once ?? randomUUID()}`
    : `${networkId}.${kind}.${invitationId}.${number ?? 0}`

interface PostDeps {
  readonly now: () => Date
  /** Hands in the job that delivers, in the same transaction; absent while no queue runs. */
  readonly handIn?: (tx: Db, job: { networkId: number; mailId: number }) => Promise<void>
}

/** Takes mail in: rows of the transaction that is given, so a mail is kept exactly when its reason is. */
export function openPostOffice({ now, handIn }: PostDeps): PostOffice {
  return {
    async post(tx, outgoing) {
      const { text: body, networkId, once: _once, ...rest } = outgoing
      const mailId = await keepMail(tx, {
        ...{ ...rest, networkId, body },
        messageId: messageIdOf(outgoing),
        createdAt: now(),
      })
      if (mailId === undefined) throw new Problem('already_mailed')
      await handIn?.(tx, { networkId, mailId })
    },
  }
}
