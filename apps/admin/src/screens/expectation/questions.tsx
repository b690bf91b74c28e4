import type { ExpectationView } from '@km/api'
import { nl } from '../../nl.ts'
import { list } from '../../parts/wording.ts'

const t = nl.expectation
type Question = ExpectationView['questions'][number]

/** How a version of a question differs from the one before it; a raised item version is another meaning. */
export function differs(before: Question | undefined, now: Question): 'first' | 'same' | 'words' | 'meaning' {
  if (before === undefined) return 'first'
  if (before.itemVersion !== now.itemVersion) return 'meaning'
  const words = (q: Question) => JSON.stringify([q.title, q.choices])
  return words(before) === words(now) ? 'same' : 'words'
}

const marks = { first: '', same: nl.verdicts.identical, words: t.changedWords, meaning: t.changedMeaning }

/** The question as it was asked in each version, beside each other; what changed is marked. */
export function Questions({ questions }: { questions: readonly Question[] }) {
  return (
    <section className="card" id="vragen" aria-labelledby="questions">
      <h2 id="questions">{t.questions}</h2>
      <div className="questions">
        {questions.map((question, i) => (
          <Asked key={question.version + question.item} question={question} before={questions[i - 1]} />
        ))}
      </div>
    </section>
  )
}

function Asked({ question, before }: { question: Question; before: Question | undefined }) {
  const kind = differs(before, question)
  const textOf = (value: number | string) => before?.choices.find((c) => c.value === value)?.text
  const levels = question.choices.filter((choice) => typeof choice.value === 'number')
  const escapes = question.choices.filter((choice) => typeof choice.value !== 'number')
  const marked = kind === 'words' || kind === 'meaning'
  return (
    <article className="asked">
      <p>
        <span className="code">
          {nl.compare.version} {question.version}
        </span>
        {marks[kind] !== '' && <span className={`state ${kind}`}>{marks[kind]}</span>}
      </p>
      <h3>{marked && before?.title !== question.title ? <mark>{question.title}</mark> : question.title}</h3>
      <ol>
        {levels.map((choice) => (
          <li key={choice.value}>
            {marked && textOf(choice.value) !== choice.text ? <mark>{choice.text}</mark> : choice.text}
          </li>
        ))}
      </ol>
      {escapes.length > 0 && (
        <p className="under">
          {t.or} {escapes.map((choice) => choice.text.toLowerCase()).join(', ')}
        </p>
      )}
      <p className="under">
        {question.usedIn.length === 0 ? t.notUsed : `${t.usedIn} ${list(question.usedIn)}`}
      </p>
    </article>
  )
}
