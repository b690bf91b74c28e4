import {
  audit,
  fixRound,
  listNetworks,
  listRounds,
  lockRound,
  moveClosing,
  releaseRound as storeRelease,
} from '@km/store'
import { amsterdamDate, roundState } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { program, type RoundsDeps } from './rounds-deps.ts'
import type { RoundPage } from './schema.ts'
import { viewRoundIn } from './view-rounds.ts'

/**
 * Closes a round and releases it: no more answers are taken, what is public is frozen, and for levels A
 * and V everything that leads to a sender is destroyed. A round that was reopened keeps its release when
 * fewer than five respondents changed. Closing it again changes nothing. Throws Problem `not_found`, or
 * `round_planned` before it opens.
 */
export async function releaseRound(deps: RoundsDeps, who: Who, roundId: number): Promise<RoundPage> {
  const { networkId } = who
  const at = deps.now()
  return deps.store.inNetwork(networkId, async (tx) => {
    const round = await lockRound(tx, { networkId, roundId })
    if (round === undefined) throw new Problem('not_found')
    if (roundState(round, at) === 'planned') throw new Problem('round_planned')
    const today = amsterdamDate(at)
    const { definitionId, opensOn } = round
    await fixRound(tx, { networkId, roundId, definitionId, opensOn, openedOn: opensOn })
    if (round.releasedAt === null && today < round.closesOn)
      await moveClosing(tx, { networkId, roundId, closesOn: today })
    const freeze = (inside: typeof tx) => deps.freeze(inside, { networkId, roundId })
    const released = await storeRelease(tx, { networkId, roundId, at, freeze })
    if (released === undefined) throw new Problem('not_found')
    if (released.kind !== 'already_released') {
      const { number, responses, sha256 } = released.release
      const details = released.kind === 'kept' ? { kept: number } : { number, responses, sha256 }
      const verb = released.kind === 'kept' ? 'round.close' : 'round.release'
      await audit(tx, { ...who, at, verb, subject: `round:${roundId}`, details })
    }
    return viewRoundIn(tx, { networkId, roundId }, at)
  })
}

/** Releases every round of every network whose 24 hours after closing are over. Returns what was released. */
export async function releaseDue(deps: RoundsDeps): Promise<readonly RoundPage[]> {
  const released: RoundPage[] = []
  for (const { id: networkId } of await deps.store.guard(() => listNetworks(deps.store.db))) {
    const rounds = await deps.store.inNetwork(networkId, (tx) => listRounds(tx, networkId))
    for (const round of rounds.filter((each) => roundState(each, deps.now()) === 'due'))
      released.push(await releaseRound(deps, { ...program, networkId }, round.id))
  }
  return released
}
