import type { ComparisonRow, Period } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import type { ReactNode } from 'react'
import { nlAnswers as t } from '../../nl-answers.ts'
import { readCell } from '../../parts/cells.ts'
import { Suppressed } from '../../parts/figures.tsx'
import { ScrollRegion } from '../../parts/scroll-region.tsx'
import { SharesText } from '../../parts/shares.tsx'
import { periodName, units } from '../../parts/wording.ts'
import { shownAnswers } from './answer-columns.ts'
import { SavePicture } from './answers.tsx'
import { rowCode } from './rows.ts'

/** Rows of one matrix: a table of rows and answers for each round, newest first. */
export function MatrixCard(props: {
  rows: readonly ComparisonRow[]
  view: ComparisonView
  action: (row: ComparisonRow) => ReactNode
}) {
  const { rows, view } = props
  const code = rows[0] === undefined ? '' : rowCode(rows[0])
  const periods = view.periods.map((period, index) => ({ period, index })).reverse()
  return (
    <article className="card answer-card matrix">
      <h2>
        <span className="code">{code}</span> {t.matrix}
      </h2>
      {periods.map(({ period, index }) => (
        <MatrixOf key={period.roundId} rows={rows} period={period} index={index} view={view} />
      ))}
      {rows.some((row) => props.action(row) !== null) && (
        <details className="as-table">
          <summary>{t.makeFindings}</summary>
          <ul className="matrix-actions">
            {rows.map((row) => (
              <li key={row.key}>{props.action(row)}</li>
            ))}
          </ul>
        </details>
      )}
      <div className="card-actions">
        <SavePicture rows={rows} title={`${code} ${t.matrix}`} view={view} />
      </div>
    </article>
  )
}

function MatrixOf(props: {
  rows: readonly ComparisonRow[]
  period: Period
  index: number
  view: ComparisonView
}) {
  const { rows, period, index, view } = props
  const answers = new Map(rows.flatMap(shownAnswers).map((one) => [String(one.value), one.label]))
  return (
    <ScrollRegion label={`${t.matrix} ${periodName(period)}`}>
      <table>
        <caption>{periodName(period)}</caption>
        <thead>
          <tr>
            <th scope="col">{t.row}</th>
            {[...answers].map(([value, label]) => (
              <th key={value} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MatrixRow key={row.key} row={row} index={index} values={[...answers.keys()]} view={view} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function MatrixRow(props: {
  row: ComparisonRow
  index: number
  values: readonly string[]
  view: ComparisonView
}) {
  const { row, values, view } = props
  const own = row.periods[props.index]
  const { reading, reason } =
    own === undefined ? { reading: undefined, reason: 'not_asked' as const } : readCell(own.cell)
  const counts = new Map(
    [...(reading?.levels ?? []), ...(reading?.escapes ?? [])].map((one) => [String(one.value), one.count]),
  )
  return (
    <tr id={props.index === view.periods.length - 1 ? row.key : undefined}>
      <th scope="row" className="answer-name">
        {row.title}
        {reading !== undefined && <span className="under">{units(reading.n, view.unit)}</span>}
      </th>
      {reading === undefined ? (
        <td colSpan={Math.max(1, values.length)}>
          {own?.shares === undefined ? (
            <Suppressed reason={reason ?? 'not_asked'} />
          ) : (
            <SharesText shares={own.shares} unit={view.unit} />
          )}
        </td>
      ) : (
        values.map((value) => <Tinted key={value} count={counts.get(value) ?? 0} of={reading.n} />)
      )}
    </tr>
  )
}

/** A count on a tint that is deeper the larger its part is. */
function Tinted({ count, of }: { count: number; of: number }) {
  const part = of === 0 ? 0 : Math.round((60 * count) / of)
  return (
    <td className="tinted" style={{ background: `color-mix(in srgb, var(--tint) ${part}%, transparent)` }}>
      {count}
    </td>
  )
}
