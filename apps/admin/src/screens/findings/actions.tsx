import type { Finding } from '@km/api'
import { useState } from 'react'
import { nl } from '../../nl.ts'
import { ActionItem } from './action-item.tsx'
import { AddAction } from './add-action.tsx'

const t = nl.findings

/** The improvement actions of a finding: owner, measure, target, days, and what was seen when it was looked back on. */
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
