import type { PeopleView, Person } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../../api.ts'
import { account } from '../../nl-accounts.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Answered, Page } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'
import { ChangePerson } from './change-person.tsx'
import { InviteForm } from './invite-form.tsx'
import { Waiting } from './waiting.tsx'
import './people.css'

const t = account.people

/** Mensen: who may do what here, and who is invited. */
export function PeopleScreen() {
  const people = useQuery(queries.people())
  return (
    <Page title={t.title}>
      <Answered query={people}>{(view) => <People view={view} />}</Answered>
    </Page>
  )
}

function People({ view }: { view: PeopleView }) {
  const [inviting, setInviting] = useState(false)
  const [changing, setChanging] = useState<string>()
  const changed = view.people.find(({ id }) => id === changing)
  return (
    <>
      <p className="lead">{t.lead(view.people.length, view.invites.length)}</p>
      <div className="actions">
        <button type="button" className="primary" onClick={() => setInviting(true)}>
          {t.invite}
        </button>
      </div>
      <Waiting invites={view.invites} />
      <ul className="people">
        {view.people.map((person) => (
          <li key={person.id} className="card">
            <PersonCard person={person} change={() => setChanging(person.id)} />
          </li>
        ))}
      </ul>
      {inviting && (
        <Dialog title={t.invite} close={() => setInviting(false)}>
          <InviteForm mayGive={view.mayGive} done={() => setInviting(false)} />
        </Dialog>
      )}
      {changed !== undefined && (
        <Dialog title={t.change(changed.name)} close={() => setChanging(undefined)}>
          <ChangePerson person={changed} mayGive={view.mayGive} done={() => setChanging(undefined)} />
        </Dialog>
      )}
    </>
  )
}

function PersonCard({ person, change }: { person: Person; change: () => void }) {
  const leads = person.roles.some(({ role }) => role === 'admin' || role === 'project_leader')
  return (
    <>
      <div className="person-head">
        <h2>
          {person.name}
          {person.self && <span className="state">{t.self}</span>}
        </h2>
        <button type="button" aria-label={t.change(person.name)} onClick={change}>
          {t.changeShort}
        </button>
      </div>
      <p className="quiet-text mail">{person.email}</p>
      <ul className="person-roles">
        {person.roles.map((one) => (
          <li key={one.role}>
            <b>{account.roles[one.role]}</b> <span className="quiet-text">{t.since(day(one.heldFrom))}</span>
            <Schools role={one} />
          </li>
        ))}
      </ul>
      {leads && !person.secondFactor && <p className="quiet-text">{t.noSecondFactor}</p>}
    </>
  )
}

function Schools({ role }: { role: Person['roles'][number] }) {
  if (role.role !== 'coordinator' && role.role !== 'member') return null
  if (role.schools.length === 0) return <span className="under">{t.noSchools}</span>
  return (
    <ul>
      {role.schools.map((school) => (
        <li key={school.id}>
          {school.name}{' '}
          <span className="quiet-text">
            {school.heldUntil === undefined
              ? t.from(day(school.heldFrom))
              : t.fromUntil(day(school.heldFrom), day(school.heldUntil))}
          </span>
        </li>
      ))}
    </ul>
  )
}
