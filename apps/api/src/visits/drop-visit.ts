import { audit, dropDraft, revokeInvitation } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { findVisit } from './find-visits.ts'
import type { VisitsDeps } from './visits-deps.ts'

/**
 * Takes back a visit that was begun by mistake: its link stops working and it stands in no list any more.
 * Throws Problem `not_found`, `already_sent`: what was sent stays.
 */
export async function dropVisit(deps: VisitsDeps, who: Who, visitId: number): Promise<{ done: true }> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const { invitationId } = await findVisit(tx, who, visitId)
    await revokeInvitation(tx, { networkId, invitationId })
    const { state } = await findVisit(tx, who, visitId, { dropped: true })
    if (state !== 'revoked') throw new Problem('already_sent')
    await dropDraft(tx, { networkId, invitationId })
    await audit(tx, { ...who, at: deps.now(), verb: 'visit.drop', subject: `visit:${visitId}` })
    return { done: true }
  })
}
