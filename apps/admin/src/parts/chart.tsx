import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Legend,
  LinearScale,
} from 'chart.js'
import { MatrixController, MatrixElement } from 'chartjs-chart-matrix'
import { useEffect, useRef, useState } from 'react'
import { nl } from '../nl.ts'
import { type Caption, drawImage, readPalette } from './chart-canvas.ts'
import { type FigureChartData, figureChart } from './chart-figure.ts'
import { heatChart } from './chart-heat.ts'
import { levelsChart } from './chart-levels.ts'
import { movementChart } from './chart-movement.ts'
import type { ChartData, ChartKind, Palette } from './chart-rows.ts'

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, MatrixController, MatrixElement)

type Picture =
  | { readonly kind: ChartKind; readonly data: ChartData; readonly axis: string }
  | { readonly kind: 'figure'; readonly data: FigureChartData; readonly axis: string }

const configOf = (picture: Picture, palette: Palette) => {
  if (picture.kind === 'figure') return figureChart(picture.data, palette, picture.axis)
  const { kind, data, axis } = picture
  if (kind === 'movement') return movementChart(data, palette, axis)
  if (kind === 'heat') return heatChart(data, palette)
  return levelsChart(data, palette, { axis, names: nl.levels, unknown: nl.unknownAnswer })
}

/** Counts up when the person switches between light and dark, so that the canvas is drawn again. */
function useColorScheme(): number {
  const [times, setTimes] = useState(0)
  useEffect(() => {
    const media = window.matchMedia('(prefers-color-scheme: dark)')
    const changed = () => setTimes((n) => n + 1)
    media.addEventListener('change', changed)
    return () => media.removeEventListener('change', changed)
  }, [])
  return times
}

/** A chart on a canvas with a button that saves it as a PNG, its choice and date drawn on it. */
export default function ChartCanvas(
  props: Picture & { readonly caption: Caption; readonly fileName: string },
) {
  const { kind, data, axis } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const chart = useRef<Chart>(null)
  const scheme = useColorScheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme decides the colours, the picture is its kind, data and axis
  useEffect(() => {
    if (canvas.current === null) return
    const palette = readPalette()
    Chart.defaults.font.family = palette.font
    chart.current = new Chart(canvas.current, configOf(props, palette) as ChartConfiguration)
    return () => chart.current?.destroy()
  }, [kind, data, axis, scheme])
  const save = () => {
    if (chart.current === null) return
    const link = document.createElement('a')
    link.href = drawImage(chart.current, props.caption, readPalette())
    link.download = `${props.fileName}.png`
    link.click()
  }
  return (
    <>
      <div className="chart" style={{ height: `${data.rows.length * 34 + 110}px` }}>
        <canvas ref={canvas} role="img" aria-label={`${props.caption.title}. ${nl.compare.table}.`} />
      </div>
      <button type="button" onClick={save}>
        {nl.compare.png}
      </button>
    </>
  )
}
