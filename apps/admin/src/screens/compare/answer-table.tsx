import type { ComparisonRow, Period, Unit } from '@km/analysis'
import { nl } from '../../nl.ts'
import { nlAnswers } from '../../nl-answers.ts'
import { medianLabel, type Reading } from '../../parts/cells.ts'
import { ScrollRegion } from '../../parts/scroll-region.tsx'
import { periodName, units } from '../../parts/wording.ts'
import { answerText, countOf, shownAnswers } from './answer-columns.ts'
import { placesOf } from './answer-kind.ts'
import { rowCode } from './rows.ts'

const t = nl.compare

interface TableProps {
  readonly row: ComparisonRow
  readonly unit: Unit
  readonly columns: readonly { readonly period: Period; readonly reading: Reading }[]
}

/** Each answer with its count, the rounds side by side; many rounds stand under each other on a phone. */
export function AnswerTable({ row, columns, unit }: TableProps) {
  if (columns.length === 0) return null
  return (
    <ScrollRegion label={`${rowCode(row)} ${row.title}`}>
      <table className={columns.length > 2 ? 'many-rounds' : undefined}>
        <thead>
          <tr>
            <th scope="col">{t.answer}</th>
            {columns.map(({ period, reading }) => (
              <PeriodHead key={period.roundId} period={period} reading={reading} unit={unit} />
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
                <td key={period.roundId} data-label={periodName(period)}>
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

function PeriodHead(props: { period: Period; reading: Reading; unit: Unit }) {
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

/** A ranking: how often each choice was put in each place. */
export function Places({ reading, name }: { reading: Reading; name: string }) {
  const rows = placesOf(reading)
  if (rows === undefined) return null
  const most = Math.max(0, ...rows.map((row) => row.places.length))
  const places = Array.from({ length: most }, (_, index) => nlAnswers.place(index + 1))
  return (
    <ScrollRegion label={name}>
      <table className="places">
        <caption>
          {name}, {units(reading.n, 'person')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t.answer}</th>
            {places.map((place) => (
              <th key={place} scope="col">
                {place}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.choice}>
              <th scope="row" className="answer-name">
                {row.choice}
              </th>
              {places.map((place, index) => (
                <td key={place}>
                  <Count count={row.places[index] ?? 0} of={reading.n} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
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
