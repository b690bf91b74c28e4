import { claimMail, findNetwork, type Store, settleMail } from '@km/store'
import { Again } from '../queue/open-queue.ts'
import { mailText } from './nl.ts'
import type { Carrier } from './open-carriers.ts'
import { readRefusal } from './read-refusal.ts'
import type { ReturnTokens } from './return-token.ts'

export interface DeliverDeps {
  readonly store: Store
  readonly now: () => Date
  /** Absent: every mail goes to the folder. */
  readonly smtp: Carrier | undefined
  readonly folder: Carrier
  readonly returnTokens: ReturnTokens
}

/** A mail is offered so many times, later and later, before it counts as refused. */
export const mostAttempts = 8

/**
 * Delivers one mail: committed as 'sending' before it is handed over, as 'sent' after. A crash in between
 * leaves 'sending', so it is never handed over twice. Mail of a demo network goes to the folder, always.
 * Throws `Again` when the mail server wants it later.
 */
export async function deliverMail(
  { store, now, smtp, folder, returnTokens }: DeliverDeps,
  key: { readonly networkId: number; readonly mailId: number },
): Promise<void> {
  const { networkId } = key
  const claimed = await store.inNetwork(networkId, (tx) => claimMail(tx, key))
  if (claimed === undefined) return
  const network = await store.guard(() => findNetwork(store.db, networkId))
  const carrier = network?.demo === false ? (smtp ?? folder) : folder
  const { messageId, recipient, subject, body } = claimed
  const returnToken = returnTokens.make(key)
  const letter = { messageId, returnToken, recipient, subject, text: body ?? '' }
  const failed = await carrier.carry(letter).then(
    () => undefined,
    (error: unknown) => readRefusal(error instanceof Error ? error : new Error(String(error))),
  )
  const settle = (outcome: Parameters<typeof settleMail>[2]) =>
    store.inNetwork(networkId, (tx) => settleMail(tx, key, outcome))
  if (failed === undefined) return settle({ state: 'sent', at: now() })
  if (failed.kind !== 'later') return settle({ state: failed.kind, reason: failed.reason })
  if (claimed.attempts >= mostAttempts) return settle({ state: 'refused', reason: mailText.gaveUp })
  await settle({ state: 'waiting', reason: failed.reason })
  throw new Again()
}
