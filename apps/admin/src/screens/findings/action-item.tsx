import type { Action } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlReviews } from '../../nl-reviews.ts'
import { nlVoices } from '../../nl-voices.ts'
import { Trouble } from '../../parts/page.tsx'
import { day, today } from '../../parts/wording.ts'
import { Measure } from './measure.tsx'
import { refreshFindings } from './refresh.ts'
import { ReviewDialog } from './review-dialog.tsx'
import { ReviewText } from './review-text.tsx'

const t = nl.findings

/** One action: what, who, when, its measure, where it stands, and what was seen when it was looked back on. */
export function ActionItem({ action, readOnly }: { action: Action; readOnly: boolean }) {
  const [newest, ...earlier] = action.reviews
  return (
    <li>
      <div className="action">
        <div>
          <p>
            <span className="code">{action.code}</span>
            <b>{action.title}</b>
          </p>
          <p className="under">
            {t.action.owner}: {action.ownerRole} · {nlReviews.runs(day(action.startsOn), day(action.dueOn))}
          </p>
          <Measure action={action} />
        </div>
        {readOnly ? <State action={action} /> : <Steering action={action} />}
      </div>
      {newest !== undefined && <ReviewText review={newest} earlier={earlier} code={action.code} />}
      {!readOnly && <LookBack action={action} />}
    </li>
  )
}

const State = ({ action }: { action: Action }) => (
  <span className={`state ${action.status}`}>{t.actionStatuses[action.status]}</span>
)

/** The server decides; this only keeps away a button that would be refused. */
const mayLookBack = ({ status, dueOn }: Action): boolean =>
  ['done', 'stopped', 'reviewed'].includes(status) ||
  (['decided', 'running'].includes(status) && dueOn < today())

function LookBack({ action }: { action: Action }) {
  const [open, setOpen] = useState(false)
  if (!mayLookBack(action)) return null
  const label = action.reviews.length === 0 ? nlReviews.start : nlReviews.correct
  return (
    <>
      <button type="button" aria-label={`${label}: ${action.code}`} onClick={() => setOpen(true)}>
        {label}
      </button>
      {open && <ReviewDialog action={action} close={() => setOpen(false)} />}
    </>
  )
}

/** Where the action stands, and its place in the flywheel. */
function Steering({ action }: { action: Action }) {
  const change = useMutation({
    mutationFn: (status: Parameters<typeof commands.changeAction>[1]['status'] & string) =>
      commands.changeAction(action.id, { status }),
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
    <div className="stack">
      {change.error !== null && <Trouble error={change.error} />}
      {phase.error !== null && <Trouble error={phase.error} />}
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
      {action.status === 'reviewed' ? (
        <p>
          <State action={action} />
        </p>
      ) : (
        <label className="field">
          <span>{t.status}</span>
          <select
            value={action.status}
            disabled={change.isPending}
            aria-label={`${t.status} ${action.code}`}
            onChange={(event) => change.mutate(event.target.value as Exclude<Action['status'], 'reviewed'>)}
          >
            {Object.entries(t.actionStatuses)
              .filter(([status]) => status !== 'reviewed')
              .map(([status, label]) => (
                <option key={status} value={status}>
                  {label}
                </option>
              ))}
          </select>
        </label>
      )}
    </div>
  )
}
