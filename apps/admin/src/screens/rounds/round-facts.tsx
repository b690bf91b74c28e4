import type { RoundPage } from '@km/api'
import { nlRounds } from '../../nl-rounds.ts'
import { day, list } from '../../parts/wording.ts'

const t = nlRounds

/** The days of a round, where its answers come from, and what happened to it. */
export function RoundFacts({ round }: { round: RoundPage }) {
  const facts = [
    round.state === 'planned' && t.opens(day(round.opensOn)),
    round.state === 'planned' && t.closes(day(round.closesOn)),
    round.state === 'released' && t.closed(day(round.closesOn)),
    round.announceOn !== undefined && round.state === 'planned' && t.announcesOn(day(round.announceOn)),
    round.remindOn.length > 0 && round.state !== 'released' && t.remindsOn(list(round.remindOn.map(day))),
    round.openedOn !== undefined &&
      (round.links === 'schools' ? t.fixedOn : t.versionFixedOn)(day(round.openedOn)),
    round.retrospective && t.sourceIs(round.source),
    round.reopenReason !== '' && t.reopened(round.reopenReason),
    round.state === 'released' && round.changedSince > 0 && t.kept,
  ].filter((fact): fact is string => typeof fact === 'string')
  if (facts.length === 0) return null
  return (
    <ul className="card round-facts">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  )
}
