import type { z } from '@hono/zod-openapi'
import {
  addRoundSchools,
  audit,
  type Db,
  listInvitations,
  listUsableInvitations,
  lockSchools,
  moveInvitation,
  revokeInvitation,
  changeSchool as storeChange,
} from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { viewSchool } from './add-school.ts'
import { differences } from './change-school.ts'
import type { merged, merging } from './schema.ts'

interface Pair {
  readonly networkId: number
  readonly schoolId: number
  readonly into: number
}

const wrong = (field: string) => new Problem('invalid_request', { fields: [field] })

/** Moves each unused link to the other school, or takes it back where that one has a link of its own. */
async function settleLinks(tx: Db, { networkId, schoolId, into }: Pair, wish: 'move' | 'revoke') {
  const links = await listUsableInvitations(tx, { networkId, schoolId })
  let moved = 0
  for (const { id: invitationId, roundId } of links) {
    const others = await listInvitations(tx, { networkId, roundId })
    if (wish === 'move' && !others.some((one) => one.schoolId === into)) {
      await addRoundSchools(tx, { networkId, roundId, schoolIds: [into] })
      await moveInvitation(tx, { networkId, invitationId, schoolId: into })
      moved += 1
    } else await revokeInvitation(tx, { networkId, invitationId })
  }
  return { moved, revoked: links.length - moved }
}

/**
 * Lets a school go up in another: it stops, its answers stay its own and are never added up with the
 * other's. Throws Problem `not_found`, `school_closed` when one of both stopped, or `invalid_request`.
 */
export async function mergeSchools(
  deps: Deps,
  who: Who,
  { schoolId, into, leftOn, invitations }: z.output<typeof merging> & { schoolId: number },
): Promise<z.output<typeof merged>> {
  const { networkId } = who
  if (schoolId === into) throw wrong('into')
  return deps.store.inNetwork(networkId, async (tx) => {
    const both = await lockSchools(tx, { networkId, schoolIds: [schoolId, into] })
    const before = both.find((each) => each.id === schoolId)
    const other = both.find((each) => each.id === into)
    if (before === undefined) throw new Problem('not_found')
    if (other === undefined) throw wrong('into')
    if (before.leftOn !== null || other.leftOn !== null) throw new Problem('school_closed')
    if (leftOn < before.joinedOn) throw wrong('leftOn')
    const change = { leftOn, mergedInto: into }
    const after = await storeChange(tx, { networkId, schoolId }, change)
    const links = await settleLinks(tx, { networkId, schoolId, into }, invitations)
    const details = { ...differences(before, change), ...links }
    await audit(tx, { ...who, at: deps.now(), verb: 'school.merge', subject: `school:${schoolId}`, details })
    return { school: viewSchool(after ?? before), ...links }
  })
}
