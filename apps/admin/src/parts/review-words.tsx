import type { Review } from '@km/api'
import { nlReviews as t } from '../nl-reviews.ts'

/** What a review says in words: the effect, what happens next, and what was seen. */
export function ReviewWords({ review }: { review: Pick<Review, 'effect' | 'outcome' | 'seen' | 'next'> }) {
  return (
    <>
      <p>
        <b>{t.effectSentences[review.effect]}</b> {t.outcomeSentences[review.outcome]}
      </p>
      {review.seen !== '' && <p className="written">{review.seen}</p>}
      {review.next !== '' && (
        <p className="written">
          {t.nextStep}: {review.next}
        </p>
      )}
    </>
  )
}
