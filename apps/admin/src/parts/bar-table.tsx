import { useQuery } from '@tanstack/react-query'
import { queries } from '../api.ts'
import { nl } from '../nl.ts'
import { type BarRow, saveBars } from './draw-bars.ts'
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

/** The same rows as a PNG, with what was chosen, the date and, in a demo, that everything is made up. */
export function SaveBars(props: {
  title: string
  lead: string
  filter: string
  rows: readonly BarRow[]
  fileName: string
}) {
  const me = useQuery(queries.me())
  const { title, lead, filter, rows, fileName } = props
  const save = () => {
    const today = day(new Date().toISOString())
    const footer = `${nl.product} · ${nl.charts.made} ${today}${me.data?.network.demo === true ? ` · ${nl.demo}` : ''}`
    saveBars(rows, { title, lead, filter, footer }, fileName)
  }
  return (
    <button type="button" onClick={save} aria-label={`${nl.compare.png}: ${title}`}>
      {nl.compare.png}
    </button>
  )
}
