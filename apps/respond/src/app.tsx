import type { RespondView } from '@km/api'
import { nl as formWords, Shell } from '@km/ui'
import { useEffect, useRef, useState } from 'react'
import type { Client, ServerDraft } from './api.ts'
import type { Patience } from './backoff.ts'
import { mergeDraft } from './draft.ts'
import { type Keep, keepFor } from './keep.ts'
import type { Outbox, Parcel, SendState } from './outbox.ts'
import { Choose } from './screens/choose/choose.tsx'
import { Fill } from './screens/fill/fill.tsx'
import { Notice, type NoticeKind } from './screens/notice/notice.tsx'
import { Sending } from './screens/sending/sending.tsx'
import { Sent } from './screens/sent/sent.tsx'
import { openSession, type Session } from './session.ts'

export interface AppProps {
  readonly token: string
  /** From the page; absent when the page had none, then it is fetched. */
  readonly view: RespondView | undefined
  /** The server's HTML with what was answered in it. */
  readonly native: Element | undefined
  readonly pressNext: boolean
  readonly client: Client
  readonly outbox: Outbox
  readonly patience: Patience
}

type Screen =
  | { readonly kind: 'opening' }
  | { readonly kind: 'fill'; readonly session: Session; readonly refused?: SendState | undefined }
  | { readonly kind: 'choose'; readonly mine: ServerDraft; readonly theirs: ServerDraft }
  | { readonly kind: 'sending'; readonly state: SendState }
  | { readonly kind: 'sent'; readonly receipt: string | undefined; readonly help: readonly string[] }
  | { readonly kind: 'notice'; readonly which: NoticeKind; readonly session?: Session | undefined }

