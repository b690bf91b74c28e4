import { useState } from 'react'
import { nl } from '../nl.ts'

/** A list whose order is set with buttons: no dragging, so that a keyboard and a thumb can do it too. */
export function OrderList({
  title,
  values,
  titleOf,
  onOrder,
}: {
  readonly title: string
  readonly values: readonly unknown[]
  readonly titleOf: (value: unknown) => string
  readonly onOrder: (values: readonly unknown[]) => void
}) {
  const [said, setSaid] = useState('')
  const move = (from: number, to: number) => {
    const next = [...values]
    next.splice(to, 0, ...next.splice(from, 1))
    onOrder(next)
    setSaid(nl.priorities.moved(titleOf(values[from]), to + 1))
  }
  return (
    <>
      {values.length > 1 ? (
        <div className="chosen">
          <p className="group-name">{title}</p>
          <ol>
            {values.map((value, place) => (
              <li key={String(value)}>
                <span>{titleOf(value)}</span>
                <span className="chosen-buttons">
                  <button
                    type="button"
                    className="button-quiet"
                    disabled={place === 0}
                    aria-label={nl.priorities.up(titleOf(value))}
                    onClick={() => move(place, place - 1)}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    className="button-quiet"
                    disabled={place === values.length - 1}
                    aria-label={nl.priorities.down(titleOf(value))}
                    onClick={() => move(place, place + 1)}
                  >
                    ↓
                  </button>
                </span>
              </li>
            ))}
          </ol>
        </div>
      ) : null}
      <p className="unseen" role="status">
        {said}
      </p>
    </>
  )
}
