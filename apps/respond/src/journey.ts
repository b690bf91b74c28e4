import type { RespondView } from '@km/api'
import type { Client, ServerDraft } from './api.ts'
import { backoffSeconds, type Patience } from './backoff.ts'
import { mergeDraft } from './draft.ts'
import { helpFor, named } from './form-view.ts'
import { type Keep, keepFor } from './keep.ts'
import type { Outbox, Parcel, SendState } from './outbox.ts'
import { keepNumbers } from './own-numbers.ts'
import type { SaveState } from './saver.ts'
import type { WithdrawalAnswer } from './screens/withdraw/withdraw.tsx'
import { openSession, type Session } from './session.ts'

export type NoticeKind = 'closed' | 'expired' | 'unknown' | 'offline' | 'busy' | 'conflict'

export type Screen =
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'fill'
      readonly session: Session
      readonly refused: readonly { readonly item: string; readonly message: string }[]
      readonly hasAside: boolean
    }
  | { readonly kind: 'choose'; readonly mine: ServerDraft; readonly theirs: ServerDraft }
  /** Answers through this link need a code first. */
  | { readonly kind: 'code' }
  | { readonly kind: 'sending'; readonly state: SendState }
  | {
      readonly kind: 'sent'
      readonly receipt: string | undefined
      readonly help: readonly string[]
      readonly justNow: boolean
      /** Level P: answers that are on this device only. */
      readonly own: ServerDraft['answers'] | undefined
    }
  | { readonly kind: 'withdraw'; readonly receipt: string | undefined; readonly from: Screen }
  | { readonly kind: 'withdrawn'; readonly canAnswer: boolean }
  | { readonly kind: 'notice'; readonly which: NoticeKind; readonly session: Session | undefined }

/** What a person sees now: changes as a whole, so that React can compare it. */
export interface Now {
  readonly view: RespondView | undefined
  readonly screen: Screen
  readonly saved: SaveState
}

export interface Journey {
  now(): Now
  subscribe(listener: () => void): () => void
  /** Fetches the view when the page had none, and sends what an earlier visit left behind. */
  begin(): void
  send(): void
  choose(which: 'mine' | 'theirs'): void
  /** Goes on with the version that was put aside. */
  swapAside(): void
  /** Asks for the receipt of what is to be taken back; `backFromWithdrawal` changes nothing. */
  askWithdrawal(): void
  backFromWithdrawal(): void
  withdraw(receipt: string): Promise<WithdrawalAnswer>
  /** Level P: takes own answers from this device. */
  removeOwn(): void
  /** A shared device: nothing of who just sent stays on the screen, and the next one begins. */
  nextPerson(): void
  /** Exchanges a typed code; the form opens when it is good. */
  useCode(code: string): Promise<'good' | 'wrong' | 'later'>
  /** The page is being left. */
  leave(): void
}

