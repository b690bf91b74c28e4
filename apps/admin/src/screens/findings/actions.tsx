import type { Action, Finding } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, type NewAction, queries, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlVoices } from '../../nl-voices.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { Answered, Trouble } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'
import { yearAfter } from './evidence-address.ts'
import { refreshFindings } from './refresh.ts'

const t = nl.findings
const monitor = 'KM-NT2'

/** The improvement actions of a finding: owner, measure, target and date. */
export function Actions({ finding, readOnly }: { finding: Finding; readOnly: boolean }) {
  const [adding, setAdding] = useState(false)
  return (
    <section className="card" aria-labelledby="actions">
      <h2 id="actions">{t.actions}</h2>
      {finding.actions.length === 0 ? (
        <p className="note">{t.noActions}</p>
      ) : (
        <ul className="list">
          {finding.actions.map((action) => (
            <ActionItem key={action.id} action={action} readOnly={readOnly} />
          ))}
        </ul>
      )}
      {!readOnly && (
        <button type="button" className="primary" onClick={() => setAdding(true)}>
          {t.addAction}
        </button>
      )}
      {adding && <AddAction finding={finding} close={() => setAdding(false)} />}
    </section>
  )
}

/** A value of a measure with its unit: '57%' or '12 scholen'. */
export const measureText = (value: number, unit: Action['measureUnit']): string =>
  unit === 'share' ? `${value}%` : `${value} ${value === 1 ? nl.words.schools[0] : nl.words.schools[1]}`

function ActionItem({ action, readOnly }: { action: Action; readOnly: boolean }) {
  const change = useMutation({
    mutationFn: (status: Action['status']) => commands.changeAction(action.id, { status }),
    onSuccess: refreshFindings,
  })
  const phase = useMutation({
    mutationFn: (next: NonNullable<Action['phase']>) => commands.changeAction(action.id, { phase: next }),
    onSuccess: async () => {
      await refreshFindings()
      await queryClient.invalidateQueries({ queryKey: queries.pilot().queryKey })
    },
  })
  return (
    <li className="action">
      <div>
        <p>
          <span className="code">{action.code}</span>
          <b>{action.title}</b>
        </p>
        <p className="under">
          {t.action.owner}: {action.ownerRole} · {t.action.due} {day(action.dueOn)}
        </p>
        <p>
          {t.action.measure} {action.measureItem.replaceAll('_', '.')}:{' '}
          {action.startValue !== undefined && (
            <>
              {nl.expectation.from} <b>{measureText(action.startValue, action.measureUnit)}</b>{' '}
            </>
          )}
          {nl.expectation.to} <b>{measureText(action.targetValue, action.measureUnit)}</b> in{' '}
          {action.targetYear}
        </p>
        {change.error !== null && <Trouble error={change.error} />}
        {phase.error !== null && <Trouble error={phase.error} />}
      </div>
      {readOnly ? (
        <span className={`state ${action.status}`}>{t.actionStatuses[action.status]}</span>
      ) : (
        <div className="stack">
          <label className="field">
            <span>{nlVoices.phase.title}</span>
            <select
              value={action.phase ?? ''}
              disabled={phase.isPending}
              aria-label={`${nlVoices.phase.title} ${action.code}`}
              onChange={(event) => phase.mutate(event.target.value as NonNullable<Action['phase']>)}
            >
              {action.phase === undefined && <option value="">{nlVoices.phase.none}</option>}
              {Object.entries(nlVoices.phase.names).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>{t.status}</span>
            <select
              value={action.status}
              disabled={change.isPending}
              aria-label={`${t.status} ${action.code}`}
              onChange={(event) => change.mutate(event.target.value as Action['status'])}
            >
              {Object.entries(t.actionStatuses).map(([status, label]) => (
                <option key={status} value={status}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
    </li>
  )
}

function AddAction({ finding, close }: { finding: Finding; close: () => void }) {
  const instrument = useQuery(queries.instrument(monitor))
  const add = useMutation({
    mutationFn: (body: NewAction) => commands.addAction(finding.id, body),
    onSuccess: async () => {
      await refreshFindings()
      close()
    },
  })
  const submit = (v: Readonly<Record<string, string>>) =>
    add.mutate({
      title: v.title ?? '',
      ownerRole: v.ownerRole ?? '',
      measureInstrument: monitor,
      measureItem: v.measureItem ?? '',
      measureUnit: v.measureUnit === 'share' ? 'share' : 'count',
      targetValue: Number(v.targetValue),
      targetYear: v.targetYear ?? '',
      dueOn: v.dueOn ?? '',
    })
  return (
    <Dialog title={t.addAction} close={close}>
      <Answered query={instrument}>
        {(known) => {
          const own = known.coverage.filter((one) => finding.expectationCodes.includes(one.code))
          const measures = own.length > 0 ? own : known.coverage
          return (
            <Form
              label={t.action.submit}
              pending={add.isPending}
              error={add.error}
              cancel={close}
              submit={submit}
            >
              <TextField label={t.action.title} name="title" required maxLength={200} />
              <TextField
                label={t.action.ownerRole}
                help={t.action.ownerHelp}
                name="ownerRole"
                required
                maxLength={60}
              />
              <label className="field">
                <span>{t.action.measure}</span>
                <select name="measureItem" required>
                  {measures.flatMap((one) =>
                    one.items.map((item) => (
                      <option key={item} value={item}>
                        {one.code} {one.title}
                      </option>
                    )),
                  )}
                </select>
                <small>{t.action.measureHelp}</small>
              </label>
              <Target year={finding.schoolYear} />
            </Form>
          )
        }}
      </Answered>
    </Dialog>
  )
}

function Target({ year }: { year: string }) {
  return (
    <div className="pair">
      <label className="field">
        <span>{t.action.unit}</span>
        <select name="measureUnit" defaultValue="count">
          <option value="count">{t.action.units.count}</option>
          <option value="share">{t.action.units.share}</option>
        </select>
      </label>
      <TextField label={t.action.target} name="targetValue" type="number" min={0} max={5000} required />
      <label className="field">
        <span>{t.action.targetYear}</span>
        <select name="targetYear">
          {[1, 2, 3].map((count) => (
            <option key={count} value={yearAfter(year, count)}>
              {yearAfter(year, count)}
            </option>
          ))}
        </select>
      </label>
      <TextField label={t.action.dueOn} name="dueOn" type="date" required />
    </div>
  )
}
