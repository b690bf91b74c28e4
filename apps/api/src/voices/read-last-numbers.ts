import { listRounds } from '@km/store'
import type { LastNumbers } from './schema.ts'
import type { VoicesDeps } from './voices-deps.ts'

/**
 * What the round before this one counted, to have it at hand while filling in: per number question the total
 * and the middle of everybody together, as the release shows them to all. Only for people who answer in their
 * function (level F): who answers without a name is not told what others said. Undefined when there is no
 * such round or it asked for no numbers; without numbers when fewer than five people answered.
 */
export function readLastNumbers(
  deps: VoicesDeps,
  asked: { readonly networkId: number; readonly roundId: number },
): Promise<LastNumbers | undefined> {
  const { networkId, roundId } = asked
  return deps.store.inNetwork(networkId, async (tx) => {
    const rounds = await listRounds(tx, networkId)
    const now = rounds.find(({ id }) => id === roundId)
    const before = rounds
      .filter(
        (one) =>
          one.instrument === now?.instrument &&
          one.releasedAt !== null &&
          one.closesOn < (now?.opensOn ?? ''),
      )
      .toSorted((a, b) => a.closesOn.localeCompare(b.closesOn))
      .at(-1)
    if (before === undefined) return undefined
    const { definition, facts } = await deps.served(before.definitionId)
    const asksNumbers = definition.items.filter((item) => item.kind === 'number')
    if (facts.unit !== 'person' || facts.anonymityLevel !== 'F' || asksNumbers.length === 0) return undefined
    const frozen = await deps.readFrozen(tx, { networkId, roundId: before.id })
    const numbers = asksNumbers.flatMap((item) => {
      const cell = frozen?.rows.get(item.name)
      if (cell?.kind !== 'shown') return []
      const { n, levels, median } = cell.distribution
      const total = levels.reduce((sum, { value, count }) => sum + Number(value) * count, 0)
      return [{ title: item.title, n, total, ...(median !== undefined && { median: Number(median) }) }]
    })
    return { schoolYear: before.schoolYear, period: before.period, numbers }
  })
}
