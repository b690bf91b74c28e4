import type { SchoolChoices } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { queries, type SchoolFacts, type SchoolSummary } from '../../api.ts'
import { nlSchools } from '../../nl-schools.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { Answered } from '../../parts/page.tsx'

const t = nlSchools.fields

/** What is known of a school, to fill in for a new one or to change. */
export function SchoolForm(props: {
  school?: SchoolSummary
  label: string
  pending: boolean
  error: Error | null
  cancel: () => void
  submit: (facts: SchoolFacts) => void
}) {
  const choices = useQuery(queries.schoolChoices())
  return (
    <Answered query={choices}>
      {(known) => (
        <Form
          label={props.label}
          pending={props.pending}
          error={props.error}
          cancel={props.cancel}
          submit={(values) => props.submit(factsOf(values, known))}
        >
          <Fields choices={known} {...(props.school === undefined ? {} : { school: props.school })} />
        </Form>
      )}
    </Answered>
  )
}

function factsOf(values: Readonly<Record<string, string>>, { characteristics }: SchoolChoices): SchoolFacts {
  const { name = '', type = '', joinedOn = '', contactFunction = '', comparisonGroup = '' } = values
  const given = characteristics.map(({ code }) => [code, values[code] ?? ''] as const)
  const profile = Object.fromEntries(given.filter(([, value]) => value !== ''))
  return { name, type, joinedOn, contactFunction, comparisonGroup, profile }
}

function Fields({ school, choices }: { school?: SchoolSummary; choices: SchoolChoices }) {
  const groups = useId()
  return (
    <>
      <TextField
        label={t.name}
        help={t.nameHelp}
        name="name"
        required
        maxLength={120}
        defaultValue={school?.name}
      />
      <div className="date-pair">
        <Select label={nlSchools.type} name="type" values={choices.types} value={school?.type} required />
        <TextField label={t.joinedOn} name="joinedOn" type="date" required defaultValue={school?.joinedOn} />
      </div>
      <TextField
        label={t.comparisonGroup}
        help={t.groupHelp}
        name="comparisonGroup"
        maxLength={60}
        list={groups}
        defaultValue={school?.comparisonGroup}
      />
      <datalist id={groups}>
        {choices.comparisonGroups.map((group) => (
          <option key={group} value={group} />
        ))}
      </datalist>
      <Select
        label={t.contactFunction}
        help={t.contactHelp}
        name="contactFunction"
        values={choices.contactFunctions}
        value={school?.contactFunction ?? choices.contactFunctions[0]}
        required
      />
      <fieldset>
        <legend>{t.profile}</legend>
        <p className="note">{t.profileHelp}</p>
        <div className="date-pair">
          {choices.characteristics.map(({ code, title, values }) =>
            values.length === 0 ? (
              <TextField
                key={code}
                label={title}
                name={code}
                maxLength={60}
                defaultValue={school?.profile[code]}
              />
            ) : (
              <Select key={code} label={title} name={code} values={values} value={school?.profile[code]} />
            ),
          )}
        </div>
      </fieldset>
    </>
  )
}

function Select(props: {
  label: string
  help?: string
  name: string
  values: readonly string[]
  value: string | undefined
  required?: boolean
}) {
  const help = useId()
  const isKnown = props.value === undefined || props.values.includes(props.value)
  return (
    <label className="field">
      <span>{props.label}</span>
      <select
        name={props.name}
        defaultValue={props.value ?? ''}
        required={props.required}
        {...(props.help === undefined ? {} : { 'aria-describedby': help })}
      >
        {(props.required !== true || props.value === undefined) && (
          <option value="">{props.required === true ? '' : t.unknown}</option>
        )}
        {!isKnown && <option>{props.value}</option>}
        {props.values.map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
      {props.help !== undefined && <small id={help}>{props.help}</small>}
    </label>
  )
}
