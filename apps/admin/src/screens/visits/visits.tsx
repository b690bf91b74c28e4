import type { VisitSummary, VisitsView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../../api.ts'
import { nlVisits as t } from '../../nl-visits.ts'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { capital, day } from '../../parts/wording.ts'
import { AgainDialog, DropDialog, StartDialog } from './start-visit.tsx'
import { aboutWords, VisitState } from './visit-state.tsx'
import './visits.css'

/** Bezoeken: which schools were visited, and do they agree to the records? */
export function VisitsScreen() {
  const me = useQuery(queries.me())
  const visits = useQuery(queries.visits())
  const role = me.data?.role ?? ''
  return (
    <Page title={t.title} lead={<p>{t.leads[role]}</p>}>
      <Answered query={visits}>
        {(view) => (
          <>
            {role !== 'coordinator' && <Start view={view} />}
            <Groups visits={view.visits} own={role === 'coordinator'} />
          </>
        )}
      </Answered>
    </Page>
  )
}

function Start({ view }: { view: VisitsView }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <p className="actions">
        <button type="button" className="primary" onClick={() => setOpen(true)}>
          {t.add}
        </button>
      </p>
      {open && <StartDialog view={view} close={() => setOpen(false)} />}
    </>
  )
}

function Groups({ visits: all, own }: { visits: readonly VisitSummary[]; own: boolean }) {
  const years = [...new Set(all.map((one) => one.schoolYear))].sort().reverse()
  const [year, setYear] = useState('')
  const visits = year === '' ? all : all.filter((one) => one.schoolYear === year)
  const [again, setAgain] = useState<VisitSummary>()
  const [dropped, setDropped] = useState<VisitSummary>()
  if (all.length === 0) return <Empty>{own ? t.empty.coordinator : t.empty.other}</Empty>
  const groups = [
    ['begun', t.groups.begun, visits.filter((one) => one.state === 'begun')],
    [
      'waiting',
      own ? t.groups.waitingOwn : t.groups.waiting,
      visits.filter((one) => one.state === 'not_agreed'),
    ],
    ['done', t.groups.done, visits.filter((one) => one.state === 'agreed' || one.state === 'sent')],
  ] as const
  return (
    <>
      {years.length > 1 && (
        <label className="field visit-year">
          <span>{t.schoolYear}</span>
          <select value={year} onChange={(event) => setYear(event.target.value)}>
            <option value="">{t.allYears}</option>
            {years.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      )}
      {groups.map(([key, title, list]) =>
        list.length === 0 ? null : (
          <section key={key} aria-labelledby={`visits-${key}`}>
            <h2 id={`visits-${key}`}>{title}</h2>
            <ul className="visits">
              {list.map((visit) => (
                <Visit
                  key={visit.id}
                  visit={visit}
                  goOn={() => setAgain(visit)}
                  drop={() => setDropped(visit)}
                />
              ))}
            </ul>
          </section>
        ),
      )}
      {again !== undefined && <AgainDialog visit={again} close={() => setAgain(undefined)} />}
      {dropped !== undefined && <DropDialog visit={dropped} close={() => setDropped(undefined)} />}
    </>
  )
}

function Visit(props: { visit: VisitSummary; goOn: () => void; drop: () => void }) {
  const { visit } = props
  const on = capital(day(visit.visitedOn))
  const about = visit.school === undefined ? on : `${on} · ${visit.instrumentTitle}`
  if (visit.state === 'begun')
    return (
      <li className="card">
        <h3>{aboutWords(visit)}</h3>
        <p className="under">{about}</p>
        <p className="buttons after">
          <button type="button" onClick={props.goOn}>
            {t.goOn}
            <span className="sr"> ({aboutWords(visit)})</span>
          </button>
          <button type="button" className="quiet" onClick={props.drop}>
            {t.again.drop}
            <span className="sr"> ({aboutWords(visit)})</span>
          </button>
        </p>
      </li>
    )
  return (
    <li className="card goes-there">
      <h3>
        <Link to="/bezoeken/$id" params={{ id: String(visit.id) }}>
          {aboutWords(visit)}
        </Link>
      </h3>
      <p className="under">{about}</p>
      <p>
        <VisitState visit={visit} />
      </p>
    </li>
  )
}
