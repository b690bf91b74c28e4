import type { InstrumentView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { ExpectationLink } from '../../parts/expectation-link.tsx'
import { Answered, Page } from '../../parts/page.tsx'
import { day, list } from '../../parts/wording.ts'
import { addressOf } from '../compare/address.ts'
import './instruments.css'

const t = nl.instruments
type Version = InstrumentView['versions'][number]

/** One questionnaire: its versions on a timeline, what changed and why, and which expectations it asks. */
export function InstrumentScreen() {
  const { code = '' } = useParams({ strict: false }) as { code?: string }
  const instrument = useQuery(queries.instrument(code))
  return (
    <Page title={instrument.data?.title ?? t.title} above={<Link to="/vragenlijsten">{t.title}</Link>}>
      <Answered query={instrument} lines={6}>
        {(view) => (
          <>
            <Facts view={view} />
            <h2 className="heading">{t.versions}</h2>
            <ol className="timeline">
              {[...view.versions].reverse().map((version, i) => (
                <TimelineVersion
                  key={version.version}
                  version={version}
                  coverage={view.coverage}
                  newest={i === 0}
                  first={i === view.versions.length - 1}
                />
              ))}
            </ol>
            <Coverage view={view} />
          </>
        )}
      </Answered>
    </Page>
  )
}

function Facts({ view }: { view: InstrumentView }) {
  const facts: readonly (readonly [string, string])[] = [
    [t.respondent, view.respondent],
    [t.rhythm, view.rhythm],
    [t.minutes, t.minutesText(view.minutes.min, view.minutes.max)],
    [t.language, view.languageLevel],
    [t.anonymity, t.anonymityLevels[view.anonymityLevel] ?? view.anonymityLevel],
    [t.bijlage, view.bijlageCodes.join(', ') || '–'],
  ]
  return (
    <section className="card" aria-label={view.title}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Link className="button" to="/vergelijken" search={addressOf(view.code)}>
        {t.compare}
      </Link>
    </section>
  )
}

function TimelineVersion(props: {
  version: Version
  coverage: InstrumentView['coverage']
  newest: boolean
  first: boolean
}) {
  const { version } = props
  return (
    <li>
      <article className="card">
        <h3>
          {nl.compare.version} {version.version}{' '}
          {props.newest && <span className="state done">{t.newest}</span>}
        </h3>
        <p className="under">
          {t.published} {day(version.publishedAt)} · {t.items(version.items)}
          {version.expectations > 0 && ` · ${t.expectations(version.expectations)}`}
        </p>
        <p>
          {t.usedIn}: {version.usedIn.length === 0 ? t.notUsed : list(version.usedIn)}
        </p>
        {props.first ? (
          <p className="note">{t.first}</p>
        ) : version.differences.length === 0 ? (
          <p className="note">{t.noDifferences}</p>
        ) : (
          <details open>
            <summary>
              {t.differences} ({version.differences.length})
            </summary>
            <ul className="differences">
              {version.differences.map((one) => (
                <Difference
                  key={one.item}
                  one={one}
                  code={props.coverage.find((known) => known.items.includes(one.item))?.code}
                />
              ))}
            </ul>
          </details>
        )}
      </article>
    </li>
  )
}

function Difference(props: { one: Version['differences'][number]; code: string | undefined }) {
  const { one, code } = props
  const breaks = one.verdict === 'changed' || one.verdict === 'rescaled'
  return (
    <li id={one.item}>
      <p>
        <b>{one.shortTitle}</b> <span className="code">{one.item.replaceAll('_', '.')}</span>
      </p>
      <p>
        <span className={`state ${breaks ? 'meaning' : ''}`}>
          {breaks && <span aria-hidden="true">≠ </span>}
          {nl.verdicts[one.verdict] ?? one.verdict}
          {breaks ? `, ${t.seriesBreaks}` : one.verdict === 'reworded' ? `, ${t.seriesGoesOn}` : ''}
        </span>
      </p>
      {one.reason !== '' && <p className="under">{one.reason}</p>}
      <BeforeAfter one={one} />
      {code !== undefined && (
        <ExpectationLink code={code} place="vragen">
          {t.withAnswers}
        </ExpectationLink>
      )}
    </li>
  )
}

function BeforeAfter({ one }: { one: Version['differences'][number] }) {
  const sides =
    one.before === one.after
      ? [[t.same, one.after]]
      : [
          [t.before, one.before],
          [t.after, one.after],
        ]
  return (
    <div className="beside">
      {sides.map(
        ([name, text]) =>
          text !== undefined && (
            <div key={name}>
              <span className="code">{name}</span>
              <p>{text}</p>
            </div>
          ),
      )}
    </div>
  )
}

function Coverage({ view }: { view: InstrumentView }) {
  const covered = view.coverage.filter((one) => one.items.length > 0).length
  return (
    <section className="card" aria-labelledby="coverage">
      <h2 id="coverage">{t.coverage}</h2>
      <p className="note">{t.coverageText(covered, view.coverage.length)}</p>
      <ul className="coverage">
        {view.coverage.map((one) => (
          <li key={one.code} className={one.items.length > 0 ? 'has' : 'none'}>
            <ExpectationLink code={one.code}>
              <span className="code">{one.code}</span> {one.title}
            </ExpectationLink>
            {one.items.length === 0 && <span className="under">{t.notCovered}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
