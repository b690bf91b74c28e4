import type { Action, ReviewEvidence, ReviewOffers, ReviewSource } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../../api.ts'
import { nlReviews as t } from '../../nl-reviews.ts'
import { TextField } from '../../parts/form.tsx'
import { day, today } from '../../parts/wording.ts'
import { measureText } from './measure.tsx'
import { datedText, EvidenceLine, visitText } from './review-text.tsx'

type Offer = ReviewOffers[number]

/** As many documents as one review takes. */
const most = 3

/**
 * What the fields of evidence say: lines that are kept, figures that were pressed, a record that was
 * chosen, documents that were named. Undefined when there is nothing, or a document without its day.
 */
export function sourcesIn(
  values: Readonly<Record<string, string>>,
  known: { readonly kept: readonly ReviewEvidence[]; readonly offers: ReviewOffers },
): ReviewSource[] | undefined {
  const kept = known.kept
    .filter((_, i) => values[`kept-${i}`] !== undefined)
    .map(({ sha256 }) => ({ kept: sha256 }))
  const offered = known.offers
    .filter((_, i) => values[`offer-${i}`] !== undefined)
    .map(({ source }) => source)
  const documents: ReviewSource[] = []
  for (let i = 0; i < most; i++) {
    const [title = '', on = '', place = ''] = ['title', 'on', 'place'].map((part) => values[`${part}-${i}`])
    if (title === '' && on === '' && place === '') continue
    if (title === '' || on === '') return undefined
    documents.push({ document: { title, on, ...(place !== '' && { place }) } })
  }
  const visit = Number(values.visit ?? '')
  const sources = [...kept, ...offered, ...(visit > 0 ? [{ visit }] : []), ...documents]
  return sources.length === 0 ? undefined : sources
}

/** Whether a figure is still what was frozen of it. */
const isSame = (line: ReviewEvidence, offer: Offer): boolean =>
  (line.kind === 'figure' || line.kind === 'questionnaire') &&
  line.title === offer.title &&
  line.filter === offer.filter &&
  line.outcome === offer.outcome

/** Evidence to choose: what the review already had, figures of after the start with one press, or documents. */
export function ReviewEvidenceFields({ action, offers }: { action: Action; offers: ReviewOffers }) {
  const [documents, setDocuments] = useState(1)
  const kept = action.reviews[0]?.evidence ?? []
  const hasMeasure = action.measureItem !== undefined
  return (
    <fieldset className="evidence-fields">
      <legend>{t.evidence}</legend>
      <p className="note">{t.evidenceHelp(day(action.startsOn))}</p>
      {!hasMeasure && <p className="note">{t.noMeasureHelp}</p>}
      {hasMeasure && offers.length === 0 && kept.length === 0 && <p className="note">{t.noFigures}</p>}
      {kept.map((line, i) => (
        <div key={line.sha256} className="offer">
          <p>
            <EvidenceLine line={line} />
          </p>
          <label className="check">
            <input
              type="checkbox"
              name={`kept-${i}`}
              defaultChecked
              aria-label={`${t.kept}: ${line.title}`}
            />
            {t.kept}
          </label>
        </div>
      ))}
      {offers.map((offer, i) =>
        kept.some((line) => isSame(line, offer)) ? null : (
          <OfferField
            key={`${offer.title}-${offer.filter}`}
            offer={offer}
            action={action}
            name={`offer-${i}`}
          />
        ),
      )}
      <VisitField startsOn={action.startsOn} />
      {Array.from({ length: documents }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: documents are only ever added at the end
        <DocumentField key={i} place={i} />
      ))}
      {documents < most && (
        <button type="button" onClick={() => setDocuments(documents + 1)}>
          {t.addDocument}
        </button>
      )}
    </fieldset>
  )
}

function OfferField({ offer, action, name }: { offer: Offer; action: Action; name: string }) {
  const { targetValue, targetYear = '' } = action
  const kind = offer.source.figure === undefined ? 'questionnaire' : 'figure'
  return (
    <div className="offer">
      {offer.reached !== undefined && targetValue !== undefined && (
        <p>
          <b>
            {t.measureIs(measureText(offer.reached, action), measureText(targetValue, action), targetYear)}
          </b>
        </p>
      )}
      {offer.about === 'finding' && <p>{t.again}</p>}
      <p>
        {offer.title}: {offer.outcome}
        <span className="under block">
          {offer.filter} · {datedText(kind, offer.datedOn)}
        </span>
      </p>
      <label className="check">
        <input type="checkbox" name={name} aria-label={`${t.asEvidence}: ${offer.title}`} />
        {t.asEvidence}
      </label>
    </div>
  )
}

/** A record of a visit or a meeting of after the start; nothing when there is none. */
function VisitField({ startsOn }: { startsOn: string }) {
  const visits = useQuery(queries.visits()).data?.visits ?? []
  const sent = visits.filter(
    (one) => one.state !== 'begun' && one.caseNumber === undefined && one.visitedOn > startsOn,
  )
  if (sent.length === 0) return null
  return (
    <label className="field offer">
      <span>{t.visit}</span>
      <select name="visit">
        <option value="">{t.noVisit}</option>
        {sent.map(({ id, instrumentTitle, school, visitedOn, state }) => (
          <option key={id} value={id}>
            {visitText({ title: instrumentTitle, school: school?.name, day: day(visitedOn), state })}
          </option>
        ))}
      </select>
    </label>
  )
}

function DocumentField({ place: i }: { place: number }) {
  return (
    <fieldset className="offer">
      <legend>{t.document}</legend>
      {i === 0 && <p className="note">{t.documentHelp}</p>}
      <div className="pair">
        <TextField label={t.documentTitle} name={`title-${i}`} maxLength={120} />
        <TextField label={t.documentOn} name={`on-${i}`} type="date" max={today()} />
      </div>
      <TextField label={t.documentPlace} name={`place-${i}`} maxLength={300} />
    </fieldset>
  )
}
