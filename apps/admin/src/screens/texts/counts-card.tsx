import { nlTexts } from '../../nl-texts.ts'
import { BarTable, SaveBars } from '../../parts/bar-table.tsx'
import type { BarRow } from '../../parts/draw-bars.ts'

const t = nlTexts.counts

/** How many texts are about each theme, the rounds side by side; as a table of bars, a picture and a file. */
export function CountsCard(props: {
  rows: readonly BarRow[]
  filter: string
  instrument: string
  item: string
}) {
  const { rows, filter, instrument, item } = props
  const id = `counts-${item}`
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{t.title}</h2>
      {rows.length === 0 ? (
        <p className="note">{t.none}</p>
      ) : (
        <>
          <p className="note">{t.lead}</p>
          <BarTable title={t.title} head={t.theme} rows={rows} />
          <p className="buttons after">
            <SaveBars
              title={t.title}
              lead={t.lead}
              fileName={`themas-${instrument}-${item}`}
              {...{ filter, rows }}
            />
            <a
              className="button"
              href={`/api/themes.csv?instrument=${encodeURIComponent(instrument)}&item=${item}`}
              download
              aria-label={t.csvLong}
            >
              {t.csv}
            </a>
          </p>
        </>
      )}
    </section>
  )
}
