import type { Chart } from 'chart.js'
import type { Palette } from './chart-rows.ts'

/** The page's colours by the names of `tokens.css`. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: of('--ink'),
    muted: of('--muted'),
    line: of('--line'),
    card: of('--card'),
    accent: of('--accent'),
    none: of('--none'),
    levels: ['--l1', '--l2', '--l3', '--l4'].map(of),
    onLevels: ['--on-l1', '--on-l2', '--on-l3', '--on-l4'].map(of),
    font: of('--font') || 'system-ui',
  }
}

/** Slanted lines for what is no level or is not shown. */
export function hatch(palette: Palette): CanvasPattern | string {
  const tile = document.createElement('canvas')
  tile.width = tile.height = 8
  const pen = tile.getContext('2d')
  if (pen === null) return palette.none
  pen.strokeStyle = palette.muted
  pen.lineWidth = 1.2
  pen.globalAlpha = 0.55
  for (const from of [-8, 0, 8]) {
    pen.moveTo(from, 8)
    pen.lineTo(from + 8, 0)
  }
  pen.stroke()
  return pen.createPattern(tile, 'repeat') ?? palette.none
}

/** Middle of row `index` of a chart with rows on its y axis, in pixels. */
export const rowY = (chart: Chart, index: number): number => chart.scales.y?.getPixelForValue(index) ?? 0
export const valueX = (chart: Chart, value: number): number => chart.scales.x?.getPixelForValue(value) ?? 0

/** Room for titles beside the codes on the y axis. */
export const isWide = (chart: Chart): boolean => chart.width > 720

/** 'OL.B.1  Begeleiding volgens plan', or the code alone on a narrow screen. */
export function rowLabel(chart: Chart, row: { code: string; title: string } | undefined): string {
  if (row === undefined) return ''
  if (!isWide(chart)) return row.code
  const title = row.title.length > 40 ? `${row.title.slice(0, 39)}…` : row.title
  return `${row.code}  ${title}`
}

const shortest = (text: string, pen: CanvasRenderingContext2D, width: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && pen.measureText(`${last} ${word}`).width <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

export interface Caption {
  readonly title: string
  readonly lead: string
  /** What was chosen; stands on every image. */
  readonly filter: string
  /** Product, date and, in a demo, that everything is made up. */
  readonly footer: string
}

/** The chart as a PNG with its title, the choice and the date drawn on the image. */
export function drawImage(chart: Chart, caption: Caption, palette: Palette): string {
  const scale = 2
  const pad = 28
  const width = Math.max(chart.width, 640) + 2 * pad
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (pen === null) return ''
  const texts = [
    { text: caption.title, font: `600 24px ${palette.font}`, color: palette.ink, step: 32 },
    { text: caption.lead, font: `16px ${palette.font}`, color: palette.ink, step: 23 },
    { text: caption.filter, font: `16px ${palette.font}`, color: palette.muted, step: 23 },
  ].map((part) => {
    pen.font = part.font
    return { ...part, lines: shortest(part.text, pen, width - 2 * pad) }
  })
  const head = texts.reduce((sum, part) => sum + part.lines.length * part.step, pad + 8)
  canvas.width = width * scale
  canvas.height = (head + chart.height + 60) * scale
  pen.scale(scale, scale)
  pen.fillStyle = palette.card
  pen.fillRect(0, 0, width, canvas.height)
  let y = pad
  for (const part of texts) {
    pen.font = part.font
    pen.fillStyle = part.color
    pen.textBaseline = 'top'
    for (const line of part.lines) {
      pen.fillText(line, pad, y)
      y += part.step
    }
  }
  pen.drawImage(chart.canvas, pad, head, chart.width, chart.height)
  pen.font = `16px ${palette.font}`
  pen.fillStyle = palette.muted
  pen.fillText(caption.footer, pad, head + chart.height + 20)
  return canvas.toDataURL('image/png')
}
