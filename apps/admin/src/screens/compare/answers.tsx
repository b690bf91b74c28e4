import type { ComparisonRow, Unit } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import type { ReactNode } from 'react'
import { nl } from '../../nl.ts'
import { nlAnswers as t } from '../../nl-answers.ts'
import { SaveBars } from '../../parts/bar-table.tsx'
import type { Reading } from '../../parts/cells.ts'
import { Suppressed } from '../../parts/figures.tsx'
import { SharesText } from '../../parts/shares.tsx'
import { periodName, units } from '../../parts/wording.ts'
import { StepText } from '../../parts/years-table.tsx'
import { type Column, columnsOf, pictureRows } from './answer-columns.ts'
import { hasPicture, placesOf } from './answer-kind.ts'
import { AnswerLegend, AnswerPicture, type Axis, axisOf, sumWords } from './answer-pictures.tsx'
import { AnswerTable, Places } from './answer-table.tsx'
import { rowCode } from './rows.ts'
import './answers.css'

/** One question whose answers are no four levels: the picture that suits it for each round, and its table. */
export function AnswersCard(props: { row: ComparisonRow; view: ComparisonView; children?: ReactNode }) {
  const { row, view } = props
  const columns = columnsOf(row, view)
  const shown = columns.flatMap((one) =>
    one.reading === undefined ? [] : [{ ...one, reading: one.reading }],
  )
  const readings = shown.map((one) => one.reading)
  const drawn = readings.some((reading) => hasPicture(row, reading))
  const ranked = readings.some((reading) => placesOf(reading) !== undefined)
  const axis = axisOf(readings)
  const table = !ranked && <AnswerTable row={row} unit={view.unit} columns={shown} />
  return (
    <article className="card answer-card" data-wide={ranked || (shown.length > 3 && !drawn)} id={row.key}>
      <h2>
        <span className="code">{rowCode(row)}</span> {row.title}
      </h2>
      <HiddenRounds row={row} view={view} columns={columns} />
      {shown.map((column) => (
        <Round key={column.period.roundId} {...{ row, view, column, axis }} reading={column.reading} />
      ))}
      {drawn && <AnswerLegend row={row} readings={readings} />}
      {drawn ? (
        <details className="as-table">
          <summary>{nl.compare.table}</summary>
          {table}
        </details>
      ) : (
        table
      )}
      <LastStep row={row} unit={view.unit} />
      <div className="card-actions">
        {props.children}
        <SavePicture rows={[row]} title={row.title} view={view} />
      </div>
    </article>
  )
}

/** The counts of these rows as a picture to keep, with what was chosen on it. */
export function SavePicture(props: { rows: readonly ComparisonRow[]; title: string; view: ComparisonView }) {
  const { rows, title, view } = props
  return (
    <SaveBars
      title={title}
      lead={t.picture}
      filter={view.filter}
      rows={pictureRows(rows, view)}
      fileName={`${view.instrument}-${rows[0]?.key ?? ''}`}
    />
  )
}

/** Rounds without figures: the reason once, with the rounds that it holds for. */
function HiddenRounds(props: { row: ComparisonRow; view: ComparisonView; columns: readonly Column[] }) {
  const { row, view, columns } = props
  return columns.map(({ period, index, hidden }) => {
    const shares = row.periods[index]?.shares
    return (
      hidden !== undefined && (
        <div key={period.roundId} className="hidden-period">
          {periodName(period)}{' '}
          {shares === undefined ? (
            <Suppressed reason={hidden} />
          ) : (
            <SharesText shares={shares} unit={view.unit} />
          )}
        </div>
      )
    )
  })
}

function Round(props: {
  row: ComparisonRow
  view: ComparisonView
  column: Column
  reading: Reading
  axis: Axis
}) {
  const { row, view, column, reading, axis } = props
  const name = periodName(column.period)
  const sum = row.periods[column.index]?.sum
  const said = sumWords({ row, reading, sum, unit: view.unit }) || rolledUp(reading, view.unit)
  if (row.kind === 'ranking' && placesOf(reading) !== undefined)
    return <Places reading={reading} name={name} />
  if (said === '' && !hasPicture(row, reading)) return null
  return (
    <div className="answer-picture">
      <p>
        <b>{name}</b> {said === '' ? units(reading.n, view.unit) : said}
      </p>
      <AnswerPicture row={row} reading={reading} name={name} axis={axis} />
    </div>
  )
}

/** Of more questions taken together: how many answers of how many people. */
function rolledUp(reading: Reading, unit: Unit): string {
  const answers = [...reading.levels, ...reading.escapes].reduce((sum, one) => sum + one.count, 0)
  return answers > reading.n ? t.together(answers, units(reading.n, unit)) : ''
}

/** How the same schools moved, or why the series breaks; nothing where there is no movement by nature. */
function LastStep({ row, unit }: { row: ComparisonRow; unit: Unit }) {
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
