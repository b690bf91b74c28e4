import type { RespondView } from '@km/api'
import { nl as formWords, Intro, type OpenQuestion, PrivacyMore, Shell, SurveyView, timeLeft } from '@km/ui'
import { useEffect, useRef, useState } from 'react'
import { words } from '../../nl.ts'
import type { SendState } from '../../outbox.ts'
import type { SaveState } from '../../saver.ts'
import type { Session } from '../../session.ts'
import { focusPage, focusQuestion } from './focus.ts'

/** The form itself: one page at a time, a way back, what is open said at the question. */
export function Fill(props: {
  view: RespondView
  session: Session
  pressNext: boolean
  refused: SendState | undefined
  returned: boolean
  onSend: () => void
}) {
  const { view, session } = props
  const { form } = session
  const t = words(view.languageLevel)
  const simple = view.languageLevel === 'A2'
  const [page, setPage] = useState(form.page())
  const [begun, setBegun] = useState(location.hash === '#begin')
  const [open, setOpen] = useState<readonly OpenQuestion[]>([])
  const saved = useSaveState()
  const started = useRef(false)

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
    session.finished(page)
    if (page + 1 < form.pages()) {
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
    if (props.refused?.kind === 'refused') {
      const problems = form.refuse(props.refused.items)
      setPage(form.page())
      setOpen(problems)
      if (problems[0]) focusQuestion(problems[0].item)
    } else if (props.pressNext) next()
  })

  const last = page + 1 >= form.pages()
  const minutesLeft = timeLeft({ minutes: view.minutes, words: form.words(), done: page })
  return (
    <Shell
      facts={view}
      progress={{ page, pages: form.pages(), ...(simple ? {} : { minutesLeft }) }}
      saved={view.keeps === 'server' ? t[saved] : undefined}
      footer={
        <>
          {page > 0 ? (
            <button type="button" className="button-second" onClick={() => show(page - 1)}>
              {simple ? formWords.back : formWords.previous}
            </button>
          ) : null}
          <p className="foot-note" role="alert">
            {open.length > 0 ? openText(open.length, props.refused !== undefined) : ''}
          </p>
          {saved === 'onDevice' ? <p className="foot-saved">{t.onDevice}</p> : null}
          <button type="button" className="button" data-next onClick={next}>
            {last ? formWords.send : formWords.next}
          </button>
        </>
      }
    >
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
      {props.returned && page === session.furthest() && page > 0 ? (
        <p className="hint welcome">{t.welcomeBack(page + 1)}</p>
      ) : null}
      <div id="begin" className="form">
        <SurveyView model={form.model} />
      </div>
      {page === 0 ? <PrivacyMore facts={view} /> : null}
    </Shell>
  )
}

function openText(count: number, refused: boolean): string {
  if (refused) return count === 1 ? formWords.errors.refusedOne : formWords.errors.refusedMore(count)
  return count === 1 ? formWords.errors.one : formWords.errors.more(count)
}

/** The saver lives outside React; it says how it stands through an event. */
function useSaveState(): SaveState {
  const [state, setState] = useState<SaveState>('saved')
  useEffect(() => {
    const listen = (event: Event) => setState((event as CustomEvent<SaveState>).detail)
    window.addEventListener('km-save', listen)
    return () => window.removeEventListener('km-save', listen)
  }, [])
  return state
}
