import { countAnswers } from '@km/definition'
import {
  compareEntries,
  compareVisitEntries,
  type Db,
  enterAnswers,
  enterVisits,
  type VisitEntryState,
} from '@km/store'
import type { Who } from '../deps.ts'
import type { LineAnswers } from './check-lines.ts'
import type { Entry } from './open-entry.ts'

interface Lines {
  readonly who: Who
  readonly entry: Entry
  readonly right: readonly LineAnswers[]
  readonly now: Date
}

const around = ({ who, entry: { round, version }, now }: Lines) => ({
  ...{ networkId: who.networkId, round, now },
  ...{ definition: version, version: version.version },
})

/** A line as the store takes it, whether it is a school or a visit. */
const answersOf = ({ entry: { version } }: Lines, { school, answers }: LineAnswers) => ({
  ...{ schoolId: school.id, answers },
  increments: countAnswers(version.layout, answers),
})

const schoolsOf = (lines: Lines) =>
  lines.right.map((line) => ({
    ...answersOf(lines, line),
    // Every school of a round that is right has its link: see `checkLines`.
    invitationId: line.school.invitationId ?? 0,
  }))

const visitsOf = (lines: Lines) =>
  lines.right.map((line) => ({ ...answersOf(lines, line), visitedOn: line.visitedOn ?? '' }))

/** How the lines stand to what is there; changes nothing. */
export async function compareWith(tx: Db, lines: Lines): Promise<readonly VisitEntryState[]> {
  const { dateItem } = lines.entry
  return dateItem === undefined
    ? compareEntries(tx, { ...around(lines), schools: schoolsOf(lines) })
    : compareVisitEntries(tx, { ...around(lines), visits: visitsOf(lines), dateItem })
}

/** Stores the lines with their tallies; says how each stood to what was there. */
export async function enterWith(tx: Db, lines: Lines): Promise<readonly VisitEntryState[]> {
  const { dateItem } = lines.entry
  const counted = { ...around(lines), count: countAnswers }
  return dateItem === undefined
    ? enterAnswers(tx, { ...counted, schools: schoolsOf(lines) })
    : enterVisits(tx, { ...counted, visits: visitsOf(lines), dateItem })
}
