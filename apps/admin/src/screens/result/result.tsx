import type { ResultPage, Told } from '@km/api'
import '@km/ui/told-result.css'
import { countTold, ToldResult } from '@km/ui/told-result'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlVoices } from '../../nl-voices.ts'
import { Answered, Empty, Page, Trouble } from '../../parts/page.tsx'
import { day, periodName } from '../../parts/wording.ts'
import './result.css'

const t = nlVoices.result
const toTell = 3

/** What do we tell who answered this round? */
export function ResultScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const result = useQuery(queries.result(id))
  const round = result.data?.round
  return (
    <Page
      title={t.title}
      above={
        <Link to="/meetrondes/$id" params={{ id }}>
          {round === undefined ? nl.rounds.title : `${round.title}, ${periodName(round)}`}
        </Link>
      }
      lead={result.data !== undefined && <Lead page={result.data} />}
    >
      <Answered query={result} lines={6}>
        {(page) => (page.state === 'ready' ? <Write page={page} id={id} /> : <Empty>{t[page.state]}</Empty>)}
      </Answered>
    </Page>
  )
}

function Lead({ page }: { page: ResultPage }) {
  if (page.state !== 'ready') return null
  return (
    <p>
      {t.lead(page.people ?? '', page.choices.length)}{' '}
      {page.publishedOn === undefined ? t.notPublic : t.public(day(page.publishedOn))}
    </p>
  )
}

function Write({ page, id }: { page: ResultPage; id: string }) {
  const [items, setItems] = useState<readonly string[]>(page.chosen)
  const [doing, setDoing] = useState(page.doing)
  const write = useMutation({
    mutationFn: (publish: boolean) => commands.writeResult(id, { items, doing: doing.trim(), publish }),
    onSuccess: (now) => queryClient.setQueryData(queries.result(id).queryKey, now),
  })
  const results = items.flatMap((item) => page.choices.find((choice) => choice.item === item) ?? [])
  const words = countTold([...results.flatMap(({ asked, said }) => [asked, said]), doing])
  const complete = items.length === toTell && doing.trim() !== ''
  const published = page.publishedOn !== undefined
  const cannot = write.isPending || words > page.mostWords
  return (
    <div className="write-result">
      <div className="stack">
        <Choices
          choices={page.choices}
          items={items}
          choose={(item, on) => setItems(on ? [...items, item] : items.filter((one) => one !== item))}
        />
        <label className="field">
          <span>{t.doing}</span>
          <textarea
            rows={6}
            maxLength={800}
            value={doing}
            onChange={(event) => setDoing(event.target.value)}
          />
          <small>{t.doingHelp}</small>
        </label>
        <p role="status" className="note">
          {t.words(words, page.mostWords)}. {words > page.mostWords ? t.tooLong : ''}
        </p>
        {page.longSentences.length > 0 && page.doing === doing && (
          <div className="note">
            <p>{t.long}</p>
            <ul>
              {page.longSentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        )}
        {write.error !== null && <Trouble error={write.error} />}
        <div className="buttons">
          <button
            type="button"
            className="primary"
            disabled={cannot || !complete}
            onClick={() => write.mutate(true)}
          >
            {published ? t.publishAgain : t.publish}
          </button>
          <button type="button" disabled={cannot} onClick={() => write.mutate(false)}>
            {published ? t.takeAway : t.keep}
          </button>
        </div>
        <p role="status" className="note">
          {write.isSuccess ? t.saved : ''} {complete ? '' : t.needsThree}
        </p>
      </div>
      <Preview people={page.people ?? ''} results={results} doing={doing} />
    </div>
  )
}

function Choices(props: {
  choices: readonly Told[]
  items: readonly string[]
  choose: (item: string, on: boolean) => void
}) {
  const { choices, items, choose } = props
  return (
    <fieldset className="told-choices">
      <legend>{t.choose}</legend>
      <p className="note">
        {t.chooseHelp} <b aria-live="polite">{t.chosen(items.length)}</b>
      </p>
      {choices.map(({ item, asked, said }) => {
        const on = items.includes(item)
        return (
          <label key={item} className="check">
            <input
              type="checkbox"
              checked={on}
              disabled={!on && items.length === toTell}
              onChange={() => choose(item, !on)}
            />
            <span>
              {asked} <b>{said}</b>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}

function Preview(props: { people: string; results: readonly Told[]; doing: string }) {
  const { people, results } = props
  const doing = props.doing.split('\n').flatMap((line) => line.trim() || [])
  return (
    <section className="card result-preview" aria-labelledby="preview">
      <h2 id="preview">{t.preview}</h2>
      {results.length === 0 && doing.length === 0 ? (
        <p className="note">{t.previewEmpty}</p>
      ) : (
        <ToldResult level={3} result={{ kind: 'told', people, results, doing }} />
      )}
    </section>
  )
}
