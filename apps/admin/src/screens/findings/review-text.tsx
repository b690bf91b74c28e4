import type { Review, ReviewEvidence } from '@km/api'
import { Link } from '@tanstack/react-router'
import { nl } from '../../nl.ts'
import { nlReviews as t } from '../../nl-reviews.ts'
import { nlVisits } from '../../nl-visits.ts'
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
  if (line.kind === 'visit') {
    const { school, state } = line
    return (
      <>
        <Link to="/bezoeken/$id" params={{ id: String(line.visit) }}>
          {visitText({ title: line.title, school, day: day(line.datedOn), state })}
        </Link>
        <span className="under block">{frozen}</span>
      </>
    )
  }
  return (
    <>
      <b>{line.title}</b>: {line.outcome}
      <span className="under block">
        {line.filter} · {datedText(line.kind, line.datedOn)} · {frozen}
      </span>
    </>
  )
}

/** 'Schoolbezoek NT2-beleid, De Berk, 12 november 2026 (nog niet akkoord)' */
export function visitText(about: {
  title: string
  school: string | undefined
  day: string
  state: 'begun' | 'sent' | 'not_agreed' | 'agreed'
}): string {
  const { title, school, day: on, state } = about
  const words = [title, ...(school === undefined ? [] : [school]), on].join(', ')
  return state === 'sent' || state === 'begun' ? words : `${words} (${nlVisits.states[state]})`
}

/** Answers of a round are of its first day or later; a figure is of one day. */
export const datedText = (kind: 'questionnaire' | 'figure', datedOn: string): string =>
  kind === 'questionnaire' ? t.answersFrom(day(datedOn)) : t.ofDay(day(datedOn))
