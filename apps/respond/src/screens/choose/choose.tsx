import type { RespondView } from '@km/api'
import { Shell } from '@km/ui'
import type { ServerDraft } from '../../api.ts'
import { differentAnswers } from '../../draft.ts'
import { wordsFor } from '../../nl-variants.ts'
import { useFocusTitle } from '../../parts/focus-title.ts'

/** Two devices have answers of their own: the person chooses, nothing is thrown away. */
export function Choose(props: {
  view: RespondView
  mine: ServerDraft
  theirs: ServerDraft
  onChoose: (which: 'mine' | 'theirs') => void
}) {
  const t = wordsFor(props.view)
  useFocusTitle()
  const count = (draft: ServerDraft) => t.answered(Object.keys(draft.answers).length)
  return (
    <Shell facts={props.view}>
      <section className="notice">
        <h1 className="page-title" tabIndex={-1}>
          {t.chooseTitle}
        </h1>
        <p>{t.chooseBody}</p>
        <p>{t.differs(differentAnswers(props.mine.answers, props.theirs.answers).length)}</p>
      </section>
      <div className="two">
        <section className="card">
          <h2>{t.mine}</h2>
          <p>{count(props.mine)}</p>
          <button type="button" className="button" onClick={() => props.onChoose('mine')}>
            {t.chooseMine}
          </button>
        </section>
        <section className="card">
          <h2>{t.theirs}</h2>
          <p>{count(props.theirs)}</p>
          <button type="button" className="button" onClick={() => props.onChoose('theirs')}>
            {t.chooseTheirs}
          </button>
        </section>
      </div>
    </Shell>
  )
}
