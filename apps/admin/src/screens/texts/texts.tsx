import type { SharedTextsView, TextsView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { queries } from '../../api.ts'
import { pilotInstrument } from '../../nl-readers.ts'
import { nlTexts as t } from '../../nl-texts.ts'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { useReader } from '../../parts/reader.ts'
import { AllTexts } from './all-texts.tsx'
import { CountsCard } from './counts-card.tsx'
import { ShareRounds } from './share-rounds.tsx'
import { SharedTexts } from './shared-texts.tsx'
import { SortCard } from './sort-card.tsx'
import { mostOf, type Question, stepsOf } from './sorting.ts'
import { ownCounts } from './theme-counts.ts'
import { Themes } from './themes.tsx'
import './texts.css'

/** Open antwoorden: what do people write about, and does that change? */
export function TextsScreen() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const instrument = typeof search.instrument === 'string' ? search.instrument : pilotInstrument
  const item = typeof search.item === 'string' ? search.item : undefined
  const { leads } = useReader()
  const shared = useQuery(queries.sharedTexts(instrument))
  const texts = useQuery({ ...queries.texts(instrument), enabled: leads })
  const question = texts.data === undefined ? undefined : chosen(texts.data, item)
  return (
    <Page
      title={t.nav}
      lead={
        leads
          ? texts.data !== undefined &&
            question !== undefined && <Lead view={texts.data} question={question} />
          : shared.data !== undefined && <p>{shared.data.summary}</p>
      }
    >
      <Answered query={shared} lines={8} missing={t.noInstrument}>
        {(view) =>
          leads ? (
            <Answered query={texts} lines={8}>
              {(own) => <Sorting view={own} shared={view} instrument={instrument} question={question} />}
            </Answered>
          ) : (
            <>
              <Filters instruments={view.instruments} instrument={instrument} />
              <SharedTexts view={view} instrument={instrument} />
            </>
          )
        }
      </Answered>
    </Page>
  )
}

/** The question of the address, or the first one that somebody answered. */
const chosen = (view: TextsView, item: string | undefined): Question | undefined =>
  view.items.find((one) => one.item === item) ??
  view.items.find((one) => one.rounds.some((round) => round.texts.length > 0)) ??
  view.items[0]

function Lead({ view, question }: { view: TextsView; question: Question }) {
  const steps = stepsOf(question)
  const most = mostOf(view, question)
  if (steps.length === 0 && most === undefined) return <p>{t.nothing}</p>
  return (
    <p>
      {steps.length > 0 && t.lead(steps.length, steps.filter(({ text }) => text.read).length)}{' '}
      {most !== undefined && t.most(most.name, most.count, most.of)}
    </p>
  )
}

function Filters(props: {
  instruments: SharedTextsView['instruments']
  instrument: string
  children?: ReactNode
}) {
  const navigate = useNavigate()
  return (
    <div className="text-filters">
      <label className="field">
        <span>{t.instrument}</span>
        <select
          value={props.instrument}
          onChange={(event) =>
            void navigate({ to: '/teksten', search: { instrument: event.target.value }, replace: true })
          }
        >
          {props.instruments.map(({ code, title }) => (
            <option key={code} value={code}>
              {code} {title}
            </option>
          ))}
        </select>
      </label>
      {props.children}
    </div>
  )
}

function Sorting(props: {
  view: TextsView
  shared: SharedTextsView
  instrument: string
  question: Question | undefined
}) {
  const { view, instrument, question } = props
  const navigate = useNavigate()
  const [at, setAt] = useState({ item: '', index: 0 })
  const index = at.item === question?.item ? at.index : 0
  const title = props.shared.instruments.find((one) => one.code === instrument)?.title ?? instrument
  return (
    <>
      <Filters instruments={props.shared.instruments} instrument={instrument}>
        <label className="field">
          <span>{t.question}</span>
          <select
            value={question?.item}
            onChange={(event) =>
              void navigate({
                to: '/teksten',
                search: { instrument, item: event.target.value },
                replace: true,
              })
            }
          >
            {view.items.map((one) => (
              <option key={one.item} value={one.item}>
                {one.title} ({stepsOf(one).length})
              </option>
            ))}
          </select>
        </label>
      </Filters>
      {question === undefined ? (
        <Empty>{t.nothing}</Empty>
      ) : (
        <>
          {stepsOf(question).length > 0 && (
            <SortCard
              key={question.item}
              {...{ view, instrument, question, index }}
              go={(next) => setAt({ item: question.item, index: next })}
            />
          )}
          <Themes themes={view.themes} item={question.item} instrument={instrument} />
          <CountsCard
            rows={ownCounts(view, question)}
            filter={`${title} · ${question.title}`}
            {...{ instrument, item: question.item }}
          />
          <ShareRounds question={question} instrument={instrument} />
          <AllTexts
            view={view}
            question={question}
            open={(next) => {
              setAt({ item: question.item, index: next })
              document.getElementById('sorting')?.focus()
            }}
          />
        </>
      )}
    </>
  )
}
