import type { ComparisonRow } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import type { Framework } from '@km/definition'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlReaders } from '../../nl-readers.ts'
import { Legend } from '../../parts/figures.tsx'
import { FindingDialog } from '../../parts/finding-dialog.tsx'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { useReader } from '../../parts/reader.ts'
import { periodName, strongParts } from '../../parts/wording.ts'
import { addressOf, type Choice, comparisonQuery, readAddress, writeAddress } from './address.ts'
import { isHidden } from './answer-kind.ts'
import { Charts } from './charts.tsx'
import { lastYear, Row } from './comparison-row.tsx'
import { Filters } from './filters.tsx'
import { FlywheelCard, flywheelInstrument } from './flywheel.tsx'
import { HiddenCard } from './hidden-card.tsx'
import { OtherRows } from './other-rows.tsx'
import { OwnGroups } from './own-groups.tsx'
import { cellReference } from './reference.ts'
import { type Section, sectionSentence, sections } from './rows.ts'
import { SameQuestions } from './same-questions.tsx'
import { Texts } from './texts.tsx'
import './compare.css'
import './rows.css'

const t = nl.compare

/** Vergelijken: what changed, and is that real? */
export function CompareScreen() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const { beginsWith, leads } = useReader()
  const begin = beginsWith === undefined || search.instrument !== undefined ? {} : addressOf(beginsWith)
  const choice = readAddress({ ...begin, ...search })
  const navigate = useNavigate()
  const query = comparisonQuery(choice)
  const comparison = useQuery(queries.comparison(query))
  const framework = useQuery(queries.framework())
  const change = (next: Partial<Choice>) =>
    void navigate({
      to: '/vergelijken',
      search: writeAddress({ ...choice, ...next }),
      replace: true,
      resetScroll: false,
    })
  return (
    <Page title={t.title} lead={comparison.data !== undefined && <Lead view={comparison.data} />}>
      <Answered query={framework} lines={8}>
        {(known) => (
          <Answered query={comparison} lines={8} missing={<NothingYet />}>
            {(view) => (
              <div
                className={comparison.isPlaceholderData ? 'stale' : undefined}
                aria-busy={comparison.isFetching}
              >
                <Filters choice={choice} view={view} change={change} />
                <OwnGroups groups={view.ownGroups ?? []} chosen={choice.group} />
                <ViewSwitch choice={choice} view={view} change={change} query={query} />
                {view.instrument === flywheelInstrument && wholeNetwork(choice) && (
                  <FlywheelCard years={choice.years} />
                )}
                <Body choice={choice} view={view} framework={known} />
                {choice.level === 'item' && wholeNetwork(choice) && (
                  <SameQuestions instrument={view.instrument} query={query} />
                )}
                {leads && choice.level === 'item' && wholeNetwork(choice) && (
                  <Texts
                    instrument={view.instrument}
                    roundIds={view.periods.filter((p) => p.released).map((p) => p.roundId)}
                  />
                )}
                <p className="chosen">
                  {t.chosen}: {view.filter}
                </p>
              </div>
            )}
          </Answered>
        )}
      </Answered>
    </Page>
  )
}

const wholeNetwork = ({ school, group }: Choice): boolean => school === undefined && group === undefined

/** No round fits the choice: nothing was asked yet, or the address asks for what is not there. */
function NothingYet() {
  const { leads } = useReader()
  return (
    <>
      <p>{leads ? t.nothingYet : nlReaders.nothing}</p>
      <p className="actions after">
        <Link className="button" to="/vergelijken">
          {t.startAgain}
        </Link>
        {leads && (
          <Link className="button" to="/meetrondes">
            {nl.nav.rounds}
          </Link>
        )}
      </p>
    </>
  )
}

function Lead({ view }: { view: ComparisonView }) {
  return (
    <p aria-live="polite">
      {strongParts(view.summary).map((part) =>
        part.strong ? <b key={part.text}>{part.text}</b> : part.text,
      )}
    </p>
  )
}

