import type { Action, Finding } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, type NewAction, queries, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlIndicator } from '../../nl-indicator.ts'
import { nlVoices } from '../../nl-voices.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { IndicatorLink } from '../../parts/indicator-link.tsx'
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
export function measureText(
  value: number,
  action: Pick<Action, 'measureUnit' | 'measureInstrument'>,
): string {
  if (action.measureUnit === 'share') return `${value}%`
  if (isIndicator(action.measureInstrument)) return String(value)
  return `${value} ${value === 1 ? nl.words.schools[0] : nl.words.schools[1]}`
}

/** 'I.V04': an indicator instead of a questionnaire. */
const isIndicator = (code: string): boolean => /^I\.[A-Z]\d\d$/.test(code)

/** What an action is measured by: a question, or a part of a figure. */
function MeasureName({ action }: { action: Action }) {
  const { measureInstrument: code, measureItem: item } = action
  const known = useQuery({ ...queries.indicator(code), enabled: isIndicator(code) })
  if (!isIndicator(code)) return <>{item.replaceAll('_', '.')}</>
  return (
    <>
      <IndicatorLink code={code}>{known.data?.title ?? code}</IndicatorLink>,{' '}
      {known.data?.parts.find((part) => part.code === item)?.title ?? item}
    </>
  )
}

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
          {t.action.measure} <MeasureName action={action} />:{' '}
          {action.startValue !== undefined && (
            <>
              {nl.expectation.from} <b>{measureText(action.startValue, action)}</b>{' '}
            </>
          )}
          {nl.expectation.to} <b>{measureText(action.targetValue, action)}</b> in {action.targetYear}
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

/** What the action can be measured by: questions about the expectations, or the figure of the evidence. */
function AddAction({ finding, close }: { finding: Finding; close: () => void }) {
  const figure = finding.evidence.find(({ kind }) => kind === 'figure')?.instrument
  const instrument = useQuery({ ...queries.instrument(monitor), enabled: figure === undefined })
  const indicator = useQuery({ ...queries.indicator(figure ?? ''), enabled: figure !== undefined })
  return (
    <Dialog title={t.addAction} close={close}>
      {figure === undefined ? (
        <Answered query={instrument}>
          {(known) => {
            const own = known.coverage.filter((one) => finding.expectationCodes.includes(one.code))
            const measures = own.length > 0 ? own : known.coverage
            const options = measures.flatMap((one) =>
              one.items.map((item) => ({ value: item, label: `${one.code} ${one.title}` })),
            )
            return <ActionForm finding={finding} close={close} instrument={monitor} options={options} />
          }}
        </Answered>
      ) : (
        <Answered query={indicator}>
          {(known) => {
            const options = known.parts.map(({ code, title }) => ({
              value: code,
              label: `${known.title}: ${title}`,
            }))
            return <ActionForm finding={finding} close={close} instrument={figure} options={options} />
          }}
        </Answered>
      )}
    </Dialog>
  )
}

function ActionForm(props: {
  finding: Finding
  close: () => void
  instrument: string
  options: readonly { readonly value: string; readonly label: string }[]
}) {
  const { finding, close, instrument } = props
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
      measureInstrument: instrument,
      measureItem: v.measureItem ?? '',
      measureUnit: v.measureUnit === 'share' ? 'share' : 'count',
      targetValue: Number(v.targetValue),
      targetYear: v.targetYear ?? '',
      dueOn: v.dueOn ?? '',
    })
  return (
    <Form label={t.action.submit} pending={add.isPending} error={add.error} cancel={close} submit={submit}>
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
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <small>{isIndicator(instrument) ? nlIndicator.measureHelp : t.action.measureHelp}</small>
      </label>
      <Target
        year={finding.schoolYear}
        units={isIndicator(instrument) ? nlIndicator.units : t.action.units}
      />
    </Form>
  )
}

function Target({ year, units }: { year: string; units: { count: string; share: string } }) {
  return (
    <div className="pair">
      <label className="field">
        <span>{t.action.unit}</span>
        <select name="measureUnit" defaultValue="count">
          <option value="count">{units.count}</option>
          <option value="share">{units.share}</option>
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
