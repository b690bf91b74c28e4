import type { IndicatorPage } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlFigures } from '../../nl-figures.ts'
import { nlIndicator } from '../../nl-indicator.ts'
import type { FigureChartData } from '../../parts/chart-figure.ts'
import { day } from '../../parts/wording.ts'
import { barOf, dayRows, drawnParts, mainCells } from './figure-rows.ts'
import { shortWords } from './figure-words.tsx'

const ChartCanvas = lazy(() => import('../../parts/chart.tsx'))
const t = nlIndicator.chart

/** The figure as bars, one for each day; undefined when nothing of it may be drawn. */
export function figureChart(page: IndicatorPage): FigureChartData | undefined {
  const rows = dayRows(page.moments)
  const sources = new Set(rows.map(({ source }) => source))
  const all = rows.flatMap((row) =>
    (['provisional', 'final'] as const).flatMap((status) => {
      const moment = row[status]
      if (moment === undefined) return []
      const first = status === 'provisional' ? ` (${nlFigures.statuses.provisional})` : ''
      const from = sources.size > 1 ? `, ${nlIndicator.sources[row.source] ?? row.source}` : ''
      const when = `${day(row.referenceDate)}${first}${from}`
      return mainCells(page, moment).map(({ name, cell }) => ({
        label: name === undefined ? when : `${name}, ${when}`,
        cell,
      }))
    }),
  )
  const parts = drawnParts(
    all.map(({ cell }) => cell),
    page,
  )
  if (parts.length === 0) return undefined
  const percent = page.unit === 'percentage'
  return {
    percent,
    names: parts.map(({ title }) => title),
    unknown: t.unknown,
    rows: all.map(({ label, cell }) => {
      const bar = barOf(cell, page)
      return bar === undefined ? { label, note: shortWords(cell) } : { label, ...bar }
    }),
  }
}

/** A calm picture of the same numbers; it can be saved with what was chosen on it. */
export function FigureChart({ page }: { page: IndicatorPage }) {
  const me = useQuery(queries.me())
  const data = useMemo(() => figureChart(page), [page])
  if (data === undefined) return null
  const lead = data.percent ? t.lead : t.leadCounts
  const demo = me.data?.network.demo === true ? ` · ${nl.demo}` : ''
  return (
    <section className="card chart-card" aria-labelledby="chart-title">
      <h2 id="chart-title">{t.title(page.title)}</h2>
      <p className="note">{lead}</p>
      <Suspense fallback={<output>{nl.charts.loading}</output>}>
        <ChartCanvas
          kind="figure"
          data={data}
          axis={data.percent ? t.axis : t.axisCounts}
          caption={{
            ...{ title: page.title, lead: page.summary, filter: `${nl.compare.chosen}: ${page.filter}` },
            footer: `${nl.product} · ${nl.charts.made} ${day(new Date().toISOString())}${demo}`,
          }}
          fileName={`cijfer-${page.code.replace('.', '-').toLowerCase()}`}
        />
      </Suspense>
    </section>
  )
}