function ViewSwitch(props: {
  choice: Choice
  view: ComparisonView
  change: (change: Partial<Choice>) => void
  query: string
}) {
  // Percentages of who gets no counts are not drawn.
  const drawable = props.view.rows.some(
    (row) => row.scale === 'S4' && row.periods.every((period) => period.shares === undefined),
  )
  const names = drawable ? (['rows', 'movement', 'levels', 'heat'] as const) : (['rows'] as const)
  return (
    <div className="switch">
      {names.length > 1 && (
        <fieldset className="segmented" aria-label={t.view}>
          {names.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={props.choice.view === name}
              onClick={() => props.change({ view: name })}
            >
              {t.views[name]}
            </button>
          ))}
        </fieldset>
      )}
      <a className="button" href={`/api/comparisons.csv?${props.query}`} download aria-label={t.csvLong}>
        {t.csv}
      </a>
    </div>
  )
}

function Body(props: { choice: Choice; view: ComparisonView; framework: Framework }) {
  const { choice, view } = props
  const [picked, setPicked] = useState<ComparisonRow>()
  if (view.rows.length === 0) return <Empty>{t.empty}</Empty>
  if (choice.view !== 'rows' && view.rows.some((row) => row.scale === 'S4'))
    return <Charts view={view} kind={choice.view} order={choice.order} query={comparisonQuery(choice)} />
  const hidden = view.rows.filter(isHidden)
  const shown = view.rows.filter((row) => !isHidden(row))
  const leveled = shown.filter((row) => row.scale === 'S4')
  const other = shown.filter((row) => row.scale !== 'S4')
  const released = view.periods.filter((p) => p.released)
  const [from, to] = [released.at(-2), released.at(-1)]
  const own = view.schoolId !== undefined
  const capped = view.rows.some((row) => row.periods.some((period) => period.shares !== undefined))
  const parts = leveled.length === 0 ? [] : sections(leveled, props.framework, choice.order, view.periods)
  return (
    <>
      {leveled.length > 0 && !capped && (
        <Legend
          {...(from === undefined || to === undefined || own
            ? {}
            : { from: periodName(from), to: periodName(to) })}
        />
      )}
      {parts.length > 1 && <Jump sections={parts} />}
      {parts.map((section) => (
        <SectionTable key={section.key} section={section} {...props} makeFinding={setPicked} />
      ))}
      {other.length > 0 && <OtherRows rows={other} view={view} makeFinding={setPicked} />}
      {hidden.length > 0 && <HiddenCard rows={hidden} view={view} />}
      {picked !== undefined && (
        <FindingDialog
          title={picked.title}
          view={view}
          row={picked}
          reference={cellReference(view, picked, choice.group)}
          close={() => setPicked(undefined)}
        />
      )}
    </>
  )
}

/** On a phone the rows are long: one tap to the part that somebody came for. */
function Jump({ sections }: { sections: readonly Section[] }) {
  return (
    <nav className="jump" aria-label={t.jump}>
      {sections.map((section) => (
        <a key={section.key} href={`#s-${section.key}`}>
          {section.title}
        </a>
      ))}
    </nav>
  )
}

function SectionTable(props: {
  section: Section
  view: ComparisonView
  framework: Framework
  makeFinding: (row: ComparisonRow) => void
}) {
  const { section, view } = props
  const own = view.schoolId !== undefined
  return (
    <section className="card compare" aria-labelledby={`s-${section.key}`}>
      <h2 id={`s-${section.key}`} tabIndex={-1}>
        {section.title}
      </h2>
      <p className="note">
        {section.above !== undefined && `${section.above} · `}
        {sectionSentence(section.rows, view.periods)}
        {section.note !== undefined && ` · ${section.note}`}
        {section.key === 'all' &&
          view.level !== 'expectation' &&
          view.level !== 'item' &&
          ` · ${t.rollUpNote}`}
      </p>
      <table className="rows" data-own={own}>
        <thead>
          <tr>
            <th scope="col" className="c-title">
              {t.columns[view.level]}
            </th>
            <th scope="col" className="c-share">
              {own ? t.columns.ownLevel : t.columns.share}
            </th>
            <th scope="col" className="c-moves">
              {t.columns.movement}
            </th>
            {!own && (
              <th scope="col">
                {t.columns.all} {lastYear(view)}
              </th>
            )}
            <th scope="col" className="c-do">
              <span className="sr">{t.columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {section.rows.map((row) => (
            <Row
              key={row.key}
              row={row}
              view={view}
              framework={props.framework}
              makeFinding={props.makeFinding}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}
