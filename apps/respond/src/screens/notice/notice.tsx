import type { RespondView } from '@km/api'
import { dutchDate, Shell } from '@km/ui'
import type { NoticeKind } from '../../journey.ts'
import { type Words, words } from '../../nl.ts'
import { useFocusTitle } from '../../parts/focus-title.ts'
import { KeptAnswers } from '../../parts/kept-answers.tsx'
import type { Session } from '../../session.ts'

/** Nothing can be filled in now: what happened, what is safe, what to do. */
export function Notice(props: {
  view: RespondView | undefined
  which: NoticeKind
  session: Session | undefined
}) {
  const { view, session } = props
  useFocusTitle()
  const t = words(view?.languageLevel)
  const [title, body] = textOf(props.which, t, view)
  return (
    <Shell facts={view}>
      <section className="notice">
        <h1 className="page-title" tabIndex={-1}>
          {title}
        </h1>
        <p role="status">{body}</p>
      </section>
      {session && view ? (
        <KeptAnswers form={session.form} title={`${view.title} ${view.schoolYear}`} t={t} />
      ) : null}
    </Shell>
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
      return [t.expiredTitle, t.expiredBody]
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
