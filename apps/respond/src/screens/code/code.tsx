import type { RespondView } from '@km/api'
import { Shell } from '@km/ui'
import { type FormEvent, useState } from 'react'
import type { Journey } from '../../journey.ts'
import { words } from '../../nl.ts'
import { useFocusTitle } from '../../parts/focus-title.ts'

/** Before the questions: the code from the sheet in class. It never stands with the answers. */
export function Code({ view, onCode }: { view: RespondView; onCode: Journey['useCode'] }) {
  const t = words(view.languageLevel)
  const [state, setState] = useState<'' | 'busy' | 'wrong' | 'later'>('')
  useFocusTitle()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code') ?? '').trim()
    if (code === '' || state === 'busy') return
    setState('busy')
    void onCode(code).then((answer) => setState(answer === 'good' ? '' : answer))
  }
  return (
    <Shell facts={view}>
      <section className="notice">
        <h1 className="page-title" tabIndex={-1}>
          {t.codeTitle}
        </h1>
        <p>{t.codeBody}</p>
        <form className="code-form" onSubmit={send}>
          <label htmlFor="code">{t.codeLabel}</label>
          <input
            id="code"
            name="code"
            required
            maxLength={20}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby="code-state"
            aria-invalid={state === 'wrong'}
          />
          <p id="code-state" role="status" className={state === 'wrong' ? 'code-wrong' : undefined}>
            {state === 'wrong' ? t.codeWrong : state === 'later' ? t.codeLater : ''}
          </p>
          <button type="submit" className="button" disabled={state === 'busy'}>
            {t.codeDo}
          </button>
        </form>
        <p>{t.codeSafe}</p>
      </section>
    </Shell>
  )
}
