import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlTexts } from '../../nl-texts.ts'
import { Form } from '../../parts/form.tsx'
import type { Question, Step } from './sorting.ts'

const t = nlTexts.clean

/** What others may read of a text: the words without names, and whether they may. */
export function CleanText(props: {
  step: Step
  question: Question
  pending: boolean
  keep: (cleaned: string, shared: boolean) => void
}) {
  const { step, question } = props
  const { text, round } = step
  const [saved, setSaved] = useState(false)
  return (
    <details className="clean">
      <summary>{t.title}</summary>
      <div className="stack">
        <Form
          label={t.save}
          pending={props.pending}
          error={null}
          submit={({ cleaned = '', shared }) => {
            props.keep(cleaned, shared !== undefined && cleaned !== '')
            setSaved(true)
          }}
        >
          <p className="note">{t.help}</p>
          <label className="field">
            <span>{t.text}</span>
            <textarea
              name="cleaned"
              rows={3}
              maxLength={1000}
              defaultValue={text.cleaned === '' ? text.text : text.cleaned}
            />
          </label>
          <label className="check">
            <input type="checkbox" name="shared" defaultChecked={text.shared} />
            {t.shared}
          </label>
        </Form>
        <output>{saved && !props.pending ? t.saved : ''}</output>
        {text.cleaned !== '' &&
          (round.enough ? (
            <HangOnFinding step={step} item={question.item} />
          ) : (
            <p className="note">{t.tooFew}</p>
          ))}
      </div>
    </details>
  )
}

/** Hangs the cleaned text on a finding, as evidence in the words of people themselves. */
function HangOnFinding({ step, item }: { step: Step; item: string }) {
  const findings = useQuery(queries.findings())
  const hang = useMutation({
    mutationFn: (finding: string) =>
      commands.addQuote(finding, { roundId: step.round.roundId, item, textId: step.text.id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['quotes'] }),
  })
  if (findings.data === undefined || findings.data.length === 0) return null
  return (
    <Form
      label={t.hang}
      pending={hang.isPending}
      error={hang.error}
      submit={({ finding = '' }) => hang.mutate(finding)}
    >
      <label className="field">
        <span>{t.quote}</span>
        <select name="finding" required aria-label={t.finding} defaultValue="">
          <option value="" disabled>
            {t.choose}
          </option>
          {findings.data.map((one) => (
            <option key={one.id} value={one.id}>
              {one.code} {one.title}
            </option>
          ))}
        </select>
      </label>
      <output>{hang.isSuccess ? t.hung : hang.isPending ? nl.busy : ''}</output>
    </Form>
  )
}
