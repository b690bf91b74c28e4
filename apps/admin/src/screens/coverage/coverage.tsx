import type { CoveragePart, CoverageView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nlCoverage as t } from '../../nl-coverage.ts'
import { Answered, Page } from '../../parts/page.tsx'
import { strongParts } from '../../parts/wording.ts'
import { BijlageTable } from './bijlage-table.tsx'
import { FrameworkTable } from './framework-table.tsx'
import { Gaps } from './gaps.tsx'
import { PlanTables } from './plan-table.tsx'
import { Legend } from './sources.tsx'
import './coverage.css'

const parts = ['jaarplan', 'kader', 'bijlage'] as const
type Part = (typeof parts)[number]
const fileOf: Readonly<Record<Part, CoveragePart>> = {
  jaarplan: 'goals',
  kader: 'expectations',
  bijlage: 'bijlage',
}

/** Dekking: what does this school year tell us about the plan and the framework, and what not yet? */
export function CoverageScreen() {
  const search = useSearch({ strict: false }) as { jaar?: string; deel?: string }
  const coverage = useQuery(queries.coverage(search.jaar ?? ''))
  const part = parts.find((one) => one === search.deel) ?? 'jaarplan'
  return (
    <Page
      title={t.title}
      lead={
        coverage.data !== undefined && (
          <p>
            {strongParts(coverage.data.summary).map((one) =>
              one.strong ? <b key={one.text}>{one.text}</b> : one.text,
            )}
          </p>
        )
      }
    >
      <Answered query={coverage} lines={8}>
        {(view) => <Matrix view={view} part={view.headlinesOnly ? 'jaarplan' : part} />}
      </Answered>
    </Page>
  )
}

function Matrix({ view, part }: { view: CoverageView; part: Part }) {
  const sources = new Map(view.sources.map((source) => [source.code, source]))
  return (
    <div className={`matrix ${part}`}>
      <Choices view={view} part={part} />
      {!view.plan.own && <p className="note">{t.otherPlan(view.plan.title, view.schoolYear)}</p>}
      {view.headlinesOnly && <p className="note">{t.headlines}</p>}
      {part !== 'bijlage' && <Gaps view={view} />}
      <Legend />
      {part === 'jaarplan' && <PlanTables view={view} sources={sources} />}
      {part === 'kader' && <FrameworkTable view={view} sources={sources} />}
      {part === 'bijlage' && <BijlageTable view={view} sources={sources} />}
    </div>
  )
}

function Choices({ view, part }: { view: CoverageView; part: Part }) {
  const navigate = useNavigate()
  const go = (to: { jaar?: string; deel?: Part }) => {
    const { jaar = view.schoolYear, deel = part } = to
    void navigate({
      to: '/dekking',
      search: { jaar, ...(deel === 'jaarplan' ? {} : { deel }) },
      replace: true,
    })
  }
  return (
    <div className="switch coverage-choices">
      <label className="field">
        <span>{t.year}</span>
        <select value={view.schoolYear} onChange={(event) => go({ jaar: event.target.value })}>
          {view.years.map((year) => (
            <option key={year}>{year}</option>
          ))}
        </select>
      </label>
      {!view.headlinesOnly && (
        <fieldset className="segmented" aria-label={t.part}>
          {parts.map((one) => (
            <button key={one} type="button" aria-pressed={one === part} onClick={() => go({ deel: one })}>
              {t.parts[one]}
            </button>
          ))}
        </fieldset>
      )}
      <p className="buttons">
        <button type="button" onClick={() => window.print()}>
          {t.print}
        </button>
        {!view.headlinesOnly && (
          <a
            className="button"
            href={`/api/coverage.csv?year=${view.schoolYear}&part=${fileOf[part]}`}
            download
          >
            {t.csv}
          </a>
        )}
      </p>
    </div>
  )
}
