import type { FigureCell, FigurePart } from '@km/analysis'
import { nlFigures as t } from '../../nl-figures.ts'

const number = new Intl.NumberFormat('nl-NL')

/** '44 van 55 (80%)', '80%', '12', or in words that it is kept back. */
export function partWords({ count, share }: FigurePart, n: number | undefined): string {
  const told = count === 'hidden' ? t.hidden : count === undefined ? undefined : number.format(count)
  const whole =
    n === undefined || count === undefined || count === 'hidden' ? '' : ` ${t.of} ${number.format(n)}`
  const percent = share === undefined ? '' : t.share(share)
  if (told === undefined) return percent
  return `${told}${whole}${percent === '' ? '' : ` (${percent})`}`
}

/** A figure in one line, for the end of a bar: its first part, or why there is none. */
export function shortWords(cell: FigureCell): string {
  if (cell.kind === 'suppressed') return t.reason(cell.reason)
  const { parts, n, noShare } = cell.figure
  if (noShare !== undefined) return noShare === 'few' ? t.few : t.manyUnknown
  const [first] = parts
  return first === undefined ? '' : partWords(first, n)
}

type Parts = readonly {
  readonly code: string
  readonly title: string
  readonly apart?: boolean | undefined
}[]

/** Every part of a figure with its count, denominator and percentage; what is not shown says why. */
export function CellWords(props: { parts: Parts; cell: FigureCell; broken?: string | undefined }) {
  const { parts, cell, broken } = props
  if (broken !== undefined) return <span className="break">≠ {broken}</span>
  if (cell.kind === 'suppressed')
    return cell.reason === 'not_for_you' ? (
      <span className="quiet-text">{t.reason(cell.reason)}</span>
    ) : (
      <span className="hidden-cell">{t.reason(cell.reason)}</span>
    )
  const { figure } = cell
  if (figure.parts.every(({ count }) => count === 'hidden'))
    return <span className="hidden-cell">{t.hidden}</span>
  return (
    <>
      {figure.parts.map((part) => (
        <PartWords
          key={part.code}
          part={part}
          n={figure.n}
          known={parts.find(({ code }) => code === part.code)}
        />
      ))}
      {figure.noShare === 'few' && <span className="under">{t.few}</span>}
      {figure.noShare === 'many_unknown' && <span className="under">{t.manyUnknown}</span>}
    </>
  )
}

/** A part with its name: 'of 55' only when it is a part of those 55. */
function PartWords(props: { part: FigurePart; n: number | undefined; known: Parts[number] | undefined }) {
  const { part, n, known } = props
  const words = partWords(part, known?.apart === true ? undefined : n)
  return (
    <span className="figure-part">
      {part.count === 'hidden' ? <span className="quiet-text">{words}</span> : <b>{words}</b>} {known?.title}
    </span>
  )
}

/** How many are unknown: in the denominator, with a share of their own. */
export function UnknownWords({ cell }: { cell: FigureCell }) {
  if (cell.kind === 'suppressed') return null
  const { unknown, n } = cell.figure
  if (unknown.count === 0) return <>0</>
  return <>{partWords(unknown, n)}</>
}
