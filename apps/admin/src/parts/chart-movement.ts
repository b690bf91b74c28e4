import type { Chart, ChartConfiguration } from 'chart.js'
import { isWide, rowLabel, rowY, valueX } from './chart-canvas.ts'
import type { ChartData, ChartRow, Palette } from './chart-rows.ts'

const shareOf = (share: { count: number; of: number }) =>
  share.of === 0 ? 0 : (100 * share.count) / share.of

/** Dumbbells: open circle then, filled circle now, of the same schools; counts at the right. */
export function movementChart(data: ChartData, palette: Palette, axis: string): ChartConfiguration<'bar'> {
  const { rows } = data
  return {
    type: 'bar',
    data: {
      labels: rows.map((row) => row.code),
      datasets: [
        {
          data: rows.map((row) =>
            row.movement === undefined ? null : [shareOf(row.movement.from), shareOf(row.movement.to)],
          ),
          backgroundColor: palette.muted,
          barThickness: 4,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { right: 8 } },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        x: {
          min: -3,
          max: 103,
          position: 'top',
          title: { display: true, text: axis, color: palette.muted, font: { size: 16 } },
          ticks: {
            color: palette.muted,
            font: { size: 16 },
            maxRotation: 0,
            callback: (value) => (Number(value) % 25 === 0 ? `${value}%` : ''),
          },
          afterBuildTicks: (scale) => {
            const at = isWide(scale.chart) ? [0, 25, 50, 75, 100] : [0, 50, 100]
            scale.ticks = at.map((value) => ({ value }))
          },
          grid: { color: palette.line },
        },
        y: {
          ticks: {
            color: palette.ink,
            font: { size: 16 },
            autoSkip: false,
            crossAlign: 'far',
            callback(_value, index) {
              const n = rows[index]?.movement?.to.of
              return `${rowLabel(this.chart, rows[index])}${n === undefined ? '' : `  (${n})`}`
            },
          },
          grid: { display: false },
        },
      },
    },
    plugins: [{ id: 'circles', afterDatasetsDraw: (chart) => drawRows(chart, rows, palette) }],
  }
}

function drawRows(chart: Chart, rows: readonly ChartRow[], palette: Palette) {
  const pen = chart.ctx
  pen.save()
  pen.font = `16px ${palette.font}`
  pen.textBaseline = 'middle'
  rows.forEach((row, index) => {
    const y = rowY(chart, index)
    if (row.movement === undefined) {
      pen.fillStyle = palette.muted
      pen.fillText(row.movementNote ?? '', valueX(chart, 0) + 4, y)
      return
    }
    const [a, b] = [shareOf(row.movement.from), shareOf(row.movement.to)]
    circle(pen, { x: valueX(chart, a), y, radius: 6 }, palette.card, palette.muted)
    circle(pen, { x: valueX(chart, b), y, radius: 7 }, palette.ink, palette.ink)
    if (isWide(chart)) {
      const right = Math.max(a, b)
      const width = pen.measureText(row.movement.text).width
      const beside = valueX(chart, right) + 14
      const fits = beside + width < chart.chartArea.right
      pen.fillStyle = palette.muted
      pen.fillText(row.movement.text, fits ? beside : valueX(chart, Math.min(a, b)) - width - 14, y)
    }
  })
  pen.restore()
}

function circle(
  pen: CanvasRenderingContext2D,
  at: { x: number; y: number; radius: number },
  fill: string,
  stroke: string,
) {
  pen.beginPath()
  pen.arc(at.x, at.y, at.radius, 0, 2 * Math.PI)
  pen.fillStyle = fill
  pen.fill()
  pen.lineWidth = 2
  pen.strokeStyle = stroke
  pen.stroke()
}
