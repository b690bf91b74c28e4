import type { RespondView } from '@km/api'
import type { Words } from '../../nl.ts'

/** What the round before counted of everybody together, to have at hand; closed until it is asked for. */
export function LastNumbers({ found, t }: { found: NonNullable<RespondView['lastNumbers']>; t: Words }) {
  const round = [found.period, found.schoolYear].filter((text) => text !== '').join(' ')
  return (
    <details className="last-year">
      <summary>{t.lastNumbers.open(round)}</summary>
      {found.numbers.length === 0 ? (
        <p>{t.lastNumbers.few}</p>
      ) : (
        <ul>
          {found.numbers.map(({ title, n, total, median }) => (
            <li key={title}>
              {title} <b>{t.lastNumbers.said(total, n, median)}</b>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
