import type { ComparisonRow, Movement } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import type { Framework } from '@km/definition'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { nl } from '../../nl.ts'
import { ownAnswer, readCell, rowNow } from '../../parts/cells.ts'
import { ExpectationLink } from '../../parts/expectation-link.tsx'
import { Dumbbell, LevelBar, Moves, OwnLevel, Suppressed } from '../../parts/figures.tsx'
import { useReader } from '../../parts/reader.ts'
import { SharesText } from '../../parts/shares.tsx'
import { YearsTable } from '../../parts/years-table.tsx'
import { isRollUp, rowCode, underTitles } from './rows.ts'

const t = nl.compare

interface RowProps {
  readonly row: ComparisonRow
  readonly view: ComparisonView
  readonly framework: Framework
  readonly makeFinding: (row: ComparisonRow) => void
}

/** One expectation: then and now of the same schools, who moved, all schools now, and what to do with it. */
export function Row(props: RowProps) {
  const { row, view } = props
  const [open, setOpen] = useState(false)
  const id = useId()
  const now = rowNow(row, view.periods)
  const one = view.schoolId !== undefined
  const { leads } = useReader()
  return (
    <>
      <tr className={open ? 'opened' : undefined}>
        <RowTitle {...props} />
        <StepCells row={row} view={view} />
        {!one && (
          <td data-label={`${t.columns.all} ${lastYear(view)}`}>
            {now.period?.shares !== undefined ? (
              <SharesText shares={now.period.shares} unit={view.unit} />
            ) : now.reading === undefined ? (
              <Suppressed reason={now.reason ?? 'no_answers'} />
            ) : (
              <LevelBar reading={now.reading} unit={view.unit} />
            )}
          </td>
        )}
        <td>
          <div className="do-buttons">
            <button
              type="button"
              className="icon"
              aria-expanded={open}
              aria-controls={id}
              aria-label={`${t.perYear}: ${row.title}`}
              title={t.perYear}
              onClick={() => setOpen(!open)}
            >
              <span aria-hidden="true">{open ? '–' : '+'}</span>
              <span className="on-card">{t.perYear}</span>
            </button>
            {leads && now.reading !== undefined && (
              <button
                type="button"
                className="icon"
                aria-label={`${t.makeFinding}: ${row.title}`}
                title={t.makeFinding}
                onClick={() => props.makeFinding(row)}
              >
                <Flag />
                <span className="on-card">{t.makeFinding}</span>
              </button>
            )}
          </div>
        </td>
      </tr>
      <tr className="years" id={id} hidden={!open}>
        <td colSpan={5}>{open && <YearsTable row={row} periods={view.periods} unit={view.unit} />}</td>
      </tr>
    </>
  )
}

/** A flag that is put on a row: "this stands out". */
const Flag = () => (
  <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
    <path
      d="M5 18V3M5 3.5h9.5l-2 3.5 2 3.5H5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  </svg>
)

export const lastYear = (view: ComparisonView): string => {
  const period = view.periods.findLast((p) => p.released) ?? view.periods.at(-1)
  return period === undefined ? '' : period.schoolYear
}

