import type { CoverageView, SourceView } from '@km/api'
import { Link } from '@tanstack/react-router'
import { nlCoverage as t } from '../../nl-coverage.ts'
import { ExpectationLink } from '../../parts/expectation-link.tsx'
import { ScrollRegion } from '../../parts/scroll-region.tsx'
import { SourceList, type Sources, StateMark, ToEvidence } from './sources.tsx'

type Expectation = CoverageView['expectations'][number]

const evidenceOf = ({ lines, state }: SourceView): string =>
  lines.length === 0 ? t.states[state] : lines.map(({ text }) => text).join('; ')

/** One line above a column; of more rounds how many there were. */
const shortly = ({ lines, state }: SourceView): string => {
  const [only] = lines
  if (lines.length > 1) return t.times(lines.length)
  return only?.text ?? t.states[state]
}

/** 37 expectations × instruments: a table where there is room, a list where there is none. */
export function FrameworkTable({ view, sources }: { view: CoverageView; sources: Sources }) {
  const used = new Set(view.expectations.flatMap(({ edges }) => edges.map(({ source }) => source)))
  const columns = view.sources.filter(({ code, kind }) => kind === 'instrument' && used.has(code))
  return (
    <section className="card" aria-labelledby="framework">
      <h2 id="framework">{t.frameworkTable}</h2>
      <p className="note">{t.frameworkHelp}</p>
      <div className="coverage-wide">
        <ScrollRegion label={t.frameworkTable}>
          <table className="coverage-framework">
            <thead>
              <tr>
                <th scope="col">{t.columns.expectation}</th>
                {columns.map((source) => (
                  <th key={source.code} scope="col">
                    <span className="code">{source.code}</span>
                    {source.title}
                    <span className="under">{shortly(source)}</span>
                  </th>
                ))}
                <th scope="col">{t.columns.figures}</th>
                <th scope="col">{t.columns.findings}</th>
              </tr>
            </thead>
            {view.domains.map((domain) => (
              <tbody key={domain.code}>
                {view.expectations
                  .filter((one) => one.domain === domain.code)
                  .map((one) => (
                    <Row key={one.code} row={one} columns={columns} sources={sources} />
                  ))}
              </tbody>
            ))}
          </table>
        </ScrollRegion>
      </div>
      <div className="coverage-narrow">
        {view.domains.map((domain) => (
          <section key={domain.code} aria-labelledby={`domain-${domain.code}`}>
            <h3 id={`domain-${domain.code}`}>{domain.title}</h3>
            {view.expectations
              .filter((one) => one.domain === domain.code)
              .map((one) => (
                <Narrow key={one.code} row={one} sources={sources} />
              ))}
          </section>
        ))}
      </div>
    </section>
  )
}

function Row(props: { row: Expectation; columns: readonly SourceView[]; sources: Sources }) {
  const { row, columns, sources } = props
  const edges = new Map(row.edges.map((edge) => [edge.source, edge]))
  const figures = row.edges.flatMap(({ source }) => {
    const found = sources.get(source)
    return found?.kind === 'indicator' ? [found] : []
  })
  const delivered = figures.filter(({ state }) => state === 'evidence').length
  return (
    <tr>
      <th scope="row">
        <ExpectationLink code={row.code}>
          <span className="code">{row.code}</span> {row.title}
        </ExpectationLink>
        {row.state !== 'evidence' && <StateMark state={row.state} />}
      </th>
      {columns.map((source) => {
        const questions = edges.get(source.code)?.questions ?? 0
        return (
          <td key={source.code} className={questions > 0 ? source.state : 'no-question'}>
            {questions === 0 ? (
              <Nothing />
            ) : (
              <ToEvidence link={source.lines[0]?.link}>
                <StateMark state={source.state} quiet />
                <span aria-hidden="true">{questions}</span>
                <span className="sr">{t.cell(t.questions(questions), source.title, evidenceOf(source))}</span>
              </ToEvidence>
            )}
          </td>
        )
      })}
      <td className={figures.length > 0 ? (delivered > 0 ? 'evidence' : 'none') : 'no-question'}>
        {figures.length === 0 ? (
          <Nothing />
        ) : (
          <>
            <StateMark state={delivered > 0 ? 'evidence' : 'none'} quiet />
            {delivered} van {figures.length}
          </>
        )}
      </td>
      <td>{row.findings === 0 ? '–' : <Link to="/bevindingen">{t.findings(row.findings)}</Link>}</td>
    </tr>
  )
}

function Nothing() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr">{t.noQuestion}</span>
    </>
  )
}

function Narrow({ row, sources }: { row: Expectation; sources: Sources }) {
  const has = row.edges.filter(({ source }) => sources.get(source)?.state === 'evidence').length
  return (
    <details>
      <summary>
        <StateMark state={row.state} quiet />
        <span>
          <span className="code">{row.code}</span> {row.title}
          <span className="under">{t.sourcesOf(has, row.edges.length)}</span>
        </span>
      </summary>
      <SourceList edges={row.edges} sources={sources} open />
      {row.findings > 0 && (
        <p>
          <Link to="/bevindingen">{t.findings(row.findings)}</Link>
        </p>
      )}
    </details>
  )
}
