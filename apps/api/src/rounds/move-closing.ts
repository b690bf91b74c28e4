import { audit, lockRound, moveClosing, reopenRound as storeReopen } from '@km/store'
import { amsterdamDate, roundState } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { wrong } from './open-round.ts'
import type { RoundsDeps } from './rounds-deps.ts'
import type { RoundPage } from './schema.ts'
import { viewRoundIn } from './view-rounds.ts'

interface Asked {
  readonly roundId: number
  readonly closesOn: string
}

/**
 * Gives a round that runs a later last day. Throws Problem `not_found`, `round_closed` once it is released,
 * `round_planned` before it opens, or `invalid_request` when the day is not later.
 */
export async function extendRound(
  deps: RoundsDeps,
  who: Who,
  { roundId, closesOn }: Asked,
): Promise<RoundPage> {
  const { networkId } = who
  const at = deps.now()
  return deps.store.inNetwork(networkId, async (tx) => {
    const round = await lockRound(tx, { networkId, roundId })
    if (round === undefined) throw new Problem('not_found')
    const state = roundState(round, at)
    if (state === 'released') throw new Problem('round_closed')
    if (state === 'planned') throw new Problem('round_planned')
    if (closesOn <= round.closesOn || closesOn < amsterdamDate(at)) throw wrong('closesOn')
    await moveClosing(tx, { networkId, roundId, closesOn })
    const details = { closesOn: { from: round.closesOn, to: closesOn } }
    await audit(tx, { ...who, at, verb: 'round.extend', subject: `round:${roundId}`, details })
    return viewRoundIn(tx, { networkId, roundId }, at)
  })
}

/**
 * Takes answers again after closing, until a new last day; what was released stays. Throws Problem
 * `not_found`, `cannot_reopen` (levels A and V: the keys are gone), `round_open` or `invalid_request`.
 */
export async function reopenRound(
  deps: RoundsDeps,
  who: Who,
  { roundId, closesOn, reason }: Asked & { reason: string },
): Promise<RoundPage> {
  const { networkId } = who
  const at = deps.now()
  return deps.store.inNetwork(networkId, async (tx) => {
    const round = await lockRound(tx, { networkId, roundId })
    if (round === undefined) throw new Problem('not_found')
    if (round.releasedAt === null) throw new Problem('round_open')
    if (closesOn < amsterdamDate(at)) throw wrong('closesOn')
    if (!(await storeReopen(tx, { networkId, roundId, closesOn, reason }))) throw new Problem('cannot_reopen')
    const details = { reason, closesOn: { from: round.closesOn, to: closesOn } }
    await audit(tx, { ...who, at, verb: 'round.reopen', subject: `round:${roundId}`, details })
    return viewRoundIn(tx, { networkId, roundId }, at)
  })
}
