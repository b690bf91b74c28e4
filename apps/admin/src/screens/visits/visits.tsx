import type { VisitSummary, VisitsView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
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

const isDone = ({ state }: VisitSummary) => state === 'agreed' || state === 'sent'

function Groups({ visits, own }: { visits: readonly VisitSummary[]; own: boolean }) {
  if (visits.length === 0) return <Empty>{own ? t.empty.coordinator : t.empty.other}</Empty>
  const waiting = own ? t.groups.waitingOwn : t.groups.waiting
  return (
    <>
      <Group id="begun" title={t.groups.begun} visits={visits.filter((one) => one.state === 'begun')} />
      <Group id="waiting" title={waiting} visits={visits.filter((one) => one.state === 'not_agreed')} />
      <Done visits={visits.filter(isDone)} />
    </>
  )
}

/** What is done is long after some years; what waits is shown whatever its year. */
function Done({ visits }: { visits: readonly VisitSummary[] }) {
  const years = [...new Set(visits.map((one) => one.schoolYear))].sort().reverse()
  const [chosen, setYear] = useState<string>()
  const year = chosen ?? years[0] ?? ''
  const shown = year === '' ? visits : visits.filter((one) => one.schoolYear === year)
  return (
    <Group id="done" title={t.groups.done} visits={shown}>
      {years.length > 1 && (
        <label className="field visit-year">
          <span>{t.schoolYear}</span>
          <select value={year} onChange={(event) => setYear(event.target.value)}>
            {years.map((one) => (
              <option key={one}>{one}</option>
            ))}
            <option value="">{t.allYears}</option>
          </select>
        </label>
      )}
    </Group>
  )
}

function Group(props: { id: string; title: string; visits: readonly VisitSummary[]; children?: ReactNode }) {
  const { id, title, visits, children } = props
  const [again, setAgain] = useState<VisitSummary>()
  const [dropped, setDropped] = useState<VisitSummary>()
  if (visits.length === 0) return null
  return (
    <section aria-labelledby={`visits-${id}`}>
      <h2 id={`visits-${id}`}>{title}</h2>
      {children}
      <ul className="card list visits">
        {visits.map((visit) => (
          <Visit key={visit.id} visit={visit} goOn={() => setAgain(visit)} drop={() => setDropped(visit)} />
        ))}
      </ul>
      {again !== undefined && <AgainDialog visit={again} close={() => setAgain(undefined)} />}
      {dropped !== undefined && <DropDialog visit={dropped} close={() => setDropped(undefined)} />}
    </section>
  )
}

function Visit(props: { visit: VisitSummary; goOn: () => void; drop: () => void }) {
  const { visit } = props
  const begun = visit.state === 'begun'
  return (
    <li>
      <time dateTime={visit.visitedOn}>{capital(day(visit.visitedOn))}</time>
      <div>
        <h3>
          {begun ? (
            aboutWords(visit)
          ) : (
            <Link to="/bezoeken/$id" params={{ id: String(visit.id) }}>
              {aboutWords(visit)}
            </Link>
          )}
        </h3>
        {visit.school !== undefined && <p className="under">{visit.instrumentTitle}</p>}
      </div>
      {begun ? (
        <GoOn {...props} />
      ) : (
        <p>
          <VisitState visit={visit} />
        </p>
      )}
    </li>
  )
}

function GoOn({ visit, goOn, drop }: { visit: VisitSummary; goOn: () => void; drop: () => void }) {
  const about = <span className="sr"> ({aboutWords(visit)})</span>
  return (
    <p className="buttons">
      <button type="button" onClick={goOn}>
        {t.goOn}
        {about}
      </button>
      <button type="button" className="quiet" onClick={drop}>
        {t.again.drop}
        {about}
      </button>
    </p>
  )
}
