import { audit, findPublicResult, savePublicResult } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { ResultChange, ResultPage } from './schema.ts'
import { peopleIn } from './tell-results.ts'
import { mostWords, pageOf, readTellable, resultsToTell, wordsIn } from './view-result.ts'
import type { VoicesDeps } from './voices-deps.ts'

/**
 * Keeps what who answered a round is told, and publishes it or takes it away. The three results are made
 * here from the release, never taken from the request. Throws Problem `round_not_released`, `result_too_few`
 * or `result_too_long`.
 */
export async function writeResult(
  deps: VoicesDeps,
  who: Who,
  { id: roundId, items, doing, publish }: ResultChange & { readonly id: number },
): Promise<ResultPage> {
  const { networkId } = who
  const key = { networkId, roundId }
  const at = deps.now()
  return deps.store.inNetwork(networkId, async (tx) => {
    const tellable = await readTellable(tx, deps, key)
    const { frozen, choices } = tellable
    if (frozen === undefined) throw new Problem('round_not_released')
    const results = items.flatMap((item) => choices.find((choice) => choice.item === item) ?? [])
    if (results.length < items.length || choices.length < resultsToTell) throw new Problem('result_too_few')
    if (publish && results.length < resultsToTell) throw new Problem('result_too_few')
    if (publish && doing === '') throw new Problem('invalid_request', { fields: ['doing'] })
    if (wordsIn(results, doing) > mostWords) throw new Problem('result_too_long')
    const before = await findPublicResult(tx, key)
    const publishedOn = publish ? (before?.publishedOn ?? amsterdamDate(at)) : null
    const row = { ...key, number: frozen.number, people: peopleIn(frozen), results, doing, publishedOn }
    await savePublicResult(tx, row)
    const details = { published: publish }
    await audit(tx, { ...who, at, verb: 'result.write', subject: `round:${roundId}`, details })
    return pageOf(tellable, row)
  })
}
