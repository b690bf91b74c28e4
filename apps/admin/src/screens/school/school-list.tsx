import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SchoolSummary } from '../../api.ts'
import { nlSchools } from '../../nl-schools.ts'
import { TextField } from '../../parts/form.tsx'
import { Empty } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'

const t = nlSchools

const kinds = (values: readonly string[]): string[] =>
  [...new Set(values)].sort((a, b) => a.localeCompare(b, 'nl'))

/** The register with a search field and filters; `edit` for who may change it. */
export function SchoolList(props: {
  schools: readonly SchoolSummary[]
  hasReport: boolean
  edit?: (school: SchoolSummary) => void
}) {
  const { schools, hasReport, edit } = props
  const [wanted, setWanted] = useState('')
  const [type, setType] = useState('')
  const [group, setGroup] = useState('')
  const [withLeft, setWithLeft] = useState(false)
  const names = new Map(schools.map((school) => [school.id, school.name]))
  const found = schools.filter(
    (school) =>
      school.name.toLowerCase().includes(wanted.trim().toLowerCase()) &&
      (type === '' || school.type === type) &&
      (group === '' || school.comparisonGroup === group) &&
      (withLeft || school.leftOn === undefined),
  )
  const groups = kinds(schools.map((school) => school.comparisonGroup)).filter((one) => one !== '')
  return (
    <>
      <div className="school-filters">
        <TextField
          label={t.search}
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Choice label={t.type} value={type} values={kinds(schools.map((one) => one.type))} change={setType} />
        {groups.length > 0 && <Choice label={t.group} value={group} values={groups} change={setGroup} />}
        <label className="check">
          <input type="checkbox" checked={withLeft} onChange={(event) => setWithLeft(event.target.checked)} />
          {t.showLeft}
        </label>
      </div>
      <output className="under found">{t.found(found.length)}</output>
      {found.length === 0 && <Empty>{t.noneFound}</Empty>}
      <ul className="schools">
        {found.map((school) => (
          <li key={school.id} className="card">
            {hasReport ? (
              <Link to="/scholen/$id" params={{ id: String(school.id) }}>
                {school.name}
              </Link>
            ) : (
              <b>{school.name}</b>
            )}
            <span className="under">
              {school.type} · {school.comparisonGroup === '' ? t.noGroup : school.comparisonGroup}
            </span>
            <span className="under">{school.contactFunction}</span>
            <span className="under">
              {t.since(day(school.joinedOn))}
              {school.leftOn !== undefined && `, ${t.left(day(school.leftOn))}`}
              {school.mergedInto !== undefined && `, ${t.mergedInto(names.get(school.mergedInto) ?? '')}`}
            </span>
            {edit !== undefined && (
              <button type="button" onClick={() => edit(school)} aria-label={t.editOf(school.name)}>
                {t.edit}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Choice(props: {
  label: string
  value: string
  values: readonly string[]
  change: (value: string) => void
}) {
  return (
    <label className="field">
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.change(event.target.value)}>
        <option value="">{t.all}</option>
        {props.values.map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </label>
  )
}
