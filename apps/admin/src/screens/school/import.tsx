import type { ImportPreview } from '@km/api'
import { Link } from '@tanstack/react-router'
import { commands, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlFile } from '../../nl-file.ts'
import { nlSchools } from '../../nl-schools.ts'
import { Page } from '../../parts/page.tsx'
import { TakeFile } from '../../parts/take-file.tsx'
import { mostShown, WrongLines } from '../../parts/wrong-lines.tsx'
import './school.css'

const t = nlSchools.file

/** Schools from a file. */
export function ImportScreen() {
  return (
    <Page title={t.title} lead={<p>{t.lead}</p>} above={<Link to="/scholen">{nl.schools.title}</Link>}>
      <TakeFile
        look={commands.previewImport}
        keep={commands.importSchools}
        onKept={() => queryClient.invalidateQueries({ queryKey: ['schools'] })}
        texts={{ choose: t.step2, help: t.step2Text }}
        outcome={(preview) => <Outcome preview={preview} />}
        confirm={({ schools }) => (schools.length > 0 ? t.confirm(schools.length) : undefined)}
        done={({ added, leftOut }) => (
          <>
            <output className="card done">
              <b>{t.done(added)}</b> {t.leftOut(leftOut)}
            </output>
            <Link className="button primary" to="/scholen">
              {t.toSchools}
            </Link>
          </>
        )}
      >
        <section className="card import-step">
          <h2>1. {t.step1}</h2>
          <p>{t.step1Text}</p>
          <p className="buttons">
            <a className="button" href="/api/school-import/template.xlsx" download>
              {t.xlsx}
            </a>
            <a className="button" href="/api/school-import/template.csv" download>
              {t.csv}
            </a>
          </p>
        </section>
      </TakeFile>
    </Page>
  )
}

function Outcome({ preview }: { preview: ImportPreview }) {
  const { schools, wrongLines, problems } = preview
  return (
    <>
      <output className="outcome">
        <b>{problems.length > 0 ? t.problems : t.willAdd(schools.length)}</b> {nlFile.nothingYet}
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
            {schools.slice(0, mostShown).map(({ line, name, type }) => (
              <li key={line}>
                {name} ({type})
              </li>
            ))}
          </ul>
          {schools.length > mostShown && <p className="note">{t.shown(mostShown, schools.length)}</p>}
        </details>
      )}
    </>
  )
}
