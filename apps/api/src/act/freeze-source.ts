import { listRounds } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { ActDeps } from './act-deps.ts'
import { type SeenComparison, sha256 } from './freeze-cell.ts'
import { readCell, readFigure } from './read-evidence.ts'
import type { Evidence, ReviewEvidence, ReviewSource } from './schema.ts'

type Frozen = Extract<ReviewEvidence, { kind: 'questionnaire' | 'figure' }>

/** Whether it holds a value; a document and a record are only named. */
export const isFrozen = (line: ReviewEvidence): line is Frozen =>
  line.kind === 'questionnaire' || line.kind === 'figure'

/** The same value with the day it is of, which is then part of its fingerprint. */
function dated(evidence: Evidence, kind: Frozen['kind'], datedOn: string): Frozen {
  const { sha256: _without, ...value } = evidence
  const body = { ...value, kind, datedOn }
  return { ...body, sha256: sha256(body) }
}

/**
 * The first day on which an answer of the newest round can have been given; of a round that was entered
 * afterwards the first day of its school year.
 */
async function dayOf({ store }: ActDeps, { networkId }: Who, seen: SeenComparison): Promise<string> {
  const last = seen.periods.at(-1)
  const rounds = await store.inNetwork(networkId, (tx) => listRounds(tx, networkId))
  const round = rounds.find(({ id }) => id === last?.roundId)
  if (round === undefined) throw new Problem('not_found')
  return round.retrospective ? `${round.schoolYear.slice(0, 4)}-08-01` : round.opensOn
}

interface Made {
  readonly frozenOn: string
  readonly madeBy: string
}

/** That a record is there and what it says, without copying that. A record about one pupil is evidence of nothing. */
async function freezeVisit({ visit }: ActDeps, who: Who, id: number, made: Made): Promise<ReviewEvidence> {
  const {
    instrumentTitle: title,
    school,
    visitedOn: datedOn,
    state,
    caseNumber,
    pages,
  } = await visit(who, id)
  if (caseNumber !== undefined || state === 'begun') throw new Problem('not_found')
  const about = { title, datedOn, state, visit: id, record: sha256(pages) }
  const body = { kind: 'visit' as const, ...about, ...(school && { school: school.name }), ...made }
  return { ...body, sha256: sha256(body) }
}

type Read = Omit<ReviewSource, 'kept'>

/**
 * A line of evidence for a review, read and frozen now. Throws what `freezeCell` and `freezeFigure` throw,
 * Problem `not_found` for a record that cannot be read, and `invalid_request` for a document of a day to come.
 */
export async function freezeSource(deps: ActDeps, who: Who, source: Read): Promise<ReviewEvidence> {
  const { reference, figure, document, visit } = source
  if (reference !== undefined) {
    const { seen, frozen } = await readCell(deps, who, reference)
    return dated(frozen.evidence, 'questionnaire', await dayOf(deps, who, seen))
  }
  if (figure !== undefined) {
    const { evidence } = await readFigure(deps, who, figure)
    return dated(evidence, 'figure', figure.referenceDate)
  }
  const made = { frozenOn: amsterdamDate(deps.now()), madeBy: who.role }
  if (visit !== undefined) return freezeVisit(deps, who, visit, made)
  if (document === undefined || document.on > made.frozenOn)
    throw new Problem('invalid_request', { fields: ['evidence'] })
  const { on: datedOn, ...words } = document
  const body = { kind: 'document' as const, ...words, datedOn, ...made }
  return { ...body, sha256: sha256(body) }
}
