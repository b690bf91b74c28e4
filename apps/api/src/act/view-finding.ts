import type { ActionReview, listActions, listFindings } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Action, Evidence, Finding, Review, ReviewEvidence } from './schema.ts'

export type FindingRow = Awaited<ReturnType<typeof listFindings>>[number]
export type ActionRow = Awaited<ReturnType<typeof listActions>>[number]

/** The day an action starts: the given one, or the day it was made. */
export const startOf = ({ startsOn, createdAt }: Pick<ActionRow, 'startsOn' | 'createdAt'>): string =>
  startsOn ?? amsterdamDate(createdAt)

/** What is stored of evidence was made by `freezeSource`. */
export const reviewEvidenceOf = (row: ActionReview): ReviewEvidence[] =>
  row.evidence as unknown as ReviewEvidence[]

function viewReview(row: ActionReview): Review {
  const { networkId: _network, actionId: _action, createdAt: _at, ...review } = row
  return { ...review, evidence: reviewEvidenceOf(row), changedSince: false }
}

/** Without what is absent. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], null> } {
  const kept = Object.entries(values).filter(([, value]) => value !== null)
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], null> }
}

/** An action with the reviews that are its own, newest first. */
export function viewAction(row: ActionRow, reviews: readonly ActionReview[]): Action {
  const { id, findingId, code, title, ownerRole, dueOn, status, phase } = row
  const { measureInstrument, measureItem, measureUnit, startValue, targetValue, targetYear } = row
  const measure = { measureInstrument, measureItem, measureUnit, startValue, targetValue, targetYear }
  return {
    ...{ id, findingId, code, title, ownerRole, dueOn, status, startsOn: startOf(row) },
    ...given({ ...measure, phase }),
    reviews: reviews
      .filter((one) => one.actionId === row.id)
      .map(viewReview)
      .toReversed(),
  }
}

/** What is stored of evidence was made by `freezeCell` or `freezeWish`. */
export const evidenceOf = (row: FindingRow): Evidence[] => row.evidence as unknown as Evidence[]

/** Actions of a network with their reviews. */
export interface KnownActs {
  readonly actions: readonly ActionRow[]
  readonly reviews: readonly ActionReview[]
}

export function viewFinding(
  known: KnownActs & { readonly row: FindingRow; readonly changedSince: boolean },
): Finding {
  const { row, actions, reviews, changedSince } = known
  const { networkId: _network, createdBy: _by, createdAt, ...finding } = row
  return {
    ...finding,
    evidence: evidenceOf(row),
    changedSince,
    createdAt: createdAt.toISOString(),
    actions: actions.filter((one) => one.findingId === row.id).map((one) => viewAction(one, reviews)),
  }
}
