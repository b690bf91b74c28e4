import type { RespondView } from '@km/api'
import { dutchDate, Shell } from '@km/ui'
import type { Client } from '../../api.ts'
import type { Words } from '../../nl.ts'
import { wordsFor } from '../../nl-variants.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { useFocusTitle } from '../../parts/focus-title.ts'
import { OwnReport } from '../report/own-report.tsx'
import { WithdrawLink } from '../withdraw/withdraw.tsx'
import { OwnAnswers } from './own-answers.tsx'

/** Who reads a record now, and whether the school says something about it. */
function nextRecord({ school, asksAgreement }: RespondView, t: Words): readonly string[] {
  if (school === undefined) return t.nextRecord
  return asksAgreement ? t.nextVisit(school) : t.nextUnasked(school)
}

/** Thanks, the receipt, help where it is asked for, and for a school its own picture at once. */
export function Sent(props: {
  view: RespondView
  token: string
  client: Client
  receipt: string | undefined
  help: readonly string[]
  justNow: boolean
  /** Level P: what was filled in on this device; nobody else has it. */
  own: Readonly<Record<string, unknown>> | undefined
  onRemoveOwn: () => void
  onWithdraw: () => void
  /** Only where a device may be shared. */
  onNextPerson: (() => void) | undefined
}) {
  const { view, receipt } = props
  useFocusTitle()
  const t = wordsFor(view)
  const isVisit = view.mode === 'member'
  const ownReport = !isVisit && view.school !== undefined && view.anonymityLevel === 'F'
  const closes = dutchDate(view.closesOn)
  const next = isVisit ? nextRecord(view, t) : ownReport ? t.nextSchool(closes) : t.nextOther(closes)
  return (
    <Shell facts={view}>
      <div className="thanks">
        <h1 className="page-title" tabIndex={-1}>
          {props.justNow ? t.sentTitle : t.alreadySentTitle}
        </h1>
        <p role="status">{props.justNow ? t.sentBody : t.alreadySentBody}</p>
        {props.help.map((text) => (
          <p className="card help" key={text}>
            {text}
          </p>
        ))}
        {receipt ? (
          <section className="card receipt">
            <h2>{t.receipt}</h2>
            <p className="receipt-code">{receipt}</p>
            <p className="hint">{t.receiptBody}</p>
            <CopyButton text={() => receipt} label={t.copy} done={t.copied} />
          </section>
        ) : null}
        <section>
          <h2>{t.nextTitle}</h2>
          {next.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
        {props.own ? <OwnAnswers view={view} answers={props.own} t={t} onRemove={props.onRemoveOwn} /> : null}
        {props.onNextPerson !== undefined && (
          <section className="card">
            <h2>{t.nextPersonTitle}</h2>
            <p>{t.nextPersonBody}</p>
            <button type="button" className="button" onClick={props.onNextPerson}>
              {t.nextPerson}
            </button>
          </section>
        )}
        <WithdrawLink view={view} known={receipt !== undefined} onAsk={props.onWithdraw} />
      </div>
      {ownReport ? <OwnReport token={props.token} client={props.client} t={t} /> : null}
    </Shell>
  )
}
