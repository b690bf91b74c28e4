import type { InstrumentView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'
import './instruments.css'

const t = nl.instruments

/** Vragenlijsten: which are there, and which version is in use? */
export function InstrumentsScreen() {
  const instruments = useQuery(queries.instruments())
  return (
    <Page title={t.title} lead={<p>{t.lead}</p>}>
      <Answered query={instruments}>
        {(all) =>
          all.length === 0 ? (
            <Empty>{t.empty}</Empty>
          ) : (
            groupsOf(all).map(([row, list]) => (
              <section key={row} aria-labelledby={`row-${row}`} className="instrument-group">
                <h2 id={`row-${row}`}>{t.rows[row] ?? row}</h2>
                <div className="instruments">
                  {list.map((one) => (
                    <Card key={one.code} instrument={one} />
                  ))}
                </div>
              </section>
            ))
          )
        }
      </Answered>
    </Page>
  )
}

/** Instruments under their row of Bijlage 1, in its order; last those of which the year plan has no row. */
function groupsOf(all: readonly InstrumentView[]): (readonly [string, readonly InstrumentView[]])[] {
  const placeOf = ({ bijlageCodes: [first] }: InstrumentView) => first ?? 'none'
  const rowOf = (one: InstrumentView) => placeOf(one).split('.')[0] ?? 'none'
  const sorted = all.toSorted((a, b) => placeOf(a).localeCompare(placeOf(b)))
  const rows = [...new Set(sorted.map(rowOf))]
  return rows.map((row) => [row, sorted.filter((one) => rowOf(one) === row)] as const)
}

function Card({ instrument }: { instrument: InstrumentView }) {
  const newest = instrument.versions.at(-1)
  const covered = instrument.coverage.filter((one) => one.items.length > 0).length
  return (
    <article className="card goes-there">
      <h3>
        <Link to="/vragenlijsten/$code" params={{ code: instrument.code }}>
          {instrument.title}
        </Link>
      </h3>
      <p className="under">{instrument.respondent}</p>
      <p className="under">{instrument.rhythm}</p>
      {newest !== undefined && (
        <p>
          {t.newestVersion} <b>{newest.version}</b>, {t.items(newest.items)}
          {covered > 0 && `, ${t.expectations(covered)}`}
          <span className="under">
            {t.published} {day(newest.publishedAt)}
          </span>
        </p>
      )}
    </article>
  )
}
