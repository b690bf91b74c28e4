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
import { onlyGaps } from './only-gaps.ts'
import { PlanTables } from './plan-table.tsx'
import { Legend } from './sources.tsx'
import './coverage.css'

const parts = ['jaarplan', 'kader', 'bijlage'] as const
type Part = (typeof parts)[number]
/** In the address: only what lacks something. */
const gapsWord = 'ontbreekt'
const fileOf: Readonly<Record<Part, CoveragePart>> = {
  jaarplan: 'goals',
  kader: 'expectations',
  bijlage: 'bijlage',
}

/** Dekking: what does this school year tell us about the plan and the framework, and what not yet? */
export function CoverageScreen() {
  const search = useSearch({ strict: false }) as { jaar?: string; deel?: string; alleen?: string }
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
        {(view) => (
          <Matrix
            view={view}
            part={view.headlinesOnly ? 'jaarplan' : part}
            gapsOnly={search.alleen === gapsWord}
          />
        )}
      </Answered>
    </Page>
  )
}

function Matrix({ view, part, gapsOnly }: { view: CoverageView; part: Part; gapsOnly: boolean }) {
  const sources = new Map(view.sources.map((source) => [source.code, source]))
  const shown = gapsOnly ? onlyGaps(view, sources) : view
  const rows = { jaarplan: shown.goals, kader: shown.expectations, bijlage: shown.combinations }[part]
  return (
    <div className={`matrix ${part}`}>
      <Choices view={view} part={part} gapsOnly={gapsOnly} />
      {!view.plan.own && <p className="note">{t.otherPlan(view.plan.title, view.schoolYear)}</p>}
      {view.headlinesOnly && <p className="note">{t.headlines}</p>}
      {part !== 'bijlage' && <Gaps view={view} />}
      <Legend />
      {rows.length === 0 && <p className="empty">{t.nothingLacks}</p>}
      {part === 'jaarplan' && <PlanTables view={shown} sources={sources} />}
      {part === 'kader' && rows.length > 0 && <FrameworkTable view={shown} sources={sources} />}
      {part === 'bijlage' && rows.length > 0 && <BijlageTable view={shown} sources={sources} />}
    </div>
  )
}

function Choices({ view, part, gapsOnly }: { view: CoverageView; part: Part; gapsOnly: boolean }) {
  const navigate = useNavigate()
  const go = (to: { jaar?: string; deel?: Part; gaps?: boolean }) => {
    const { jaar = view.schoolYear, deel = part, gaps = gapsOnly } = to
    void navigate({
      to: '/dekking',
      search: { jaar, ...(deel === 'jaarplan' ? {} : { deel }), ...(gaps ? { alleen: gapsWord } : {}) },
      replace: true,
      resetScroll: false,
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
      {!view.headlinesOnly && (
        <label className="check">
          <input
            type="checkbox"
            checked={gapsOnly}
            onChange={(event) => go({ gaps: event.target.checked })}
          />
          {t.gapsOnly}
        </label>
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
