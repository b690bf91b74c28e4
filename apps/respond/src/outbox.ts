import type { Client, SubmissionBody } from './api.ts'
import { backoffSeconds, type Patience } from './backoff.ts'

/** A finished form on its way: kept until a receipt is held, sent again with the same id and body. */
export interface Parcel {
  readonly token: string
  readonly body: SubmissionBody
}

export type SendState =
  | { readonly kind: 'sending'; readonly attempt: number }
  | { readonly kind: 'waiting'; readonly attempt: number; readonly why: 'offline' | 'busy' }
  | { readonly kind: 'received'; readonly receipt: string }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly message: string
      readonly items: readonly { readonly item: string; readonly message: string }[]
    }

/** Where parcels survive a reload; each under its own submission id. */
export interface ParcelStore {
  all(): readonly Parcel[]
  put(parcel: Parcel): void
  remove(submissionId: string): void
}

export interface Outbox {
  /**
   * Keeps the parcel and sends it until the server answers for good. A second call for the same
   * submission id joins the first one. The parcel leaves the store when a receipt is held or the
   * server refuses for good.
   */
  send(parcel: Parcel, onState: (state: SendState) => void): Promise<SendState>
  /** Parcels that an earlier page could not deliver. */
  waiting(): readonly Parcel[]
}

/** Makes an outbox from the network (`send`), the store, a way to wait and chance. */
export function createOutbox(parts: {
  readonly send: Client['send']
  readonly store: ParcelStore
  readonly patience: Pick<Patience, 'wait'>
  readonly random: () => number
}): Outbox {
  const running = new Map<string, { done: Promise<SendState>; listeners: Set<(state: SendState) => void> }>()

  async function deliver(parcel: Parcel, tell: (state: SendState) => void): Promise<SendState> {
    for (let attempt = 1; ; attempt++) {
      tell({ kind: 'sending', attempt })
      const outcome = await parts.send(parcel.token, parcel.body)
      if (outcome.kind === 'later') {
        tell({ kind: 'waiting', attempt, why: outcome.why })
        await parts.patience.wait(Math.max(outcome.seconds ?? 0, backoffSeconds(attempt, parts.random)))
        continue
      }
      parts.store.remove(parcel.body.submissionId)
      const state: SendState =
        outcome.kind === 'ok'
          ? { kind: 'received', receipt: outcome.value.receipt }
          : { kind: 'refused', code: outcome.code, message: outcome.message, items: outcome.items }
      tell(state)
      return state
    }
  }

  return {
    waiting: () => parts.store.all(),
    send: (parcel, onState) => {
      const id = parcel.body.submissionId
      const known = running.get(id)
      if (known !== undefined) {
        known.listeners.add(onState)
        return known.done
      }
      parts.store.put(parcel)
      const listeners = new Set([onState])
      const done = deliver(parcel, (state) => {
        for (const listener of listeners) listener(state)
      }).finally(() => running.delete(id))
      running.set(id, { done, listeners })
      return done
    },
  }
}
