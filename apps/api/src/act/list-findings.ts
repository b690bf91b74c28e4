import { type Db, findFinding, listActions, listFindings, listReviews } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { type ActDeps, askedBy } from './act-deps.ts'
import { canonicalJson, freezeCell } from './freeze-cell.ts'
import { freezeFigure } from './freeze-figure.ts'
import { isFrozen } from './freeze-source.ts'
import { freezeWish } from './freeze-wish.ts'
import type { Action, Evidence, Finding } from './schema.ts'
import { listSharedFindings, readSharedFinding } from './share-findings.ts'
import { evidenceOf, type FindingRow, type KnownActs, viewFinding } from './view-finding.ts'

/** What the question behind evidence gives now. */
type Ask = (evidence: Evidence) => Promise<Evidence>

const nobody = { on: '', by: '' }

/** Asks each question once, however many findings hang on it. */
function askOnce(deps: ActDeps, who: Who): Ask {
  const asked = new Map<string, Promise<unknown>>()
  const once = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const answer = asked.get(key) ?? ask()
    asked.set(key, answer)
    // One key always asks the same.
    return answer as Promise<T>
  }
  return async ({ kind, reference, figure }) => {
    if (figure !== undefined) {
      const page = await once(`figure ${figure.indicator}`, () => deps.figure(who, figure.indicator))
      return freezeFigure(page, figure, nobody)
    }
    if (kind === 'wishes') {
      const [year = ''] = reference.years
      const wishes = await once(`${kind} ${year}`, () => deps.wishes(who, year))
      return freezeWish(wishes, reference.key, nobody)
    }
    const question = askedBy(reference)
    const seen = await once(JSON.stringify(question), () => deps.compare(who, question))
    return freezeCell(seen, reference, nobody).evidence
  }
}

/** True when the same question asked now gives another value, or none at all. */
async function hasChanged(ask: Ask, lines: readonly Evidence[]): Promise<boolean> {
  for (const evidence of lines) {
    const now = await ask(evidence).catch((error: unknown) => {
      if (error instanceof Problem) return undefined
      throw error
    })
    if (now === undefined || canonicalJson(now.value) !== canonicalJson(evidence.value)) return true
  }
  return false
}

/** An action whose newest review says whether what it was frozen from is still so; what was only named has no value. */
async function withChange(ask: Ask, action: Action): Promise<Action> {
  const [newest, ...earlier] = action.reviews
  if (newest === undefined) return action
  const lines = newest.evidence.flatMap((line) => (isFrozen(line) ? [line] : []))
  return { ...action, reviews: [{ ...newest, changedSince: await hasChanged(ask, lines) }, ...earlier] }
}

async function readActs(tx: Db, networkId: number): Promise<KnownActs> {
  return { actions: await listActions(tx, networkId), reviews: await listReviews(tx, { networkId }) }
}

async function view(deps: ActDeps, who: Who, rows: readonly FindingRow[], acts: KnownActs) {
  const ask = askOnce(deps, who)
  const views: Finding[] = []
  for (const row of rows) {
    const changedSince = await hasChanged(ask, evidenceOf(row))
    const finding = viewFinding({ row, ...acts, changedSince })
    const actions: Action[] = []
    for (const action of finding.actions) actions.push(await withChange(ask, action))
    views.push({ ...finding, actions })
  }
  return views
}

/** Findings with their actions as this person may see them, newest code last; see `share-findings.ts`. */
export async function listAllFindings(deps: ActDeps, who: Who): Promise<Finding[]> {
  if (who.role !== 'project_leader') return listSharedFindings(deps, who)
  const [rows, acts] = await deps.store.inNetwork(who.networkId, async (tx) => [
    await listFindings(tx, who.networkId),
    await readActs(tx, who.networkId),
  ])
  return view(deps, who, rows, acts)
}

/** One finding with its actions; `not_found` when it is not there. */
export async function readFinding(deps: ActDeps, who: Who, id: number): Promise<Finding> {
  if (who.role !== 'project_leader') return readSharedFinding(deps, who, id)
  const [row, acts] = await deps.store.inNetwork(who.networkId, async (tx) => [
    await findFinding(tx, { networkId: who.networkId, findingId: id }),
    await readActs(tx, who.networkId),
  ])
  if (row === undefined) throw new Problem('not_found')
  const [found] = await view(deps, who, [row], acts)
  if (found === undefined) throw new Problem('not_found')
  return found
}
