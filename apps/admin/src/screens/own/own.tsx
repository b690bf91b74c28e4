import type { OwnRound } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../../api.ts'
import { nlOwn as t } from '../../nl-own.ts'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { day, periodName } from '../../parts/wording.ts'
import { OwnInputList } from './own-input.tsx'
import { OwnLinkDialog } from './own-link.tsx'
import { OwnVisits } from './own-visits.tsx'
import './own.css'

/** Mijn school: what is there to fill in, what did we send, and what became of it? */
export function OwnScreen() {
  const rounds = useQuery(queries.ownRounds())
  return (
    <Page title={t.title} lead={<p>{t.lead}</p>}>
      <OwnVisits />
      <Answered query={rounds}>
        {(all) => (
          <div className="own">
            <ToFill rounds={all.filter((one) => one.state === 'open' || one.state === 'planned')} />
            <Past rounds={all.filter((one) => one.state === 'waiting' || one.state === 'released')} />
          </div>
        )}
      </Answered>
      <OwnInputList />
    </Page>
  )
}

function ToFill({ rounds }: { rounds: readonly OwnRound[] }) {
  const [asked, setAsked] = useState<OwnRound>()
  return (
    <section aria-labelledby="own-fill">
      <h2 id="own-fill">{t.toFill}</h2>
      {rounds.length === 0 && <Empty>{t.nothingToFill}</Empty>}
      {rounds.map((round) => (
        <article key={`${round.roundId}-${round.school.id}`} className="card">
          <h3>
            {round.instrumentTitle} {periodName(round)}
          </h3>
          <p>
            {round.school.name} · <b>{t.states[round.invitation]}</b>
          </p>
          {round.state === 'planned' && <p>{t.from(day(round.opensOn))}</p>}
          {round.state === 'open' && <p>{t.until(day(round.closesOn))}</p>}
          {round.state === 'open' && round.invitation !== 'done' && (
            <>
              <p>{t.minutes(round.minutes.min, round.minutes.max)}</p>
              <button type="button" className="primary" onClick={() => setAsked(round)}>
                {round.invitation === 'started' ? t.goOn : t.begin}
              </button>
            </>
          )}
        </article>
      ))}
      {asked !== undefined && <OwnLinkDialog round={asked} close={() => setAsked(undefined)} />}
    </section>
  )
}

/** Per school, what was sent; the picture of the school holds all years. */
function Past({ rounds }: { rounds: readonly OwnRound[] }) {
  const sent = rounds.filter((one) => one.invitation === 'done')
  const schools = new Map(sent.map((one) => [one.school.id, one.school.name]))
  return (
    <section aria-labelledby="own-past">
      <h2 id="own-past">{t.past}</h2>
      {sent.length === 0 && <Empty>{t.noPast}</Empty>}
      {[...schools].map(([id, name]) => (
        <article key={id} className="card">
          <h3>{name}</h3>
          <ul className="bullets">
            {sent
              .filter((one) => one.school.id === id)
              .map((one) => (
                <li key={one.roundId}>
                  {one.instrumentTitle} {periodName(one)}
                </li>
              ))}
          </ul>
          <Link className="button" to="/scholen/$id" params={{ id: String(id) }}>
            {t.picture}
          </Link>
        </article>
      ))}
    </section>
  )
}
