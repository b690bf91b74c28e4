import type { InstrumentView, RoundPage } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../../api.ts'
import { nlRounds } from '../../nl-rounds.ts'
import { Answered } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'

const t = nlRounds

/** '2026-2027' of a day: a school year begins in August. */
function schoolYearOf(date: Date): string {
  const year = date.getMonth() >= 7 ? date.getFullYear() : date.getFullYear() - 1
  return `${year}-${year + 1}`
}

/** The year after a school year, to plan ahead. */
const next = (year: string): string => `${Number(year.slice(0, 4)) + 1}-${Number(year.slice(5)) + 1}`

/** At the start of a year: which questionnaires have a round, and which have none yet. */
export function YearOverview({ rounds }: { rounds: readonly RoundPage[] }) {
  const now = schoolYearOf(new Date())
  const [year, setYear] = useState(now)
  const instruments = useQuery(queries.instruments())
  const years = [...new Set([next(now), now, ...rounds.map((round) => round.schoolYear)])].sort().reverse()
  return (
    <section className="card year-overview" aria-labelledby="year">
      <h2 id="year">{t.year}</h2>
      <p className="note">{t.yearHelp}</p>
      <label className="field">
        <span>{t.schoolYear}</span>
        <select value={year} onChange={(event) => setYear(event.target.value)}>
          {years.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <Answered query={instruments}>
        {(all) => (
          <table className="invitations">
            <thead>
              <tr>
                <th scope="col">{t.instrument}</th>
                <th scope="col">{t.stand}</th>
                <th scope="col">
                  <span className="sr">{t.planThis}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {all.map((instrument) => (
                <Row
                  key={instrument.code}
                  instrument={instrument}
                  rounds={rounds.filter(
                    (round) => round.instrument === instrument.code && round.schoolYear === year,
                  )}
                />
              ))}
            </tbody>
          </table>
        )}
      </Answered>
    </section>
  )
}

function Row({ instrument, rounds }: { instrument: InstrumentView; rounds: readonly RoundPage[] }) {
  return (
    <tr>
      <th scope="row">
        {instrument.title}
        <span className="under">{instrument.rhythm}</span>
      </th>
      <td>
        {rounds.length === 0
          ? t.notPlanned
          : rounds.map((round) => (
              <Link key={round.id} to="/meetrondes/$id" params={{ id: String(round.id) }} className="in-year">
                {round.period === '' ? '' : `${round.period}: `}
                {t.yearStates[round.state]}, {day(round.opensOn)}
              </Link>
            ))}
      </td>
      <td>
        <Link
          className="button"
          to="/meetrondes/nieuw"
          search={{ vragenlijst: instrument.code }}
          aria-label={t.planOf(instrument.title)}
        >
          {t.planThis}
        </Link>
      </td>
    </tr>
  )
}
