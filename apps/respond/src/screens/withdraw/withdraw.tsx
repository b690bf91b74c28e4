import type { RespondView } from '@km/api'
import { dutchDate, Shell } from '@km/ui'
import { type FormEvent, useState } from 'react'
import { wordsFor } from '../../nl-variants.ts'
import { useFocusTitle } from '../../parts/focus-title.ts'

/** What the server said to a receipt. */
export type WithdrawalAnswer =
  | { readonly kind: 'withdrawn'; readonly canAnswer: boolean }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'later' }

/** Takes back what was sent: the receipt, known or typed, and one more button to be sure. */
export function Withdraw(props: {
  view: RespondView
  /** Known on this device. */
  receipt: string | undefined
  onWithdraw: (receipt: string) => Promise<WithdrawalAnswer>
  onBack: () => void
}) {
  const t = wordsFor(props.view)
  const [state, setState] = useState<'asking' | 'busy' | string>('asking')
  useFocusTitle()
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('receipt') ?? '')
    setState('busy')
    const answer = await props.onWithdraw(typed)
    if (answer.kind === 'later') setState(t.withdrawLater)
    else if (answer.kind === 'refused') setState(answer.message)
  }
  const problem = state === 'asking' || state === 'busy' ? '' : state
  return (
    <Shell facts={props.view}>
      <section className="notice">
        <h1 className="page-title" tabIndex={-1}>
          {t.withdrawTitle}
        </h1>
        {t.withdrawBody(dutchDate(props.view.closesOn)).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </section>
      <form className="card withdraw" onSubmit={(event) => void submit(event)}>
        <label>
          <span>{t.withdrawCode}</span>
          <input
            name="receipt"
            className="receipt-input"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            required
            defaultValue={props.receipt ?? ''}
            aria-describedby="receipt-help receipt-problem"
          />
        </label>
        <p className="hint" id="receipt-help">
          {t.withdrawCodeHelp}
        </p>
        <p className="withdraw-problem" id="receipt-problem" role="alert">
          {problem}
        </p>
        <p className="buttons">
          <button type="submit" className="button" disabled={state === 'busy'}>
            {t.withdrawDo}
          </button>
          <button type="button" className="button-second" onClick={props.onBack}>
            {t.withdrawBack}
          </button>
        </p>
      </form>
    </Shell>
  )
}

/** It is done: what happened, and what can be done now. */
export function Withdrawn(props: { view: RespondView; canAnswer: boolean }) {
  const t = wordsFor(props.view)
  useFocusTitle()
  return (
    <Shell facts={props.view}>
      <section className="notice">
        <h1 className="page-title" tabIndex={-1}>
          {t.withdrawnTitle}
        </h1>
        <p role="status">{t.withdrawnBody}</p>
        {props.canAnswer ? (
          <>
            <p>{t.withdrawnAgain}</p>
            <p className="buttons">
              <button type="button" className="button-second" onClick={() => location.reload()}>
                {t.withdrawnFill}
              </button>
            </p>
          </>
        ) : null}
      </section>
    </Shell>
  )
}

/** The way to it, quiet, from any page of a link. */
export function WithdrawLink(props: { view: RespondView; known: boolean; onAsk: () => void }) {
  const t = wordsFor(props.view)
  return (
    <p className="withdraw-link">
      <button type="button" className="button-quiet" onClick={props.onAsk}>
        {props.known ? t.withdrawStill : t.withdrawAsk}
      </button>
    </p>
  )
}
