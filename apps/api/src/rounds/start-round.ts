import { audit, type Db, fixRound, listDefinitions, listNetworks, listRounds, lockRound } from '@km/store'
import { amsterdamDate, roundState } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { program, type RoundsDeps } from './rounds-deps.ts'
import type { RoundPage } from './schema.ts'
import { viewRoundIn } from './view-rounds.ts'

interface Key {
  readonly networkId: number
  readonly roundId: number
}

/**
 * Fixes a round on the day it opens: the newest version of its instrument (of an earlier year the one that was
 * chosen), and its schools as they are now.
 * False when that was done before.
 */
export async function startRoundIn(tx: Db, key: Key, at: Date): Promise<boolean> {
  const round = await lockRound(tx, key)
  if (round === undefined) throw new Problem('not_found')
  if (round.openedOn !== null) return false
  const newest = round.retrospective
    ? undefined
    : (await listDefinitions(tx)).filter((row) => row.instrument === round.instrument).at(-1)
  const openedOn = amsterdamDate(at)
  const opensOn = round.opensOn < openedOn ? round.opensOn : openedOn
  await fixRound(tx, { ...key, definitionId: newest?.id ?? round.definitionId, opensOn, openedOn })
  return true
}

/**
 * Opens a planned round today instead of on its first day. A round that is open already stays as it is.
 * Throws Problem `not_found` or `round_closed`.
 */
export async function openNow(deps: RoundsDeps, who: Who, roundId: number): Promise<RoundPage> {
  const { networkId } = who
  const at = deps.now()
  return deps.store.inNetwork(networkId, async (tx) => {
    const round = await lockRound(tx, { networkId, roundId })
    if (round === undefined) throw new Problem('not_found')
    if (!['planned', 'open'].includes(roundState(round, at))) throw new Problem('round_closed')
    if (await startRoundIn(tx, { networkId, roundId }, at))
      await audit(tx, { ...who, at, verb: 'round.open', subject: `round:${roundId}` })
    return viewRoundIn(tx, { networkId, roundId }, at)
  })
}

/** Fixes every round of every network whose first day has come. Returns how many. */
export async function openDue(deps: RoundsDeps): Promise<number> {
  const at = deps.now()
  let opened = 0
  for (const { id: networkId } of await deps.store.guard(() => listNetworks(deps.store.db)))
    await deps.store.inNetwork(networkId, async (tx) => {
      const due = (await listRounds(tx, networkId)).filter(
        (round) => round.openedOn === null && roundState(round, at) === 'open',
      )
      for (const { id: roundId } of due) {
        if (!(await startRoundIn(tx, { networkId, roundId }, at))) continue
        await audit(tx, { ...program, networkId, at, verb: 'round.open', subject: `round:${roundId}` })
        opened += 1
      }
    })
  return opened
}
