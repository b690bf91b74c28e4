import type { ComparisonRow } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import { Link } from '@tanstack/react-router'
import { nlAnswers as t } from '../../nl-answers.ts'
import { useReader } from '../../parts/reader.ts'
import { reasonText } from '../../parts/wording.ts'
import { rowCode } from './rows.ts'

/** Questions without a figure in any of the rounds: once, with the reason, instead of a card for each. */
export function HiddenCard({ rows, view }: { rows: readonly ComparisonRow[]; view: ComparisonView }) {
  const { leads } = useReader()
  const reasons = new Map<string, ComparisonRow[]>()
  for (const row of rows) {
    const last = row.periods.findLast((one) => one.cell.kind === 'suppressed')?.cell
    const text = reasonText(last?.kind === 'suppressed' ? last.reason : 'no_answers')
    reasons.set(text, [...(reasons.get(text) ?? []), row])
  }
  return (
    <section className="card hidden-rows" aria-labelledby="hidden-rows">
      <h2 id="hidden-rows">{t.hiddenTitle}</h2>
      {[...reasons].map(([reason, own]) => (
        <div key={reason}>
          <p>
            {t.hidden(own.length)} <span className="hidden-cell">{reason}</span>
          </p>
          <ul>
            {own.map((row) => (
              <li key={row.key} id={row.key}>
                <span className="code">{rowCode(row)}</span> {row.title}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {leads && view.anonymityLevel === 'C' && (
        <p className="after">
          <Link className="button" to="/bezoeken">
            {t.hiddenRecords}
          </Link>
        </p>
      )}
    </section>
  )
}
