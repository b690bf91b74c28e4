import type { EntryView, GivenEntry, RegisterDescription, RegistersView } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, commands, queryClient } from '../../api.ts'
import { nlActivities as t } from '../../nl-activities.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { capital } from '../../parts/wording.ts'

type Field = RegisterDescription['fields'][number]
type Values = Readonly<Record<string, string>>

const refresh = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: ['registers'] }),
    queryClient.invalidateQueries({ queryKey: ['calendar'] }),
  ])

interface Props {
  readonly register: RegisterDescription
  readonly view: RegistersView
  /** Absent: a new line. */
  readonly entry: EntryView | undefined
  /** What is decided already, and fields that are not asked. */
  readonly fixed?: {
    readonly title: string
    readonly values: EntryView['values']
    readonly hide: readonly string[]
  }
  readonly close: () => void
}

/** A line of any register, made from the description of its kind. */
export function EntryDialog({ register, view, entry, fixed, close }: Props) {
  const done = async () => {
    await refresh()
    close()
  }
  const save = useMutation({
    mutationFn: (given: GivenEntry) =>
      entry === undefined ? commands.addEntry(given) : commands.changeEntry(entry.id, given),
    onSuccess: done,
  })
  const drop = useMutation({ mutationFn: () => commands.dropEntry(entry?.id ?? 0), onSuccess: done })
  const hidden = fixed?.hide ?? []
  const fields = register.fields.filter((field) => !field.own && !hidden.includes(field.name))
  const title =
    fixed?.title ?? (entry === undefined ? t.add(register.one) : t.changeOf(capital(register.one)))
  const { attended = [] } = entry ?? {}
  const [present, setPresent] = useState(new Set(attended.map((school) => school.id)))
  const submit = (values: Values) =>
    save.mutate({ ...readEntry(register, fields, values, fixed?.values), attended: [...present] })
  return (
    <Dialog title={title} close={close}>
      <Form
        label={t.save}
        pending={save.isPending}
        error={inWords(save.error ?? drop.error, register)}
        cancel={close}
        submit={submit}
      >
        {(register.about === 'school' || register.about === 'maybe_school') && (
          <SchoolField register={register} view={view} entry={entry} />
        )}
        <div className="date-pair">
          <TextField
            label={register.lasts ? t.begin : t.first}
            type="date"
            name="startsOn"
            required
            defaultValue={entry?.startsOn ?? ''}
          />
          {register.lasts && register.kind !== 'placement' && (
            <TextField label={t.end} type="date" name="endsOn" defaultValue={entry?.endsOn ?? ''} />
          )}
        </div>
        {fields.map((field) => (
          <FieldInput key={field.name} field={field} value={entry?.values[field.name]} />
        ))}
        {register.states.length > 1 && (
          <label className="field">
            <span>{t.state}</span>
            <select name="state" defaultValue={entry?.state ?? register.states[0]?.value}>
              {register.states.map(({ value, text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          </label>
        )}
        {register.about === 'attended' && (
          <fieldset>
            <legend>{t.attended}</legend>
            <div className="school-choice">
              {view.schools.map((school) => (
                <label key={school.id} className="check">
                  <input
                    type="checkbox"
                    checked={present.has(school.id)}
                    onChange={(event) => setPresent(changed(present, school.id, event.target.checked))}
                  />
                  {school.name}
                </label>
              ))}
            </div>
          </fieldset>
        )}
      </Form>
      {entry !== undefined && <DropButton pending={drop.isPending} drop={() => drop.mutate()} />}
    </Dialog>
  )
}

function changed(set: ReadonlySet<number>, id: number, isIn: boolean): Set<number> {
  const next = new Set(set)
  if (isIn) next.add(id)
  else next.delete(id)
  return next
}

/** Asks twice on the spot: what goes was a line of counts and days. */
function DropButton({ drop, pending }: { drop: () => void; pending: boolean }) {
  const [sure, setSure] = useState(false)
  return (
    <p className="buttons after">
      <button type="button" className="quiet" disabled={pending} onClick={sure ? drop : () => setSure(true)}>
        {t.drop}
      </button>
      {sure && <output>{t.dropSure}</output>}
    </p>
  )
}

function SchoolField({ register, view, entry }: Pick<Props, 'register' | 'view' | 'entry'>) {
  const must = register.about === 'school'
  const schools =
    entry?.school !== undefined && !view.schools.some(({ id }) => id === entry.school?.id)
      ? [entry.school, ...view.schools]
      : view.schools
  return (
    <label className="field">
      <span>{t.school}</span>
      <select name="schoolId" required={must} defaultValue={entry?.school?.id ?? ''}>
        <option value="">{must ? t.choose : t.noSchool}</option>
        {schools.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function FieldInput({ field, value }: { field: Field; value: EntryView['values'][string] | undefined }) {
  const name = `value-${field.name}`
  const shown = value === undefined ? '' : String(value)
  if (field.type === 'choice' || field.type === 'activity' || field.type === 'yes_no') {
    const choices =
      field.type === 'yes_no'
        ? [
            { value: 'true', text: t.yes },
            { value: 'false', text: t.no },
          ]
        : (field.choices ?? [])
    return (
      <label className="field">
        <span>{field.label}</span>
        <select name={name} required={field.required} defaultValue={shown}>
          <option value="">{field.required ? t.choose : t.noAnswer}</option>
          {choices.map((one) => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </select>
      </label>
    )
  }
  const kinds = { count: 'number', date: 'date', line: 'text' } as const
  return (
    <TextField
      label={field.label}
      type={kinds[field.type]}
      name={name}
      required={field.required}
      defaultValue={shown}
      {...(field.type === 'count' && { min: 0, max: 100_000, step: 1, inputMode: 'numeric' as const })}
      {...(field.longest !== undefined && { maxLength: field.longest })}
    />
  )
}

function readValue({ type }: Field, text: string): string | number | boolean {
  if (type === 'count') return Number(text)
  return type === 'yes_no' ? text === 'true' : text
}

/** The form as the server takes it; what is empty is left out. */
function readEntry(
  register: RegisterDescription,
  fields: readonly Field[],
  given: Values,
  fixed: EntryView['values'] = {},
): Omit<GivenEntry, 'attended'> {
  const { schoolId = '', startsOn = '', endsOn = '', state = register.states[0]?.value } = given
  const values = fields.flatMap((field) => {
    const text = given[`value-${field.name}`] ?? ''
    return text === '' ? [] : [[field.name, readValue(field, text)] as const]
  })
  return {
    kind: register.kind,
    ...(schoolId !== '' && { schoolId: Number(schoolId) }),
    startsOn,
    ...(endsOn !== '' && { endsOn }),
    state: state as GivenEntry['state'],
    values: { ...fixed, ...Object.fromEntries(values) },
  }
}

/** What went wrong, said of the fields as they are called here. */
function inWords(error: Error | null, register: RegisterDescription): Error | null {
  const wrong = error instanceof ApiProblem ? error.details.fields : undefined
  if (!Array.isArray(wrong) || wrong.length === 0) return error
  const own: Readonly<Record<string, string>> = {
    startsOn: t.begin,
    endsOn: t.end,
    state: t.state,
    schoolId: t.school,
    attended: t.attended,
  }
  const labelOf = (name: string) =>
    register.fields.find((field) => field.name === name)?.label ?? own[name] ?? name
  return new Error(`${t.wrong} ${wrong.map(labelOf).join(', ')}.`)
}
