import './years-table.css'
import type { ComparisonRow, Period, Unit } from '@km/analysis'
import { nl } from '../nl.ts'
import { medianLabel, readCell } from './cells.ts'
import { LevelBar, Suppressed } from './figures.tsx'
import { SharesText } from './shares.tsx'
import { percent, periodName, units } from './wording.ts'

const t = nl.compare

/** One row over all chosen rounds: distribution, share and n of each, and the step from the one before. */
export function YearsTable(props: { row: ComparisonRow; periods: readonly Period[]; unit: Unit }) {
  const { row, periods } = props
  return (
    <table className="years-table">
      <caption>
        {row.title}: {t.perYear.toLowerCase()}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t.year}</th>
          <th scope="col">{t.views.levels}</th>
          <th scope="col">{t.share}</th>
          <th scope="col">{t.columns.movement}</th>
        </tr>
      </thead>
      <tbody>
        {periods.map((period, i) => (
          <YearRow key={period.roundId} {...props} period={period} index={i} />
        ))}
      </tbody>
    </table>
  )
}

function YearRow(props: { row: ComparisonRow; period: Period; index: number; unit: Unit }) {
  const { row, period, index } = props
  const cell = row.periods[index]
  const read = cell === undefined ? { reason: 'not_asked' as const } : readCell(cell.cell)
  const share = read.reading?.sufficient
  const median = read.reading === undefined ? undefined : medianLabel(read.reading)
  return (
    <tr>
      <th scope="row" className="c-year">
        {periodName(period)}
        <span className="under">
          {t.version} {period.version}
          {period.retrospective && `, ${t.retrospective}`}
        </span>
      </th>
      <td data-label={t.views.levels}>
        {cell?.shares !== undefined ? (
          <SharesText shares={cell.shares} unit={props.unit} />
        ) : read.reading === undefined ? (
          <Suppressed reason={read.reason ?? 'no_answers'} />
        ) : (
          <LevelBar reading={read.reading} unit={props.unit} plain />
        )}
      </td>
      <td data-label={t.share}>
        {read.reading !== undefined && (
          <>
            {share !== undefined && (
              <>
                <b>{share.count}</b> van {share.of} ({percent(share.count, share.of)})
              </>
            )}
            <span className="under">{units(read.reading.n, props.unit)}</span>
            {median !== undefined && (
              <span className="under">
                {t.median}: {median}
              </span>
            )}
          </>
        )}
      </td>
      <td data-label={t.columns.movement}>
        {index > 0 && <StepText row={row} index={index - 1} unit={props.unit} />}
      </td>
    </tr>
  )
}

/** '▲ 8 = 9 ▼ 1 van 18', or why there is none. */
export function StepText(props: { row: ComparisonRow; index: number; unit: Unit }) {
  const { row, index } = props
  const step = row.steps[index]
  if (step === undefined) return null
  if (step.shares !== undefined) return <SharesText shares={step.shares} unit={props.unit} />
  if (step.movement.kind === 'suppressed')
    return (
      <span className={step.movement.reason === 'not_comparable' ? 'break' : 'quiet-text'}>
        {step.movement.reason === 'not_comparable' ? `≠ ${step.reason}` : nl.suppressed[step.movement.reason]}
      </span>
    )
  const { pairs, up, same, down, escapes } = step.movement.movement
  return (
    <span>
      ▲ {up} &nbsp;= {same} &nbsp;▼ {down} {t.of} {pairs}
      {step.verdict === 'reworded' && <span className="under">{t.reworded}</span>}
      {escapes > 0 && <span className="under">{t.escapes(escapes)}</span>}
    </span>
  )
}
