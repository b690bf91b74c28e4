import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { account } from '../../nl-accounts.ts'
import { Form, TextField } from '../../parts/form.tsx'

const t = account.people

/** Roles that go with schools of their own. */
export const hasSchools = (role: string): boolean => role === 'coordinator' || role === 'member'

/** Schools that still take part. */
export function useOpenSchools() {
  const schools = useQuery(queries.schools())
  return schools.data?.filter((school) => school.leftOn === undefined) ?? []
}

export function RoleSelect(props: {
  roles: readonly string[]
  value: string
  change: (role: string) => void
}) {
  return (
    <label className="field">
      <span>{t.role}</span>
      <select value={props.value} onChange={(event) => props.change(event.target.value)}>
        {props.roles.map((role) => (
          <option key={role} value={role}>
            {account.roles[role]}
          </option>
        ))}
      </select>
    </label>
  )
}

export function SchoolChecks(props: {
  chosen: ReadonlySet<number>
  change: (chosen: ReadonlySet<number>) => void
}) {
  const schools = useOpenSchools()
  const toggle = (id: number, on: boolean) =>
    props.change(new Set(on ? [...props.chosen, id] : [...props.chosen].filter((one) => one !== id)))
  return (
    <fieldset>
      <legend>{t.schools}</legend>
      <p className="note">{t.schoolsHelp}</p>
      <div className="school-checks">
        {schools.map((school) => (
          <label key={school.id} className="check">
            <input
              type="checkbox"
              checked={props.chosen.has(school.id)}
              onChange={(event) => toggle(school.id, event.target.checked)}
            />
            {school.name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Name, address, role and schools of who is invited. */
export function InviteForm({ mayGive, done }: { mayGive: readonly string[]; done: () => void }) {
  const [role, setRole] = useState('coordinator')
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const invite = useMutation({
    mutationFn: commands.inviteColleague,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['people'] })
      done()
    },
  })
  return (
    <Form
      label={t.sendInvite}
      pending={invite.isPending}
      error={invite.error}
      cancel={done}
      submit={({ name = '', email = '' }) =>
        invite.mutate({ name, email, role, schoolIds: hasSchools(role) ? [...chosen] : [] })
      }
    >
      <p className="note">{t.inviteLead}</p>
      <TextField label={t.name} name="name" required maxLength={120} autoComplete="off" />
      <TextField label={t.email} name="email" type="email" required maxLength={200} autoComplete="off" />
      <RoleSelect roles={mayGive} value={role} change={setRole} />
      {hasSchools(role) && <SchoolChecks chosen={chosen} change={setChosen} />}
    </Form>
  )
}
