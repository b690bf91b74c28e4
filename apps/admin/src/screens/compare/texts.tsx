import type { TextsView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nlAnswers as t } from '../../nl-answers.ts'
import { nlTexts } from '../../nl-texts.ts'
import { Answered } from '../../parts/page.tsx'
import { periodName } from '../../parts/wording.ts'

/** What people wrote themselves in the chosen rounds: a list to read, under each open question. */
export function Texts(props: { instrument: string; roundIds: readonly number[] }) {
  const texts = useQuery(queries.texts(props.instrument))
  return (
    <section className="card texts" aria-labelledby="texts">
      <h2 id="texts">{t.texts}</h2>
      <Answered query={texts} lines={3}>
        {(view) => <List items={chosen(view, props.roundIds)} />}
      </Answered>
      <p className="after">
        <Link className="button" to="/teksten" search={{ instrument: props.instrument }}>
          {nlTexts.toSort}
        </Link>
      </p>
    </section>
  )
}

/** Questions with texts in these rounds, newest round first. */
const chosen = (view: TextsView, roundIds: readonly number[]): TextsView['items'] =>
  view.items
    .map((one) => ({ ...one, rounds: one.rounds.filter((r) => roundIds.includes(r.roundId)).toReversed() }))
    .filter((one) => one.rounds.length > 0)

function List({ items }: { items: TextsView['items'] }) {
  if (items.length === 0) return <p className="note">{t.noTexts}</p>
  const count = ({ rounds }: TextsView['items'][number]) =>
    rounds.reduce((sum, round) => sum + round.texts.length, 0)
  return (
    <>
      <p>
        {t.textsLead(
          items.reduce((sum, one) => sum + count(one), 0),
          items.length,
        )}
      </p>
      {items.map((one) => (
        <details key={one.item} id={one.item}>
          <summary>
            {one.title} ({t.textsCount(count(one))})
          </summary>
          {one.rounds.map((round) => (
            <div key={round.roundId}>
              <h3>{periodName(round)}</h3>
              {round.tooFew && <p className="note">{t.tooFew}</p>}
              <ul hidden={round.tooFew}>
                {round.texts.map(({ id, text }) => (
                  <li key={id}>{text}</li>
                ))}
              </ul>
            </div>
          ))}
        </details>
      ))}
    </>
  )
}
