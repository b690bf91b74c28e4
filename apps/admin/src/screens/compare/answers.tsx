import type { ComparisonRow, Period } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import type { ReactNode } from 'react'
import { nl } from '../../nl.ts'
import { nlAnswers } from '../../nl-answers.ts'
import { type Answer, medianLabel, type Reading, readCell } from '../../parts/cells.ts'
import { Suppressed } from '../../parts/figures.tsx'
import { ScrollRegion } from '../../parts/scroll-region.tsx'
import { SharesText } from '../../parts/shares.tsx'
import { periodName, units } from '../../parts/wording.ts'
import { StepText } from '../../parts/years-table.tsx'
import { placesOf } from './answer-kind.ts'
import { AnswerPicture, sumWords } from './answer-pictures.tsx'
import { rowCode } from './rows.ts'
import './answers.css'

const t = nl.compare

/** 2.5 reads '2,5'; words stay as they are. */
const answerText = (label: string): string => (/^-?\d+\.\d+$/.test(label) ? label.replace('.', ',') : label)

/** Answers that somebody gave in one of the rounds, or all of them when they are few; numbers from low to high. */
export function shownAnswers(row: ComparisonRow): readonly Pick<Answer, 'value' | 'label'>[] {
  const readings = row.periods.flatMap((p) => readCell(p.cell).reading ?? [])
  const all = readings.flatMap((r) => [...r.levels, ...r.escapes])
  const labels = new Map(all.map((a) => [a.value, a.label]))
  const given = new Set(all.filter((a) => a.count > 0).map((a) => a.value))
  const shown = [...labels]
    .filter(([value]) => labels.size <= 12 || given.has(value))
    .map(([value, label]) => ({ value, label: answerText(label) }))
  return row.kind === 'number' ? shown.sort((a, b) => Number(a.value) - Number(b.value)) : shown
}

const countOf = (reading: Reading, value: number | string): number =>
  [...reading.levels, ...reading.escapes].find((a) => a.value === value)?.count ?? 0

/** One question whose answers are no four levels: each answer with its count, the rounds side by side. */
export function AnswersCard(props: { row: ComparisonRow; view: ComparisonView; children?: ReactNode }) {
  const { row, view } = props
  const columns = view.periods.map((period, i) => {
    const cell = row.periods[i]?.cell
    const { shares, sum } = row.periods[i] ?? {}
    return {
      period,
      shares,
      sum,
      ...(cell === undefined ? { reason: 'not_asked' as const } : readCell(cell)),
    }
  })
  return (
    <article className="card answers" id={row.key}>
      <h2>
        <span className="code">{rowCode(row)}</span> {row.title}
      </h2>
      {columns.map(
        ({ period, reason, shares }) =>
          reason !== undefined && (
            <div key={period.roundId} className="hidden-period">
              {periodName(period)}{' '}
              {shares === undefined ? (
                <Suppressed reason={reason} />
              ) : (
                <SharesText shares={shares} unit={view.unit} />
              )}
            </div>
          ),
      )}
      {columns.map(({ period, reading, sum }) => {
        if (reading === undefined) return null
        const words = sumWords(row, reading, sum, view.unit)
        return (
          <div key={period.roundId} className="answer-picture">
            <p>
              <b>{periodName(period)}</b> {words === '' ? rolledUp(reading, view.unit) : words}
            </p>
            <AnswerPicture row={row} reading={reading} name={periodName(period)} unit={view.unit} />
            {row.kind === 'ranking' && <Places reading={reading} name={periodName(period)} />}
          </div>
        )
      })}
      {columns.some((one) => one.reading !== undefined && placesOf(one.reading) === undefined) && (
        <Table
          row={row}
          unit={view.unit}
          columns={columns.flatMap((one) =>
            one.reading === undefined ? [] : [{ period: one.period, reading: one.reading }],
          )}
        />
      )}
      <LastStep row={row} unit={view.unit} />
      {props.children}
    </article>
  )
}

/** Of more questions taken together: how many answers of how many people. */
function rolledUp(reading: Reading, unit: 'school' | 'person'): string {
  const answers = [...reading.levels, ...reading.escapes].reduce((sum, one) => sum + one.count, 0)
  return answers > reading.n ? nlAnswers.together(answers, units(reading.n, unit)) : ''
}

/** A ranking: how often each choice was put in each place. */
function Places({ reading, name }: { reading: Reading; name: string }) {
  const rows = placesOf(reading)
  if (rows === undefined) return null
  const most = Math.max(0, ...rows.map((row) => row.places.length))
  return (
    <ScrollRegion label={name}>
      <table>
        <caption>
          {name}, {units(reading.n, 'person')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t.answer}</th>
            {Array.from({ length: most }, (_, index) => (
              <th key={nlAnswers.place(index + 1)} scope="col">
                {nlAnswers.place(index + 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ choice, places }) => (
            <tr key={choice}>
              <th scope="row" className="answer-name">
                {choice}
              </th>
              {Array.from({ length: most }, (_, index) => (
                <td key={nlAnswers.place(index + 1)}>
                  <Count count={places[index] ?? 0} of={reading.n} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** How the same schools moved, or why the series breaks; nothing where there is no movement by nature. */
function LastStep({ row, unit }: { row: ComparisonRow; unit: 'school' | 'person' }) {
  const index = row.steps.length - 1
  const step = row.steps[index]
  const silent = ['not_applicable', 'not_asked', 'no_answers', 'not_released']
  if (step === undefined || (step.movement.kind === 'suppressed' && silent.includes(step.movement.reason)))
    return null
  return (
    <p className="last-step">
      <StepText row={row} index={index} unit={unit} />
    </p>
  )
}

function Table(props: {
  row: ComparisonRow
  unit: 'school' | 'person'
  columns: readonly { readonly period: Period; readonly reading: Reading }[]
}) {
  const { row, columns } = props
  if (columns.length === 0) return null
  return (
    <ScrollRegion label={`${rowCode(row)} ${row.title}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.answer}</th>
            {columns.map(({ period, reading }) => (
              <PeriodHead key={period.roundId} period={period} reading={reading} unit={props.unit} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shownAnswers(row).map((answer) => (
            <tr key={answer.value}>
              <th scope="row" className="answer-name">
                {answer.label}
              </th>
              {columns.map(({ period, reading }) => (
                <td key={period.roundId}>
                  <Count count={countOf(reading, answer.value)} of={reading.answers ?? reading.n} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function PeriodHead(props: { period: Period; reading: Reading; unit: 'school' | 'person' }) {
  const median = medianLabel(props.reading)
  return (
    <th scope="col">
      {periodName(props.period)}
      <span className="under">{units(props.reading.n, props.unit)}</span>
      {median !== undefined && (
        <span className="under">
          {t.median}: {answerText(median)}
        </span>
      )}
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
