import type { Reading, TextsView } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { nlTexts } from '../../nl-texts.ts'
import { Trouble } from '../../parts/page.tsx'
import { periodName } from '../../parts/wording.ts'
import { CleanText } from './clean-text.tsx'
import { offered, type Question, type Step, stepsOf, toggled, withReading } from './sorting.ts'

const t = nlTexts.sort

/** What is being kept under this key is not on the server yet. */
export const readingKey = (instrument: string) => ['read', instrument] as const

/** Keeps a reading; the screen shows it at once and asks again when the server refused it. */
function useReading(instrument: string) {
  const { queryKey } = queries.texts(instrument)
  return useMutation({
    mutationKey: readingKey(instrument),
    mutationFn: (reading: Reading) => commands.readText(reading),
    // One after the other, so that the last tick is the one that stays.
    scope: { id: `texts-${instrument}` },
    onMutate: async (reading) => {
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, (view) => view && withReading(view, reading))
    },
    onError: () => queryClient.invalidateQueries({ queryKey }),
  })
}

/** One text at a time, with its themes: a digit, the space bar and arrows are enough, and so is a thumb. */
export function SortCard(props: {
  view: TextsView
  instrument: string
  question: Question
  index: number
  go: (index: number) => void
}) {
  const { view, question, go } = props
  const save = useReading(props.instrument)
  const steps = stepsOf(question)
  const index = Math.min(props.index, steps.length - 1)
  const step = steps[index]
  const card = useRef<HTMLElement>(null)
  const next = useRef<HTMLButtonElement>(null)
  const themes = offered(view.themes, question.item)
  const keep = (change: Partial<Step['text']>) => {
    if (step === undefined) return
    const { round, text } = step
    const { read, themes: own, cleaned, shared } = { ...text, read: true, ...change }
    const key = { roundId: round.roundId, item: question.item, textId: text.id }
    save.mutate({ ...key, read, themes: own, cleaned, shared })
  }
  const move = (by: number) => go(Math.max(0, Math.min(steps.length - 1, index + by)))
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof Element && event.target.matches('input, textarea, select')) return
    const theme = /^[1-9]$/.test(event.key) ? themes[Number(event.key) - 1] : undefined
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (theme !== undefined) keep({ themes: toggled(step?.text.themes ?? [], theme.id) })
    else if (by !== undefined) move(by)
    else return
    event.preventDefault()
    next.current?.focus({ preventScroll: true })
  })
  useEffect(() => {
    const element = card.current
    element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  }, [])
  if (step === undefined) return null
  const { round, text } = step
  const unread = steps.findIndex((one) => !one.text.read)
  return (
    <section className="card sort-card" aria-labelledby="sorting" ref={card}>
      <div aria-live="polite">
        <h2 id="sorting" tabIndex={-1}>
          {t.title(index + 1, steps.length)}
        </h2>
        <p className="under">
          {periodName(round)} · {text.read ? t.read : t.unread}
        </p>
        <blockquote>{text.text}</blockquote>
      </div>
      <fieldset>
        <legend>{t.about}</legend>
        {themes.length === 0 && <p className="note">{t.none}</p>}
        <div className="theme-buttons">
          {themes.map((theme, at) => (
            <button
              key={theme.id}
              type="button"
              aria-pressed={text.themes.includes(theme.id)}
              onClick={() => keep({ themes: toggled(text.themes, theme.id) })}
            >
              {at < 9 && (
                <span className="key" aria-hidden="true">
                  {at + 1}
                </span>
              )}
              {theme.name}
            </button>
          ))}
        </div>
      </fieldset>
      {save.error !== null && <Trouble error={save.error} />}
      <div className="buttons after">
        <button type="button" disabled={index === 0} onClick={() => move(-1)}>
          {t.previous}
        </button>
        <button
          type="button"
          className="primary"
          ref={next}
          onClick={() => {
            if (!text.read) keep({})
            move(1)
          }}
        >
          {index === steps.length - 1 ? t.last : t.next}
        </button>
        {text.read && (
          <button type="button" onClick={() => keep({ read: false, themes: [], cleaned: '', shared: false })}>
            {t.unreadAgain}
          </button>
        )}
        {unread >= 0 && unread !== index && (
          <button type="button" onClick={() => go(unread)}>
            {t.firstUnread}
          </button>
        )}
      </div>
      <p className="note keys">{t.keys}</p>
      <CleanText
        key={text.id}
        {...{ step, question }}
        pending={save.isPending}
        keep={(cleaned, shared) => keep({ cleaned, shared })}
      />
    </section>
  )
}
