import type { EntryView, RegisterDescription, RegistersView } from '@km/api'
import { useState } from 'react'
import { nlActivities as t } from '../../nl-activities.ts'
import { Empty } from '../../parts/page.tsx'
import { capital, day } from '../../parts/wording.ts'
import { EntryDialog } from './entry-dialog.tsx'

/** One register: its lines of this school year, newest first, and a way to add one. */
export function RegisterSection({ register, view }: { register: RegisterDescription; view: RegistersView }) {
  const [open, setOpen] = useState<EntryView | 'new'>()
  const lines = view.entries.filter(({ kind }) => kind === register.kind).toReversed()
  return (
    <section aria-labelledby="register">
      <h2 id="register">{register.title}</h2>
      <p className="note">{register.help}</p>
      {register.mayAdd && (
        <p className="actions">
          <button type="button" className="primary" onClick={() => setOpen('new')}>
            {t.add(register.one)}
          </button>
        </p>
      )}
      {lines.length === 0 ? (
        <Empty>{t.empty(register.title)}</Empty>
      ) : (
        <ul className="card list entries">
          {lines.map((entry) => (
            <Line key={entry.id} entry={entry} register={register} change={() => setOpen(entry)} />
          ))}
        </ul>
      )}
      {open !== undefined && (
        <EntryDialog
          register={register}
          view={view}
          entry={open === 'new' ? undefined : open}
          close={() => setOpen(undefined)}
        />
      )}
    </section>
  )
}

/** What a field holds, in words; '' when it holds nothing. */
function valueText(
  field: RegisterDescription['fields'][number],
  value: EntryView['values'][string] | undefined,
) {
  if (value === undefined) return ''
  if (field.type === 'choice') return field.choices?.find((one) => one.value === value)?.text ?? String(value)
  if (field.type === 'yes_no') return value === true ? t.yes : t.no
  return field.type === 'date' ? day(String(value)) : String(value)
}

function Line(props: { entry: EntryView; register: RegisterDescription; change: () => void }) {
  const { entry, register } = props
  const [lead, ...rest] = register.fields
  const value = lead === undefined ? '' : valueText(lead, entry.values[lead.name])
  // A number by itself says nothing: 'Ronde 2'.
  const leadText = lead !== undefined && /^\d+$/.test(value) ? `${lead.label} ${value}` : value
  const name = capital([leadText, entry.school?.name].filter(Boolean).join(' · ') || register.one)
  const state = register.states.find(({ value }) => value === entry.state)?.text ?? ''
  // A placement goes on until its last moment, which stands below.
  const ends = register.kind === 'placement' ? undefined : entry.endsOn
  const period = ends === undefined ? day(entry.startsOn) : `${day(entry.startsOn)} – ${day(ends)}`
  return (
    <li>
      <div>
        <b>{name}</b>
        <span className="under">
          {period}
          {register.states.length > 1 && ` · ${state}`}
        </span>
        <dl className="entry-facts">
          {rest.map((field) => {
            const text = valueText(field, entry.values[field.name])
            return text === '' ? null : (
              <div key={field.name}>
                <dt>{field.label}</dt>
                <dd>{text}</dd>
              </div>
            )
          })}
          {entry.attended.length > 0 && (
            <div>
              <dt>{t.attendedCount(entry.attended.length)}</dt>
              <dd>{entry.attended.map((school) => school.name).join(', ')}</dd>
            </div>
          )}
        </dl>
      </div>
      {entry.mayChange && (
        <button type="button" onClick={props.change}>
          {t.change}
          <span className="sr">: {name}</span>
        </button>
      )}
    </li>
  )
}
