import type { TextsView } from '@km/api'
import { nlAnswers } from '../../nl-answers.ts'
import { nlTexts as t } from '../../nl-texts.ts'
import { periodName } from '../../parts/wording.ts'
import { type OneText, type Question, stepsOf } from './sorting.ts'

/** Every text to read, newest round first, with the themes it was sorted under. */
export function AllTexts(props: { view: TextsView; question: Question; open: (index: number) => void }) {
  const { view, question } = props
  const steps = stepsOf(question)
  const names = new Map(view.themes.map((theme) => [theme.id, theme.name]))
  return (
    <section className="card texts" aria-labelledby="all-texts">
      <h2 id="all-texts">{t.all}</h2>
      {question.rounds.toReversed().map((round) => (
        <div key={round.roundId}>
          <h3>{periodName(round)}</h3>
          {round.tooFew && <p className="note">{nlAnswers.tooFew}</p>}
          {!round.tooFew && round.texts.length === 0 && <p className="note">{t.gone}</p>}
          <ul className="text-list">
            {round.texts.map((text) => (
              <li key={text.id}>
                <div>
                  {text.text}
                  <Marks text={text} names={names} />
                </div>
                <button
                  type="button"
                  aria-label={`${t.sort.open}: ${text.text.slice(0, 60)}`}
                  onClick={() => props.open(steps.findIndex((step) => step.text === text))}
                >
                  {t.sort.open}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function Marks({ text, names }: { text: OneText; names: ReadonlyMap<number, string> }) {
  const cleaned = text.cleaned === '' ? [] : [text.shared ? t.cleanedShared : t.cleaned]
  const about = text.themes.flatMap((id) => names.get(id) ?? [])
  return (
    <span className="under">
      {[text.read ? t.sort.read : t.sort.unread, ...about, ...cleaned].join(' · ')}
    </span>
  )
}
