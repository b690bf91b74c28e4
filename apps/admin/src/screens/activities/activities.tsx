import type { RegistersView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nlActivities as t } from '../../nl-activities.ts'
import { Answered, Page } from '../../parts/page.tsx'
import { Signals } from '../../parts/signals.tsx'
import { ChoiceButton } from './choice-dialog.tsx'
import { PlanTable } from './plan-table.tsx'
import { ProgressTable } from './progress-table.tsx'
import { RegisterSection } from './register-section.tsx'
import './activities.css'

/** Activiteiten: what did the plan promise, and what was done? */
export function ActivitiesScreen() {
  const search = useSearch({ strict: false }) as { jaar?: string; deel?: string }
  const navigate = useNavigate()
  const me = useQuery(queries.me())
  const registers = useQuery(queries.registers(search.jaar))
  const go = (change: { jaar?: string; deel?: string }) =>
    void navigate({ to: '/activiteiten', search: { ...search, ...change }, replace: true })
  return (
    <Page title={t.title} lead={registers.data && <p>{leadOf(registers.data)}</p>}>
      <Answered query={registers} lines={6}>
        {(view) => {
          const parts = partsOf(view)
          const part = parts.find(([key]) => key === search.deel)?.[0] ?? parts[0]?.[0]
          return (
            <>
              <div className="activity-choice">
                <label className="field">
                  <span>{t.year}</span>
                  <select value={view.schoolYear} onChange={(event) => go({ jaar: event.target.value })}>
                    {view.years.map((one) => (
                      <option key={one}>{one}</option>
                    ))}
                  </select>
                </label>
                {me.data?.role === 'project_leader' && <ChoiceButton choice={view.choice} />}
              </div>
              {me.data?.role !== 'director' && <Signals signals={view.signals} />}
              <nav className="parts" aria-label={t.tabs}>
                {parts.map(([key, title]) => (
                  <button
                    key={key}
                    type="button"
                    aria-current={key === part ? 'true' : undefined}
                    onClick={() => go({ deel: key })}
                  >
                    {title}
                  </button>
                ))}
              </nav>
              <Part view={view} part={part} />
            </>
          )
        }}
      </Answered>
    </Page>
  )
}

/** The plan first, then a part for each register. */
function partsOf({ registers, activities }: RegistersView): (readonly [string, string])[] {
  return [
    ...(activities.length > 0 ? [['plan', t.plan] as const] : []),
    ...registers.filter(({ kind }) => kind !== 'activity').map(({ kind, title }) => [kind, title] as const),
  ]
}

function leadOf({ activities }: RegistersView): string {
  const known = activities.filter((one) => one.realised !== undefined && one.realised > 0).length
  return activities.length === 0 ? t.leadOwn : t.lead(known, activities.length)
}

function Part({ view, part }: { view: RegistersView; part: string | undefined }) {
  if (part === 'plan')
    return (
      <>
        {view.planYear !== view.schoolYear && <p className="note">{t.otherPlan(view.planYear)}</p>}
        <PlanTable view={view} />
        {view.followed !== undefined && <p>{t.followed(view.followed)}</p>}
      </>
    )
  const register = view.registers.find(({ kind }) => kind === part)
  if (register === undefined) return null
  return (
    <>
      <RegisterSection key={register.kind} register={register} view={view} />
      {part === 'progress' && <ProgressTable progress={view.progress} />}
    </>
  )
}
