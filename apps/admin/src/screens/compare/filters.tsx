import type { Level } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import { useState } from 'react'
import { nl } from '../../nl.ts'
import { addressOf, type Choice, type Order, readAddress } from './address.ts'

const t = nl.compare

/** The choices above the comparison. Every change goes to the address at once. */
export function Filters(props: {
  choice: Choice
  view: ComparisonView
  change: (change: Partial<Choice>) => void
}) {
  const { choice, view, change } = props
  const years = choice.years.length > 0 ? choice.years : [...new Set(view.periods.map((p) => p.schoolYear))]
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="filter-button"
        aria-expanded={open}
        aria-controls="filters"
        onClick={() => setOpen(!open)}
      >
        <b>{open ? t.hideFilters : t.showFilters}</b>
        <span>{chosenWords(choice, view, years)}</span>
      </button>
      <form
        id="filters"
        className="filters"
        data-open={open}
        aria-label={t.filters}
        onSubmit={(event) => event.preventDefault()}
      >
        <label>
          <span>{t.instrument}</span>
          <select
            value={choice.instrument}
            onChange={(e) =>
              change({
                ...readAddress(addressOf(e.target.value)),
                order: choice.order,
                school: undefined,
                group: undefined,
              })
            }
          >
            {view.choices.instruments.map((i) => (
              <option key={i.code} value={i.code}>
                {i.title}
              </option>
            ))}
          </select>
        </label>
        <YearsMenu all={view.choices.years} chosen={years} change={(next) => change({ years: next })} />
        <label>
          <span>{t.level}</span>
          <select value={choice.level} onChange={(e) => change({ level: e.target.value as Level })}>
            {Object.entries(t.levels).map(([level, label]) => (
              <option key={level} value={level}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {view.choices.groups.length + view.choices.schools.length > 0 && (
          <SchoolsSelect choice={choice} view={view} change={change} />
        )}
        {view.unit === 'school' && (
          <label>
            <span>{t.order}</span>
            <select value={choice.order} onChange={(e) => change({ order: e.target.value as Order })}>
              {Object.entries(t.orders).map(([order, label]) => (
                <option key={order} value={order}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
      </form>
    </>
  )
}

/** '2024-2025 → 2025-2026', or first and last with how many when there are more. */
const yearsWords = (years: readonly string[]): string =>
  years.length < 3 ? years.join(' → ') : `${years[0]} → ${years.at(-1)} (${years.length} ${t.yearsWord})`

/** The choice in one line, for a phone where the fields are folded away. */
function chosenWords(choice: Choice, view: ComparisonView, years: readonly string[]): string {
  const school = view.choices.schools.find((s) => s.id === choice.school)?.name
  return [
    view.instrumentTitle,
    yearsWords(years),
    t.levels[choice.level].toLowerCase(),
    ...(view.unit !== 'school' ? [] : [school ?? choice.group ?? t.allSchools.toLowerCase()]),
  ].join(' · ')
}

function SchoolsSelect(props: {
  choice: Choice
  view: ComparisonView
  change: (change: Partial<Choice>) => void
}) {
  const { choice, view } = props
  const value =
    choice.school !== undefined ? `s:${choice.school}` : choice.group !== undefined ? `g:${choice.group}` : ''
  const choose = (next: string) =>
    props.change({
      school: next.startsWith('s:') ? Number(next.slice(2)) : undefined,
      group: next.startsWith('g:') ? next.slice(2) : undefined,
    })
  return (
    <label>
      <span>{t.schools}</span>
      <select value={value} onChange={(e) => choose(e.target.value)}>
        <option value="">{t.allSchools}</option>
        {view.choices.groups.length > 0 && (
          <optgroup label={t.groups}>
            {view.choices.groups.map((group) => (
              <option key={group} value={`g:${group}`}>
                {group}
              </option>
            ))}
          </optgroup>
        )}
        {view.choices.schools.length > 0 && (
          <optgroup label={t.oneSchool}>
            {view.choices.schools.map((school) => (
              <option key={school.id} value={`s:${school.id}`}>
                {school.name}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </label>
  )
}

function YearsMenu(props: {
  all: readonly string[]
  chosen: readonly string[]
  change: (years: readonly string[]) => void
}) {
  const all = [...props.all].sort()
  const first = all[0]
  const last = all.at(-1)
  const toggle = (year: string, on: boolean) => {
    const next = on ? [...props.chosen, year].sort() : props.chosen.filter((y) => y !== year)
    if (next.length > 0) props.change(next)
  }
  return (
    <div className="field">
      <span id="years-label">{t.years}</span>
      <details
        className="pick"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.currentTarget.open = false
          event.currentTarget.querySelector('summary')?.focus()
        }}
        onBlur={(event) => {
          const goesTo = event.relatedTarget
          if (goesTo instanceof Node && !event.currentTarget.contains(goesTo))
            event.currentTarget.open = false
        }}
      >
        <summary aria-describedby="years-label">{yearsWords(props.chosen)}</summary>
        <fieldset>
          <legend>{t.yearsHelp}</legend>
          {all.map((year) => (
            <label key={year} className="check">
              <input
                type="checkbox"
                checked={props.chosen.includes(year)}
                onChange={(e) => toggle(year, e.target.checked)}
              />
              {year}
            </label>
          ))}
          {first !== undefined && last !== undefined && all.length > 2 && (
            <div className="buttons">
              <button type="button" onClick={() => props.change(all.slice(-2))}>
                {t.lastTwo}
              </button>
              <button type="button" onClick={() => props.change([first, last])}>
                {t.firstAndLast}
              </button>
              <button type="button" onClick={() => props.change(all)}>
                {t.allYears}
              </button>
            </div>
          )}
        </fieldset>
      </details>
    </div>
  )
}
