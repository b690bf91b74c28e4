import type { Action, Review, ReviewOffers } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, type NewReview, queries, queryClient } from '../../api.ts'
import { nlReviews as t } from '../../nl-reviews.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { Answered } from '../../parts/page.tsx'
import { today } from '../../parts/wording.ts'
import { refreshFindings } from './refresh.ts'
import { ReviewEvidenceFields, sourcesIn } from './review-evidence-fields.tsx'

type Values = Readonly<Record<string, string>>

/** Looking back on an action, or correcting that: what was hoped, what was seen, how we know, what comes of it. */
export function ReviewDialog({ action, close }: { action: Action; close: () => void }) {
  const offers = useQuery(queries.reviewOffers(action.id))
  return (
    <Dialog title={t.of(action.code)} close={close}>
      <p className="about">
        <b>{action.title}</b>
      </p>
      <Answered query={offers}>
        {(known) => <ReviewForm action={action} offers={known} close={close} />}
      </Answered>
    </Dialog>
  )
}

const reviewIn = (v: Values, evidence: NewReview['evidence']): NewReview => ({
  // The radio buttons hold nothing else, and are required.
  effect: v.effect as Review['effect'],
  outcome: v.outcome as Review['outcome'],
  ...{
    seen: v.seen ?? '',
    next: v.next ?? '',
    reviewedOn: v.reviewedOn ?? '',
    reviewedBy: v.reviewedBy ?? '',
  },
  evidence,
})

function ReviewForm(props: { action: Action; offers: ReviewOffers; close: () => void }) {
  const { action, offers, close } = props
  const [before] = action.reviews
  const [nothing, setNothing] = useState(false)
  const save = useMutation({
    mutationFn: (body: NewReview) => commands.reviewAction(action.id, body),
    onSuccess: async () => {
      await refreshFindings()
      await queryClient.invalidateQueries({ queryKey: queries.reviewOffers(action.id).queryKey })
      close()
    },
  })
  const submit = (values: Values) => {
    const evidence = sourcesIn(values, { kept: before?.evidence ?? [], offers })
    setNothing(evidence === undefined)
    if (evidence !== undefined) save.mutate(reviewIn(values, evidence))
  }
  return (
    <Form
      label={t.submit}
      pending={save.isPending}
      error={nothing ? new Error(t.chooseEvidence) : save.error}
      cancel={close}
      submit={submit}
    >
      <Choice name="effect" legend={t.effect} options={t.effects} chosen={before?.effect} />
      <TextArea name="seen" label={t.seen} help={t.seenHelp} given={before?.seen} longest={1000} required />
      <ReviewEvidenceFields action={action} offers={offers} />
      <Choice name="outcome" legend={t.outcome} options={t.outcomes} chosen={before?.outcome} />
      <TextArea name="next" label={t.next} given={before?.next} longest={500} />
      <div className="pair">
        <TextField
          {...{ label: t.reviewedOn, name: 'reviewedOn', type: 'date', required: true }}
          {...{ min: action.startsOn, max: today(), defaultValue: before?.reviewedOn ?? today() }}
        />
        <TextField
          {...{
            label: t.reviewedBy,
            help: t.reviewedByHelp,
            name: 'reviewedBy',
            required: true,
            maxLength: 60,
          }}
          defaultValue={before?.reviewedBy ?? ''}
        />
      </div>
    </Form>
  )
}

function Choice(props: {
  name: string
  legend: string
  options: Readonly<Record<string, string>>
  chosen: string | undefined
}) {
  return (
    <fieldset className="choices">
      <legend>{props.legend}</legend>
      {Object.entries(props.options).map(([value, label]) => (
        <label key={value} className="check">
          <input
            type="radio"
            required
            name={props.name}
            value={value}
            defaultChecked={props.chosen === value}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

function TextArea(props: {
  name: string
  label: string
  help?: string
  given: string | undefined
  longest: number
  required?: boolean
}) {
  return (
    <label className="field">
      <span>{props.label}</span>
      <textarea
        rows={3}
        name={props.name}
        maxLength={props.longest}
        required={props.required}
        defaultValue={props.given ?? ''}
      />
      {props.help !== undefined && <small>{props.help}</small>}
    </label>
  )
}
