import type { RespondView } from '@km/api'
import { dutchDate, Shell } from '@km/ui'
import { ToldResult } from '@km/ui/told-result'
import { useState } from 'react'
import type { Client } from '../../api.ts'
import type { NoticeKind } from '../../journey.ts'
import type { Words } from '../../nl.ts'
import { wordsFor } from '../../nl-variants.ts'
import { useFocusTitle } from '../../parts/focus-title.ts'
import { KeptAnswers } from '../../parts/kept-answers.tsx'
import type { Session } from '../../session.ts'

/** Nothing can be filled in now: what happened, what is safe, what to do. */
export function Notice(props: {
  view: RespondView | undefined
  which: NoticeKind
  session: Session | undefined
  /** Asks for a new link to the address that was invited. */
  askLink: Client['askLink'] extends (token: string) => infer R ? () => R : never
}) {
  const { view, session } = props
  useFocusTitle()
  const t = wordsFor(view)
  const [title, body] = textOf(props.which, t, view)
  const result = props.which === 'closed' || props.which === 'expired' ? view?.result : undefined
  return (
    <Shell facts={view}>
      {result === undefined ? (
        <section className="notice">
          <h1 className="page-title" tabIndex={-1}>
            {title}
          </h1>
          <p role="status">{body}</p>
          {props.which === 'expired' && view?.canAskLink === true ? (
            <AskLink ask={props.askLink} t={t} />
          ) : null}
        </section>
      ) : (
        <ToldResult result={result} />
      )}
      {session && view ? (
        <KeptAnswers form={session.form} title={`${view.title} ${view.schoolYear}`} t={t} />
      ) : null}
    </Shell>
  )
}

/** What happens next is the same, whether a mail was sent or not. */
function AskLink({ ask, t }: { ask: () => ReturnType<Client['askLink']>; t: Words }) {
  const [state, setState] = useState<'' | 'busy' | 'asked' | 'later'>('')
  const send = () => {
    setState('busy')
    void ask().then((outcome) => setState(outcome.kind === 'ok' ? 'asked' : 'later'))
  }
  return (
    <>
      {state !== 'asked' && (
        <button type="button" className="button" disabled={state === 'busy'} onClick={send}>
          {t.askLinkDo}
        </button>
      )}
      <p role="status">{state === 'asked' ? t.askLinkDone : state === 'later' ? t.askLinkLater : ''}</p>
    </>
  )
}

function textOf(which: NoticeKind, t: Words, view: RespondView | undefined): readonly [string, string] {
  switch (which) {
    case 'closed':
      if (view !== undefined && today() < view.opensOn) {
        return [t.notOpenTitle, t.notOpenBody(dutchDate(view.opensOn))]
      }
      return [t.closedTitle, t.closedBody(dutchDate(view?.closesOn ?? ''))]
    case 'expired':
      return [t.expiredTitle, view?.canAskLink === true ? t.expiredAskBody : t.expiredBody]
    case 'unknown':
      return [t.unknownTitle, t.unknownBody]
    case 'offline':
      return [t.offlineTitle, t.offlineOpenBody]
    case 'busy':
      return [t.busyTitle, t.busyBody]
    case 'conflict':
      return [t.conflictTitle, t.alreadySentBody]
  }
}

/** The day in the Netherlands, as 2027-03-03. */
function today(): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
}
