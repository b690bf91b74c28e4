import { nlSchools } from '../nl-schools.ts'
import './wrong-lines.css'

const t = nlSchools.file
/** Longer lists are cut on the screen; the file has them all. */
export const mostShown = 200

/** So many before what comes below them: with more of them a person mends the file first. */
const shownAtOnce = 20

type Lines = readonly { readonly line: number; readonly reasons: readonly string[] }[]

/** Lines of a file that are not right: each by its number, with the reasons. */
export function WrongLines({ lines }: { lines: Lines }) {
  if (lines.length === 0) return null
  return (
    <>
      <h3>{t.wrong(lines.length)}</h3>
      <p>{t.wrongText}</p>
      <LinesTable lines={lines.slice(0, shownAtOnce)} />
      {lines.length > shownAtOnce && (
        <details>
          <summary>{t.more(Math.min(lines.length, mostShown) - shownAtOnce)}</summary>
          <LinesTable lines={lines.slice(shownAtOnce, mostShown)} />
        </details>
      )}
      {lines.length > mostShown && <p className="note">{t.shown(mostShown, lines.length)}</p>}
    </>
  )
}

function LinesTable({ lines }: { lines: Lines }) {
  return (
    <table className="wrong-lines">
      <thead>
        <tr>
          <th scope="col">{t.line}</th>
          <th scope="col">{t.reason}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ line, reasons }) => (
          <tr key={line}>
            <th scope="row">{line}</th>
            <td>{reasons.join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
