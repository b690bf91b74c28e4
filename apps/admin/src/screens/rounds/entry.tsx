import type { EntryPreview, RoundPage } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { commands, queries } from '../../api.ts'
import { type Line, entryText as t } from '../../nl-entry.ts'
import { nlFile } from '../../nl-file.ts'
import { Answered, Page } from '../../parts/page.tsx'
import { TakeFile } from '../../parts/take-file.tsx'
import { periodName } from '../../parts/wording.ts'
import { mostShown, WrongLines } from '../../parts/wrong-lines.tsx'
import { refresh } from './refresh.ts'

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
  return (
    <TakeFile
      look={(file, tell) => commands.previewEntry({ roundId: round.id, file }, tell)}
      keep={(asked, tell) => commands.enterAnswers({ roundId: round.id, ...asked }, tell)}
      onKept={refresh}
      texts={{ choose: t.step2, help: t.step2Text }}
      outcome={(preview) => <Outcome preview={preview} of={of} />}
      confirm={(preview) =>
        changing(preview).length > 0 ? t.confirm(changing(preview).length, of) : undefined
      }
      done={({ added, replaced }) => (
        <>
          <output className="card done">
            <b>{t.done(added, replaced, of)}</b> {t.mark} {of === 'visit' && t.unconfirmed}
          </output>
          <Link className="button primary" to="/meetrondes/$id" params={{ id: String(round.id) }}>
            {t.toRound}
          </Link>
        </>
      )}
    >
      <section className="card import-step">
        <h2>1. {t.step1}</h2>
        <p>{of === 'visit' ? t.step1Visits(round.version) : t.step1Text(round.version)}</p>
        <p className="buttons">
          <a className="button" href={`/api/rounds/${round.id}/import/template.xlsx`} download>
            {t.xlsx}
          </a>
          <a className="button" href={`/api/rounds/${round.id}/import/template.csv`} download>
            {t.csv}
          </a>
        </p>
      </section>
    </TakeFile>
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
        <b>{sentenceOf(preview, of)}</b> {nlFile.nothingYet}
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
