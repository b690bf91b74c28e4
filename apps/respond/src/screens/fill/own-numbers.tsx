import type { RespondView } from '@km/api'
import { dutchDate } from '@km/ui'
import { useState } from 'react'
import type { Words } from '../../nl.ts'
import { forgetNumbers, readNumbers } from '../../own-numbers.ts'

/** The own numbers of the time before, as far as this device has them; closed until they are asked for. */
export function OwnNumbers({ view, token, t }: { view: RespondView; token: string; t: Words }) {
  const [kept, setKept] = useState(() => readNumbers(view, token))
  if (kept === undefined) return null
  const forget = () => {
    forgetNumbers(view)
    setKept(undefined)
  }
  return (
    <details className="last-year">
      <summary>{t.ownNumbers.open(dutchDate(kept.sentOn))}</summary>
      <ul>
        {kept.numbers.map(({ question, answer }) => (
          <li key={question}>
            {question} <b>{answer}</b>
          </li>
        ))}
      </ul>
      <p className="hint">{t.ownNumbers.where}</p>
      <button type="button" className="button-second" onClick={forget}>
        {t.ownNumbers.forget}
      </button>
    </details>
  )
}
