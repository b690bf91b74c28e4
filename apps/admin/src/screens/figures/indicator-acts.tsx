import type { IndicatorPage } from '@km/api'
import { Link } from '@tanstack/react-router'
import { nl } from '../../nl.ts'
import { nlIndicator as t } from '../../nl-indicator.ts'
import { useReader } from '../../parts/reader.ts'
import { reachedIn } from './figure-rows.ts'

type Target = IndicatorPage['targets'][number]

/** What was made of the figure, and the targets beside what they came to. */
export function IndicatorActs({ page }: { page: IndicatorPage }) {
  const { findings, targets } = page
  const { ownSchool } = useReader()
  if (ownSchool) return null
  return (
    <section className="card" aria-labelledby="acts">
      <h2 id="acts">{t.acts}</h2>
      {findings.length === 0 && targets.length === 0 && <p className="note">{t.noActs}</p>}
      <ul className="list">
        {findings.map((one) => (
          <li key={one.code}>
            <span className="code">{one.code}</span>
            <Link to="/bevindingen/$id" params={{ id: String(one.id) }}>
              {one.title}
            </Link>{' '}
            <span className={`kind ${one.kind}`}>{nl.finding.kinds[one.kind]}</span>
            <span className={`state ${one.status}`}>{nl.findings.statuses[one.status]}</span>
          </li>
        ))}
        {targets.map((one) => (
          <li key={one.code}>
            <span className="code">{one.code}</span>
            <Link to="/bevindingen/$id" params={{ id: String(one.findingId) }}>
              {one.title}
            </Link>
            <TargetWords page={page} target={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function TargetWords({ page, target }: { page: IndicatorPage; target: Target }) {
  const part = page.parts.find(({ code }) => code === target.part)?.title ?? target.part
  const words = (value: number) => (target.unit === 'share' ? `${value}%` : String(value))
  const reached = reachedIn(page, target)
  return (
    <span className="under">
      {part}: {target.startValue !== undefined && `${nl.expectation.from} ${words(target.startValue)} `}
      {t.target} {words(target.targetValue)} {t.targetIn} {target.targetYear};{' '}
      <b>{reached === undefined ? t.notReached : `${t.reached} ${words(reached)}`}</b>
    </span>
  )
}
