import type { EntryPreview, RoundPage } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ChangeEvent, useRef, useState } from 'react'
import { ApiProblem, commands, queries } from '../../api.ts'
import { type Line, entryText as t } from '../../nl-entry.ts'
import { Answered, Page, Trouble } from '../../parts/page.tsx'
import { periodName } from '../../parts/wording.ts'
import { mostShown, WrongLines } from '../../parts/wrong-lines.tsx'
import { refresh } from './refresh.ts'

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Open rounds of an earlier year whose answers fit in lines of a file. */
export const takesFile = ({ lines, state }: RoundPage): boolean =>
  lines !== undefined && (state === 'open' || state === 'waiting')

const leadOf = ({ lines, done, invited }: RoundPage): string =>
  lines === 'visit' ? t.leadVisits(done) : t.lead(done, invited)

/** Answers of an earlier year from a file: take the example, choose a file, look at it, and only then keep it. */
export function EntryScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const round = useQuery(queries.round(id))
  return (
    <Page
      title={t.title}
      {...(round.data !== undefined && { lead: <p>{leadOf(round.data)}</p> })}
      above={
        <Link to="/meetrondes/$id" params={{ id }}>
          {round.data === undefined ? t.toRound : `${round.data.instrumentTitle}, ${periodName(round.data)}`}
        </Link>
      }
    >
      <Answered query={round}>
        {(view) => (takesFile(view) ? <Steps round={view} /> : <p className="empty">{t.notHere}</p>)}
      </Answered>
    </Page>
  )
}

function Steps({ round }: { round: RoundPage }) {
  const of = round.lines ?? 'school'
  const [file, setFile] = useState<File>()
  const [preview, setPreview] = useState<EntryPreview>()
  const field = useRef<HTMLInputElement>(null)
  const look = useMutation({
    mutationFn: (chosen: File) => commands.previewEntry(round.id, chosen),
    onSuccess: setPreview,
  })
  const add = useMutation({
    mutationFn: (asked: { file: File; fingerprint: string }) =>
      commands.enterAnswers(round.id, asked.file, asked.fingerprint),
    onSuccess: refresh,
    onError: (error) => {
      // The answers changed meanwhile: what came along is what it would do now.
      if (error instanceof ApiProblem && error.code === 'import_changed')
        setPreview(error.details.preview as EntryPreview)
    },
  })
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0]
    setFile(chosen)
    setPreview(undefined)
    add.reset()
    if (chosen === undefined) look.reset()
    else look.mutate(chosen)
  }
  if (add.data !== undefined)
    return (
      <>
        <output className="card done">
          <b>{t.done(add.data.added, add.data.replaced, of)}</b> {t.mark} {of === 'visit' && t.unconfirmed}
        </output>
        <Link className="button primary" to="/meetrondes/$id" params={{ id: String(round.id) }}>
          {t.toRound}
        </Link>
      </>
    )
  return (
    <>
      <section className="card import-step">
        <h2>1. {t.step1}</h2>
        <p>{round.lines === 'visit' ? t.step1Visits(round.version) : t.step1Text(round.version)}</p>
        <p className="buttons">
          <a className="button" href={`/api/rounds/${round.id}/import/template.xlsx`} download>
            {t.xlsx}
          </a>
          <a className="button" href={`/api/rounds/${round.id}/import/template.csv`} download>
            {t.csv}
          </a>
        </p>
      </section>
      <section className="card import-step">
        <h2>2. {t.step2}</h2>
        <p id="file-help">{t.step2Text}</p>
        <label className="field">
          <span>{t.choose}</span>
          <input
            ref={field}
            type="file"
            accept={`.csv,.xlsx,text/csv,${spreadsheet}`}
            aria-describedby="file-help"
            onChange={choose}
          />
        </label>
        {look.isPending && (
          <output>
            {t.reading} <progress aria-label={t.reading} />
          </output>
        )}
        {look.error !== null && <Trouble error={look.error} />}
      </section>
      {preview !== undefined && file !== undefined && (
        <section className="card import-step" aria-labelledby="check">
          <h2 id="check">3. {t.step3}</h2>
          <Outcome preview={preview} of={of} />
          {add.error !== null && <Trouble error={add.error} />}
          {add.isPending && <output>{t.saving(changing(preview).length, of)}</output>}
          <div className="buttons">
            {changing(preview).length > 0 && (
              <button
                type="button"
                className="primary"
                disabled={add.isPending}
                onClick={() => add.mutate({ file, fingerprint: preview.fingerprint })}
              >
                {t.confirm(changing(preview).length, of)}
              </button>
            )}
            <button type="button" onClick={() => field.current?.click()}>
              {t.other}
            </button>
          </div>
        </section>
      )}
    </>
  )
}

/** Schools or visits for which something would change. */
const changing = ({ schools }: EntryPreview) => schools.filter(({ state }) => state !== 'same')

/** What the file would do, in one sentence. */
function sentenceOf({ schools, problems }: EntryPreview, of: Line): string {
  if (problems.length > 0) return t.problems
  if (schools.length === 0) return t.noneRight
  const numberOf = (wanted: string) => schools.filter(({ state }) => state === wanted).length
  return t.willAdd(numberOf('new'), numberOf('other'), of)
}

function Outcome({ preview, of }: { preview: EntryPreview; of: Line }) {
  const { schools, wrongLines, problems } = preview
  return (
    <>
      <output className="outcome">
        <b>{sentenceOf(preview, of)}</b> {t.nothingYet}
      </output>
      {problems.length > 0 && (
        <ul className="bullets">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <WrongLines lines={wrongLines} />
      {schools.length > 0 && (
        <details>
          <summary>{t.right}</summary>
          <ul className="bullets">
            {schools.slice(0, mostShown).map(({ line, name, answers, state }) => (
              <li key={line}>
                {name}: {t.answers(answers)}, {t.states[state]}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
