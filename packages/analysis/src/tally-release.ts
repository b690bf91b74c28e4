import type { FrozenRow } from './freeze.ts'
import type { TalliedDefinition, Tally } from './model.ts'

/** A released round read as a tally of everybody who answered: of what is not shown, nothing was answered. */
export function tallyRelease(
  { definitionId, layout }: TalliedDefinition,
  released: {
    readonly roundId: number
    readonly responded: number
    readonly rows: ReadonlyMap<string, FrozenRow['cell']>
  },
): Tally {
  const counts = new Array<number>(layout.size).fill(0)
  for (const slot of layout.items) {
    const cell = released.rows.get(slot.item)
    if (cell?.kind !== 'shown') continue
    const { n, levels, escapes } = cell.distribution
    const given = new Map([...levels, ...escapes].map((one) => [String(one.value), one.count]))
    counts[slot.answered] = n
    for (const [index, value] of slot.values.entries())
      counts[slot.first + index] = given.get(String(value)) ?? 0
  }
  return { roundId: released.roundId, definitionId, schoolId: 0, responses: released.responded, counts }
}
