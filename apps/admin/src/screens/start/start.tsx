import type { RoundView, StartView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlActivities } from '../../nl-activities.ts'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { RoundCard } from '../../parts/round-card.tsx'
import { Signals } from '../../parts/signals.tsx'
import { ToReview } from '../../parts/to-review.tsx'
import { day, strongParts } from '../../parts/wording.ts'
import './start.css'

const t = nl.start

/** Start: where are we? */
export function StartScreen() {
  const start = useQuery(queries.start())
  return (
    <Page title={t.title}>
      <Answered query={start} lines={5}>
        {(view) => (
          <>
            <Summary sentences={view.summary} />
            <div className="start-grid">
              <OpenRounds rounds={view.openRounds} />
              <div>
                <Waiting />
                <ToDecide items={view.toDecide} />
                <ToReview />
                <ComingUp dates={view.comingUp} />
              </div>
            </div>
          </>
        )}
      </Answered>
    </Page>
  )
}

function Summary({ sentences }: { sentences: readonly string[] }) {
  const schools = useQuery(queries.schools())
  if (schools.data?.length === 0) return <FirstSteps />
  if (sentences.length === 0) return <Empty>{t.noSummary}</Empty>
  return (
    <section className="summary" aria-label={t.summary}>
      {sentences.map((sentence) => (
        <p key={sentence} className="lead">
          {strongParts(sentence).map((part) =>
            part.strong ? <b key={part.text}>{part.text}</b> : part.text,
          )}
        </p>
      ))}
      <Link className="button primary" to="/vergelijken">
        {t.toCompare}
      </Link>
    </section>
  )
}

/** A network that has just been made: what to do first. */
function FirstSteps() {
  return (
    <section className="summary" aria-label={t.firstSteps}>
      <p className="lead">{t.firstStepsText}</p>
      <Link className="button primary" to="/scholen">
        {t.toSchools}
      </Link>
    </section>
  )
}

/** What the registers ask for now. */
function Waiting() {
  const registers = useQuery(queries.registers())
  if (registers.data === undefined || registers.data.signals.length === 0) return null
  return (
    <Signals signals={registers.data.signals}>
      <Link to="/activiteiten">{nlActivities.toActivities}</Link>
    </Signals>
  )
}

function OpenRounds({ rounds }: { rounds: readonly RoundView[] }) {
  return (
    <section aria-labelledby="open-rounds">
      <h2 id="open-rounds">{t.open}</h2>
      {rounds.length === 0 ? (
        <Empty>{t.noneOpen}</Empty>
      ) : (
        rounds.map((round) => <RoundCard key={round.id} round={round} />)
      )}
    </section>
  )
}

function ToDecide({ items }: { items: StartView['toDecide'] }) {
  const findings = useQuery(queries.findings())
  const findingOf = (item: StartView['toDecide'][number]) =>
    item.kind === 'finding'
      ? item.id
      : findings.data?.find((finding) => finding.actions.some((action) => action.id === item.id))?.id
  return (
    <section aria-labelledby="to-decide">
      <h2 id="to-decide">{t.decide}</h2>
      {items.length === 0 ? (
        <Empty>{t.noneToDecide}</Empty>
      ) : (
        <ul className="card list">
          {items.map((item) => {
            const id = findingOf(item)
            return (
              <li key={`${item.kind}-${item.id}`} className="goes-there">
                <span className="code">
                  {t.kinds[item.kind]} {item.code}
                </span>
                {id === undefined ? (
                  item.title
                ) : (
                  <Link to="/bevindingen/$id" params={{ id: String(id) }}>
                    {item.title}
                  </Link>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

function ComingUp({ dates }: { dates: StartView['comingUp'] }) {
  return (
    <section aria-labelledby="coming-up">
      <h2 id="coming-up">{t.coming}</h2>
      {dates.length === 0 ? (
        <Empty>{t.noneComing}</Empty>
      ) : (
        <ul className="card list">
          {dates.map((one) => (
            <li key={one.date + one.text}>
              <span className="code">{day(one.date)}</span>
              {one.text}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
