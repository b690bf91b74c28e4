import type { FigurePreview } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem, commands, queries } from '../../api.ts'
import { nlFigures } from '../../nl-figures.ts'
import { Page, Trouble } from '../../parts/page.tsx'
import { WrongLines } from '../../parts/wrong-lines.tsx'

const t = nlFigures.import

/** This school year and the three before it. */
function yearsUntil(today: Date): readonly string[] {
  const newest = today.getFullYear() - (today.getMonth() < 7 ? 1 : 0)
  return [0, 1, 2, 3].map((back) => `${newest - back}-${newest - back + 1}`)
}

/** Figures from a file: take the example, choose the file, look at it, and only then keep it. */
export function ImportFiguresScreen() {
  const me = useQuery(queries.me())
  const sets = me.data?.role === 'roc_contact' ? ['CF-MBO'] : Object.keys(t.sets)
  const years = yearsUntil(new Date())
  const [chosenSet, setSet] = useState<string>()
  const [year, setYear] = useState(years[0] ?? '')
  const set = chosenSet ?? sets[0] ?? ''
  const link = (kind: string) => `/api/figures-import/${set}/template.${kind}?schoolYear=${year}`
  return (
    <Page title={t.title} lead={<p>{t.lead}</p>} above={<Link to="/cijfers">{t.back}</Link>}>
      <section className="card import-step">
        <h2>1. {t.example}</h2>
        <label className="field">
          <span>{t.set}</span>
          <select value={set} onChange={(event) => setSet(event.target.value)}>
            {sets.map((code) => (
              <option key={code} value={code}>
                {t.sets[code]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{nlFigures.year}</span>
          <select value={year} onChange={(event) => setYear(event.target.value)}>
            {years.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <p>{t.exampleText}</p>
        <p className="buttons">
          <a className="button" href={link('xlsx')} download>
            {t.xlsx}
          </a>
          <a className="button" href={link('csv')} download>
            {t.csv}
          </a>
        </p>
      </section>
      <FileStep key={`${set} ${year}`} set={set} year={year} />
    </Page>
  )
}

function FileStep({ set, year }: { set: string; year: string }) {
  const [file, setFile] = useState<File>()
  const [preview, setPreview] = useState<FigurePreview>()
  const look = useMutation({
    mutationFn: (chosen: File) => commands.previewFigures(set, year, chosen),
    onSuccess: setPreview,
  })
  const add = useMutation({
    mutationFn: (asked: { file: File; fingerprint: string }) =>
      commands.importFigures(set, year, asked.file, asked.fingerprint),
    onError: (error) => {
      if (error instanceof ApiProblem && error.code === 'import_changed')
        setPreview(error.details.preview as FigurePreview)
    },
  })
  if (add.data !== undefined) return <output className="card done">{t.done(add.data.stored)}</output>
  return (
    <>
      <section className="card import-step">
        <h2>2. {t.file}</h2>
        <label className="field">
          <span>{t.choose}</span>
          <input
            type="file"
            accept=".csv,.xlsx,text/csv"
            onChange={(event) => {
              const chosen = event.target.files?.[0]
              setFile(chosen)
              setPreview(undefined)
              look.reset()
              if (chosen !== undefined) look.mutate(chosen)
            }}
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
          <h2 id="check">3. {t.check}</h2>
          <p>{preview.counts > 0 ? t.will(preview.counts) : t.none}</p>
          <ul>
            {preview.indicators.map((one) => (
              <li key={one.code}>
                {one.title} <span className="code">{one.code}</span>: {one.counts}
              </li>
            ))}
            {preview.problems.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <WrongLines lines={preview.wrongLines} />
          {add.error !== null && <Trouble error={add.error} />}
          {add.isPending && (
            <output>
              {t.saving} <progress aria-label={t.saving} />
            </output>
          )}
          {preview.counts > 0 && (
            <div className="buttons">
              <button
                type="button"
                className="primary"
                disabled={add.isPending}
                onClick={() => add.mutate({ file, fingerprint: preview.fingerprint })}
              >
                {t.save(preview.counts)}
              </button>
            </div>
          )}
        </section>
      )}
    </>
  )
}
