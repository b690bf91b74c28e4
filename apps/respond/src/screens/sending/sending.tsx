import type { RespondView } from '@km/api'
import { Shell } from '@km/ui'
import { wordsFor } from '../../nl-variants.ts'
import type { SendState } from '../../outbox.ts'
import { useFocusTitle } from '../../parts/focus-title.ts'

/** The answers are on their way, or wait for the connection; says what is safe and what to do. */
export function Sending(props: { view: RespondView; state: SendState; onTryNow: () => void }) {
  const t = wordsFor(props.view)
  const { state } = props
  useFocusTitle()
  const waiting = state.kind === 'waiting'
  return (
    <Shell facts={props.view}>
      <section className="notice" aria-live="polite">
        <h1 className="page-title" tabIndex={-1}>
          {waiting ? t.waitingTitle : t.sendingTitle}
        </h1>
        {waiting ? (
          <>
            <p>{state.why === 'offline' ? t.offlineBody : t.laterBody}</p>
            <p>{t.waitingUnseen}</p>
          </>
        ) : (
          <p>{t.sendingBody}</p>
        )}
      </section>
      {waiting ? (
        <button type="button" className="button-second" onClick={props.onTryNow}>
          {t.tryNow}
        </button>
      ) : null}
    </Shell>
  )
}
