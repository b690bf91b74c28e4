import type { RespondView } from '@km/api'
import { Shell } from '@km/ui'
import { useState } from 'react'
import type { Client } from '../../api.ts'
import { wordsFor } from '../../nl-variants.ts'
import { useFocusTitle } from '../../parts/focus-title.ts'

/** No more reminders, from the link at the end of a mail; the form itself stays open. */
export function StopMail(props: { view: RespondView; token: string; client: Client; onGoOn: () => void }) {
  const { view, token, client } = props
  const t = wordsFor(view)
  const [state, setState] = useState<'' | 'busy' | 'done' | 'later'>('')
  useFocusTitle()
  const stop = () => {
    setState('busy')
    void client.stopMail(token).then((outcome) => setState(outcome.kind === 'ok' ? 'done' : 'later'))
  }
  return (
    <Shell facts={view}>
      <section className="notice">
        <h1 className="page-title" tabIndex={-1}>
          {t.stopTitle}
        </h1>
        <p role="status">{state === 'done' ? t.stopDone : state === 'later' ? t.stopLater : t.stopBody}</p>
        <div className="buttons">
          {state !== 'done' && (
            <button type="button" className="button" disabled={state === 'busy'} onClick={stop}>
              {t.stopDo}
            </button>
          )}
          <button type="button" className="button-second" onClick={props.onGoOn}>
            {t.stopGoOn}
          </button>
        </div>
      </section>
    </Shell>
  )
}
