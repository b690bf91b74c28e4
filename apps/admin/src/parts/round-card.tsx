import type { RoundView } from '@km/api'
import { Link } from '@tanstack/react-router'
import { nl } from '../nl.ts'
import { day, periodName } from './wording.ts'

const t = nl.rounds

/** '18 van 24 verstuurd', or '14 inzendingen' where there is one open link. */
export const responseWords = (round: Pick<RoundView, 'done' | 'invited'>): string =>
  round.invited === 0 ? t.doneOpen(round.done) : t.doneOf(round.done, round.invited)

/**
 * A round with how far it is: counts only, also as a bar where it is known how many there can be.
 * `plain`: without its name, on the page that is about this round.
 */
export function RoundCard({ round, plain = false }: { round: RoundView; plain?: boolean }) {
  const part = (count: number) => `${round.invited === 0 ? 0 : (100 * count) / round.invited}%`
  return (
    <article className="card round goes-there">
      {!plain && (
        <h3>
          <Link to="/meetrondes/$id" params={{ id: String(round.id) }}>
            {round.instrumentTitle}
          </Link>
        </h3>
      )}
      <p className="under">
        {periodName(round)} · {t.version} {round.version} · {t.states[round.state]}
        {round.state === 'open' && `, ${t.closes} ${day(round.closesOn)}`}
        {round.retrospective && ` · ${t.retrospective}`}
      </p>
      <p>
        <b>{responseWords(round)}</b>
        {round.state !== 'released' && round.started > 0 && `, ${round.started} ${t.started}`}
      </p>
      {round.invited > 0 && (
        <div className="progress" aria-hidden="true">
          <i className="sent" style={{ width: part(round.done) }} />
          {round.state !== 'released' && <i className="begun" style={{ width: part(round.started) }} />}
        </div>
      )}
    </article>
  )
}
