import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, queries, queryClient, type SchoolSummary } from '../../api.ts'
import { nl } from '../../nl.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'
import './school.css'

const t = nl.schools

/** Scholen: who takes part. In order of name: schools are never ranked. */
export function SchoolsScreen() {
  const schools = useQuery(queries.schools())
  const [adding, setAdding] = useState(false)
  const left = schools.data?.filter((school) => school.leftOn !== undefined).length ?? 0
  return (
    <Page
      title={t.title}
      lead={schools.data !== undefined && <p>{t.lead(schools.data.length - left, left)}</p>}
    >
      <p className="actions">
        <button type="button" className="primary" onClick={() => setAdding(true)}>
          {t.add}
        </button>
      </p>
      <Answered query={schools}>
        {(all) => (all.length === 0 ? <Empty>{t.empty}</Empty> : <List schools={all} />)}
      </Answered>
      {adding && <AddSchool close={() => setAdding(false)} />}
    </Page>
  )
}

function List({ schools }: { schools: readonly SchoolSummary[] }) {
  const [wanted, setWanted] = useState('')
  const found = schools.filter((school) => school.name.toLowerCase().includes(wanted.toLowerCase()))
  return (
    <>
      <div className="search">
        <TextField
          label={t.filter}
          type="search"
          value={wanted}
          onChange={(e) => setWanted(e.target.value)}
        />
        <output className="under">{t.found(found.length)}</output>
      </div>
      <ul className="schools">
        {found.map((school) => (
          <li key={school.id} className="card goes-there">
            <Link to="/scholen/$id" params={{ id: String(school.id) }}>
              {school.name}
            </Link>
            <span className="under">{school.type}</span>
            <span className="under">
              {t.joined} {day(school.joinedOn)}
              {school.leftOn !== undefined && `, ${t.left} ${day(school.leftOn)}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function AddSchool({ close }: { close: () => void }) {
  const add = useMutation({
    mutationFn: commands.addSchool,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['schools'] })
      close()
    },
  })
  return (
    <Dialog title={t.add} close={close}>
      <Form
        label={t.add}
        pending={add.isPending}
        error={add.error}
        cancel={close}
        submit={({ name = '', type = '', joinedOn = '' }) => add.mutate({ name, type, joinedOn })}
      >
        <TextField label={t.name} name="name" required maxLength={120} />
        <TextField label={t.type} help={t.typeHelp} name="type" required maxLength={60} />
        <TextField label={t.joined} name="joinedOn" type="date" required />
      </Form>
    </Dialog>
  )
}
