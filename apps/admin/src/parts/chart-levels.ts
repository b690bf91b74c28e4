import type { Chart, ChartConfiguration } from 'chart.js'
import { hatch, rowLabel, rowY, valueX } from './chart-canvas.ts'
import type { ChartData, ChartRow, Palette } from './chart-rows.ts'

type Bar = [number, number] | null
type Levels = NonNullable<ChartRow['levels']>

/** Start and end of each level around the border between "begin" and "op orde" (0), in counts. */
export function levelSpans(levels: Levels, gutter: number): readonly [Bar, Bar, Bar, Bar, Bar] {
  const [c1 = 0, c2 = 0, c3 = 0, c4 = 0] = levels.counts
  const bar = (from: number, to: number): Bar => (from === to ? null : [from, to])
  return [bar(-c1 - c2, -c2), bar(-c2, 0), bar(0, c3), bar(c3, c3 + c4), bar(gutter, gutter + levels.unknown)]
}

/** Where "weet ik niet" begins: right of the longest bar. */
export const gutterOf = (rows: readonly ChartRow[]): number =>
  Math.max(1, ...rows.map((r) => (r.levels?.counts[2] ?? 0) + (r.levels?.counts[3] ?? 0))) * 1.06

/** Diverging stacked bars of the four levels; "weet ik niet" hatched and apart at the right. */
export function levelsChart(
  data: ChartData,
  palette: Palette,
  words: { axis: string; names: readonly string[]; unknown: string },
): ChartConfiguration<'bar'> {
  const { rows } = data
  const gutter = gutterOf(rows)
  const spans = rows.map((row) => (row.levels === undefined ? undefined : levelSpans(row.levels, gutter)))
  const left = Math.max(1, ...rows.map((r) => (r.levels?.counts[0] ?? 0) + (r.levels?.counts[1] ?? 0)))
  const unknown = Math.max(0, ...rows.map((r) => r.levels?.unknown ?? 0))
  const fills = [...palette.levels, hatch(palette)]
  return {
    type: 'bar',
    data: {
      labels: rows.map((row) => row.code),
      datasets: [...words.names, words.unknown].map((label, i) => ({
        label,
        data: spans.map((span) => span?.[i] ?? null),
        backgroundColor: fills[i] ?? palette.none,
        borderColor: i === 4 ? palette.muted : palette.card,
        borderWidth: 1,
        grouped: false,
        borderSkipped: false,
        barThickness: 22,
      })),
    },
    options: {
      indexAxis: 'y',
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { right: 8 } },
      plugins: {
        legend: {
          position: 'top',
          align: 'start',
          onClick: () => undefined,
          labels: { color: palette.ink, font: { size: 16 }, boxWidth: 16, boxHeight: 16 },
        },
        tooltip: { enabled: false },
      },
      scales: {
        x: {
          min: -left - 0.5,
          max: gutter + unknown + 0.5,
          title: { display: true, text: words.axis, color: palette.muted, font: { size: 16 } },
          ticks: {
            color: palette.muted,
            font: { size: 16 },
            callback: (value) => (Number(value) < gutter ? String(Math.abs(Number(value))) : ''),
          },
          afterBuildTicks: (scale) => {
            const step = left + gutter > 60 ? 20 : 5
            const first = -Math.floor(left / step) * step
            const count = Math.floor((gutter - first) / step) + 1
            scale.ticks = Array.from({ length: count }, (_, i) => ({ value: first + i * step }))
          },
          grid: { color: (at) => (at.tick.value === 0 ? palette.ink : palette.line) },
        },
        y: {
          ticks: {
            color: palette.ink,
            font: { size: 16 },
            autoSkip: false,
            crossAlign: 'far',
            callback(_value, index) {
              const n = rows[index]?.levels?.n
              return `${rowLabel(this.chart, rows[index])}${n === undefined ? '' : `  (${n})`}`
            },
          },
          grid: { display: false },
        },
      },
    },
    plugins: [{ id: 'counts', afterDatasetsDraw: (chart) => drawCounts(chart, rows, { spans, palette }) }],
  }
}

function drawCounts(
  chart: Chart,
  rows: readonly ChartRow[],
  known: { spans: readonly (readonly Bar[] | undefined)[]; palette: Palette },
) {
  const { palette } = known
  const pen = chart.ctx
  pen.save()
  pen.font = `16px ${palette.font}`
  pen.textBaseline = 'middle'
  rows.forEach((row, index) => {
    const y = rowY(chart, index)
    pen.textAlign = 'left'
    pen.fillStyle = palette.muted
    if (row.levels === undefined) pen.fillText(row.levelsNote ?? '', valueX(chart, 0) + 8, y)
    pen.textAlign = 'center'
    known.spans[index]?.forEach((span, level) => {
      if (span === null) return
      const [from, to] = [valueX(chart, span[0]), valueX(chart, span[1])]
      const text = String(Math.round(span[1] - span[0]))
      if (to - from < pen.measureText(text).width + 4) return
      pen.fillStyle = palette.onLevels[level] ?? palette.ink
      if (level === 4) outlined(pen, text, { x: (from + to) / 2, y }, palette)
      else pen.fillText(text, (from + to) / 2, y)
    })
  })
  pen.restore()
}

function outlined(
  pen: CanvasRenderingContext2D,
  text: string,
  at: { x: number; y: number },
  palette: Palette,
) {
  pen.lineWidth = 5
  pen.strokeStyle = palette.card
  pen.strokeText(text, at.x, at.y)
  pen.fillStyle = palette.ink
  pen.fillText(text, at.x, at.y)
}
