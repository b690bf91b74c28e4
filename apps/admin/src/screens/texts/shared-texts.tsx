import type { SharedTextsView } from '@km/api'
import { nlTexts } from '../../nl-texts.ts'
import { Empty } from '../../parts/page.tsx'
import { day, periodName } from '../../parts/wording.ts'
import { CountsCard } from './counts-card.tsx'
import { sharedCounts } from './theme-counts.ts'

const t = nlTexts.shared

/** What the project leader shared of the open questions: counts per theme, and texts without names. */
export function SharedTexts({ view, instrument }: { view: SharedTextsView; instrument: string }) {
  if (view.items.length === 0) return <Empty>{t.none}</Empty>
  const title = view.instruments.find((one) => one.code === instrument)?.title ?? instrument
  return view.items.map((item) => (
    <section key={item.item} aria-labelledby={`q-${item.item}`}>
      <h2 id={`q-${item.item}`}>{item.title}</h2>
      {item.rounds.map(
        (round) =>
          round.sharedOn !== undefined && (
            <p className="note" key={round.roundId}>
              {periodName(round)}: {t.on(day(round.sharedOn), round.texts ?? 0)}
            </p>
          ),
      )}
      <CountsCard
        rows={sharedCounts(item)}
        filter={`${title} · ${item.title}`}
        {...{ instrument, item: item.item }}
      />
      <Quotes item={item} />
    </section>
  ))
}

function Quotes({ item }: { item: SharedTextsView['items'][number] }) {
  const rounds = item.rounds.filter((round) => round.quotes.length > 0)
  if (rounds.length === 0) return null
  return (
    <section className="card" aria-labelledby={`quotes-${item.item}`}>
      <h3 id={`quotes-${item.item}`}>{t.quotes}</h3>
      {rounds.toReversed().map((round) => (
        <div key={round.roundId}>
          <p className="under">{periodName(round)}</p>
          {round.quotes.map((quote) => (
            <blockquote key={quote}>{quote}</blockquote>
          ))}
        </div>
      ))}
    </section>
  )
}