function RowTitle({ row, view, framework }: RowProps) {
  const { leads } = useReader()
  const under = underTitles(row, framework)
  const items = rowNow(row, view.periods).reading?.items
  const code = row.expectationCodes.length === 1 ? row.expectationCodes[0] : undefined
  const findings = view.findings.filter((f) => f.key === row.key)
  const measures = view.measures.filter((m) => m.key === row.key)
  return (
    <th scope="row">
      <span className="code">{rowCode(row)}</span>
      <span className="row-title">
        {code !== undefined && !isRollUp(row) ? (
          <ExpectationLink code={code}>{row.title}</ExpectationLink>
        ) : (
          row.title
        )}
      </span>
      {under.map((title) => (
        <span key={title} className="under">
          {title}
        </span>
      ))}
      {items !== undefined && <span className="under">{t.items(items.counted, items.of)}</span>}
      {measures.map((m) => (
        <Link
          key={m.actionId}
          className="tag target"
          to="/bevindingen/$id"
          params={{ id: String(m.findingId) }}
        >
          {m.code}: {t.target.toLowerCase()} {m.targetValue}
          {m.unit === 'share' ? '%' : ' scholen'},{' '}
          {m.reached === undefined
            ? t.notMeasured
            : `${t.reached} ${m.reached}${m.unit === 'share' ? '%' : ''}`}
        </Link>
      ))}
      {findings.map((f) =>
        leads ? (
          <Link
            key={f.id}
            className="tag"
            to="/bevindingen/$id"
            params={{ id: String(f.id) }}
            title={f.title}
          >
            {f.code}
          </Link>
        ) : (
          <span key={f.id} className="under">
            {f.code} {f.title}
          </span>
        ),
      )}
    </th>
  )
}

/** Then and now with who moved; or, across both columns, why there is no difference to show. */
function StepCells({ row, view }: { row: ComparisonRow; view: ComparisonView }) {
  const now = rowNow(row, view.periods)
  const { step, movement } = now
  if (step === undefined)
    return (
      <td colSpan={2} className="quiet-text">
        {t.noStep}
      </td>
    )
  if (now.broken !== undefined)
    return (
      <td colSpan={2}>
        <Break row={row} verdict={step.verdict} reason={step.reason} />
      </td>
    )
  if (step.verdict === 'new')
    return (
      <td colSpan={2} className="quiet-text">
        {t.newItem} {step.reason}
      </td>
    )
  if (view.schoolId !== undefined) return <OwnCells row={row} view={view} />
  if (step.shares !== undefined)
    return (
      <td colSpan={2} data-label={t.columns.movement}>
        <SharesText shares={step.shares} unit={view.unit} />
      </td>
    )
  if (movement === undefined)
    return (
      <td colSpan={2}>
        <Suppressed reason={step.movement.kind === 'suppressed' ? step.movement.reason : 'no_answers'} />
      </td>
    )
  return (
    <>
      <td data-label={t.columns.share}>
        <Dumbbell from={movement.from} to={movement.to} />
      </td>
      <td data-label={t.columns.movement}>
        <Moves movement={movement} />
      </td>
    </>
  )
}

function Break({ row, verdict, reason }: { row: ComparisonRow; verdict: string; reason: string }) {
  const code = row.expectationCodes[0]
  return (
    <p className="break">
      <b>
        <span aria-hidden="true">≠</span> {verdict === 'rescaled' ? t.rescaled : t.changed}
      </b>{' '}
      {reason}{' '}
      {code !== undefined && (
        <ExpectationLink code={code} place="vragen">
          {t.bothTexts}
        </ExpectationLink>
      )}
    </p>
  )
}

function OwnCells({ row, view }: { row: ComparisonRow; view: ComparisonView }) {
  const { step, reading, movement } = rowNow(row, view.periods)
  const before = row.periods.find((p) => p.roundId === step?.fromRoundId)
  const then = before === undefined ? undefined : readCell(before.cell).reading
  if (reading === undefined)
    return (
      <td colSpan={2}>
        <Suppressed reason="no_answers" />
      </td>
    )
  const apart = then === undefined ? '' : t.apartOne
  const word = movement === undefined ? apart : ownMovement(movement)
  return (
    <>
      <td data-label={t.columns.ownLevel}>
        <OwnLevel
          levels={reading.levels}
          then={then === undefined ? undefined : ownAnswer(then)}
          now={ownAnswer(reading)}
        />
      </td>
      <td data-label={t.columns.movement}>{word}</td>
    </>
  )
}

/** What one school did: one of the counts of its movement is 1. */
function ownMovement({ up, same, down }: Movement): string {
  if (up > 0) return `▲ ${nl.schools.up}`
  if (down > 0) return `▼ ${nl.schools.down}`
  return same > 0 ? `= ${nl.schools.same}` : t.apartOne
}
