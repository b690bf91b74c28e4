import type { SameView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api.ts'
import { nlSame as t } from '../../nl-same.ts'
import { BarTable, SaveBars } from '../../parts/bar-table.tsx'
import { Answered } from '../../parts/page.tsx'
import { list } from '../../parts/wording.ts'
import { sameBars } from './same-bars.ts'

/** Questions that other people are asked in the same way: their answers beside those of this questionnaire. */
export function SameQuestions({ instrument, query }: { instrument: string; query: string }) {
  const same = useQuery(queries.sameQuestions(query))
  if (same.data?.items.length === 0) return null
  return (
    <section className="card same-questions" aria-labelledby="same">
      <h2 id="same">{t.title}</h2>
      <Answered query={same} lines={3}>
        {(view) => <Items view={view} instrument={instrument} query={query} />}
      </Answered>
    </section>
  )
}

function Items({ view, instrument, query }: { view: SameView; instrument: string; query: string }) {
  const others = view.items.flatMap(({ sides }) =>
    sides.filter((side) => side.instrument !== instrument).map((side) => side.instrumentTitle),
  )
  const titles = list([...new Set(others)].map((title) => `‘${title}’`))
  return (
    <>
      <p>{t.lead(view.items.length, titles)}</p>
      {view.items.map((item) => (
        <OneQuestion key={item.code} item={item} />
      ))}
      <p className="buttons after">
        <a className="button" href={`/api/same-questions.csv?${query}`} download aria-label={t.csvLong}>
          {t.csv}
        </a>
      </p>
    </>
  )
}

function OneQuestion({ item }: { item: SameView['items'][number] }) {
  const rows = sameBars(item)
  return (
    <details id={`same-${item.code}`}>
      <summary>{item.title}</summary>
      {item.sides.map((side) => (
        <p key={side.instrument} className="note">
          {t.asked(side.instrumentTitle, side.question)}
        </p>
      ))}
      <BarTable title={item.title} head={t.answer} rows={rows} />
      <p className="buttons after">
        <SaveBars
          title={item.title}
          lead={t.drawing}
          filter={list(item.sides.map((side) => side.instrumentTitle))}
          rows={rows}
          fileName={`zelfde-vraag-${item.code}`}
        />
      </p>
    </details>
  )
}
