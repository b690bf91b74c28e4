import type { ExpectationView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlAnswers } from '../../nl-answers.ts'
import { SaveBars, SaveRows } from '../../parts/bar-table.tsx'
import { codeOfPath } from '../../parts/expectation-link.tsx'
import { Legend } from '../../parts/figures.tsx'
import { FindingDialog } from '../../parts/finding-dialog.tsx'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { useReader } from '../../parts/reader.ts'
import { strongParts } from '../../parts/wording.ts'
import { YearsTable } from '../../parts/years-table.tsx'
import { addressOf } from '../compare/address.ts'
import { pictureRows } from '../compare/answer-columns.ts'
import { cellReference } from '../compare/reference.ts'
import { BesideYears } from './beside-years.tsx'
import { Questions } from './questions.tsx'
import { expectationSentence } from './sentence.ts'
import './expectation.css'

const t = nl.expectation

/** Verwachting: what do we know about this one? */
export function ExpectationScreen() {
  const { code: path = '' } = useParams({ strict: false }) as { code?: string }
  const code = codeOfPath(path)
  const expectation = useQuery(queries.expectation(code, ''))
  const view = expectation.data
  return (
    <Page
      title={view === undefined ? code : `${view.code} ${view.title}`}
      above={<Link to="/vergelijken">{t.toCompare}</Link>}
      lead={view !== undefined && <Lead view={view} />}
    >
      <Answered query={expectation} lines={7} missing={t.missing}>
        {(known) => <Body view={known} />}
      </Answered>
    </Page>
  )
}

function Lead({ view }: { view: ExpectationView }) {
  const { rows, periods } = view.comparison
  return (
    <p>
      {strongParts(expectationSentence(rows[0], periods)).map((part) =>
        part.strong ? <b key={part.text}>{part.text}</b> : part.text,
      )}
    </p>
  )
}

/** The router scrolls to the hash at once, but what it points at comes with the answer of the server. */
function useHash() {
  useEffect(() => {
    const id = window.location.hash.slice(1)
    if (id !== '') document.getElementById(id)?.scrollIntoView()
  }, [])
}

function Body({ view }: { view: ExpectationView }) {
  const [making, setMaking] = useState(false)
  const { leads } = useReader()
  useHash()
  const { comparison } = view
  const row = comparison.rows[0]
  const save = {
    title: `${view.code} ${view.title}`,
    lead: nlAnswers.picture,
    filter: comparison.filter,
    rows: row === undefined ? [] : pictureRows([row], comparison),
    fileName: `verwachting-${view.code}`,
  }
  return (
    <>
      <section className="card" aria-labelledby="per-year">
        <h2 id="per-year">{t.perYear}</h2>
        {row === undefined ? (
          <Empty>{nl.compare.empty}</Empty>
        ) : (
          <>
            <Legend />
            <YearsTable row={row} periods={comparison.periods} unit={comparison.unit} />
            <Measures view={view} />
            <p className="make buttons">
              {leads && (
                <button type="button" className="primary" onClick={() => setMaking(true)}>
                  {nl.compare.makeFinding}
                </button>
              )}
              <SaveRows {...save} head={nl.compare.answer} />
              <SaveBars {...save} />
            </p>
          </>
        )}
      </section>
      <BesideYears view={view} />
      <Questions questions={view.questions} />
      <div className="two">
        <Findings view={view} />
        <Sources view={view} />
      </div>
      <Place view={view} />
      {making && row !== undefined && (
        <FindingDialog
          title={row.title}
          row={row}
          view={comparison}
          reference={cellReference(comparison, row, undefined)}
          close={() => setMaking(false)}
        />
      )}
    </>
  )
}

function Measures({ view }: { view: ExpectationView }) {
  const unit = (m: { unit: 'share' | 'count' }) => (m.unit === 'share' ? '%' : ' scholen')
  return view.comparison.measures.map((m) => (
    <p key={m.actionId} className="frozen">
      <span>
        <Link to="/bevindingen/$id" params={{ id: String(m.findingId) }}>
          {m.code} {m.title}
        </Link>
        : {nl.compare.target.toLowerCase()} {m.targetValue}
        {unit(m)} in {m.targetYear}, {t.from} {m.startValue}
        {unit(m)};{' '}
        <b>
          {m.reached === undefined ? nl.compare.notMeasured : `${nl.compare.reached} ${m.reached}${unit(m)}`}
        </b>
      </span>
    </p>
  ))
}

function Findings({ view }: { view: ExpectationView }) {
  const { leads } = useReader()
  return (
    <section className="card" aria-labelledby="findings">
      <h2 id="findings">{t.findings}</h2>
      {view.comparison.findings.length === 0 ? (
        <p className="note">{t.noFindings}</p>
      ) : (
        <ul className="list">
          {view.comparison.findings.map((finding) => (
            <li key={finding.id} className="goes-there">
              <span className="code">{finding.code}</span>
              {leads ? (
                <Link to="/bevindingen/$id" params={{ id: String(finding.id) }}>
                  {finding.title}
                </Link>
              ) : (
                finding.title
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Sources({ view }: { view: ExpectationView }) {
  return (
    <section className="card" aria-labelledby="sources">
      <h2 id="sources">{t.sources}</h2>
      {view.otherSources.length === 0 ? (
        <p className="note">{t.noSources}</p>
      ) : (
        <ul className="list">
          {view.otherSources.map((source) => (
            <li key={source.instrument + source.item} className="goes-there">
              <span className="code">{source.title}</span>
              <Link
                to="/vergelijken"
                search={{ ...addressOf(source.instrument), level: 'item' }}
                hash={source.item}
              >
                {source.shortTitle}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Place({ view }: { view: ExpectationView }) {
  return (
    <section className="card" aria-labelledby="place">
      <h2 id="place">{t.place}</h2>
      <p>{view.locator}</p>
      <p className="under">
        {t.keywords}: {view.keywords.join(' · ')}
      </p>
    </section>
  )
}
