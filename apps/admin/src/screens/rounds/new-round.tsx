import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, queries, queryClient, type SchoolSummary } from '../../api.ts'
import { nl } from '../../nl.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { Answered, Page } from '../../parts/page.tsx'
import { RoundCard } from '../../parts/round-card.tsx'
import { NewLinks } from './links.tsx'
import './rounds.css'

const t = nl.rounds.create

/** A new round: which questionnaire, when, and who gets a link. */
export function NewRoundScreen() {
  const instruments = useQuery(queries.instruments())
  const schools = useQuery(queries.schools())
  return (
    <Page title={nl.rounds.add} above={<Link to="/meetrondes">{nl.rounds.title}</Link>}>
      <Answered query={instruments}>
        {(all) => (
          <Answered query={schools}>
            {(known) => (
              <NewRound
                instruments={all.map(({ code, title, anonymityLevel }) => ({
                  code,
                  title,
                  open: anonymityLevel === 'A',
                }))}
                schools={known.filter((school) => school.leftOn === undefined)}
              />
            )}
          </Answered>
        )}
      </Answered>
    </Page>
  )
}

interface Choosable {
  readonly code: string
  readonly title: string
  /** One open link for the whole group instead of one for each school. */
  readonly open: boolean
}

function NewRound(props: { instruments: readonly Choosable[]; schools: readonly SchoolSummary[] }) {
  const [code, setCode] = useState(props.instruments[0]?.code ?? '')
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set(props.schools.map((s) => s.id)))
  const [wrong, setWrong] = useState<string>()
  const instrument = props.instruments.find((one) => one.code === code)
  const open = instrument?.open === true
  const add = useMutation({
    mutationFn: commands.addRound,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['rounds'] }),
  })
  if (add.data !== undefined)
    return (
      <>
        <RoundCard round={add.data.round} plain />
        <NewLinks links={add.data.links} />
        <Link className="button" to="/meetrondes/$id" params={{ id: String(add.data.round.id) }}>
          {nl.rounds.openRound}
        </Link>
      </>
    )
  const submit = (values: Readonly<Record<string, string>>) => {
    const { schoolYear = '', period = '', opensOn = '', closesOn = '' } = values
    if (closesOn < opensOn) return setWrong(t.datesWrong)
    if (!open && chosen.size === 0) return setWrong(t.chooseSchool)
    setWrong(undefined)
    add.mutate({
      instrument: code,
      schoolYear,
      period,
      opensOn,
      closesOn,
      schoolIds: open ? [] : [...chosen],
      retrospective: values.retrospective === 'on',
      source: values.retrospective === 'on' ? (values.source ?? '') : '',
    })
  }
  return (
    <div className="card new-round">
      <Form
        label={t.submit}
        pending={add.isPending}
        error={wrong === undefined ? add.error : new Error(wrong)}
        submit={submit}
      >
        <label className="field">
          <span>{t.instrument}</span>
          <select value={code} onChange={(event) => setCode(event.target.value)}>
            {props.instruments.map((one) => (
              <option key={one.code} value={one.code}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        <div className="date-pair">
          <TextField
            label={t.schoolYear}
            help={t.schoolYearHelp}
            name="schoolYear"
            required
            pattern="\d{4}-\d{4}"
            inputMode="numeric"
          />
          <TextField label={t.period} help={t.periodHelp} name="period" maxLength={30} />
          <TextField label={t.opensOn} name="opensOn" type="date" required />
          <TextField label={t.closesOn} name="closesOn" type="date" required />
        </div>
        {open ? (
          <p className="note">{t.openLink}</p>
        ) : (
          <SchoolChoice schools={props.schools} chosen={chosen} change={setChosen} />
        )}
        <label className="check">
          <input type="checkbox" name="retrospective" />
          {t.retrospective}
        </label>
        <TextField label={t.source} help={t.sourceHelp} name="source" maxLength={200} />
      </Form>
    </div>
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
            {school.name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
