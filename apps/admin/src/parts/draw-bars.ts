import { type Caption, readPalette } from './chart-canvas.ts'
import type { Palette } from './chart-rows.ts'

/** One row of bars beside each other: a theme, a phase or an answer over the rounds. */
export interface BarRow {
  readonly label: string
  readonly under?: string
  readonly bars: readonly {
    readonly name: string
    /** What stands beside the bar: the count of how many, or why it is not shown. */
    readonly words: string
    /** From 0 to 1; absent: there is no figure. */
    readonly part?: number
  }[]
}

const width = 800
const pad = 28
const barHeight = 22
const nameWidth = 190
const trackWidth = 260

function wrap(pen: CanvasRenderingContext2D, text: string, room: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && pen.measureText(`${last} ${word}`).width <= room)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Writes lines under each other and returns where the next begins; draws nothing when `y` is only measured. */
type Writer = (
  text: string,
  place: { x: number; y: number; room: number },
  font: string,
  color: string,
) => number

const writerOf =
  (pen: CanvasRenderingContext2D, draws: boolean): Writer =>
  (text, { x, y, room }, font, color) => {
    pen.font = font
    pen.fillStyle = color
    const lines = wrap(pen, text, room)
    if (draws) for (const [at, line] of lines.entries()) pen.fillText(line, x, y + at * 23)
    return y + lines.length * 23
  }

/** Draws everything, or only measures it; returns the height. */
function draw(
  pen: CanvasRenderingContext2D,
  {
    rows,
    caption,
    palette,
    draws,
  }: { rows: readonly BarRow[]; caption: Caption; palette: Palette; draws: boolean },
): number {
  const write = writerOf(pen, draws)
  const plain = `16px ${palette.font}`
  const strong = `600 16px ${palette.font}`
  const room = width - 2 * pad
  pen.textBaseline = 'top'
  let y = write(caption.title, { x: pad, y: pad, room }, `600 22px ${palette.font}`, palette.ink) + 6
  for (const text of [caption.lead, caption.filter])
    if (text !== '') y = write(text, { x: pad, y, room }, plain, palette.muted)
  for (const row of rows) {
    y = write(row.label, { x: pad, y: y + 16, room }, strong, palette.ink) + 2
    for (const bar of row.bars) {
      const x = pad + nameWidth
      if (draws && bar.part !== undefined) {
        pen.fillStyle = palette.line
        pen.fillRect(x, y + 2, trackWidth, barHeight - 8)
        pen.fillStyle = palette.accent
        pen.fillRect(x, y + 2, trackWidth * bar.part, barHeight - 8)
      }
      const named = write(bar.name, { x: pad, y, room: nameWidth - 12 }, plain, palette.muted)
      const at = x + (bar.part === undefined ? 0 : trackWidth + 12)
      const told = write(bar.words, { x: at, y, room: width - pad - at }, plain, palette.ink)
      y = Math.max(named, told) + 4
    }
  }
  return write(caption.footer, { x: pad, y: y + 16, room }, plain, palette.muted) + pad
}

/** Saves rows of bars as a PNG with title, choice and date on it, in the colours of the page. */
export function saveBars(rows: readonly BarRow[], caption: Caption, fileName: string): void {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (pen === null) return
  const palette = readPalette()
  const height = draw(pen, { rows, caption, palette, draws: false })
  canvas.width = width * 2
  canvas.height = height * 2
  pen.scale(2, 2)
  pen.fillStyle = palette.card
  pen.fillRect(0, 0, width, height)
  draw(pen, { rows, caption, palette, draws: true })
  const link = document.createElement('a')
  link.href = canvas.toDataURL('image/png')
  link.download = `${fileName}.png`
  link.click()
}
