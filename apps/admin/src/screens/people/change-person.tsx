import type { Person } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { commands, queryClient } from '../../api.ts'
import { account } from '../../nl-accounts.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { Trouble } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'
import { hasSchools, RoleSelect, useOpenSchools } from './invite-form.tsx'

const t = account.people
const refresh = () => queryClient.invalidateQueries({ queryKey: ['people'] })

interface Props {
  readonly person: Person
  readonly mayGive: readonly string[]
  readonly done: () => void
}

/** Roles and schools of a colleague, with dates; and the end of their account. */
export function ChangePerson({ person, mayGive, done }: Props) {
  const mine = person.roles.filter(({ role }) => mayGive.includes(role))
  const others = mayGive.filter((role) => !person.roles.some((one) => one.role === role))
  const reach = mine.length === person.roles.length
  return (
    <div className="stack">
      {mine.map((role) => (
        <RolePart key={role.role} person={person} role={role} />
      ))}
      {others.length > 0 && <AddRole key={others.join()} person={person} roles={others} />}
      {reach && <Closing person={person} done={done} />}
    </div>
  )
}

type HeldRole = Person['roles'][number]

function RolePart({ person, role }: { person: Person; role: HeldRole }) {
  const [ending, setEnding] = useState<'role' | number>()
  const end = useMutation({
    mutationFn: ({ what, until }: { what: 'role' | number; until: string }) =>
      what === 'role'
        ? commands.endRole(person.id, role.role, until)
        : commands.endSchool(person.id, what, until),
    onSuccess: async () => {
      await refresh()
      setEnding(undefined)
    },
  })
  const goOn = useMutation({
    mutationFn: () => commands.giveRole(person.id, { role: role.role }),
    onSuccess: refresh,
  })
  const endForm = (what: 'role' | number, title: string) =>
    ending === what && (
      <Form
        label={t.endTitle(title)}
        pending={end.isPending}
        error={end.error}
        cancel={() => setEnding(undefined)}
        submit={({ until = '' }) => end.mutate({ what, until })}
      >
        <TextField label={t.lastDay} help={t.lastDayHelp} name="until" type="date" />
      </Form>
    )
  const name = account.roles[role.role] ?? role.role
  return (
    <section className="role-part">
      <div className="person-head">
        <h3>
          {name}
          {role.until !== undefined && <span className="under">{t.heldUntil(day(role.until))}</span>}
        </h3>
        {role.until === undefined ? (
          <button
            type="button"
            aria-label={t.endRole(name)}
            aria-expanded={ending === 'role'}
            onClick={() => setEnding('role')}
          >
            {t.endShort}
          </button>
        ) : (
          <button
            type="button"
            aria-label={t.goOnWith(name)}
            disabled={goOn.isPending}
            onClick={() => goOn.mutate()}
          >
            {t.goOn}
          </button>
        )}
      </div>
      {goOn.error !== null && <Trouble error={goOn.error} />}
      {endForm('role', name)}
      {role.schools.map((school) => (
        <Fragment key={school.id}>
          <div className="person-head">
            <span>
              {school.name}
              <span className="under">
                {school.heldUntil === undefined
                  ? t.from(day(school.heldFrom))
                  : t.fromUntil(day(school.heldFrom), day(school.heldUntil))}
              </span>
            </span>
            {school.heldUntil === undefined && (
              <button
                type="button"
                aria-label={t.endSchool(school.name)}
                aria-expanded={ending === school.id}
                onClick={() => setEnding(school.id)}
              >
                {t.endShort}
              </button>
            )}
          </div>
          {endForm(school.id, school.name)}
        </Fragment>
      ))}
      {hasSchools(role.role) && <AddSchool person={person} role={role} />}
    </section>
  )
}

function AddSchool({ person, role }: { person: Person; role: HeldRole }) {
  const held = new Set(role.schools.filter((one) => one.heldUntil === undefined).map((one) => one.schoolId))
  const schools = useOpenSchools().filter(({ id }) => !held.has(id))
  const add = useMutation({
    mutationFn: (body: { role: string; schoolId: number; heldFrom?: string }) =>
      commands.giveSchool(person.id, body),
    onSuccess: refresh,
  })
  if (schools.length === 0) return null
  return (
    <Form
      key={held.size}
      label={t.addSchool}
      pending={add.isPending}
      error={add.error}
      submit={({ school = '', from = '' }) =>
        add.mutate({ role: role.role, schoolId: Number(school), ...(from === '' ? {} : { heldFrom: from }) })
      }
    >
      <div className="date-pair">
        <label className="field">
          <span>{t.addSchool}</span>
          <select name="school">
            {schools.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <TextField label={t.fromDay} name="from" type="date" />
      </div>
    </Form>
  )
}

function AddRole({ person, roles }: { person: Person; roles: readonly string[] }) {
  const [role, setRole] = useState(roles[0] ?? '')
  const add = useMutation({ mutationFn: () => commands.giveRole(person.id, { role }), onSuccess: refresh })
  return (
    <section className="role-part">
      <Form label={t.addRole} pending={add.isPending} error={add.error} submit={() => add.mutate()}>
        <RoleSelect roles={roles} value={role} change={setRole} />
      </Form>
    </section>
  )
}

function Closing({ person, done }: { person: Person; done: () => void }) {
  const [sure, setSure] = useState(false)
  const reset = useMutation({ mutationFn: () => commands.resetSecondFactor(person.id), onSuccess: refresh })
  const close = useMutation({
    mutationFn: () => commands.deactivate(person.id),
    onSuccess: async () => {
      await refresh()
      done()
    },
  })
  return (
    <>
      {person.secondFactor && !person.self && (
        <section className="role-part">
          <p className="note">{t.resetLead}</p>
          <button type="button" disabled={reset.isPending} onClick={() => reset.mutate()}>
            {t.resetSecondFactor}
          </button>
          {reset.isSuccess && <output>{t.wasReset}</output>}
          {reset.error !== null && <Trouble error={reset.error} />}
        </section>
      )}
      <section className="role-part">
        {sure && <p className="note">{t.deactivateLead}</p>}
        <button
          type="button"
          disabled={close.isPending}
          onClick={() => (sure ? close.mutate() : setSure(true))}
        >
          {sure ? t.deactivateSure : t.deactivate}
        </button>
        {close.error !== null && <Trouble error={close.error} />}
      </section>
    </>
  )
}
