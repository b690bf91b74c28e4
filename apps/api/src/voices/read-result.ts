import { findPublicResult, findRound } from '@km/store'
import { isTold } from '../told.ts'
import { peopleWord, told } from './nl.ts'
import type { PublicResult } from './schema.ts'
import { peopleIn } from './tell-results.ts'
import type { VoicesDeps } from './voices-deps.ts'

/** The text of 'dit gaan we doen', a sentence each. */
export const linesOf = (doing: string): string[] =>
  doing
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/**
 * What who answered a round may read of it: the result once it is published, one sentence when too few took
 * part, otherwise nothing. The same for everybody who holds a link; nothing is counted or kept of the reader.
 */
export function readResult(
  deps: VoicesDeps,
  key: { readonly networkId: number; readonly roundId: number },
): Promise<PublicResult | undefined> {
  return deps.store.inNetwork(key.networkId, async (tx) => {
    const round = await findRound(tx, key)
    if (round === undefined || round.releasedAt === null) return undefined
    const { facts } = await deps.served(round.definitionId)
    if (!isTold(facts)) return undefined
    const who = peopleWord(facts.respondent)
    const frozen = await deps.readFrozen(tx, key)
    if (frozen === undefined) return undefined
    if (peopleIn(frozen) === 0) return { kind: 'few', sentence: told.few(who) }
    const row = await findPublicResult(tx, key)
    if (row === undefined || row.publishedOn === null) return undefined
    const { people, results, doing } = row
    return { kind: 'told', people: told.people(people, who), results, doing: linesOf(doing) }
  })
}