/** One link, from opening to thanks; each screen is a function of what happened so far. */
export function App(given: AppProps) {
  const props = { ...given, view: given.view && named(given.view) }
  const [view, setView] = useState(props.view)
  const keep = useRef<Keep | undefined>(undefined)
  const opened = useRef(false)
  const [screen, setScreen] = useState<Screen>(() => firstScreen())
  const current = useRef(screen)
  current.current = screen

  function keepOf(known: RespondView): Keep {
    keep.current ??= keepFor(props.token, known.keeps)
    return keep.current
  }

  function firstScreen(): Screen {
    return props.view === undefined ? { kind: 'opening' } : screenFor(props.view, props.native)
  }

  function screenFor(known: RespondView, native?: Element): Screen {
    const kept = keepOf(known)
    const local = kept.draft()
    if (known.status === 'sent') {
      kept.clear()
      return { kind: 'sent', receipt: kept.receipt(), help: [] }
    }
    if (known.status === 'closed' || known.status === 'expired') {
      const session = local === undefined ? undefined : sessionFor(known, { ...local }, false)
      session?.stop()
      return { kind: 'notice', which: known.status, session }
    }
    const server = { answers: known.answers ?? {}, page: known.page ?? 0, revision: known.revision ?? 0 }
    if (known.keeps === 'device') {
      const draft = local === undefined ? server : { ...local }
      return { kind: 'fill', session: sessionFor(known, draft, false, native) }
    }
    const merged = mergeDraft(local, server)
    if (merged.kind === 'choose') return merged
    return { kind: 'fill', session: sessionFor(known, merged.draft, merged.dirty, native) }
  }

  function sessionFor(known: RespondView, draft: ServerDraft, dirty: boolean, native?: Element): Session {
    const session: Session = openSession({
      token: props.token,
      view: known,
      draft,
      dirty,
      native,
      client: props.client,
      keep: keepOf(known),
      patience: props.patience,
      events: {
        onSave: (state) => window.dispatchEvent(new CustomEvent('km-save', { detail: state })),
        onStale: (theirs) => {
          const mine = {
            answers: session.form.answers(),
            page: session.furthest(),
            revision: theirs.revision,
          }
          session.stop()
          setScreen({ kind: 'choose', mine, theirs })
        },
        onRefused: (code) => {
          if (code === 'already_sent') setScreen({ kind: 'notice', which: 'conflict', session })
          if (code === 'round_closed') setScreen({ kind: 'notice', which: 'closed', session })
          if (code === 'link_expired') setScreen({ kind: 'notice', which: 'expired', session })
        },
      },
    })
    return session
  }

  async function open(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await props.client.view(props.token)
      if (outcome.kind === 'ok') {
        setView(named(outcome.value))
        setScreen(screenFor(named(outcome.value)))
        return
      }
      if (outcome.kind === 'problem') return setScreen({ kind: 'notice', which: 'unknown' })
      setScreen({ kind: 'notice', which: 'offline' })
      await props.patience.wait(Math.min(30, 2 ** attempt))
    }
  }

  async function send(known: RespondView, parcel: Parcel, session: Session | undefined): Promise<void> {
    const kept = keepOf(known)
    kept.saveSending(parcel.body.submissionId)
    const state = await props.outbox.send(parcel, (now) => {
      if (now.kind !== 'received') setScreen({ kind: 'sending', state: now })
    })
    if (state.kind === 'received') {
      kept.clear()
      kept.saveReceipt(state.receipt)
      setScreen({ kind: 'sent', receipt: state.receipt, help: helpFor(known, parcel.body.answers) })
    } else if (state.kind === 'refused') {
      kept.saveSending(undefined)
      refused(known, state, session)
    }
  }

  function refused(known: RespondView, state: SendState, before: Session | undefined): void {
    if (state.kind !== 'refused') return
    const local = keepOf(known).draft()
    const draft = { answers: {}, page: 0, revision: 0, ...local }
    const session = before ?? sessionFor(known, draft, false)
    if (state.code === 'round_closed') setScreen({ kind: 'notice', which: 'closed', session })
    else if (state.code === 'link_expired') setScreen({ kind: 'notice', which: 'expired', session })
    else if (state.code === 'already_sent' || state.code === 'submission_conflict') {
      setScreen({ kind: 'notice', which: 'conflict', session })
    } else {
      session.stop()
      const again = sessionFor(known, { ...draft, answers: session.form.answers() }, true)
      setScreen({ kind: 'fill', session: again, refused: state })
    }
  }

  useEffect(() => {
    if (opened.current) return
    opened.current = true
    if (props.view === undefined) void open()
    // Finished forms of an earlier visit: the own one is shown, those of others go unseen.
    for (const parcel of props.outbox.waiting()) {
      const own = view !== undefined && parcel.token === props.token
      const mine = own && (view.keeps === 'server' || keepOf(view).sending() === parcel.body.submissionId)
      if (mine) void send(view, parcel, undefined)
      else void props.outbox.send(parcel, () => undefined)
    }
    const leave = () => {
      const now = current.current
      if (now.kind === 'fill' && document.visibilityState === 'hidden') now.session.leave()
    }
    document.addEventListener('visibilitychange', leave)
    // A page that comes out of the browser's own memory may be another person's on a shared device.
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) location.reload()
    })
  })

  const again = (known: RespondView, draft: ServerDraft, dirty: boolean, aside: ServerDraft) => {
    keepOf(known).saveAside(aside.answers)
    setScreen({ kind: 'fill', session: sessionFor(known, draft, dirty) })
  }

  if (view === undefined || screen.kind === 'opening') {
    if (screen.kind === 'notice') return <Notice view={view} which={screen.which} session={undefined} />
    return (
      <Shell facts={view}>
        <p className="waiting" role="status">
          {formWords.waiting}
        </p>
      </Shell>
    )
  }
  switch (screen.kind) {
    case 'notice':
      return <Notice view={view} which={screen.which} session={screen.session} />
    case 'choose':
      return (
        <Choose
          view={view}
          mine={screen.mine}
          theirs={screen.theirs}
          onMine={() => again(view, screen.mine, true, screen.theirs)}
          onTheirs={() => again(view, screen.theirs, false, screen.mine)}
        />
      )
    case 'sending':
      return <Sending view={view} state={screen.state} onTryNow={props.patience.wake} />
    case 'sent':
      return (
        <Sent
          view={view}
          token={props.token}
          client={props.client}
          receipt={screen.receipt}
          help={screen.help}
          justNow={props.view?.status !== 'sent'}
        />
      )
    case 'fill':
      return (
        <Fill
          key={screen.refused ? 'refused' : 'fill'}
          view={view}
          session={screen.session}
          pressNext={props.pressNext}
          refused={screen.refused}
          returned={props.view?.status === 'draft'}
          onSend={() => {
            screen.session.stop()
            void send(view, screen.session.parcel(), screen.session)
          }}
        />
      )
  }
}

/** A respondent knows the form by the title of its definition. */
function named(view: RespondView): RespondView {
  const title = view.definition?.title
  return typeof title === 'string' && title !== '' ? { ...view, title } : view
}

/** Texts for who gave a certain answer; looked up here, so that nobody learns of it. */
function helpFor(view: RespondView, answers: Readonly<Record<string, unknown>>): readonly string[] {
  return (view.afterSending ?? [])
    .filter(({ whenItem, equals }) => answers[whenItem] === equals)
    .map(({ text }) => text)
}
