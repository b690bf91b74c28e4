import type { Form } from '@km/ui'
import type { Words } from '../nl.ts'
import { CopyButton } from './copy-button.tsx'

/** Answers that can no longer be sent are still the person's own: as text, to keep or to copy. */
export function KeptAnswers(props: { form: Form; title: string; t: Words }) {
  const { form, title, t } = props
  const text = () =>
    [title, ...form.readable().map(({ question, answer }) => `${question}\n${answer}`)].join('\n\n')
  const download = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text()], { type: 'text/plain;charset=utf-8' }))
    link.download = `${title.replace(/[^\p{L}\p{N}]+/gu, '-')}.txt`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }
  if (form.readable().length === 0) return null
  return (
    <section className="card">
      <p>{t.keptHere}</p>
      <p className="buttons">
        <button type="button" className="button" onClick={download}>
          {t.download}
        </button>
        <CopyButton text={text} label={t.copyAnswers} done={t.copied} />
      </p>
    </section>
  )
}
