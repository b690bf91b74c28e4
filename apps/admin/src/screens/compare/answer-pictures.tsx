import type { AnswerSum, ComparisonRow, Unit } from '@km/analysis'
import { nl } from '../../nl.ts'
import { nlAnswers as t } from '../../nl-answers.ts'
import type { Answer, Reading } from '../../parts/cells.ts'
import { LevelBar, segmentClass } from '../../parts/figures.tsx'
import { percent } from '../../parts/wording.ts'
import { answerKind, aroundMiddle } from './answer-kind.ts'

const decimal = (value: number | string): string => String(value).replace('.', ',')

/** What the answers of one round come down to, in one line; nothing where the counts say it all. */
export function sumWords(one: {
  readonly row: ComparisonRow
  readonly reading: Reading
  readonly sum: AnswerSum | undefined
  readonly unit: Unit
}): string {
  const { row, reading, sum, unit } = one
  const kind = answerKind(row, reading.levels.length)
  const agree = sum?.agreeing
  const say = row.scale === 'E5' || row.scale === 'J3' ? t.agreeing[row.scale] : t.agreeing.other
  const median = reading.median
  return [
    kind === 'several' ? t.several(reading.n, unit) : '',
    agree !== undefined && agree.of > 0
      ? `${say(agree.count, agree.of)} (${percent(agree.count, agree.of)})`
      : '',
    sum?.total === undefined ? '' : t.total(decimal(sum.total), reading.n, unit),
    median !== undefined && kind === 'marks' && reading.n >= 5 ? t.middleMark(decimal(median)) : '',
    median !== undefined && kind === 'number' ? t.median(decimal(median)) : '',
    sum !== undefined && sum.without > 0 && kind === 'number' ? t.without(sum.without) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** From the least to the most of a number over all rounds, so that they stand on one line. */
export interface Axis {
  readonly from: number
  readonly to: number
}

export function axisOf(readings: readonly Reading[]): Axis {
  const values = readings.flatMap(({ levels }) =>
    levels.filter((one) => one.count > 0).map((one) => Number(one.value)),
  )
  return { from: Math.min(...values), to: Math.max(...values) }
}

/** The answers of one round as the picture that suits them. The counts stand in it and in the table. */
export function AnswerPicture(props: { row: ComparisonRow; reading: Reading; name: string; axis: Axis }) {
  const { row, reading, name, axis } = props
  if (reading.n === 0) return null
  switch (answerKind(row, reading.levels.length)) {
    case 'agreement':
      return <AgreementBar reading={reading} name={name} />
    case 'ordered':
      return <LevelBar reading={reading} unit="person" plain />
    case 'marks':
      return <Marks reading={reading} name={name} />
    case 'number':
      return <NumberLine reading={reading} name={name} axis={axis} />
    default:
      return null
  }
}

/** Which tint is which answer, under the bars of a scale. */
export function AnswerLegend({ row, readings }: { row: ComparisonRow; readings: readonly Reading[] }) {
  const levels = readings[0]?.levels ?? []
  const kind = answerKind(row, levels.length)
  if (kind !== 'agreement' && kind !== 'ordered') return null
  const unknown = readings
    .flatMap(({ escapes }) => escapes)
    .find((one) => one.value === 'wn' && one.count > 0 && kind === 'ordered')
  return (
    <ul className="answer-legend" aria-label={nl.compare.legend}>
      {levels.map((level, index) => (
        <li key={level.value}>
          <i className={`swatch ${segmentClass(index, levels.length, false)}`} />
          {level.label}
        </li>
      ))}
      {unknown !== undefined && (
        <li>
          <i className="swatch wn" />
          {unknown.label}
        </li>
      )}
    </ul>
  )
}

/** One thin column for each number that was given, where it lies between the least and the most. */
function NumberLine({ reading, name, axis }: { reading: Reading; name: string; axis: Axis }) {
  const given = reading.levels.filter((one) => one.count > 0)
  const most = Math.max(1, ...given.map((one) => one.count))
  const span = Math.max(1, axis.to - axis.from)
  const middle = reading.median === undefined ? undefined : Number(reading.median)
  return (
    <div className="number-line" role="img" aria-label={t.bar(name, said(given))}>
      <div className="number-columns">
        {given.map((one) => (
          <i
            key={one.value}
            className={Number(one.value) === middle ? 'is-middle' : undefined}
            style={{
              insetInlineStart: `${(100 * (Number(one.value) - axis.from)) / span}%`,
              height: `${(100 * one.count) / most}%`,
            }}
          />
        ))}
      </div>
      <div className="number-ends">
        <span>{decimal(axis.from)}</span>
        {axis.to > axis.from && <span>{decimal(axis.to)}</span>}
      </div>
    </div>
  )
}

const said = (answers: readonly Answer[]): string =>
  answers.map((one) => `${one.label} ${one.count}`).join(', ')

/** Against left of the middle line, agreeing right of it; what does not apply stands in the table only. */
function AgreementBar({ reading, name }: { reading: Reading; name: string }) {
  const { left, whole } = aroundMiddle(reading.levels)
  if (whole === 0) return null
  return (
    <div className="agreement" role="img" aria-label={t.bar(name, said(reading.levels))}>
      <div className="agreement-bar" style={{ marginInlineStart: `${50 - (50 * left) / whole}%` }}>
        {reading.levels.map((level, index) =>
          level.count === 0 ? null : (
            <span key={level.value} style={{ flexGrow: level.count }}>
              <i className={segmentClass(index, reading.levels.length, false)} />
              {level.count}
            </span>
          ),
        )}
      </div>
      <i className="agreement-middle" />
    </div>
  )
}

/** One column a mark; the mark in the middle is outlined and said in words above it. */
function Marks({ reading, name }: { reading: Reading; name: string }) {
  const most = Math.max(1, ...reading.levels.map((level) => level.count))
  return (
    <div className="marks" role="img" aria-label={t.bar(name, said(reading.levels))}>
      {reading.levels.map((level) => (
        <span key={level.value}>
          <b>{level.count === 0 ? '' : level.count}</b>
          <i
            className={level.value === reading.median && reading.n >= 5 ? 'is-middle' : undefined}
            style={{ height: `${(64 * level.count) / most}px` }}
          />
          {level.label}
        </span>
      ))}
    </div>
  )
}
