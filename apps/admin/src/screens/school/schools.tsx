import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, queries, queryClient, type SchoolSummary } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlSchools } from '../../nl-schools.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { EditSchool } from './edit-school.tsx'
import { SchoolForm } from './school-form.tsx'
import { SchoolList } from './school-list.tsx'
import './school.css'

const t = nlSchools

/** Roles that change the register; the server decides, this only hides buttons. */
const managers = ['project_leader', 'admin']

/** Scholen: who takes part. In order of name: schools are never ranked. */
export function SchoolsScreen() {
  const schools = useQuery(queries.schools())
  const me = useQuery(queries.me())
  const [adding, setAdding] = useState(false)
  const [edited, setEdited] = useState<SchoolSummary>()
  const running = schools.data?.filter((school) => school.leftOn === undefined).length
  const manages = managers.includes(me.data?.role ?? '')
  return (
    <Page title={nl.schools.title} lead={running !== undefined && <p>{t.lead(running)}</p>}>
      {manages && (
        <p className="actions">
          <button type="button" className="primary" onClick={() => setAdding(true)}>
            {t.add}
          </button>
          <Link className="button" to="/scholen/importeren">
            {t.toImport}
          </Link>
        </p>
      )}
      <Answered query={schools}>
        {(all) =>
          all.length === 0 ? (
            <Empty>{t.empty}</Empty>
          ) : (
            <SchoolList
              schools={all}
              hasReport={['project_leader', 'member', 'coordinator'].includes(me.data?.role ?? '')}
              {...(manages ? { edit: setEdited } : {})}
            />
          )
        }
      </Answered>
      {adding && <AddSchool close={() => setAdding(false)} />}
      {edited !== undefined && <EditSchool school={edited} close={() => setEdited(undefined)} />}
    </Page>
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
      <SchoolForm
        label={t.add}
        pending={add.isPending}
        error={add.error}
        cancel={close}
        submit={add.mutate}
      />
    </Dialog>
  )
}
