import type { z } from '@hono/zod-openapi'
import { audit, createFinding as storeFinding } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { type ActDeps, askedBy, requireLeader } from './act-deps.ts'
import { freezeCell, kindOfCell, titleOfCell } from './freeze-cell.ts'
import { markVisits } from './mark-visits.ts'
import type { Finding, newFinding } from './schema.ts'
import { viewFinding } from './view-finding.ts'

/** A finding is about at most three expectations; a whole domain is about itself. */
const maxExpectations = 3

/**
 * Makes a finding from a cell: reads the value itself and freezes it. Returns the finding as a draft;
 * `cannot_freeze` for a cell that is not shown or not comparable.
 */
export async function createFinding(
  deps: ActDeps,
  who: Who,
  body: z.output<typeof newFinding>,
): Promise<Finding> {
  requireLeader(who)
  const compared = await deps.compare(who, askedBy(body.reference))
  const seen = await deps.store.inNetwork(who.networkId, (tx) =>
    markVisits(tx, who.networkId, { seen: compared, reference: body.reference }),
  )
  const now = deps.now()
  const frozen = freezeCell(seen, body.reference, { on: amsterdamDate(now), by: who.role })
  const codes = frozen.row.expectationCodes
  const values = {
    networkId: who.networkId,
    schoolYear: seen.periods.at(-1)?.schoolYear ?? '',
    title: body.title ?? titleOfCell(frozen),
    description: body.description,
    kind: body.kind ?? kindOfCell(seen, frozen),
    expectationCodes: codes.length <= maxExpectations ? [...codes] : [],
    evidence: [frozen.evidence],
    createdAt: now,
    createdBy: who.accountId,
  }
  const made = await deps.store.inNetwork(who.networkId, async (tx) => {
    const row = await storeFinding(tx, values)
    const details = { title: row.title, evidence: frozen.evidence.sha256 }
    await audit(tx, { ...who, at: now, verb: 'finding.create', subject: row.code, details })
    return row
  })
  return viewFinding({ row: made, actions: [], changedSince: false })
}
