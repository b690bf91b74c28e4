import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { account } from '../../nl-accounts.ts'
import { nlActivities } from '../../nl-activities.ts'
import { nlReaders } from '../../nl-readers.ts'
import { Answered, Page } from '../../parts/page.tsx'
import { readers } from '../../parts/reader.ts'
import { Signals } from '../../parts/signals.tsx'
import { OwnScreen } from '../own/own.tsx'
import { PilotDecision } from './pilot-decision.tsx'
import { StartScreen } from './start.tsx'
import './start.css'

const t = account.home

/** What the releases say to this reader, in a few sentences. */
function Results() {
  const start = useQuery(queries.start())
  return (
    <section className="summary" aria-labelledby="results">
      <h2 id="results">{nlReaders.results}</h2>
      <Answered query={start} lines={2}>
        {(view) => (
          <>
            {view.summary.map((sentence) => (
              <p key={sentence} className="lead">
                {sentence}
              </p>
            ))}
            {view.results && (
              <Link className="button primary" to="/vergelijken">
                {nlReaders.toCompare}
              </Link>
            )}
          </>
        )}
      </Answered>
    </section>
  )
}

/** What the registers of the own schools ask for now. */
function Waiting() {
  const registers = useQuery(queries.registers())
  return (
    <Answered query={registers} lines={2}>
      {({ signals }) => (
        <Signals signals={signals}>
          <Link to="/activiteiten">{nlActivities.toActivities}</Link>
        </Signals>
      )}
    </Answered>
  )
}

/** The first screen: where are we, for the project leader; the own school; or what is there for this role. */
export function HomeScreen() {
  const me = useQuery(queries.me())
  return (
    <Answered query={me}>
      {({ name, role }) =>
        role === 'project_leader' ? (
          <StartScreen />
        ) : role === 'coordinator' ? (
          <OwnScreen />
        ) : (
          <Page title={t.title(name)} lead={<p>{t.texts[role]}</p>}>
            {readers.includes(role) && <Results />}
            {role === 'member' && <Waiting />}
            {(role === 'board' || role === 'director') && <PilotDecision />}
            <div className="actions after">
              {role === 'admin' && (
                <Link className="button primary" to="/mensen">
                  {t.toPeople}
                </Link>
              )}
              <Link className="button" to="/account">
                {t.toAccount}
              </Link>
            </div>
          </Page>
        )
      }
    </Answered>
  )
}
