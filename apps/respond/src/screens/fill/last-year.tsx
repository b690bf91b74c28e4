import type { LastYearView } from '@km/api'
import { useState } from 'react'
import type { Client, Outcome } from '../../api.ts'
import type { Words } from '../../nl.ts'

type Row = LastYearView['pages'][number]['rows'][number]
type Asked = Outcome<LastYearView> | 'asking' | undefined

/**
 * Last year's answers beside this year's, for one page that is done: closed at first, fetched when it is
 * opened, and nothing in it changes an answer. The server gives nothing of a page that is not done.
 */
export function LastYear(props: {
  readonly token: string
  readonly client: Client
  readonly year: string
  readonly page: number
  readonly t: Words
}) {
  const { token, client, year, page, t } = props
  const [asked, setAsked] = useState<Asked>()
  const ask = () => {
    setAsked('asking')
    void client.lastYear(token).then(setAsked)
  }
  return (
    <details className="last-year" onToggle={(event) => event.currentTarget.open && ask()}>
      <summary>{t.lastYear.open(year)}</summary>
      <Content asked={asked} page={page} t={t} again={ask} />
    </details>
  )
}

function Content({ asked, page, t, again }: { asked: Asked; page: number; t: Words; again: () => void }) {
  if (asked === undefined || asked === 'asking') return <p role="status">{t.lastYear.loading}</p>
  const found = asked.kind === 'ok' ? asked.value.pages.find((one) => one.page === page) : undefined
  if (asked.kind !== 'ok' || found === undefined) {
    return (
      <>
        <p role="status">{asked.kind === 'ok' ? t.lastYear.notYet : t.lastYear.failed}</p>
        <button type="button" className="button-second" onClick={again}>
          {t.report.again}
        </button>
      </>
    )
  }
  const { schoolYear, otherCoordinator } = asked.value
  return (
    <>
      {otherCoordinator ? <p>{t.lastYear.other(schoolYear)}</p> : null}
      <table>
        <caption>{found.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.lastYear.subject}</th>
            <th scope="col">{schoolYear}</th>
            <th scope="col">{t.lastYear.now}</th>
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row) => (
            <LastYearRow key={row.item} row={row} t={t} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function LastYearRow({ row, t }: { row: Row; t: Words }) {
  const differs = row.before !== undefined && row.now !== undefined && row.before !== row.now
  return (
    <tr>
      <th scope="row">
        {row.title}
        {row.changedMeaning ? <small>{t.lastYear.changedMeaning}</small> : null}
      </th>
      <td>{row.before ?? t.lastYear.none}</td>
      <td>{differs ? <strong>{row.now}</strong> : (row.now ?? t.lastYear.none)}</td>
    </tr>
  )
}
