import type { Chart, ChartConfiguration } from 'chart.js'
import { hatch, isWide, rowY, valueX } from './chart-canvas.ts'
import type { Palette } from './chart-rows.ts'

/** Bars of one figure: a row for each day, a segment for each part; what cannot be drawn says why. */
export interface FigureChartData {
  readonly rows: readonly {
    readonly label: string
    readonly segments?: readonly number[]
    readonly unknown?: number
    readonly note?: string
  }[]
  /** Segments are percentages of a denominator, else counts. */
  readonly percent: boolean
  /** Names of the segments, in order. */
  readonly names: readonly string[]
  readonly unknown: string
}

/** Strong, middle and light tint of the accent: parts of a figure are no levels. */
const tints = [100, 45, 18, 70] as const
const tint = (palette: Palette, index: number): string =>
  `color-mix(in srgb, ${palette.accent} ${tints[index % tints.length]}%, ${palette.card})`
const onTint = (palette: Palette, index: number): string => (index % 4 === 0 ? palette.card : palette.ink)

/** Stacked bars, oldest on top; unknown is hatched at the end. */
export function figureChart(
  data: FigureChartData,
  palette: Palette,
  axis: string,
): ChartConfiguration<'bar'> {
  const { rows, percent, names } = data
  const hasUnknown = rows.some(({ unknown = 0 }) => unknown > 0)
  const shown = hasUnknown ? [...names, data.unknown] : names
  const segmentOf = (row: (typeof rows)[number], index: number) =>
    row.segments === undefined ? null : index < names.length ? (row.segments[index] ?? 0) : (row.unknown ?? 0)
  return {
    type: 'bar',
    data: {
      labels: rows.map(({ label }) => label),
      datasets: shown.map((label, index) => ({
        label,
        data: rows.map((row) => segmentOf(row, index)),
        backgroundColor: index < names.length ? tint(palette, index) : hatch(palette),
        borderColor: index === 0 ? palette.accent : palette.muted,
        borderWidth: 1,
        borderSkipped: false,
        barThickness: 22,
      })),
    },
    options: {
      indexAxis: 'y',
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { right: 12 } },
      plugins: {
        legend: {
          display: shown.length > 1,
          position: 'top',
          align: 'start',
          onClick: () => undefined,
          labels: { color: palette.ink, font: { size: 16 }, boxWidth: 16, boxHeight: 16 },
        },
        tooltip: { enabled: false },
      },
      scales: {
        x: {
          stacked: true,
          min: 0,
          ...(percent ? { max: 100 } : {}),
          title: { display: true, text: axis, color: palette.muted, font: { size: 16 } },
          ticks: {
            color: palette.muted,
            font: { size: 16 },
            maxRotation: 0,
            precision: 0,
            callback: (value) => (percent ? `${value}%` : String(value)),
            ...(percent ? { stepSize: 50 } : {}),
          },
          grid: { color: palette.line },
        },
        y: {
          stacked: true,
          ticks: {
            color: palette.ink,
            font: { size: 16 },
            autoSkip: false,
            crossAlign: 'far',
            callback(_value, index) {
              const label = rows[index]?.label ?? ''
              return isWide(this.chart) ? label : short(label)
            },
          },
          grid: { display: false },
        },
      },
    },
    plugins: [{ id: 'values', afterDatasetsDraw: (chart) => drawValues(chart, data, palette) }],
  }
}

/** '1 oktober 2026 (voorlopig)' -> '10-2026 *'-like words that fit a phone: '1 okt 2026 (v)'. */
const short = (label: string): string =>
  label
    .replace(/(\d+ \p{L}{3})\p{L}*/u, '$1')
    .replace('(voorlopig)', '(v)')
    .slice(-22)

function drawValues(chart: Chart, { rows, percent, names }: FigureChartData, palette: Palette) {
  const pen = chart.ctx
  pen.save()
  pen.font = `16px ${palette.font}`
  pen.textBaseline = 'middle'
  rows.forEach((row, index) => {
    const y = rowY(chart, index)
    if (row.segments === undefined) {
      pen.textAlign = 'left'
      pen.fillStyle = palette.muted
      pen.fillText(row.note ?? '', valueX(chart, 0) + 6, y)
      return
    }
    pen.textAlign = 'center'
    let from = 0
    for (const [at, value] of [...row.segments, row.unknown ?? 0].entries()) {
      const [left, right] = [valueX(chart, from), valueX(chart, from + value)]
      from += value
      const text = percent ? `${value}%` : String(value)
      if (value === 0 || right - left < pen.measureText(text).width + 6) continue
      if (at === names.length) {
        pen.lineWidth = 5
        pen.strokeStyle = palette.card
        pen.strokeText(text, (left + right) / 2, y)
      }
      pen.fillStyle = at === names.length ? palette.ink : onTint(palette, at)
      pen.fillText(text, (left + right) / 2, y)
    }
  })
  pen.restore()
}
