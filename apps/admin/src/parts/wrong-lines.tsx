import { nlSchools } from '../nl-schools.ts'
import './wrong-lines.css'

const t = nlSchools.file
/** Longer lists are cut on the screen; the file has them all. */
export const mostShown = 200

/** Lines of a file that are not right: each by its number, with the reasons. */
export function WrongLines(props: {
  lines: readonly { readonly line: number; readonly reasons: readonly string[] }[]
}) {
  const { lines } = props
  if (lines.length === 0) return null
  return (
    <>
      <h3>{t.wrong(lines.length)}</h3>
      <p>{t.wrongText}</p>
      <table className="wrong-lines">
        <thead>
          <tr>
            <th scope="col">{t.line}</th>
            <th scope="col">{t.reason}</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, mostShown).map(({ line, reasons }) => (
            <tr key={line}>
              <th scope="row">{line}</th>
              <td>{reasons.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > mostShown && <p className="note">{t.shown(mostShown, lines.length)}</p>}
    </>
  )
}
