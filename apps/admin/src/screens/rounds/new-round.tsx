import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, queries, queryClient, type RoundPlan, type SchoolSummary } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlRounds } from '../../nl-rounds.ts'
import { Answered, Page } from '../../parts/page.tsx'
import { RoundCard } from '../../parts/round-card.tsx'
import { NewLinks } from './links.tsx'
import { type Choosable, PlanForm } from './plan-form.tsx'
import './rounds.css'

const t = nl.rounds.create
/** What stands chosen at first. */
const monitor = 'KM-NT2'

/** A new round: which questionnaire, when, and who gets a link. `?vragenlijst=` chooses one beforehand. */
export function NewRoundScreen() {
  const instruments = useQuery(queries.instruments())
  const schools = useQuery(queries.schools())
  const { vragenlijst } = useSearch({ strict: false }) as { vragenlijst?: string }
  return (
    <Page
      title={nlRounds.plan}
      lead={<p>{nlRounds.planLead}</p>}
      above={<Link to="/meetrondes">{nl.rounds.title}</Link>}
    >
      <Answered query={instruments}>
        {(all) => (
          <Answered query={schools}>
            {(known) => (
              <NewRound
                instruments={all
                  .filter(({ links, lines }) => links !== 'none' || lines === 'visit')
                  .map(({ code, title, links, versions }) => ({
                    ...{ code, title, links, onlyEarlier: links === 'none' },
                    versions: versions.map(({ version }) => version),
                  }))}
                schools={known}
                {...(vragenlijst === undefined ? {} : { first: vragenlijst })}
              />
            )}
          </Answered>
        )}
      </Answered>
    </Page>
  )
}

function NewRound(props: {
  instruments: readonly Choosable[]
  schools: readonly SchoolSummary[]
  first?: string
}) {
  const [code, setCode] = useState(
    (props.instruments.find((one) => one.code === (props.first ?? monitor)) ?? props.instruments[0])?.code ??
      '',
  )
  const instrument = props.instruments.find((one) => one.code === code)
  const add = useMutation({
    mutationFn: (plan: RoundPlan) => commands.addRound({ ...plan, instrument: code }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['rounds'] }),
  })
  if (add.data !== undefined)
    return (
      <>
        <RoundCard round={add.data.round} plain />
        {add.data.links.length > 0 && <NewLinks links={add.data.links} />}
        <Link className="button" to="/meetrondes/$id" params={{ id: String(add.data.round.id) }}>
          {nl.rounds.openRound}
        </Link>
      </>
    )
  return (
    <div className="card new-round">
      <PlanForm
        instrument={instrument ?? { code, title: code, links: 'schools' }}
        schools={props.schools}
        label={t.submit}
        pending={add.isPending}
        error={add.error}
        submit={add.mutate}
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
      </PlanForm>
    </div>
  )
}
