import { useQuery } from '@tanstack/react-query'
import { queries } from '../api.ts'
import { nl } from '../nl.ts'
import { type BarRow, saveBars } from './draw-bars.ts'
import { rowsCsv } from './rows-csv.ts'
import { ScrollRegion } from './scroll-region.tsx'
import { day } from './wording.ts'
import './bar-table.css'

/** Rows of counts over rounds: each cell a bar with its words, the same as a picture to save. */
export function BarTable(props: {
  title: string
  /** What the rows are. */
  head: string
  rows: readonly BarRow[]
}) {
  const { title, head, rows } = props
  const columns = rows[0]?.bars.map((bar) => bar.name) ?? []
  return (
    <ScrollRegion label={title}>
      <table className="bar-table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">
                {row.label}
                {row.under !== undefined && <span className="under">{row.under}</span>}
              </th>
              {row.bars.map((bar) => (
                <td key={bar.name} data-label={bar.name}>
                  <span>{bar.words}</span>
                  {bar.part !== undefined && (
                    <span className="bar-track" aria-hidden="true">
                      <i style={{ width: `${100 * bar.part}%` }} />
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

interface SaveProps {
  readonly title: string
  readonly lead: string
  readonly filter: string
  readonly rows: readonly BarRow[]
  readonly fileName: string
}

/** What stands on a file that somebody keeps: the choice, the date and, in a demo, that everything is made up. */
function useCaption({ title, lead, filter }: SaveProps) {
  const me = useQuery(queries.me())
  const today = day(new Date().toISOString())
  const footer = `${nl.product} · ${nl.charts.made} ${today}${me.data?.network.demo === true ? ` · ${nl.demo}` : ''}`
  return { title, lead, filter, footer }
}

/** The same rows as a PNG, with what was chosen on it. */
export function SaveBars(props: SaveProps) {
  const caption = useCaption(props)
  return (
    <button
      type="button"
      onClick={() => saveBars(props.rows, caption, props.fileName)}
      aria-label={`${nl.compare.png}: ${props.title}`}
    >
      {nl.compare.png}
    </button>
  )
}

/** The same rows as a CSV, for what the server gives no file of: it holds what is on the screen, no more. */
export function SaveRows(props: SaveProps & { readonly head: string }) {
  const caption = useCaption(props)
  const save = () => {
    const text = rowsCsv(props.rows, props.head, caption)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
    link.download = `${props.fileName}.csv`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <button type="button" onClick={save} aria-label={`${nl.compare.csv}: ${props.title}`}>
      {nl.compare.csv}
    </button>
  )
}
