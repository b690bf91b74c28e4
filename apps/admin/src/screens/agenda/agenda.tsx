import type { CalendarMoment, CalendarView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../../api.ts'
import { nlAgenda as t } from '../../nl-activities.ts'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { capital, day, today } from '../../parts/wording.ts'
import { CalendarAddress } from './calendar-address.tsx'
import './agenda.css'

const monthFormat = new Intl.DateTimeFormat('nl-NL', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const monthName = (month: string) => capital(monthFormat.format(new Date(`${month}-01T00:00:00Z`)))
const shortFormat = new Intl.DateTimeFormat('nl-NL', { weekday: 'short', day: 'numeric', timeZone: 'UTC' })
const shortDay = (on: string) => shortFormat.format(new Date(`${on}T00:00:00Z`))

/** Agenda: when is what? All measuring moments, visits, meetings and trajects of a school year, per month. */
export function AgendaScreen() {
  const [year, setYear] = useState<string>()
  const calendar = useQuery(queries.calendar(year))
  return (
    <Page title={t.title} lead={calendar.data && <p>{leadOf(calendar.data)}</p>}>
      <Answered query={calendar}>
        {(view) => (
          <>
            <label className="field agenda-year">
              <span>{t.year}</span>
              <select value={view.schoolYear} onChange={(event) => setYear(event.target.value)}>
                {view.years.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            </label>
            <Months moments={view.moments} />
            <CalendarAddress since={view.addressSince} />
          </>
        )}
      </Answered>
    </Page>
  )
}

function leadOf({ moments }: CalendarView): string {
  if (moments.length === 0) return t.empty
  const next = moments.find((one) => one.on >= today())
  return next === undefined ? t.nothing : t.next(wordsOf(next), day(next.on))
}

const wordsOf = ({ text, caseNumber, school }: CalendarMoment): string =>
  [text, caseNumber === undefined ? undefined : t.placement(caseNumber), school]
    .filter((part) => part !== undefined)
    .join(', ')

function Months({ moments }: { moments: readonly CalendarMoment[] }) {
  if (moments.length === 0) return <Empty>{t.empty}</Empty>
  const now = today()
  const coming = moments.filter((one) => one.on >= now)
  const past = moments.filter((one) => one.on < now)
  return (
    <>
      <ByMonth moments={coming} when="coming" />
      {past.length > 0 && (
        <details open={coming.length === 0}>
          <summary>{t.earlier}</summary>
          <ByMonth moments={past} when="past" />
        </details>
      )}
    </>
  )
}

function ByMonth({ moments, when }: { moments: readonly CalendarMoment[]; when: string }) {
  const months = [...new Set(moments.map((one) => one.on.slice(0, 7)))]
  return months.map((month) => (
    <Month
      key={month}
      id={`${when}-${month}`}
      month={month}
      moments={moments.filter((one) => one.on.startsWith(month))}
    />
  ))
}

function Month(props: { id: string; month: string; moments: readonly CalendarMoment[] }) {
  const { id, month, moments } = props
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{monthName(month)}</h2>
      <ul className="card list agenda">
        {moments.map((one) => (
          <li key={`${one.on} ${one.kind} ${wordsOf(one)}`}>
            <time dateTime={one.on}>{shortDay(one.on)}</time>
            <span>{one.path === undefined ? wordsOf(one) : <Link to={one.path}>{wordsOf(one)}</Link>}</span>
            <span className="code">{t.kinds[one.kind]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
