import type { RoundPage } from '@km/api'
import { useState } from 'react'
import type { RoundPlan, SchoolSummary } from '../../api.ts'
import { nl } from '../../nl.ts'
import { entryText } from '../../nl-entry.ts'
import { peopleText } from '../../nl-people-by-name.ts'
import { nlRounds } from '../../nl-rounds.ts'
import { Form, TextField } from '../../parts/form.tsx'
import './rounds.css'

const t = nl.rounds.create

export interface Choosable {
  readonly code: string
  readonly title: string
  /** One open link for the whole group, or one for each school or person. */
  readonly links: RoundPage['links']
  /** Only earlier years, from a file: what is of this year begins elsewhere. */
  readonly onlyEarlier?: boolean
  /** Oldest first. */
  readonly versions?: readonly string[]
}

type Values = Readonly<Record<string, string>>

/** What does not fit together, in words; the server checks it again. */
function misfitOf({ opensOn, closesOn, remindOn, announceOn }: RoundPlan): string | undefined {
  if (closesOn < opensOn) return t.datesWrong
  if (announceOn !== null && announceOn >= opensOn) return nlRounds.announceLate
  if (new Set(remindOn).size < remindOn.length) return nlRounds.sameDay
  return remindOn.some((date) => date < opensOn || date > closesOn) ? nlRounds.remindOutside : undefined
}

function planOf(values: Values, retrospective: boolean, schoolIds: readonly number[]): RoundPlan {
  const { schoolYear = '', period = '', opensOn = '', closesOn = '', source = '' } = values
  const remindOn = [values.remind1 ?? '', values.remind2 ?? ''].filter((date) => date !== '')
  const announceOn = values.announce === undefined || values.announce === '' ? null : values.announce
  const days = { opensOn, closesOn, remindOn, announceOn }
  const plan = { schoolYear, period, schoolIds, retrospective, source, ...days }
  return values.version === undefined ? plan : { ...plan, version: values.version }
}

/** The plan of a round: when, who takes part, reminders, and where answers of an earlier year come from. */
export function PlanForm(props: {
  instrument: Choosable
  schools: readonly SchoolSummary[]
  round?: RoundPage
  label: string
  pending: boolean
  error: Error | null
  cancel?: () => void
  submit: (plan: RoundPlan) => void
  children?: React.ReactNode
}) {
  const { round, instrument } = props
  // A round that was planned keeps the version that it was planned with.
  const versions = round === undefined ? (instrument.versions ?? []) : []
  const bySchool = instrument.links === 'schools'
  const [isEarlier, setEarlier] = useState(round?.retrospective ?? false)
  const onlyEarlier = instrument.onlyEarlier === true
  const retrospective = isEarlier || onlyEarlier
  const schools = retrospective ? props.schools : props.schools.filter((one) => one.leftOn === undefined)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(
    new Set(round?.schoolIds ?? schools.map((school) => school.id)),
  )
  const [wrong, setWrong] = useState<string>()
  const submit = (values: Values) => {
    const ids = !bySchool ? [] : schools.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
    const plan = planOf(values, retrospective, ids)
    const misfit = misfitOf(plan) ?? (bySchool && ids.length === 0 ? t.chooseSchool : undefined)
    setWrong(misfit)
    if (misfit === undefined) props.submit(plan)
  }
  return (
    <Form
      label={props.label}
      pending={props.pending}
      error={wrong === undefined ? props.error : new Error(wrong)}
      submit={submit}
      {...(props.cancel === undefined ? {} : { cancel: props.cancel })}
    >
      {props.children}
      <div className="date-pair">
        <TextField
          label={t.schoolYear}
          help={t.schoolYearHelp}
          name="schoolYear"
          required
          pattern="\d{4}-\d{4}"
          inputMode="numeric"
          defaultValue={round?.schoolYear}
        />
        <TextField
          label={t.period}
          help={t.periodHelp}
          name="period"
          maxLength={30}
          defaultValue={round?.period}
        />
        <TextField label={t.opensOn} name="opensOn" type="date" required defaultValue={round?.opensOn} />
        <TextField label={t.closesOn} name="closesOn" type="date" required defaultValue={round?.closesOn} />
      </div>
      {onlyEarlier ? (
        <p className="note">{entryText.onlyEarlier}</p>
      ) : (
        <label className="check">
          <input type="checkbox" checked={isEarlier} onChange={(event) => setEarlier(event.target.checked)} />
          {t.retrospective}
        </label>
      )}
      {retrospective && (
        <TextField
          label={nlRounds.source}
          help={nlRounds.sourceHelp}
          name="source"
          required
          maxLength={200}
          defaultValue={round?.source}
        />
      )}
      {retrospective && versions.length > 1 && (
        <label className="field">
          <span>{entryText.version}</span>
          <select
            key={instrument.code}
            name="version"
            defaultValue={versions.at(-1)}
            aria-describedby="version-help"
          >
            {versions.map((version) => (
              <option key={version}>{version}</option>
            ))}
          </select>
          <small id="version-help">{entryText.versionHelp}</small>
        </label>
      )}
      {instrument.links === 'open' && <p className="note">{t.openLink}</p>}
      {(bySchool || instrument.links === 'people') && (
        <>
          {bySchool && !retrospective && (
            <TextField
              label={nlRounds.announce}
              help={nlRounds.announceHelp}
              name="announce"
              type="date"
              defaultValue={round?.announceOn}
            />
          )}
          <fieldset>
            <legend>{nlRounds.reminders}</legend>
            <p className="note">{nlRounds.remindersHelp}</p>
            <div className="date-pair">
              <TextField
                label={nlRounds.remind1}
                name="remind1"
                type="date"
                defaultValue={round?.remindOn[0]}
              />
              <TextField
                label={nlRounds.remind2}
                name="remind2"
                type="date"
                defaultValue={round?.remindOn[1]}
              />
            </div>
          </fieldset>
          {bySchool ? (
            <SchoolChoice schools={schools} chosen={chosen} change={setChosen} />
          ) : (
            <p className="note">{peopleText.planned}</p>
          )}
        </>
      )}
    </Form>
  )
}

function SchoolChoice(props: {
  schools: readonly SchoolSummary[]
  chosen: ReadonlySet<number>
  change: (chosen: ReadonlySet<number>) => void
}) {
  const { schools, chosen, change } = props
  const toggle = (id: number, on: boolean) =>
    change(new Set(on ? [...chosen, id] : [...chosen].filter((one) => one !== id)))
  return (
    <fieldset>
      <legend>{t.schools}</legend>
      <output className="under">
        {nlRounds.chosen(schools.filter(({ id }) => chosen.has(id)).length, schools.length)}
      </output>
      <div className="buttons after">
        <button type="button" onClick={() => change(new Set(schools.map((school) => school.id)))}>
          {t.all}
        </button>
        <button type="button" onClick={() => change(new Set())}>
          {t.none}
        </button>
      </div>
      <div className="school-choice">
        {schools.map((school) => (
          <label key={school.id} className="check">
            <input
              type="checkbox"
              checked={chosen.has(school.id)}
              onChange={(event) => toggle(school.id, event.target.checked)}
            />
            {school.leftOn === undefined ? school.name : nlRounds.leftSchool(school.name)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