/** One link, from opening to thanks. In: the token, the embedded view, the server's HTML, the edges. */
export function createJourney(parts: {
  readonly token: string
  readonly view: RespondView | undefined
  readonly native: Element | undefined
  readonly client: Client
  readonly outbox: Outbox
  readonly patience: Patience
}): Journey {
  const { token, client, outbox, patience } = parts
  const listeners = new Set<() => void>()
  let now: Now = { view: undefined, screen: { kind: 'opening' }, saved: 'saved' }
  let kept: Keep | undefined

  function set(change: Partial<Now>): void {
    now = { ...now, ...change }
    for (const listener of listeners) listener()
  }
  const show = (screen: Screen) => set({ screen })
  const keepOf = (view: RespondView) => {
    kept ??= keepFor(token, view.keeps)
    return kept
  }
  const notice = (which: NoticeKind, session?: Session) => show({ kind: 'notice', which, session })

  function fill(session: Session, refused: (SendState & { kind: 'refused' }) | undefined = undefined): void {
    show({ kind: 'fill', session, refused: refused?.items ?? [], hasAside: kept?.aside() !== undefined })
  }

  function session(view: RespondView, draft: ServerDraft, dirty: boolean, native?: Element): Session {
    const made: Session = openSession({
      token,
      view,
      draft,
      dirty,
      native,
      client,
      keep: keepOf(view),
      patience,
      events: {
        onSave: (saved) => set({ saved }),
        onStale: (theirs) => {
          made.stop()
          const mine = { answers: made.form.answers(), page: made.furthest(), revision: theirs.revision }
          show({ kind: 'choose', mine, theirs })
        },
        onRefused: (code) => closeWith(code, made),
      },
    })
    return made
  }

  /** The server takes nothing more on this link; false when the code says something else. */
  function closeWith(code: string, open: Session): boolean {
    const which = endings[code]
    if (which === undefined) return false
    open.stop()
    notice(which, open)
    return true
  }

  function enter(view: RespondView, native?: Element): void {
    set({ view })
    const keep = keepOf(view)
    const local = keep.draft()
    const none = { answers: {}, page: 0, revision: 0 }
    if (view.status === 'sent') {
      keep.clear()
      show({ kind: 'sent', receipt: keep.receipt(), help: [], justNow: false, own: keep.own() })
    } else if (view.status === 'closed' || view.status === 'expired') {
      const old = local && session(view, local, false)
      old?.stop()
      notice(view.status, old)
    } else if (view.asksCode && keep.ticket()?.good !== true) {
      show({ kind: 'code' })
    } else if (view.keeps !== 'server') {
      fill(session(view, local ?? { ...none, answers: keep.own() ?? {} }, false, native))
    } else {
      const { answers = {}, page = 0, revision = 0 } = view
      const merged = mergeDraft(local, { answers, page, revision })
      if (merged.kind === 'choose') show(merged)
      else fill(session(view, merged.draft, merged.dirty, native))
    }
  }

  async function fetchView(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await client.view(token)
      if (outcome.kind === 'ok') return enter(named(outcome.value))
      if (outcome.kind === 'problem') return notice('unknown')
      notice(outcome.why)
      await patience.wait(backoffSeconds(attempt + 1, Math.random))
    }
  }

  async function deliver(view: RespondView, parcel: Parcel, open: Session | undefined): Promise<void> {
    const keep = keepOf(view)
    keep.saveSending(parcel.body.submissionId)
    const state = await outbox.send(parcel, (sending) => {
      if (sending.kind === 'sending' || sending.kind === 'waiting') show({ kind: 'sending', state: sending })
    })
    keep.saveSending(undefined)
    if (state.kind === 'received') {
      if (open !== undefined) keepNumbers(view, { token, on: new Date(), answers: open.form.readable() })
      if (view.keeps === 'own') keep.saveOwn(keep.draft()?.answers)
      keep.clear()
      keep.saveReceipt(state.receipt)
      const help = helpFor(view, parcel.body.answers)
      show({ kind: 'sent', receipt: state.receipt, help, justNow: true, own: keep.own() })
    } else if (state.kind === 'refused') {
      const draft = keep.draft()
      const answers = view.keeps === 'own' ? (draft?.answers ?? {}) : parcel.body.answers
      const local = { page: 0, revision: 0, ...draft, answers }
      if (state.code === 'code_needed') {
        keep.saveDraft({
          version: view.version,
          dirty: true,
          ...local,
          submissionId: parcel.body.submissionId,
        })
        keep.saveTicket(undefined)
        return show({ kind: 'code' })
      }
      if (open !== undefined && closeWith(state.code, open)) return
      const again = session(view, local, true)
      if (!closeWith(state.code, again)) fill(again, state)
    }
  }

  /** Finished forms of earlier visits: the own one is shown, those of others go unseen. */
  function deliverWaiting(): void {
    for (const parcel of outbox.waiting()) {
      const { view } = now
      const own = view !== undefined && parcel.token === token
      if (own && (view.keeps !== 'device' || keepOf(view).sending() === parcel.body.submissionId)) {
        if (now.screen.kind === 'fill') now.screen.session.stop()
        void deliver(view, parcel, undefined)
      } else void outbox.send(parcel, () => undefined)
    }
  }

  if (parts.view !== undefined) enter(parts.view, parts.native)
  return {
    now: () => now,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    begin: () => {
      if (now.view === undefined) void fetchView().then(deliverWaiting)
      else deliverWaiting()
    },
    send: () => {
      if (now.screen.kind !== 'fill' || now.view === undefined) return
      const open = now.screen.session
      open.stop()
      const ticket = keepOf(now.view).ticket()?.ticket
      const { body, ...parcel } = open.parcel()
      const withTicket = ticket === undefined ? body : { ...body, ticket }
      void deliver(now.view, { ...parcel, body: withTicket }, open)
    },
    choose: (which) => {
      if (now.screen.kind !== 'choose' || now.view === undefined) return
      const { mine, theirs } = now.screen
      keepOf(now.view).saveAside((which === 'mine' ? theirs : mine).answers)
      fill(session(now.view, which === 'mine' ? mine : theirs, which === 'mine'))
    },
    swapAside: () => {
      if (now.screen.kind !== 'fill' || now.view === undefined) return
      const keep = keepOf(now.view)
      const open = now.screen.session
      open.stop()
      const other = keep.aside() ?? {}
      keep.saveAside(open.form.answers())
      fill(session(now.view, { answers: other, page: 0, revision: keep.draft()?.revision ?? 0 }, true))
    },
    askWithdrawal: () => {
      const { screen } = now
      if (screen.kind === 'fill' || screen.kind === 'sent')
        show({ kind: 'withdraw', from: screen, receipt: screen.kind === 'sent' ? screen.receipt : undefined })
    },
    backFromWithdrawal: () => {
      if (now.screen.kind === 'withdraw') show(now.screen.from)
    },
    withdraw: async (receipt) => {
      const outcome = await client.withdraw(token, receipt)
      if (outcome.kind === 'later') return { kind: 'later' }
      if (outcome.kind === 'problem') return { kind: 'refused', message: outcome.message }
      if (now.screen.kind === 'withdraw' && now.screen.from.kind === 'fill') now.screen.from.session.stop()
      kept?.saveReceipt(undefined)
      kept?.clear()
      show({ kind: 'withdrawn', canAnswer: outcome.value.canAnswer })
      return { kind: 'withdrawn', canAnswer: outcome.value.canAnswer }
    },
    nextPerson: () => {
      if (now.screen.kind !== 'sent' || now.view === undefined) return
      keepOf(now.view).clear()
      enter(now.view)
    },
    removeOwn: () => kept?.saveOwn(undefined),
    useCode: async (code) => {
      const { view } = now
      if (view === undefined) return 'later'
      const keep = keepOf(view)
      // The same ticket for every try: an answer that was lost on the way costs no code.
      const ticket = keep.ticket()?.ticket ?? crypto.randomUUID()
      keep.saveTicket({ ticket, good: false })
      const outcome = await client.exchangeCode(token, { code, ticket })
      if (outcome.kind === 'later') return 'later'
      if (outcome.kind === 'problem') {
        if (outcome.code === 'round_closed') notice('closed')
        return 'wrong'
      }
      keep.saveTicket({ ticket, good: true })
      enter(view)
      return 'good'
    },
    leave: () => {
      if (now.screen.kind === 'fill') now.screen.session.leave()
    },
  }
}

/** Codes after which a link takes no more answers. */
const endings: Readonly<Record<string, NoticeKind>> = {
  already_sent: 'conflict',
  submission_conflict: 'conflict',
  round_closed: 'closed',
  link_expired: 'expired',
}
