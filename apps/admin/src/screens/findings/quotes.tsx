import type { Quote } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { commands, queries, queryClient } from '../../api.ts'
import { nlTexts } from '../../nl-texts.ts'
import { Trouble } from '../../parts/page.tsx'
import { periodName } from '../../parts/wording.ts'

const t = nlTexts.quotes

/** Texts without names that hang on a finding; free text is for three roles only. */
export function Quotes({ findingId, readOnly }: { findingId: number; readOnly: boolean }) {
  const role = useQuery(queries.me()).data?.role ?? ''
  const reads = ['project_leader', 'member', 'director'].includes(role)
  const quotes = useQuery({ ...queries.quotes(findingId), enabled: reads })
  const drop = useMutation({
    mutationFn: (quote: Quote) => commands.dropQuote(findingId, quote.id),
    onSuccess: (left) => queryClient.setQueryData(queries.quotes(findingId).queryKey, left),
  })
  if (quotes.data === undefined || quotes.data.length === 0) return null
  return (
    <section className="card" aria-labelledby="quotes">
      <h2 id="quotes">{t.title}</h2>
      <p className="note">{t.help}</p>
      {drop.error !== null && <Trouble error={drop.error} />}
      {quotes.data.map((one) => (
        <figure key={one.id} className="quote">
          <blockquote>{one.quote}</blockquote>
          <figcaption className="under">{t.of(one.title, periodName(one))}</figcaption>
          {!readOnly && (
            <button
              type="button"
              disabled={drop.isPending}
              aria-label={`${t.drop}: ${one.quote.slice(0, 60)}`}
              onClick={() => drop.mutate(one)}
            >
              {t.drop}
            </button>
          )}
        </figure>
      ))}
    </section>
  )
}
