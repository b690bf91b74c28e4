import type { z } from '@hono/zod-openapi'
import { type Action as ActionRow, addReview, audit, type Db, holdAction, listReviews } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { isOver } from '../is-over.ts'
import { Problem } from '../problem.ts'
import { type ActDeps, requireLeader } from './act-deps.ts'
import { freezeSource } from './freeze-source.ts'
import type { Action, newReview, Review, ReviewEvidence } from './schema.ts'
import { reviewEvidenceOf, startOf, viewAction } from './view-finding.ts'

type Body = z.output<typeof newReview>
type Frozen = ReadonlyMap<Body['evidence'][number], ReviewEvidence>

/** What must be read before the transaction: it asks the comparison, which has one of its own. */
async function freezeAll(deps: ActDeps, who: Who, { evidence }: Body): Promise<Frozen> {
  const frozen = new Map<Body['evidence'][number], ReviewEvidence>()
  for (const source of evidence)
    if (source.kept === undefined) frozen.set(source, await freezeSource(deps, who, source))
  return frozen
}

/** The lines of the new review: those just frozen, and what is kept of the review before it; each once. */
function linesOf({ evidence }: Body, frozen: Frozen, earlier: readonly ReviewEvidence[]): ReviewEvidence[] {
  const lines = evidence.map(
    (source) => frozen.get(source) ?? earlier.find((one) => one.sha256 === source.kept),
  )
  if (lines.includes(undefined)) throw new Problem('invalid_request', { fields: ['evidence'] })
  const found = lines.filter((line) => line !== undefined)
  return [...new Map(found.map((line) => [line.sha256, line])).values()]
}

interface Known {
  readonly row: ActionRow
  readonly body: Body
  readonly lines: readonly ReviewEvidence[]
  readonly today: string
}

/** The rules of looking back: the action is over, and something that was seen after its start says what it did. */
function refuseTooEarly({ row, body, lines, today }: Known): void {
  if (row.status !== 'reviewed' && !isOver(row, today)) throw new Problem('not_reviewable')
  const startsOn = startOf(row)
  if (body.reviewedOn > today || body.reviewedOn < startsOn)
    throw new Problem('invalid_request', { fields: ['reviewedOn'] })
  if (!lines.some(({ datedOn }) => datedOn > startsOn)) throw new Problem('no_later_evidence', { startsOn })
}

/** As it stood when it was looked back on for the first time. */
function endedAs({ status }: ActionRow, earlier: Review['endedAs'] | undefined): Review['endedAs'] {
  if (earlier !== undefined) return earlier
  if (status === 'proposed' || status === 'reviewed') throw new Problem('not_reviewable')
  return status
}

async function keep(
  tx: Db,
  deps: ActDeps,
  who: Who,
  known: Known & { before: Review['endedAs'] | undefined },
) {
  const { row, body, lines, before } = known
  const made = await addReview(tx, {
    ...body,
    ...{ networkId: who.networkId, actionId: row.id, endedAs: endedAs(row, before), createdAt: deps.now() },
    evidence: lines.map((line) => ({ ...line })),
  })
  const { number, effect, outcome } = made
  const details = { number, effect, outcome, evidence: lines.map(({ sha256 }) => sha256) }
  await audit(tx, { ...who, at: deps.now(), verb: 'action.review', subject: row.code, details })
}

/**
 * Looks back on an action, or corrects that: effect, what was seen, what the next plan does with it, and the
 * evidence, frozen now. The action is reviewed from then on. Throws Problem `not_reviewable` while it is under way,
 * `no_later_evidence` when nothing of it is of after its start, `not_found`, `cannot_freeze` and `invalid_request`.
 */
export async function reviewAction(deps: ActDeps, who: Who, actionId: number, body: Body): Promise<Action> {
  requireLeader(who)
  const frozen = await freezeAll(deps, who, body)
  const key = { networkId: who.networkId, actionId }
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const row = await holdAction(tx, key)
    if (row === undefined) throw new Problem('not_found')
    const newest = (await listReviews(tx, key)).at(-1)
    const lines = linesOf(body, frozen, newest === undefined ? [] : reviewEvidenceOf(newest))
    const known = { row, body, lines, today: amsterdamDate(deps.now()), before: newest?.endedAs }
    refuseTooEarly(known)
    await keep(tx, deps, who, known)
    return viewAction({ ...row, status: 'reviewed' }, await listReviews(tx, key))
  })
}
