import { audit, listNetworks, listRounds, releaseRound as storeRelease } from '@km/store'
import { roundState } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { RoundView } from '../report/schema.ts'
import type { RoundsDeps } from './rounds-deps.ts'
import { viewRoundIn } from './view-rounds.ts'

/** The program itself, when it releases what is due. */
const program = { accountId: 'program', role: 'program', schoolIds: [] } as const

/**
 * Closes a round and releases it: no more answers are taken, what is public is frozen, and for levels A
 * and V everything that leads to a sender is destroyed. Closing it again changes nothing. Throws Problem
 * `not_found`.
 */
export async function releaseRound(deps: RoundsDeps, who: Who, roundId: number): Promise<RoundView> {
  const { networkId } = who
  const at = deps.now()
  return deps.store.inNetwork(networkId, async (tx) => {
    const freeze = (inside: typeof tx) => deps.freeze(inside, { networkId, roundId })
    const released = await storeRelease(tx, { networkId, roundId, at, freeze })
    if (released === undefined) throw new Problem('not_found')
    if (released.kind === 'released') {
      const { number, responses, sha256 } = released.release
      const details = { number, responses, sha256 }
      await audit(tx, { ...who, at, verb: 'round.release', subject: `round:${roundId}`, details })
    }
    return viewRoundIn(tx, { networkId, roundId }, at)
  })
}

/** Releases every round of every network whose 24 hours after closing are over. Returns what was released. */
export async function releaseDue(deps: RoundsDeps): Promise<readonly RoundView[]> {
  const released: RoundView[] = []
  for (const { id: networkId } of await deps.store.guard(() => listNetworks(deps.store.db))) {
    const rounds = await deps.store.inNetwork(networkId, (tx) => listRounds(tx, networkId))
    for (const round of rounds.filter((each) => roundState(each, deps.now()) === 'due'))
      released.push(await releaseRound(deps, { ...program, networkId }, round.id))
  }
  return released
}
