import { audit, markMailBounced, type Store } from '@km/store'
import { mailText } from './nl.ts'
import type { Bounce } from './read-bounce.ts'

interface NoteDeps {
  readonly store: Store
  readonly now: () => Date
}

const program = { accountId: 'program', role: 'program' } as const

/**
 * Marks a mail as not delivered, once; the log names its round at most, because at some levels the time of one
 * reminder would say who is not done.
 * @returns false when there is no such mail (any more), or it was known to be undelivered
 */
export async function noteBounce(
  { store, now }: NoteDeps,
  { mail, reason, recipients }: Extract<Bounce, { kind: 'failed' }>,
): Promise<boolean> {
  const { networkId } = mail
  return store.inNetwork(networkId, async (tx) => {
    const marked = await markMailBounced(tx, mail, (recipient) =>
      recipients.length === 0 || recipients.includes(recipient) ? reason : mailText.forwarded,
    )
    if (marked === undefined) return false
    const subject = marked.roundId === null ? `network:${networkId}` : `round:${marked.roundId}`
    await audit(tx, { ...program, networkId, at: now(), verb: 'mail.returned', subject })
    return true
  })
}
