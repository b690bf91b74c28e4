import type { SchoolReport } from '@km/analysis'
import type { SchoolView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { ExpectationLink } from '../../parts/expectation-link.tsx'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { useReader } from '../../parts/reader.ts'
import { movedSince, type OwnRow, type OwnSection, ownYears } from './own-years.ts'
import { Beside, Flywheel } from './visitors.tsx'
import './school.css'

const t = nl.schools

/** One school: its own levels beside its own past. */
export function SchoolScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const school = useQuery(queries.school(id))
  const { leads } = useReader()
  return (
    <Page
      title={school.data?.school.name ?? t.title}
      above={leads ? <Link to="/scholen">{t.title}</Link> : <Link to="/">{nl.nav.start}</Link>}
      lead={school.data !== undefined && <Lead view={school.data} />}
    >
      <Answered query={school} lines={8}>
        {(view) => <Body view={view} />}
      </Answered>
    </Page>
  )
}

function Lead({ view }: { view: SchoolView }) {
  const newest = view.reports[0]
  if (newest === undefined) return <p>{view.school.type}</p>
  const since = movedSince(newest)
  const { up, same, down, notComparable } = newest.moved
  return (
    <p>
      {since === undefined ? (
        t.noPrevious
      ) : (
        <>
          {t.moved} {since}: <b>{t.movedText(up, same, down)}</b>
          {notComparable > 0 && `; ${t.notComparable(notComparable)}`}.{' '}
          {newest.otherCoordinator === true && t.otherCoordinator}
        </>
      )}
    </p>
  )
}

/** Characteristics that were answered otherwise than the year before: context for what moved. */
function ProfileChanges({ report }: { report: SchoolView['reports'][number] }) {
  const { profileChanges, previousYear } = report
  if (profileChanges.length === 0 || previousYear === undefined) return null
  return (
    <section aria-labelledby="profile-changed">
      <h2 id="profile-changed">{t.profileChanged(previousYear)}</h2>
      <ul className="bullets">
        {profileChanges.map(({ item, title, before, now }) => (
          <li key={item}>{t.profileChange(title, before, now)}</li>
        ))}
      </ul>
    </section>
  )
}

function Body({ view }: { view: SchoolView }) {
  const newest = view.reports[0]
  const seen = view.visits
  const visitors = seen !== undefined && (
    <>
      <Beside beside={seen.beside} />
      <Flywheel flywheel={seen.flywheel} />
    </>
  )
  if (newest === undefined)
    return (
      <>
        <Empty>{t.noReports}</Empty>
        {visitors}
      </>
    )
  return (
    <>
      <ProfileChanges report={newest} />
      <div className="two">
        <Points title={t.strengths} items={newest.strengths} report={newest} />
        <Points title={t.attention} items={newest.attention} report={newest} />
      </div>
      {visitors}
      <h2 className="over-years">{t.overYears}</h2>
      <p className="note">{t.overYearsLead}</p>
      {view.benchmark !== undefined && <p className="note">{view.benchmark.sentence}</p>}
      {ownYears(view).map((section) => (
        <YearsOf key={section.key} section={section} besides={view.benchmark?.schoolYear} />
      ))}
      <Link className="button" to="/vergelijken" search={{ school: String(view.school.id) }}>
        {t.compare}
      </Link>
    </>
  )
}

function Points(props: { title: string; items: readonly string[]; report: SchoolReport }) {
  const rows = props.report.domains.flatMap((d) => d.subdomains.flatMap((s) => s.rows))
  if (props.items.length === 0) return null
  return (
    <section className="card" aria-label={props.title}>
      <h2>{props.title}</h2>
      <ul className="list">
        {props.items.map((item) => {
          const row = rows.find((one) => one.item === item)
          return (
            row !== undefined && (
              <li key={item}>
                <span className="code">
                  {row.expectationCode} · {row.label}
                </span>
                <b>{row.shortTitle}</b>
                {row.anchor !== undefined && <span className="under">{row.anchor}</span>}
              </li>
            )
          )
        })}
      </ul>
    </section>
  )
}

function YearsOf({ section, besides }: { section: OwnSection; besides: string | undefined }) {
  const years = section.rows[0]?.years ?? []
  const others = section.rows.some((row) => row.others !== undefined) ? besides : undefined
  return (
    <section className="card" aria-labelledby={`own-${section.key}`}>
      <h3 id={`own-${section.key}`}>{section.title}</h3>
      {section.above !== undefined && <p className="note">{section.above}</p>}
      <table className="own-years">
        <thead>
          <tr>
            <th scope="col">{t.expectation}</th>
            {years.map(({ year }) => (
              <th key={year} scope="col">
                {year}
              </th>
            ))}
            {others !== undefined && <th scope="col">{t.others(others)}</th>}
          </tr>
        </thead>
        <tbody>
          {section.rows.map((row) => (
            <YearRow key={row.item} row={row} others={others} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const arrows = { up: '▲', same: '=', down: '▼', not_comparable: '≠', none: '' } as const

function YearRow({ row, others }: { row: OwnRow; others: string | undefined }) {
  return (
    <tr>
      <th scope="row">
        <span className="code">{row.code}</span>
        <ExpectationLink code={row.code}>{row.title}</ExpectationLink>
        {row.under !== row.title && <span className="under">{row.under}</span>}
      </th>
      {row.years.map((year) => (
        <td key={year.year} data-label={year.year}>
          <span className={`own-chip${year.level === undefined ? '' : ` l${year.level}`}`}>{year.label}</span>
          {arrows[year.movement] !== '' && (
            <span className="under arrow">
              <span aria-hidden="true">{arrows[year.movement]}</span> {t[year.movement]}
            </span>
          )}
        </td>
      ))}
      {others !== undefined && (
        <td data-label={t.others(others)}>
          {row.others === undefined ? t.othersHidden : t.othersSufficient(row.others.count, row.others.of)}
        </td>
      )}
    </tr>
  )
}
