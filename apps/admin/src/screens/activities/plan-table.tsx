import type { PlannedActivity, RegistersView } from '@km/api'
import { useState } from 'react'
import { nlActivities as t } from '../../nl-activities.ts'
import { EntryDialog } from './entry-dialog.tsx'

/** Every activity of the plan: how much was promised, how much was done, and who sees to it. */
export function PlanTable({ view }: { view: RegistersView }) {
  const register = view.registers.find(({ kind }) => kind === 'activity')
  const [asked, setAsked] = useState<PlannedActivity>()
  const owners = register?.fields.find(({ name }) => name === 'owner')?.choices ?? []
  const ownerOf = (owner: string | undefined) => owners.find(({ value }) => value === owner)?.text ?? ''
  const entry = view.entries.find(({ id }) => id === asked?.entryId)
  return (
    <>
      <table className="invitations plan">
        <thead>
          <tr>
            <th scope="col">{t.columns.activity}</th>
            <th scope="col">{t.columns.planned}</th>
            <th scope="col">{t.columns.realised}</th>
            <th scope="col">{t.columns.owner}</th>
            {register?.mayAdd && (
              <th scope="col">
                <span className="sr">{t.columns.change}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {view.activities.map((one) => (
            <tr key={one.activity}>
              <th scope="row">
                <span className="code">{one.activity}</span> {one.title}
                {one.asks !== undefined && <span className="under">{t.asks(one.asks)}</span>}
              </th>
              <td>
                <span className="label">{t.columns.planned}: </span>
                {one.planned ?? <span className="muted">{t.notPlanned}</span>}
              </td>
              <td>
                <span className="label">{t.columns.realised}: </span>
                {one.realised ?? <span className="muted">{t.notKept}</span>}
                {one.counted && <span className="under">{t.counted}</span>}
              </td>
              <td>{ownerOf(one.owner)}</td>
              {register?.mayAdd && (
                <td>
                  <button type="button" onClick={() => setAsked(one)}>
                    {t.fillIn}
                    <span className="sr">: {one.title}</span>
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {asked !== undefined && register !== undefined && (
        <EntryDialog
          register={register}
          view={view}
          entry={entry}
          fixed={{
            title: asked.title,
            values: { activity: asked.activity },
            hide: asked.counted ? ['activity', 'realised'] : ['activity'],
          }}
          close={() => setAsked(undefined)}
        />
      )}
    </>
  )
}
