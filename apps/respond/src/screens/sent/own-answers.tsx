import type { RespondView } from '@km/api'
import { createForm } from '@km/ui'
import { useState } from 'react'
import type { Words } from '../../nl.ts'
import { ownWords } from '../../nl-variants.ts'
import { KeptAnswers } from '../../parts/kept-answers.tsx'

/** Level P, on the device on which it was filled in: to read again, to keep as text, to remove. */
export function OwnAnswers(props: {
  view: RespondView
  answers: Readonly<Record<string, unknown>>
  t: Words
  onRemove: () => void
}) {
  const { view, answers, t } = props
  const [removed, setRemoved] = useState(false)
  const { definition, scales, languageLevel } = view
  const [form] = useState(() => createForm({ definition, scales: scales as never, languageLevel, answers }))
  if (removed) return <p role="status">{ownWords.removed}</p>
  return (
    <section>
      <h2>{ownWords.title}</h2>
      <p>{ownWords.where}</p>
      <KeptAnswers form={form} title={`${view.title} ${view.schoolYear}`} t={t} />
      <dl className="own-answers">
        {form.readable().map(({ question, answer }) => (
          <div key={question}>
            <dt>{question}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
      <p>
        <button
          type="button"
          className="button-second"
          onClick={() => {
            props.onRemove()
            setRemoved(true)
          }}
        >
          {ownWords.remove}
        </button>
      </p>
    </section>
  )
}
