import type { FiguresView, IndicatorPage } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nlFigures as t } from '../../nl-figures.ts'
import { nlIndicator } from '../../nl-indicator.ts'
import { IndicatorLink } from '../../parts/indicator-link.tsx'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'
import { bestOf, type DayRow, dayRows, isDelivered, mainCells, newestRow } from './figure-rows.ts'
import { CellWords } from './figure-words.tsx'
import './figures.css'

type Indicator = FiguresView['indicators'][number]

/** Cijfers: what do the numbers say of each goal, over the years, and what is still missing? */
export function FiguresScreen() {
  const figures = useQuery(queries.figures())
  const me = useQuery(queries.me())
  const role = me.data?.role ?? ''
  const all = figures.data?.indicators ?? []
  return (
    <Page
      title={t.title}
      {...(figures.data !== undefined && {
        lead: <p>{t.lead(all.filter(({ moments }) => isDelivered(moments)).length, all.length)}</p>,
      })}
    >
      <p className="buttons figure-buttons">
        {['project_leader', 'roc_contact', 'coordinator'].includes(role) && (
          <Link className="button" to="/cijfers/inlezen">
            {t.take}
          </Link>
        )}
        {all.some(({ moments }) => isDelivered(moments)) && (
          <a className="button" href="/api/figures.csv" download aria-label={nlIndicator.csvAll}>
            {nlIndicator.csv}
          </a>
        )}
      </p>
      <Answered query={figures} lines={8}>
        {(view) => <Goals view={view} />}
      </Answered>
    </Page>
  )
}

function Goals({ view }: { view: FiguresView }) {
  const delivered = view.indicators.filter(({ moments }) => isDelivered(moments))
  const missing = view.indicators.filter(({ moments }) => !isDelivered(moments))
  const goals = [...new Map(delivered.map((one) => [one.goal, one.goalTitle]))]
  return (
    <>
      {delivered.length === 0 && <Empty>{t.nothing}</Empty>}
      {goals.map(([goal, title]) => (
        <section key={goal} className="card" aria-labelledby={goal}>
          <h2 id={goal}>{title}</h2>
          <table className="figure-table">
            <thead>
              <tr>
                <th scope="col">{t.figure}</th>
                <th scope="col">{t.before}</th>
                <th scope="col">{t.newest}</th>
              </tr>
            </thead>
            <tbody>
              {delivered
                .filter((one) => one.goal === goal)
                .map((one) => (
                  <IndicatorRow key={one.code} indicator={one} />
                ))}
            </tbody>
          </table>
        </section>
      ))}
      {missing.length > 0 && <Missing indicators={missing} />}
    </>
  )
}

/** What is still to come, with who delivers it. */
function Missing({ indicators }: { indicators: readonly Indicator[] }) {
  const sources = [...new Set(indicators.map(({ source }) => source))]
  return (
    <section className="card" aria-labelledby="missing">
      <h2 id="missing">{t.missing}</h2>
      <ul className="list">
        {sources.map((source) => (
          <li key={source}>
            <span className="under">{t.missingBy(source)}</span>
            <ul className="figure-missing">
              {indicators
                .filter((one) => one.source === source)
                .map((one) => (
                  <li key={one.code}>
                    <IndicatorLink code={one.code}>{one.title}</IndicatorLink>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

const named = ({ id, name }: { id: number; name: string }) => ({ code: String(id), title: name })
const yearBefore = (date: string): string => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`

/** The newest figure, beside that of the same day a year before. */
function IndicatorRow({ indicator }: { indicator: Indicator }) {
  const schools = useQuery(queries.me()).data?.schools ?? []
  const rows = dayRows(indicator.moments)
  const newest = newestRow(rows)
  const before = rows.find(
    (one) => newest !== undefined && one.referenceDate === yearBefore(newest.referenceDate),
  )
  const names = [{ code: 'school', title: '', beside: false, values: schools.map(named) }]
  return (
    <tr>
      <th scope="row">
        <IndicatorLink code={indicator.code}>{indicator.title}</IndicatorLink>
        <span className="under">{indicator.code}</span>
      </th>
      <td data-label={t.before}>
        <Value indicator={{ ...indicator, breakdowns: names }} row={before} />
      </td>
      <td data-label={t.newest}>
        <Value indicator={{ ...indicator, breakdowns: names }} row={newest} />
      </td>
    </tr>
  )
}

function Value(props: { indicator: Indicator & Pick<IndicatorPage, 'breakdowns'>; row: DayRow | undefined }) {
  const { indicator, row } = props
  const moment = row === undefined ? undefined : bestOf(row)
  if (moment === undefined) return <span className="quiet-text">–</span>
  return (
    <>
      {mainCells(indicator, moment).map(({ name, cell }) => (
        <div key={name ?? ''} className="figure-cell">
          {name !== undefined && <span className="under">{name}</span>}
          <CellWords parts={indicator.parts} cell={cell} broken={moment.broken} />
        </div>
      ))}
      <span className="under">
        {day(moment.referenceDate)}
        {moment.status === 'provisional' && `, ${t.statuses.provisional}`}
        {moment.retrospective === true && `, ${nlIndicator.retrospective}`}
      </span>
      {moment.held === true && <span className="under">{nlIndicator.held}</span>}
    </>
  )
}
