import type { FigureCell, FigureMoment, FigurePart } from '@km/analysis'
import type { FiguresView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nlFigures as t } from '../../nl-figures.ts'
import { Answered, Empty, Page } from '../../parts/page.tsx'
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
        lead: <p>{t.lead(all.filter(({ moments }) => moments.length > 0).length, all.length)}</p>,
      })}
    >
      {['project_leader', 'roc_contact'].includes(role) && (
        <p className="buttons">
          <Link className="button" to="/cijfers/inlezen">
            {t.take}
          </Link>
        </p>
      )}
      <Answered query={figures} lines={8}>
        {(view) => <Goals view={view} />}
      </Answered>
    </Page>
  )
}

function Goals({ view }: { view: FiguresView }) {
  const delivered = view.indicators.filter(({ moments }) => moments.length > 0)
  const missing = view.indicators.filter(({ moments }) => moments.length === 0)
  const goals = [...new Map(delivered.map((one) => [one.goal, one.goalTitle]))]
  return (
    <>
      {delivered.length === 0 && <Empty>{t.nothing}</Empty>}
      {goals.map(([goal, title]) => (
        <section key={goal} className="figures-goal" aria-labelledby={goal}>
          <h2 id={goal}>{title}</h2>
          {delivered
            .filter((one) => one.goal === goal)
            .map((one) => (
              <IndicatorCard key={one.code} indicator={one} />
            ))}
        </section>
      ))}
      {missing.length > 0 && (
        <section className="card" aria-labelledby="missing">
          <h2 id="missing">{t.missing}</h2>
          <ul>
            {missing.map((one) => (
              <li key={one.code}>
                {one.title} <span className="code">{one.code}</span>, {t.missingBy(one.source)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function IndicatorCard({ indicator }: { indicator: Indicator }) {
  const { code, title, denominator, note, moments } = indicator
  return (
    <section className="card" aria-labelledby={code}>
      <h3 id={code}>
        {title} <span className="code">{code}</span>
      </h3>
      {denominator !== undefined && <p className="under">{t.counted(denominator)}</p>}
      {note !== undefined && <p className="note">{note}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{t.day}</th>
            <th scope="col">{t.status}</th>
            <th scope="col">{title}</th>
          </tr>
        </thead>
        <tbody>
          {moments.map((moment) => (
            <MomentRow
              key={`${moment.referenceDate} ${moment.status}`}
              indicator={indicator}
              moment={moment}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const dayWords = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' })

function MomentRow({ indicator, moment }: { indicator: Indicator; moment: FigureMoment }) {
  const own = moment.breakdowns.find(({ by }) => by === 'school')?.rows
  const isOther = moment.cell.kind === 'suppressed' && moment.cell.reason === 'not_for_you'
  const cells = isOther && own !== undefined ? own.map(({ cell }) => cell) : [moment.cell]
  return (
    <tr>
      <th scope="row">{dayWords.format(new Date(`${moment.referenceDate}T00:00:00Z`))}</th>
      <td>{t.statuses[moment.status]}</td>
      <td>
        {cells.map((cell, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is that of the schools and never changes
          <CellWords key={index} indicator={indicator} cell={cell} />
        ))}
      </td>
    </tr>
  )
}

function partWords({ count, share }: FigurePart, n: number | undefined): string {
  const number = count === 'hidden' ? t.hidden : count
  const whole = n === undefined || count === undefined ? '' : ` ${t.of} ${n}`
  const percent = share === undefined ? '' : t.share(share)
  if (number === undefined) return percent
  return `${number}${whole}${percent === '' ? '' : ` (${percent})`}`
}

function CellWords({ indicator, cell }: { indicator: Indicator; cell: FigureCell }) {
  if (cell.kind === 'suppressed') return <span className="under">{t.reason(cell.reason)}</span>
  const { figure } = cell
  const titles = new Map(indicator.parts.map((part) => [part.code, part.title]))
  return (
    <>
      {figure.parts.map((part) => (
        <span key={part.code} className="under">
          {titles.get(part.code)}: <b>{partWords(part, figure.n)}</b>
        </span>
      ))}
      {figure.unknown.count !== 0 && figure.unknown.count !== undefined && (
        <span className="under">
          {t.unknown}: {partWords(figure.unknown, figure.n)}
        </span>
      )}
      {figure.noShare === 'few' && <span className="under">{t.few}</span>}
      {figure.noShare === 'many_unknown' && <span className="under">{t.manyUnknown}</span>}
    </>
  )
}
