import type { TalliedDefinition, Tally } from '@km/analysis'
import type { SchoolSize } from '@km/definition'
import { type Db, fixSizeBands } from '@km/store'

interface Answered {
  readonly schoolId: number
  readonly band: string
}

/**
 * How large each school said that it is, in the words of the framework. Takes the tallies of one round, per
 * school, and the versions that they count; a school that gave two answers, or none, is left out.
 */
export function bandsAnswered(
  { item, bands }: SchoolSize,
  tallies: readonly Tally[],
  definitions: readonly TalliedDefinition[],
): Answered[] {
  const slots = new Map(
    definitions.map((one) => [one.definitionId, one.layout.items.find((slot) => slot.item === item)]),
  )
  const given = new Map<number, Set<number | string>>()
  for (const { definitionId, schoolId, counts } of tallies) {
    const slot = slots.get(definitionId)
    const values = slot?.values.filter((_, index) => (counts[slot.first + index] ?? 0) > 0) ?? []
    given.set(schoolId, new Set([...(given.get(schoolId) ?? []), ...values]))
  }
  return [...given].flatMap(([schoolId, values]) => {
    const [value] = values
    const band = values.size === 1 ? bands.find((one) => one.value === value)?.title : undefined
    return schoolId === 0 || band === undefined ? [] : [{ schoolId, band }]
  })
}

/**
 * Fixes in which band of size each school of a round was, with its first release: as it answered in that
 * round where the round asks it, else as it was known before.
 */
export async function fixBands(
  tx: Db,
  schoolSize: SchoolSize | undefined,
  given: {
    readonly networkId: number
    readonly roundId: number
    readonly tallies: readonly Tally[]
    readonly definitions: readonly TalliedDefinition[]
  },
): Promise<void> {
  const { networkId, roundId, definitions } = given
  const own = given.tallies.filter((tally) => tally.roundId === roundId)
  const answered = schoolSize === undefined ? [] : bandsAnswered(schoolSize, own, definitions)
  await fixSizeBands(tx, { networkId, roundId, answered })
}
