import type { ChartConfiguration } from 'chart.js'
import type { MatrixDataPoint, MatrixElement } from 'chartjs-chart-matrix'
import { hatch, isWide, rowLabel } from './chart-canvas.ts'
import type { ChartData, ChartRow, Palette } from './chart-rows.ts'

type YearCell = ChartRow['years'][number]

/** Five steps of one hue by share; text colour that can be read on each. */
export const heatStep = (share: { count: number; of: number }): number =>
  share.of === 0 ? 0 : Math.min(4, Math.floor((5 * share.count) / share.of))

const heatColors = ['#eef5f4', '#cfe5e3', '#98cbc7', '#4f9aa1', '#1b6d77'] as const
const onHeat = ['#1e2a32', '#1e2a32', '#1e2a32', '#0b1114', '#ffffff'] as const

/** Expectation × round: the darker, the larger the share at "op orde"; ≠ where the question changed. */
export function heatChart(data: ChartData, palette: Palette): ChartConfiguration<'matrix'> {
  const { rows, periods } = data
  const cells = rows.flatMap((row, y) => row.years.map((cell, x) => ({ cell, x, y })))
  const hatched = hatch(palette)
  return {
    type: 'matrix',
    data: {
      datasets: [
        {
          data: cells.map(
            ({ x, y }) => ({ x: periods[x] ?? '', y: String(y) }) as unknown as MatrixDataPoint,
          ),
          backgroundColor: (at) => {
            const share = cells[at.dataIndex]?.cell.share
            return share === undefined ? (hatched as string) : heatColors[heatStep(share) as 0]
          },
          borderColor: palette.card,
          borderWidth: 2,
          width: (at) =>
            ((at.chart.chartArea as typeof at.chart.chartArea | undefined)?.width ?? 0) / periods.length,
          height: (at) =>
            ((at.chart.chartArea as typeof at.chart.chartArea | undefined)?.height ?? 0) / rows.length,
        },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        x: {
          type: 'category',
          labels: [...periods],
          position: 'top',
          offset: true,
          ticks: {
            color: palette.ink,
            font: { size: 16 },
            maxRotation: 0,
            autoSkip: false,
            callback(_value, index) {
              const name = periods[index] ?? ''
              return isWide(this.chart) || periods.length < 3
                ? name
                : name.replace(/(\d\d)(\d\d)-\d\d(\d\d)/, '$2-$3')
            },
          },
          grid: { display: false },
          border: { display: false },
        },
        y: {
          type: 'category',
          labels: rows.map((_, i) => String(i)),
          offset: true,
          reverse: false,
          ticks: {
            color: palette.ink,
            font: { size: 16 },
            autoSkip: false,
            crossAlign: 'far',
            callback(_value, index) {
              return rowLabel(this.chart, rows[index])
            },
          },
          grid: { display: false },
          border: { display: false },
        },
      },
    },
    plugins: [
      {
        id: 'shares',
        afterDatasetsDraw: (chart) =>
          cells.forEach(({ cell }, index) => {
            const box = chart.getDatasetMeta(0).data[index] as MatrixElement | undefined
            if (box !== undefined) drawCell(chart.ctx, cell, { box, palette })
          }),
      },
    ],
  }
}

/** The text stands in the box that the library drew, so that colour and number cannot part. */
function drawCell(
  pen: CanvasRenderingContext2D,
  cell: YearCell,
  { box, palette }: { box: MatrixElement; palette: Palette },
) {
  const { width: w, height: h } = box.getProps(['width', 'height'])
  const { x, y } = box.getCenterPoint()
  pen.save()
  pen.font = `16px ${palette.font}`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  const percent = cell.share === undefined ? '' : `${Math.round((100 * cell.share.count) / cell.share.of)}%`
  const long =
    cell.share === undefined ? (cell.note ?? '') : `${percent}  (${cell.share.count} van ${cell.share.of})`
  const text = pen.measureText(long).width + 16 < w ? long : percent
  pen.fillStyle = cell.share === undefined ? palette.ink : onHeat[heatStep(cell.share) as 0]
  pen.fillText(text, x, y)
  if (cell.breaks) drawBreak(pen, { x: x - w / 2, y, h }, palette)
  pen.restore()
}

function drawBreak(pen: CanvasRenderingContext2D, at: { x: number; y: number; h: number }, palette: Palette) {
  pen.fillStyle = palette.card
  pen.beginPath()
  pen.arc(at.x, at.y, 11, 0, 2 * Math.PI)
  pen.fill()
  pen.lineWidth = 1.5
  pen.strokeStyle = palette.ink
  pen.stroke()
  pen.fillStyle = palette.ink
  pen.fillText('≠', at.x, at.y)
}
