import type { ComparisonRow } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import { nl } from '../../nl.ts'
import { useReader } from '../../parts/reader.ts'
import { groupRows } from './answer-kind.ts'
import { AnswersCard } from './answers.tsx'
import { MatrixCard } from './matrix-card.tsx'
import { NumbersCard } from './numbers-card.tsx'

const t = nl.compare

/** Questions whose answers are no four levels: a card for each, or for each matrix or set of numbers. */
export function OtherRows(props: {
  rows: readonly ComparisonRow[]
  view: ComparisonView
  makeFinding: (row: ComparisonRow) => void
}) {
  const { leads } = useReader()
  const action = (row: ComparisonRow) =>
    leads && row.periods.some((p) => p.cell.kind === 'shown') ? (
      <button
        type="button"
        onClick={() => props.makeFinding(row)}
        aria-label={`${t.makeFinding}: ${row.title}`}
      >
        {t.makeFinding}
        {row.question !== undefined && `: ${row.title}`}
      </button>
    ) : null
  return (
    <section className="answer-cards" aria-label={t.columns.item}>
      {groupRows(props.rows).map(({ key, as, rows }) =>
        as === 'one' ? (
          <AnswersCard key={key} row={rows[0]} view={props.view}>
            {action(rows[0])}
          </AnswersCard>
        ) : as === 'numbers' ? (
          <NumbersCard key={key} name={key} rows={rows} view={props.view} action={action} />
        ) : (
          <MatrixCard key={key} rows={rows} view={props.view} action={action} />
        ),
      )}
    </section>
  )
}
