import type { ExpectationView } from '@km/api'
import { Link } from '@tanstack/react-router'
import { nlBeside } from '../../nl-beside.ts'
import { BarTable, SaveBars, SaveRows } from '../../parts/bar-table.tsx'
import type { BarRow } from '../../parts/draw-bars.ts'

const t = nlBeside.years
type Year = NonNullable<ExpectationView['beside']>[number]

/** A row for each way that visitor and school can lie, a bar for each school year. */
function besideRows(years: readonly Year[]): readonly BarRow[] {
  const row = (label: string, count: (year: Year) => number): BarRow => ({
    label,
    bars: years.map((year) => ({
      name: t.year(year.schoolYear, year.n),
      words: t.of(count(year), year.n),
      ...(year.n === 0 ? {} : { part: count(year) / year.n }),
    })),
  })
  const rows = [
    row(t.higher, (year) => year.visitorHigher),
    row(t.same, (year) => year.same),
    row(t.lower, (year) => year.visitorLower),
  ]
  if (years.every(({ without }) => without === 0)) return rows
  const bars = years.map((year) => ({
    name: t.year(year.schoolYear, year.n),
    words: String(year.without),
  }))
  return [...rows, { label: t.without, bars }]
}

/** What visitors saw beside what schools said of one expectation, as counts of schools over the years. */
export function BesideYears({ view }: { view: ExpectationView }) {
  const years = view.beside ?? []
  const last = years.findLast(({ n }) => n > 0)
  if (years.length === 0) return null
  const rows = besideRows(years)
  const save = {
    title: nlBeside.title,
    lead: t.about,
    filter: t.filter(view.code, view.title),
    fileName: `school-en-bezoeker-${view.code}`,
    rows,
  }
  const talk = years.filter(({ discuss }) => discuss.length > 0)
  return (
    <section className="card" aria-labelledby="beside">
      <h2 id="beside">{nlBeside.title}</h2>
      <p>{last === undefined ? t.none : t.lead(last)}</p>
      <p className="note">{t.about}</p>
      <BarTable title={nlBeside.title} head={t.way} rows={rows} />
      {talk.length > 0 && (
        <>
          <h3>{t.discuss}</h3>
          <ul>
            {talk.map(({ schoolYear, discuss }) => (
              <li key={schoolYear}>
                {schoolYear}:{' '}
                {discuss.map(({ id, name }, index) => (
                  <span key={id}>
                    {index > 0 && ', '}
                    <Link to="/scholen/$id" params={{ id: String(id) }} hash="beside">
                      {name}
                    </Link>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="buttons after">
        <SaveRows {...save} head={t.way} />
        <SaveBars {...save} />
      </p>
    </section>
  )
}
