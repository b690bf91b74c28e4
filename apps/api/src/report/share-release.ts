import { audit, shareWithCoaches } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { requireLeader } from './report-deps.ts'

/**
 * Lets the coaches of the pilot see the releases of a round, or no longer: they see results only after the
 * decision. `not_found` when the round has no release.
 */
export async function shareRelease(
  { store, now }: Deps,
  who: Who,
  { id: roundId, shared }: { readonly id: number; readonly shared: boolean },
): Promise<{ shared: boolean }> {
  requireLeader(who)
  const { networkId } = who
  await store.inNetwork(networkId, async (tx) => {
    if (!(await shareWithCoaches(tx, { networkId, roundId, shared }))) throw new Problem('not_found')
    const details = { shared }
    await audit(tx, { ...who, at: now(), verb: 'release.share', subject: `round:${roundId}`, details })
  })
  return { shared }
}
