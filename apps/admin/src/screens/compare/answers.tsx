import type { ComparisonRow, Period } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import { nl } from '../../nl.ts'
import { type Answer, medianLabel, type Reading, readCell } from '../../parts/cells.ts'
import { Suppressed } from '../../parts/figures.tsx'
import { ScrollRegion } from '../../parts/scroll-region.tsx'
import { periodName, units } from '../../parts/wording.ts'
import { rowCode } from './rows.ts'
import './answers.css'

const t = nl.compare

/** Answers that somebody gave in one of the rounds, or all of them when they are few. */
export function shownAnswers(row: ComparisonRow): readonly Pick<Answer, 'value' | 'label'>[] {
  const readings = row.periods.flatMap((p) => readCell(p.cell).reading ?? [])
  const all = readings.flatMap((r) => [...r.levels, ...r.escapes])
  const labels = new Map(all.map((a) => [a.value, a.label]))
  const given = new Set(all.filter((a) => a.count > 0).map((a) => a.value))
  return [...labels]
    .filter(([value]) => labels.size <= 12 || given.has(value))
    .map(([value, label]) => ({ value, label }))
}

const countOf = (reading: Reading, value: number | string): number =>
  [...reading.levels, ...reading.escapes].find((a) => a.value === value)?.count ?? 0

/** One question whose answers are no four levels: each answer with its count, the rounds side by side. */
export function AnswersCard(props: { row: ComparisonRow; view: ComparisonView; children?: React.ReactNode }) {
  const { row, view } = props
  const answers = shownAnswers(row)
  const readings = row.periods.map((p) => readCell(p.cell))
  return (
    <article className="card answers" id={row.key}>
      <h2>
        <span className="code">{rowCode(row)}</span> {row.title}
      </h2>
      <ScrollRegion label={`${rowCode(row)} ${row.title}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.answer}</th>
              {view.periods.map((period, i) => (
                <PeriodHead
                  key={period.roundId}
                  period={period}
                  reading={readings[i]?.reading}
                  unit={view.unit}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {answers.length === 0 && (
              <tr>
                <td />
                {readings.map((read, i) => (
                  <td key={view.periods[i]?.roundId ?? i}>
                    <Suppressed reason={read.reason ?? 'no_answers'} />
                  </td>
                ))}
              </tr>
            )}
            {answers.map((answer, at) => (
              <tr key={answer.value}>
                <th scope="row" className="answer-name">
                  {answer.label}
                </th>
                {readings.map((read, i) =>
                  read.reading === undefined ? (
                    at === 0 && (
                      <td
                        key={view.periods[i]?.roundId ?? i}
                        rowSpan={answers.length}
                        className="hidden-column"
                      >
                        <Suppressed reason={read.reason ?? 'no_answers'} />
                      </td>
                    )
                  ) : (
                    <td key={view.periods[i]?.roundId ?? i}>
                      <Count count={countOf(read.reading, answer.value)} of={read.reading.n} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {props.children}
    </article>
  )
}

function PeriodHead(props: { period: Period; reading: Reading | undefined; unit: 'school' | 'person' }) {
  const median = props.reading === undefined ? undefined : medianLabel(props.reading)
  return (
    <th scope="col">
      {periodName(props.period)}
      <span className="under">
        {props.reading === undefined ? '' : units(props.reading.n, props.unit)}
        {median !== undefined && ` · ${t.median}: ${median}`}
      </span>
    </th>
  )
}

function Count({ count, of }: { count: number; of: number }) {
  return (
    <div className="count">
      <b>{count}</b>
      <span className="count-track" aria-hidden="true">
        <i style={{ width: `${of === 0 ? 0 : (100 * count) / of}%` }} />
      </span>
    </div>
  )
}
