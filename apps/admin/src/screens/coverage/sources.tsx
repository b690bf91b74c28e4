import type { CoverageEdge, CoverageState } from '@km/analysis'
import type { EvidenceLink, SourceView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { queries } from '../../api.ts'
import { nlCoverage as t } from '../../nl-coverage.ts'
import { IndicatorLink } from '../../parts/indicator-link.tsx'
import { list as inWords } from '../../parts/wording.ts'
import { addressOf } from '../compare/address.ts'

export type Sources = ReadonlyMap<string, SourceView>

const order: readonly CoverageState[] = ['evidence', 'few', 'running', 'private', 'none']

/** A sign and its word: filled, a dot, half, dotted, empty. */
export function StateMark({ state, quiet = false }: { state: CoverageState; quiet?: boolean }) {
  return (
    <span className={`coverage-state ${state}`}>
      <i aria-hidden="true" />
      <span className={quiet ? 'sr' : undefined}>{t.states[state]}</span>
    </span>
  )
}

export function Legend() {
  return (
    <ul className="legend coverage-legend" aria-label={t.legend}>
      {order.map((state) => (
        <li key={state}>
          <StateMark state={state} />
        </li>
      ))}
    </ul>
  )
}

/** A link to the evidence itself, for who may go there; plain text for others. */
export function ToEvidence({ link, children }: { link: EvidenceLink | undefined; children: ReactNode }) {
  const role = useQuery(queries.me()).data?.role
  switch (link?.to) {
    case 'comparison':
      return (
        <Link to="/vergelijken" search={{ ...addressOf(link.instrument), years: link.year }}>
          {children}
        </Link>
      )
    case 'round':
      if (role !== 'project_leader') return <>{children}</>
      return (
        <Link to="/meetrondes/$id" params={{ id: String(link.id) }}>
          {children}
        </Link>
      )
    case 'visits':
      if (role === 'director') return <>{children}</>
      return <Link to="/bezoeken">{children}</Link>
    case 'figure':
      return <IndicatorLink code={link.indicator}>{children}</IndicatorLink>
    case 'register':
      return <Link to="/activiteiten">{children}</Link>
    default:
      return <>{children}</>
  }
}

function Source({ source, edge }: { source: SourceView; edge: CoverageEdge }) {
  const why = [
    ...(edge.questions > 0 ? [t.questions(edge.questions)] : []),
    ...(edge.rows.length > 0 ? [t.rows(inWords(edge.rows))] : []),
    ...(source.findings > 0 ? [t.findings(source.findings)] : []),
  ]
  return (
    <li>
      <p>
        <StateMark state={source.state} quiet={source.lines.length > 0} />
        <b>{source.title}</b> <span className="code">{source.code}</span>
      </p>
      <ul>
        {source.lines.map(({ text, link }) => (
          <li key={text}>
            <ToEvidence link={link}>{text}</ToEvidence>
          </li>
        ))}
        {why.length > 0 && <li className="quiet-text">{why.join(', ')}</li>}
      </ul>
    </li>
  )
}

/**
 * What says something about a row: how many sources have evidence, and which of them have nothing yet; the
 * sources themselves, best evidence first, behind it.
 */
export function SourceList(props: {
  edges: readonly CoverageEdge[]
  sources: Sources
  /** Within something that said so and was opened: the sources at once. */
  open?: boolean
}) {
  const { edges, sources, open = false } = props
  const all = edges.flatMap((edge) => {
    const source = sources.get(edge.source)
    return source === undefined ? [] : [{ edge, source }]
  })
  if (all.length === 0) return <p className="coverage-nothing">{t.noSource}</p>
  const sorted = all.toSorted((a, b) => order.indexOf(a.source.state) - order.indexOf(b.source.state))
  const bare = sorted.filter(({ source }) => source.state === 'none')
  const rest = sorted.filter(({ source }) => source.state !== 'none')
  const has = all.filter(({ source }) => source.state === 'evidence').length
  const best = sorted[0]?.source.state ?? 'none'
  const list = (
    <ul className="sources">
      {rest.map((one) => (
        <Source key={one.edge.source} {...one} />
      ))}
    </ul>
  )
  return (
    <>
      {rest.length > 0 && open && list}
      {rest.length > 0 && !open && (
        <details className="coverage-sources on-paper">
          <summary>
            <StateMark state={best} quiet />
            {t.sourcesOf(has, all.length)}
          </summary>
          {list}
        </details>
      )}
      {bare.length > 0 && (
        <p className="coverage-bare">
          <StateMark state="none" quiet />
          {t.nothingYet} {inWords(bare.map(({ source }) => source.title))}
        </p>
      )}
    </>
  )
}
