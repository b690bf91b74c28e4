import type { ImportPreview } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ChangeEvent, useRef, useState } from 'react'
import { ApiProblem, commands, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlSchools } from '../../nl-schools.ts'
import { Page, Trouble } from '../../parts/page.tsx'
import { mostShown, WrongLines } from '../../parts/wrong-lines.tsx'
import './school.css'

const t = nlSchools.file

/** Schools from a file: take the example, choose a file, look at it, and only then keep it. */
export function ImportScreen() {
  const [file, setFile] = useState<File>()
  const [preview, setPreview] = useState<ImportPreview>()
  const field = useRef<HTMLInputElement>(null)
  const look = useMutation({ mutationFn: commands.previewImport, onSuccess: setPreview })
  const add = useMutation({
    mutationFn: (asked: { file: File; fingerprint: string }) =>
      commands.importSchools(asked.file, asked.fingerprint),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['schools'] }),
    onError: (error) => {
      // The schools changed meanwhile: what came along is what it would do now.
      if (error instanceof ApiProblem && error.code === 'import_changed')
        setPreview(error.details.preview as ImportPreview)
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
      <Page title={t.title} above={<Link to="/scholen">{nl.schools.title}</Link>}>
        <output className="card done">
          <b>{t.done(add.data.added)}</b> {t.leftOut(add.data.leftOut)}
        </output>
        <Link className="button primary" to="/scholen">
          {t.toSchools}
        </Link>
      </Page>
    )
  return (
    <Page title={t.title} lead={<p>{t.lead}</p>} above={<Link to="/scholen">{nl.schools.title}</Link>}>
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
      <section className="card import-step">
        <h2>2. {t.step2}</h2>
        <p id="file-help">{t.step2Text}</p>
        <label className="field">
          <span>{t.choose}</span>
          <input
            ref={field}
            type="file"
            accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
          <Outcome preview={preview} />
          {add.error !== null && <Trouble error={add.error} />}
          {add.isPending && (
            <output>
              {t.saving(preview.schools.length)} <progress aria-label={t.saving(preview.schools.length)} />
            </output>
          )}
          <div className="buttons">
            {preview.schools.length > 0 && (
              <button
                type="button"
                className="primary"
                disabled={add.isPending}
                onClick={() => add.mutate({ file, fingerprint: preview.fingerprint })}
              >
                {t.confirm(preview.schools.length)}
              </button>
            )}
            <button type="button" onClick={() => field.current?.click()}>
              {t.other}
            </button>
          </div>
        </section>
      )}
    </Page>
  )
}

function Outcome({ preview }: { preview: ImportPreview }) {
  const { schools, wrongLines, problems } = preview
  return (
    <>
      <output className="outcome">
        <b>{problems.length > 0 ? t.problems : t.willAdd(schools.length)}</b> {t.nothingYet}
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
