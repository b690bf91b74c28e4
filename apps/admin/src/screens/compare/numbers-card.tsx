import type { ComparisonRow } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import type { ReactNode } from 'react'
import { nlAnswers as t } from '../../nl-answers.ts'
import { BarTable, SaveBars } from '../../parts/bar-table.tsx'
import { columnsOf, numberRows } from './answer-columns.ts'
import { AnswerTable } from './answer-table.tsx'
import { rowCode } from './rows.ts'

/** Numbers that are parts of one question: the total of each part, the rounds side by side. */
export function NumbersCard(props: {
  rows: readonly ComparisonRow[]
  name: string
  view: ComparisonView
  action: (row: ComparisonRow) => ReactNode
}) {
  const { rows, view, name } = props
  const bars = numberRows(rows, view)
  const code = name.replaceAll('_', '.')
  const title = t.numbers(code)
  return (
    <article className="card answer-card matrix">
      <h2>{title}</h2>
      <BarTable title={title} head={t.row} rows={bars} />
      <details className="as-table">
        <summary>{t.spread}</summary>
        {rows.map((row) => (
          <section key={row.key} id={row.key}>
            <h3>
              <span className="code">{rowCode(row)}</span> {row.title}
            </h3>
            <AnswerTable
              row={row}
              unit={view.unit}
              columns={columnsOf(row, view).flatMap(({ period, reading }) =>
                reading === undefined ? [] : [{ period, reading }],
              )}
            />
            {props.action(row)}
          </section>
        ))}
      </details>
      <div className="card-actions">
        <SaveBars
          title={title}
          lead={t.numbersPicture}
          filter={view.filter}
          rows={bars}
          fileName={`${view.instrument}-${name}`}
        />
      </div>
    </article>
  )
}
