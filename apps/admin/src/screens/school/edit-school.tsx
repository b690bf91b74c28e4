import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, queries, queryClient, type SchoolFacts, type SchoolSummary } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlSchools } from '../../nl-schools.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { today } from '../../parts/wording.ts'
import { SchoolForm } from './school-form.tsx'

const t = nlSchools
interface Part {
  readonly school: SchoolSummary
  readonly close: () => void
}

/** Everything that comes out of a change: lists, rounds and figures with its name. */
const refresh = () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })

/** What is known of a school, and behind one button: it stops, or goes up in another. */
export function EditSchool({ school, close }: Part) {
  const [more, setMore] = useState(false)
  return (
    <Dialog title={school.name} close={close}>
      {more ? (
        <div className="stack">
          {school.leftOn === undefined ? (
            <>
              <Stop school={school} close={close} />
              <Merge school={school} close={close} />
            </>
          ) : (
            <Reopen school={school} close={close} />
          )}
          <div className="buttons">
            <button type="button" onClick={() => setMore(false)}>
              {t.back}
            </button>
          </div>
        </div>
      ) : (
        <>
          <Change school={school} close={close} />
          <div className="buttons after">
            <button type="button" onClick={() => setMore(true)}>
              {school.leftOn === undefined ? t.more : t.reopen.title}
            </button>
          </div>
        </>
      )}
    </Dialog>
  )
}

function Change({ school, close }: Part) {
  const change = useMutation({
    mutationFn: ({ type, ...facts }: SchoolFacts) =>
      commands.changeSchool(school.id, { ...facts, ...(type === school.type ? {} : { type }) }),
    onSuccess: async () => {
      await refresh()
      close()
    },
  })
  return (
    <SchoolForm
      school={school}
      label={nl.save}
      pending={change.isPending}
      error={change.error}
      cancel={close}
      submit={change.mutate}
    />
  )
}

function Stop({ school, close }: Part) {
  const stop = useMutation({
    mutationFn: (leftOn: string) => commands.closeSchool(school.id, { leftOn }),
    onSuccess: async () => {
      await refresh()
      close()
    },
  })
  return (
    <section className="stack">
      <h3>{t.stop.title}</h3>
      <p>{t.stop.text}</p>
      <Form
        label={t.stop.submit}
        pending={stop.isPending}
        error={stop.error}
        submit={({ leftOn = '' }) => stop.mutate(leftOn)}
      >
        <TextField
          label={t.stop.leftOn}
          name="leftOn"
          type="date"
          required
          min={school.joinedOn}
          defaultValue={today()}
        />
      </Form>
    </section>
  )
}

function Reopen({ school, close }: Part) {
  const reopen = useMutation({
    mutationFn: () => commands.reopenSchool(school.id),
    onSuccess: async () => {
      await refresh()
      close()
    },
  })
  return (
    <section className="stack">
      <h3>{t.reopen.title}</h3>
      <p>{t.reopen.text}</p>
      <Form
        label={t.reopen.submit}
        pending={reopen.isPending}
        error={reopen.error}
        submit={() => reopen.mutate()}
      >
        {null}
      </Form>
    </section>
  )
}

function Merge({ school, close }: Part) {
  const schools = useQuery(queries.schools())
  const others = (schools.data ?? []).filter((one) => one.id !== school.id && one.leftOn === undefined)
  const merge = useMutation({
    mutationFn: (body: { into: number; leftOn: string; invitations: 'move' | 'revoke' }) =>
      commands.mergeSchools(school.id, body),
    onSuccess: refresh,
  })
  if (merge.data !== undefined)
    return (
      <section className="stack">
        <output>{t.merge.done(merge.data.moved, merge.data.revoked)}</output>
        <div className="buttons">
          <button type="button" className="primary" onClick={close}>
            {nl.close}
          </button>
        </div>
      </section>
    )
  return (
    <section className="stack">
      <h3>{t.merge.title}</h3>
      <p>{t.merge.text}</p>
      <Form
        label={t.merge.submit}
        pending={merge.isPending}
        error={merge.error}
        submit={({ into = '', mergedOn = '', invitations = '' }) =>
          merge.mutate({
            into: Number(into),
            leftOn: mergedOn,
            invitations: invitations === 'move' ? 'move' : 'revoke',
          })
        }
      >
        <label className="field">
          <span>{t.merge.into}</span>
          <select name="into" required defaultValue="">
            <option value="">{t.merge.choose}</option>
            {others.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <TextField
          label={t.stop.leftOn}
          name="mergedOn"
          type="date"
          required
          min={school.joinedOn}
          defaultValue={today()}
        />
        <fieldset>
          <legend>{t.merge.links}</legend>
          <label className="check">
            <input type="radio" name="invitations" value="move" required />
            {t.merge.move}
          </label>
          <small>{t.merge.moveHelp}</small>
          <label className="check">
            <input type="radio" name="invitations" value="revoke" required />
            {t.merge.revoke}
          </label>
        </fieldset>
      </Form>
    </section>
  )
}
