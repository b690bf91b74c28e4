import type { listActions, listFindings } from '@km/store'
import type { Action, Evidence, Finding } from './schema.ts'

export type FindingRow = Awaited<ReturnType<typeof listFindings>>[number]
export type ActionRow = Awaited<ReturnType<typeof listActions>>[number]

export function viewAction(row: ActionRow): Action {
  const { networkId: _network, createdAt: _at, phase, ...action } = row
  return { ...action, ...(phase !== null && { phase }) }
}

/** What is stored of evidence was made by `freezeCell` or `freezeWish`. */
export const evidenceOf = (row: FindingRow): Evidence[] => row.evidence as unknown as Evidence[]

export function viewFinding(known: {
  readonly row: FindingRow
  readonly actions: readonly ActionRow[]
  readonly changedSince: boolean
}): Finding {
  const { row, actions, changedSince } = known
  const { networkId: _network, createdBy: _by, createdAt, ...finding } = row
  return {
    ...finding,
    evidence: evidenceOf(row),
    changedSince,
    createdAt: createdAt.toISOString(),
    actions: actions.filter((one) => one.findingId === row.id).map(viewAction),
  }
}
