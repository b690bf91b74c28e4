import type { VisitSummary, VisitsView } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, commands, queries, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlVisits as t } from '../../nl-visits.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { Empty, Trouble } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'
import { aboutWords } from './visit-state.tsx'

const refresh = () => queryClient.invalidateQueries({ queryKey: queries.visits().queryKey })

/** What went wrong, said of the field that the person can change. */
function inWords(error: Error | null): Error | null {
  const fields = error instanceof ApiProblem ? error.details.fields : undefined
  return Array.isArray(fields) && fields.includes('visitedOn') ? new Error(t.start.wrongDay) : error
}

/** Today as this device has it: visits are filled in on the spot or soon after. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date())

/** Asks which school and which day, and gives the form of this one visit. */
export function StartDialog({ view, close }: { view: VisitsView; close: () => void }) {
  const start = useMutation({ mutationFn: commands.startVisit, onSuccess: refresh })
  const possible = view.instruments.filter(
    ({ about }) => about === 'network' || (about === 'school' ? view.schools : view.cases).length > 0,
  )
  const [code, setCode] = useState(possible[0]?.code ?? '')
  const about = possible.find((one) => one.code === code)?.about
  const bySchool = about === 'school'
  return (
    <Dialog title={t.start.title} close={close}>
      {possible.length === 0 ? (
        <Empty>{t.start.noSchools}</Empty>
      ) : start.data !== undefined ? (
        <Ready url={start.data.url} close={close} />
      ) : (
        <Form
          label={t.start.do}
          pending={start.isPending}
          error={inWords(start.error)}
          cancel={close}
          submit={({ schoolId = '', placementId = '', visitedOn = '' }) =>
            start.mutate({
              ...(bySchool && { schoolId: Number(schoolId) }),
              ...(about === 'case' && { placementId: Number(placementId) }),
              ...{ visitedOn, instrument: code },
            })
          }
        >
          <p>{t.start.text}</p>
          <label className="field">
            <span>{t.start.instrument}</span>
            <select value={code} onChange={(event) => setCode(event.target.value)}>
              {possible.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.title}
                </option>
              ))}
            </select>
          </label>
          {about === 'case' && (
            <label className="field">
              <span>{t.start.pupil}</span>
              <select name="placementId" required defaultValue="">
                <option value="">{t.start.choosePupil}</option>
                {view.cases.map((one) => (
                  <option key={one.placementId} value={one.placementId}>
                    {t.case(one.caseNumber, one.school)}
                  </option>
                ))}
              </select>
            </label>
          )}
          {bySchool && (
            <label className="field">
              <span>{t.start.school}</span>
              <select name="schoolId" required defaultValue={view.schools.length === 1 ? undefined : ''}>
                {view.schools.length > 1 && <option value="">{t.start.choose}</option>}
                {view.schools.map((school) => (
                  <option key={school.id} value={school.id}>
                    {school.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <TextField
            label={t.start.day}
            help={t.start.dayHelp}
            type="date"
            name="visitedOn"
            required
            defaultValue={today()}
          />
        </Form>
      )}
    </Dialog>
  )
}

/** Asks first, then takes a visit back that was begun by mistake. */
export function DropDialog({ visit, close }: { visit: VisitSummary; close: () => void }) {
  const drop = useMutation({
    mutationFn: () => commands.dropVisit(visit.id),
    onSuccess: async () => {
      await refresh()
      close()
    },
  })
  return (
    <Dialog title={t.again.dropTitle} close={close}>
      <Form
        label={t.again.dropDo}
        pending={drop.isPending}
        error={drop.error}
        cancel={close}
        submit={() => drop.mutate()}
      >
        <p>
          <b>{aboutWords(visit)}</b> · {t.visitOf(day(visit.visitedOn))}
        </p>
        <p>{t.again.dropText}</p>
      </Form>
    </Dialog>
  )
}

/** Says first what a new link does to the one before, then makes it. */
export function AgainDialog({ visit, close }: { visit: VisitSummary; close: () => void }) {
  const make = useMutation({ mutationFn: () => commands.renewVisitLink(visit.id) })
  return (
    <Dialog title={t.again.title} close={close}>
      <div className="stack">
        <p>
          <b>{aboutWords(visit)}</b> · {t.visitOf(day(visit.visitedOn))}
        </p>
        {make.data !== undefined ? (
          <Ready url={make.data.url} close={close} />
        ) : (
          <>
            <p>{t.again.text}</p>
            {make.error !== null && <Trouble error={make.error} />}
            <div className="buttons">
              <button
                type="button"
                className="primary"
                disabled={make.isPending}
                onClick={() => make.mutate()}
              >
                {make.isPending ? nl.busy : t.again.do}
              </button>
              <button type="button" onClick={close}>
                {nl.cancel}
              </button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  )
}

function Ready({ url, close }: { url: string; close: () => void }) {
  return (
    <div className="stack">
      <output>{t.start.ready}</output>
      <div className="buttons">
        <a className="button primary" href={url}>
          {t.start.open}
        </a>
        <button type="button" onClick={close}>
          {nl.close}
        </button>
      </div>
      <label className="field">
        <span>{t.start.link}</span>
        <input readOnly value={url} onFocus={(event) => event.target.select()} />
      </label>
    </div>
  )
}
