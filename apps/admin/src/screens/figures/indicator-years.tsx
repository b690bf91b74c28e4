import type { FigureMoment } from '@km/analysis'
import type { IndicatorPage } from '@km/api'
import { nlIndicator as t } from '../../nl-indicator.ts'
import { useReader } from '../../parts/reader.ts'
import { day } from '../../parts/wording.ts'
import { bestOf, dayRows, mainCells } from './figure-rows.ts'
import { CellWords, UnknownWords } from './figure-words.tsx'
import { MakeFinding } from './make-finding.tsx'

/** The figure over the school years: what was provisional beside what became final. */
export function IndicatorYears({ page }: { page: IndicatorPage }) {
  const { leads } = useReader()
  const rows = dayRows(page.moments)
  const hasProvisional = rows.some(({ provisional }) => provisional !== undefined)
  const sources = new Set(rows.map(({ source }) => source))
  const hasDenominator = page.denominator !== undefined
  return (
    <section className="card" aria-labelledby="years">
      <div className="figure-head">
        <h2 id="years">{t.years}</h2>
        <p className="buttons">
          <button type="button" onClick={() => window.print()}>
            {t.print}
          </button>
          <a
            className="button"
            href={`/api/figures.csv?indicator=${page.code}`}
            download
            aria-label={t.csvLong}
          >
            {t.csv}
          </a>
        </p>
      </div>
      <table className="figure-table">
        <thead>
          <tr>
            <th scope="col">{t.day}</th>
            {hasProvisional && <th scope="col">{t.provisional}</th>}
            <th scope="col">{t.final}</th>
            {hasDenominator && <th scope="col">{t.unknown}</th>}
            {leads && <td />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const best = bestOf(row)
            return (
              <tr key={row.key}>
                <th scope="row">
                  {row.schoolYear}
                  <span className="under">
                    {day(row.referenceDate)}
                    {sources.size > 1 && `, ${t.from}: ${t.sources[row.source] ?? row.source}`}
                  </span>
                </th>
                {hasProvisional && (
                  <td data-label={t.provisional}>
                    <Value page={page} moment={row.provisional} />
                  </td>
                )}
                <td data-label={t.final}>
                  <Value page={page} moment={row.final} />
                </td>
                {hasDenominator && (
                  <td data-label={t.unknown}>
                    {best !== undefined &&
                      mainCells(page, best).map(({ name, cell }) => (
                        <span key={name ?? ''} className="figure-part">
                          <UnknownWords cell={cell} />
                        </span>
                      ))}
                  </td>
                )}
                {leads && (
                  <td>
                    {best?.cell.kind === 'shown' && (
                      <MakeFinding page={page} moment={best} cell={best.cell} />
                    )}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Value({ page, moment }: { page: IndicatorPage; moment: FigureMoment | undefined }) {
  if (moment === undefined) return <span className="quiet-text">{t.notYet}</span>
  const cells = mainCells(page, moment)
  if (cells.length === 0) return <span className="quiet-text">{t.noSchool}</span>
  return cells.map(({ name, cell }) => (
    <div key={name ?? ''} className="figure-cell">
      {name !== undefined && <span className="under">{name}</span>}
      <CellWords parts={page.parts} cell={cell} broken={moment.broken} />
      {moment.retrospective === true && <span className="under">{t.retrospective}</span>}
      {moment.held === true && <span className="under">{t.held}</span>}
    </div>
  ))
}
