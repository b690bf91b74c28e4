import type { FigureMoment } from '@km/analysis'
import type { IndicatorPage } from '@km/api'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { nlIndicator } from '../../nl-indicator.ts'
import { pathOfCode } from '../../parts/expectation-link.tsx'
import { useReader } from '../../parts/reader.ts'
import { day } from '../../parts/wording.ts'
import { valueName } from './figure-rows.ts'
import { CellWords, UnknownWords } from './figure-words.tsx'
import { MakeFinding } from './make-finding.tsx'

const t = nlIndicator.split

const keyOf = ({ referenceDate, status, source }: FigureMoment): string =>
  `${referenceDate}-${status}-${source}`

/** One breakdown at a time, on one day; the choice stands in the address. */
export function IndicatorSplit({ page }: { page: IndicatorPage }) {
  const { per, dag } = useSearch({ strict: false }) as { per?: string; dag?: string }
  const navigate = useNavigate()
  const { ownSchool } = useReader()
  // Who reads only own schools has each of them above.
  const choices = page.breakdowns.filter(({ code }) => !(ownSchool && code === 'school'))
  const delivered = choices.filter(({ code }) =>
    page.moments.some(({ breakdowns }) => breakdowns.some(({ by }) => by === code)),
  )
  if (delivered.length === 0) return null
  const chosen = delivered.find(({ code }) => code === per) ?? delivered[0]
  const moments = page.moments.filter(({ breakdowns }) => breakdowns.some(({ by }) => by === chosen?.code))
  const sources = new Set(moments.map(({ source }) => source))
  const moment = moments.find((one) => keyOf(one) === dag) ?? moments.at(-1)
  const go = (next: { per?: string; dag?: string }) =>
    void navigate({
      to: '/cijfers/$code',
      params: { code: pathOfCode(page.code) },
      search: {
        ...(chosen !== undefined && { per: chosen.code }),
        ...(dag !== undefined && { dag }),
        ...next,
      },
      replace: true,
      resetScroll: false,
    })
  return (
    <section className="card" aria-labelledby="split">
      <h2 id="split">{t.title}</h2>
      <p className="note">{t.help}</p>
      <div className="figure-choices">
        <label className="field">
          <span>{t.by}</span>
          <select value={chosen?.code} onChange={(event) => go({ per: event.target.value })}>
            {delivered.map(({ code, title }) => (
              <option key={code} value={code}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t.day}</span>
          <select
            value={moment === undefined ? '' : keyOf(moment)}
            onChange={(event) => go({ dag: event.target.value })}
          >
            {moments.toReversed().map((one) => (
              <option key={keyOf(one)} value={keyOf(one)}>
                {day(one.referenceDate)}, {nlIndicator[one.status]}
                {sources.size > 1 && `, ${nlIndicator.sources[one.source] ?? one.source}`}
              </option>
            ))}
          </select>
        </label>
      </div>
      {chosen?.beside === true && <p className="note">{t.beside}</p>}
      {chosen !== undefined && moment !== undefined && <Rows page={page} by={chosen} moment={moment} />}
    </section>
  )
}

function Rows(props: { page: IndicatorPage; by: IndicatorPage['breakdowns'][number]; moment: FigureMoment }) {
  const { page, by, moment } = props
  const { leads } = useReader()
  const rows = moment.breakdowns.find((one) => one.by === by.code)?.rows ?? []
  const order = by.values.map(({ code }) => code)
  const sorted =
    order.length === 0 ? rows : rows.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
  return (
    <table className="figure-table">
      <caption className="sr">
        {page.title}, {t.by} {by.title}, {day(moment.referenceDate)}
      </caption>
      <thead>
        <tr>
          <th scope="col">{by.title}</th>
          <th scope="col">{nlIndicator.value}</th>
          {page.denominator !== undefined && <th scope="col">{nlIndicator.unknown}</th>}
          {leads && <td />}
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ value, cell }) => (
          <tr key={value}>
            <th scope="row">{valueName(page, by.code, value)}</th>
            <td data-label={nlIndicator.value}>
              <CellWords parts={page.parts} cell={cell} />
            </td>
            {page.denominator !== undefined && (
              <td data-label={nlIndicator.unknown}>
                <UnknownWords cell={cell} />
              </td>
            )}
            {leads && (
              <td>
                {cell.kind === 'shown' && (
                  <MakeFinding page={page} moment={moment} cell={cell} split={{ by: by.code, value }} />
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
