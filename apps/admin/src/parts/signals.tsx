import type { RegisterSignal } from '@km/api'
import type { ReactNode } from 'react'
import { nlActivities as t } from '../nl-activities.ts'

/** What waits or is missing now, each in one sentence. */
export function Signals(props: { signals: readonly RegisterSignal[]; children?: ReactNode }) {
  const { signals } = props
  return (
    <section className="card" aria-labelledby="signals">
      <h2 id="signals">{t.signals}</h2>
      {signals.length === 0 ? (
        <p>{t.noSignals}</p>
      ) : (
        <ul className="bullets">
          {signals.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {props.children}
    </section>
  )
}
