import type { ComparisonView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import type { ChartData, ChartKind } from '../../parts/chart-rows.ts'
import { Empty } from '../../parts/page.tsx'
import { ScrollRegion } from '../../parts/scroll-region.tsx'
import { day, percent } from '../../parts/wording.ts'
import type { Order } from './address.ts'
import { chartData } from './chart-data.ts'
import { byMovement } from './rows.ts'

const ChartCanvas = lazy(() => import('../../parts/chart.tsx'))
const t = nl.charts

/** One of the three charts, with the same numbers as a table under it. */
export function Charts(props: { view: ComparisonView; kind: ChartKind; order: Order; query: string }) {
  const { view, kind, order } = props
  const me = useQuery(queries.me())
  const data = useMemo(
    () => chartData(view, order === 'movement' ? byMovement(view.rows, view.periods) : view.rows),
    [view, order],
  )
  const words = t[kind]
  if (data.rows.length === 0) return <Empty>{t.noLevels}</Empty>
  if (kind === 'movement' && data.rows.every((row) => row.movement === undefined))
    return <Empty>{t.noMovement}</Empty>
  const rollUp = view.level === 'domain' || view.level === 'subdomain'
  const axis = kind === 'movement' ? t.movement.axis : rollUp ? t.levels.axisAnswers : t.levels.axis
  const today = day(new Date().toISOString())
  const caption = {
    title: words.title,
    lead: kind === 'movement' ? `${words.lead} ○ ${data.from}  ● ${data.to}` : words.lead,
    filter: view.filter,
    footer: `${nl.product} · ${t.made} ${today}${me.data?.network.demo === true ? ` · ${nl.demo}` : ''}`,
  }
  return (
    <section className="card chart-card" aria-labelledby="chart-title">
      <h2 id="chart-title">{words.title}</h2>
      <p className="note">{words.lead}</p>
      {kind === 'movement' && (
        <ul className="legend">
          <li>
            <i className="dot then" />
            {data.from}
          </li>
          <li>
            <i className="dot now" />
            {data.to}
          </li>
        </ul>
      )}
      <Suspense fallback={<output>{t.loading}</output>}>
        <ChartCanvas
          kind={kind}
          data={data}
          axis={axis}
          caption={caption}
          fileName={`${view.instrument}-${kind}`}
        />
      </Suspense>
      <details className="as-table">
        <summary>{nl.compare.table}</summary>
        <ScrollRegion label={words.title}>
          <DataTable kind={kind} data={data} />
        </ScrollRegion>
      </details>
    </section>
  )
}

function DataTable({ kind, data }: { kind: ChartKind; data: ChartData }) {
  const heads =
    kind === 'movement'
      ? [data.from, data.to]
      : kind === 'levels'
        ? [...nl.levels, nl.unknownAnswer, nl.compare.n]
        : data.periods
  return (
    <table className="plain">
      <thead>
        <tr>
          <th scope="col">{nl.compare.columns.expectation}</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row) => (
          <tr key={row.code + row.title}>
            <th scope="row">
              <span className="code">{row.code}</span> {row.title}
            </th>
            {valuesOf(kind, row, heads.length).map((value, i) => (
              <td key={heads[i]}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const shareText = (share: { count: number; of: number }) =>
  `${share.count} van ${share.of} (${percent(share.count, share.of)})`

function valuesOf(kind: ChartKind, row: ChartData['rows'][number], width: number): readonly string[] {
  if (kind === 'heat')
    return row.years.map(
      (y) => `${y.breaks ? '≠ ' : ''}${y.share === undefined ? (y.note ?? '') : shareText(y.share)}`,
    )
  const missing = (note: string | undefined) =>
    Array.from({ length: width }, (_, i) => (i === 0 ? (note ?? '') : ''))
  if (kind === 'movement')
    return row.movement === undefined
      ? missing(row.movementNote)
      : [shareText(row.movement.from), shareText(row.movement.to)]
  if (row.levels === undefined) return missing(row.levelsNote)
  return [...row.levels.counts, row.levels.unknown, row.levels.n].map(String)
}
