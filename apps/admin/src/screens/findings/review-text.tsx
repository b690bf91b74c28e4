import type { Review, ReviewEvidence } from '@km/api'
import { nl } from '../../nl.ts'
import { nlReviews as t } from '../../nl-reviews.ts'
import { ReviewWords } from '../../parts/review-words.tsx'
import { day } from '../../parts/wording.ts'

/** A review as it stands, with its evidence for who may see that, and what it corrected. */
export function ReviewText(props: { review: Review; earlier: readonly Review[]; code: string }) {
  const { review, earlier } = props
  return (
    <section className="review" aria-label={t.of(props.code)}>
      <h3>{t.title}</h3>
      <p className="under">
        {t.on(day(review.reviewedOn), review.reviewedBy)}.{' '}
        {t.before(nl.findings.actionStatuses[review.endedAs])}
      </p>
      <ReviewWords review={review} />
      <EvidenceLines evidence={review.evidence} />
      {review.changedSince && (
        <p className="changed">
          <b>{nl.findings.changed}</b> {t.changedHelp}
        </p>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{t.earlier}</summary>
          {earlier.map((one) => (
            <div key={one.number}>
              <p className="under">{t.on(day(one.reviewedOn), one.reviewedBy)}</p>
              <ReviewWords review={one} />
              <EvidenceLines evidence={one.evidence} />
            </div>
          ))}
        </details>
      )}
    </section>
  )
}

function EvidenceLines({ evidence }: { evidence: readonly ReviewEvidence[] }) {
  if (evidence.length === 0) return null
  return (
    <ul className="bullets">
      {evidence.map((line) => (
        <li key={line.sha256}>
          <EvidenceLine line={line} />
        </li>
      ))}
    </ul>
  )
}

/** One line of evidence: the value with what it is about, or a document and where it is. */
export function EvidenceLine({ line }: { line: ReviewEvidence }) {
  const frozen = t.frozen(day(line.frozenOn))
  if (line.kind === 'document')
    return (
      <>
        <b>{line.title}</b> {t.ofDay(day(line.datedOn))}
        <span className="under block">
          {line.place !== undefined && `${line.place} · `}
          {frozen}
        </span>
      </>
    )
  return (
    <>
      <b>{line.title}</b>: {line.outcome}
      <span className="under block">
        {line.filter} · {datedText(line.kind, line.datedOn)} · {frozen}
      </span>
    </>
  )
}

/** Answers of a round are of its first day or later; a figure is of one day. */
export const datedText = (kind: 'questionnaire' | 'figure', datedOn: string): string =>
  kind === 'questionnaire' ? t.answersFrom(day(datedOn)) : t.ofDay(day(datedOn))
