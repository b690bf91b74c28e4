import type { ComparisonRow, Period } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import type { ReactNode } from 'react'
import { nlAnswers as t } from '../../nl-answers.ts'
import { readCell } from '../../parts/cells.ts'
import { Suppressed } from '../../parts/figures.tsx'
import { ScrollRegion } from '../../parts/scroll-region.tsx'
import { SharesText } from '../../parts/shares.tsx'
import { periodName, units } from '../../parts/wording.ts'
import { shownAnswers } from './answers.tsx'
import { rowCode } from './rows.ts'

/** Rows of one matrix: a table of rows and answers for each round, newest first. */
export function MatrixCard(props: {
  rows: readonly ComparisonRow[]
  view: ComparisonView
  action: (row: ComparisonRow) => ReactNode
}) {
  const { rows, view } = props
  const periods = view.periods.map((period, index) => ({ period, index })).reverse()
  return (
    <article className="card answers matrix">
      <h2>
        {rows[0] !== undefined && <span className="code">{rowCode(rows[0])}</span>} {t.matrix}
      </h2>
      {periods.map(({ period, index }) => (
        <MatrixOf key={period.roundId} rows={rows} period={period} index={index} view={view} />
      ))}
      <ul className="matrix-actions">
        {rows.map((row) => {
          const action = props.action(row)
          return action !== null && <li key={row.key}>{action}</li>
        })}
      </ul>
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
        values.map((value) => <td key={value}>{counts.get(value) ?? 0}</td>)
      )}
    </tr>
  )
}
