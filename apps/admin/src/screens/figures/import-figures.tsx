import type { FigureImports, FigurePreview } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { nlFigures } from '../../nl-figures.ts'
import { nlFile } from '../../nl-file.ts'
import { Answered, Page } from '../../parts/page.tsx'
import { TakeFile } from '../../parts/take-file.tsx'
import { WrongLines } from '../../parts/wrong-lines.tsx'
import { ImportList } from './import-list.tsx'

const t = nlFigures.import

/** This school year and the three before it. */
function yearsUntil(today: Date): readonly string[] {
  const newest = today.getFullYear() - (today.getMonth() < 7 ? 1 : 0)
  return [0, 1, 2, 3].map((back) => `${newest - back}-${newest - back + 1}`)
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['figures'] })

/** Figures from a file, and the files that were taken in before. */
export function ImportFiguresScreen() {
  const given = useQuery(queries.figureImports())
  return (
    <Page title={t.title} lead={<p>{t.lead}</p>} above={<Link to="/cijfers">{t.back}</Link>}>
      <Answered query={given}>
        {({ sets, imports }) => (
          <>
            <Steps sets={sets} />
            <ImportList imports={imports} />
          </>
        )}
      </Answered>
    </Page>
  )
}

const isAbout = (role: string | undefined) => (role === 'coordinator' ? t.exampleOwn : t.exampleText)

function Steps({ sets }: Pick<FigureImports, 'sets'>) {
  const me = useQuery(queries.me())
  const years = yearsUntil(new Date())
  const [chosenSet, setSet] = useState<string>()
  const [year, setYear] = useState(years[0] ?? '')
  const set = chosenSet ?? sets[0]?.code ?? ''
  const link = (kind: string) => `/api/figures-import/${set}/template.${kind}?schoolYear=${year}`
  return (
    <TakeFile
      key={`${set} ${year}`}
      look={(file, tell) => commands.previewFigures({ set, year, file }, tell)}
      keep={(asked, tell) => commands.importFigures({ set, year, ...asked }, tell).finally(refresh)}
      texts={{ choose: t.file, help: t.fileText }}
      outcome={(preview) => <Outcome preview={preview} />}
      confirm={({ counts }) => (counts > 0 ? t.save(counts) : undefined)}
      done={(kept) => (
        <>
          <output className="card done">
            <b>{t.done(kept.stored)}</b> {t.leftOut(kept.leftOut)}
          </output>
          <Link className="button primary" to="/cijfers">
            {t.toFigures}
          </Link>
        </>
      )}
    >
      <section className="card import-step">
        <h2>1. {t.example}</h2>
        {sets.length > 1 && <Choice label={t.set} values={sets} chosen={set} choose={setSet} />}
        <Choice
          label={nlFigures.year}
          values={years.map((one) => ({ code: one, title: one }))}
          chosen={year}
          choose={setYear}
        />
        <p>{isAbout(me.data?.role)}</p>
        <p className="buttons">
          <a className="button" href={link('xlsx')} download>
            {t.xlsx}
          </a>
          <a className="button" href={link('csv')} download>
            {t.csv}
          </a>
        </p>
      </section>
    </TakeFile>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly values: readonly { readonly code: string; readonly title: string }[]
  readonly chosen: string
  readonly choose: (value: string) => void
}

function Choice({ label, values, chosen, choose }: ChoiceProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={chosen} onChange={(event) => choose(event.target.value)}>
        {values.map(({ code, title }) => (
          <option key={code} value={code}>
            {title}
          </option>
        ))}
      </select>
    </label>
  )
}

function Outcome({ preview }: { preview: FigurePreview }) {
  const { counts, indicators, problems, wrongLines } = preview
  return (
    <>
      <output className="outcome">
        <b>{problems.length > 0 ? t.problems : t.will(counts)}</b> {counts > 0 && nlFile.nothingYet}
      </output>
      {problems.length + indicators.length > 0 && (
        <ul className="bullets">
          {problems.map((text) => (
            <li key={text}>{text}</li>
          ))}
          {indicators.map((one) => (
            <li key={one.code}>
              {one.title} <span className="code">{one.code}</span>: {one.counts.toLocaleString('nl-NL')}
            </li>
          ))}
        </ul>
      )}
      <WrongLines lines={wrongLines} />
    </>
  )
}
