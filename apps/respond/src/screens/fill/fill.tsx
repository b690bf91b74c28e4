import type { RespondView } from '@km/api'
import { nl as formWords, Intro, type OpenQuestion, PrivacyMore, Shell, SurveyView, timeLeft } from '@km/ui'
import { useEffect, useRef, useState } from 'react'
import type { Client } from '../../api.ts'
import { ownWords, wordsFor } from '../../nl-variants.ts'
import type { SaveState } from '../../saver.ts'
import type { Session } from '../../session.ts'
import { WithdrawLink } from '../withdraw/withdraw.tsx'
import { focusPage, focusQuestion } from './focus.ts'
import { LastNumbers } from './last-numbers.tsx'
import { LastYear } from './last-year.tsx'
import { OwnNumbers } from './own-numbers.tsx'

/** The form itself: one page at a time, a way back, what is open said at the question. */
export function Fill(props: {
  view: RespondView
  token: string
  client: Client
  session: Session
  pressNext: boolean
  saved: SaveState
  /** What the server would not take, item by item. */
  refused: readonly { readonly item: string; readonly message: string }[]
  /** Goes on with the version of the other device; absent when there is none. */
  onAside: (() => void) | undefined
  onSend: () => void
  onWithdraw: () => void
}) {
  const { view, session, saved } = props
  const { form } = session
  const t = wordsFor(view)
  const simple = view.languageLevel === 'A2'
  const [page, setPage] = useState(form.page())
  const [begun, setBegun] = useState(location.hash === '#begin')
  const [open, setOpen] = useState<readonly OpenQuestion[]>([])
  const [refused, setRefused] = useState<readonly OpenQuestion[]>([])
  const started = useRef(false)

  /** The page that last year may stand beside: this one when it is done, else the one before. */
  const donePage = page < session.furthest() ? page : page - 1

  function show(target: number): void {
    form.goTo(target)
    setOpen([])
    setPage(form.page())
    focusPage()
  }

  function next(): void {
    const problems = form.check()
    if (problems.length > 0) {
      showOpen(problems)
      return
    }
    if (page + 1 < form.pages()) {
      session.finished(page)
      history.pushState({ page: page + 1 }, '')
      show(page + 1)
      return
    }
    // A page that was skipped on another device may still lack an answer.
    const first = form.firstOpen()
    if (first < form.pages()) {
      show(first)
      showOpen(form.check())
    } else props.onSend()
  }

  function showOpen(problems: readonly OpenQuestion[]): void {
    setOpen(problems)
    if (problems[0]) focusQuestion(problems[0].item)
  }

  useEffect(() => {
    const back = (event: PopStateEvent) => {
      const target = (event.state as { page?: number } | null)?.page ?? 0
      if (target !== form.page()) show(target)
    }
    window.addEventListener('popstate', back)
    return () => window.removeEventListener('popstate', back)
  })

  useEffect(() => {
    if (started.current) return
    started.current = true
    history.replaceState({ page: form.page() }, '')
    if (props.refused.length > 0) {
      const problems = form.refuse(props.refused)
      setRefused(problems)
      setPage(form.page())
    } else if (props.pressNext) next()
  })

  const last = page + 1 >= form.pages()
  const minutesLeft = timeLeft({ minutes: view.minutes, words: form.words(), done: page })
  return (
    <Shell
      facts={view}
      progress={{ page, pages: form.pages(), ...(simple ? {} : { minutesLeft }) }}
      saved={view.keeps === 'device' ? undefined : t[saved]}
      footer={
        <>
          {page > 0 ? (
            <button type="button" className="button-second" onClick={() => show(page - 1)}>
              {simple ? formWords.back : formWords.previous}
            </button>
          ) : null}
          <p className="foot-note" role="alert">
            {footNote(open.length, refused.length)}
          </p>
          {saved === 'onDevice' ? <p className="foot-saved">{t.onDevice}</p> : null}
          <button type="button" className="button" data-next onClick={next}>
            {last ? (view.keeps === 'own' ? ownWords.done : formWords.send) : formWords.next}
          </button>
        </>
      }
    >
      <Refused
        problems={refused}
        onGo={(item) => {
          if (form.pageOf(item) !== page) show(form.pageOf(item))
          focusQuestion(item)
        }}
      />
      {page === 0 && !begun ? (
        <Intro
          facts={view}
          description={form.description}
          onBegin={() => {
            setBegun(true)
            focusPage()
          }}
        />
      ) : null}
      {session.returned && page === session.startPage && page > 0 ? (
        <p className="hint welcome">{t.welcomeBack(page + 1)}</p>
      ) : null}
      {props.onAside ? (
        <p className="hint welcome">
          {t.aside}{' '}
          <button type="button" className="button-quiet" onClick={props.onAside}>
            {t.asideBack}
          </button>
        </p>
      ) : null}
      {page === 0 && view.prefilledFrom !== undefined ? (
        <p className="hint welcome">{t.prefilled(view.prefilledFrom)}</p>
      ) : null}
      <div id="begin" className="form">
        <SurveyView model={form.model} />
      </div>
      <OwnNumbers view={view} token={props.token} t={t} />
      {view.lastNumbers === undefined ? null : <LastNumbers found={view.lastNumbers} t={t} />}
      {view.lastYear !== undefined && donePage >= 0 ? (
        <LastYear
          key={donePage}
          {...{ token: props.token, client: props.client, t }}
          year={view.lastYear}
          page={donePage}
        />
      ) : null}
      {page === 0 ? (
        <PrivacyMore facts={view}>
          {view.keeps === 'device' ? (
            <WithdrawLink view={view} known={false} onAsk={props.onWithdraw} />
          ) : null}
        </PrivacyMore>
      ) : null}
      {page === 0 && !simple && view.keeps === 'device' ? (
        <WithdrawLink view={view} known={false} onAsk={props.onWithdraw} />
      ) : null}
    </Shell>
  )
}

function footNote(open: number, refused: number): string {
  if (open > 0) return formWords.errors.open(open)
  return refused > 0 ? formWords.errors.refused(refused) : ''
}

/** What the server would not take, each with the way to its question. */
function Refused(props: { problems: readonly OpenQuestion[]; onGo: (item: string) => void }) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (props.problems.length === 0) return
    window.scrollTo(0, 0)
    title.current?.focus({ preventScroll: true })
  }, [props.problems])
  if (props.problems.length === 0) return null
  return (
    <section className="problem-list">
      <h2 className="problem-title" tabIndex={-1} ref={title}>
        {formWords.errors.refusedTitle}
      </h2>
      <p>{formWords.errors.refusedBody}</p>
      <ul>
        {props.problems.map(({ item, title, message }) => (
          <li key={item}>
            <button type="button" onClick={() => props.onGo(item)}>
              {title}
            </button>
            <br />
            {message}
          </li>
        ))}
      </ul>
    </section>
  )
}
