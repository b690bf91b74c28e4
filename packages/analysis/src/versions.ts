import type { Verdict } from '@km/definition'
import type { ItemChange, Period, TalliedDefinition, TalliedItem } from './model.ts'

/** What happened to an item between two definitions, over all versions between them. */
export interface Passage {
  readonly verdict: Verdict
  readonly reason: string
}

/** Answers before and after mean the same, so they may be joined and compared. */
export const isComparable = (verdict: Verdict): boolean => verdict === 'identical' || verdict === 'reworded'

const weight: Record<Verdict, number> = {
  identical: 0,
  new: 0,
  retired: 0,
  reworded: 1,
  rescaled: 2,
  changed: 3,
}

/** The versions of an instrument, with what changed between them. */
export interface VersionChain {
  readonly find: (definitionId: number) => TalliedDefinition | undefined
  /** The definition a round is read under: the one it names, else the newest that was answered. */
  readonly mainOf: (period: Period, answered: readonly number[]) => TalliedDefinition | undefined
  readonly item: (definitionId: number, name: string) => TalliedItem | undefined
  readonly passage: (fromId: number, toId: number, name: string) => Passage
}

const byVersion = (a: TalliedDefinition, b: TalliedDefinition): number => {
  const [x, y] = [a, b].map((one) => one.version.split('.').map(Number))
  return (x?.[0] ?? 0) - (y?.[0] ?? 0) || (x?.[1] ?? 0) - (y?.[1] ?? 0)
}

/** Steps from one definition to another over the changes that are known, in either direction of time. */
function findPath(edges: ReadonlyMap<number, ReadonlySet<number>>, from: number, to: number): number[] {
  const cameFrom = new Map<number, number>([[from, from]])
  const queue = [from]
  for (const at of queue) {
    if (at === to) break
    for (const next of edges.get(at) ?? []) {
      if (cameFrom.has(next)) continue
      cameFrom.set(next, at)
      queue.push(next)
    }
  }
  if (!cameFrom.has(to)) return [from, to]
  const path = [to]
  for (let at = to; at !== from; ) {
    at = cameFrom.get(at) ?? from
    path.unshift(at)
  }
  return path
}

function connect(changes: readonly ItemChange[]): Map<number, Set<number>> {
  const edges = new Map<number, Set<number>>()
  const link = (a: number, b: number) => {
    const known = edges.get(a) ?? new Set<number>()
    edges.set(a, known.add(b))
  }
  for (const { fromDefinitionId, toDefinitionId } of changes) {
    link(fromDefinitionId, toDefinitionId)
    link(toDefinitionId, fromDefinitionId)
  }
  return edges
}

/**
 * Puts the versions of one instrument in a chain, so that any two can be compared. A passage over several
 * versions gets the heaviest verdict on the way, with the reasons of all real changes; items whose
 * itemVersion differs are at least `changed`, whatever the changes say; between versions without a known
 * change only the itemVersion decides. From a newer to an older version the chain is read backwards.
 */
export function chainVersions(
  definitions: readonly TalliedDefinition[],
  changes: readonly ItemChange[],
): VersionChain {
  const byId = new Map(definitions.map((one) => [one.definitionId, one]))
  const items = new Map(
    definitions.map((one) => [one.definitionId, new Map(one.items.map((item) => [item.name, item]))]),
  )
  const edges = connect(changes)
  const named = new Map<string, ItemChange>()
  for (const change of changes)
    named.set(`${change.fromDefinitionId}>${change.toDefinitionId}>${change.item}`, change)
  const paths = new Map<string, number[]>()
  const pathOf = (from: number, to: number): number[] => {
    const key = `${from}>${to}`
    const known = paths.get(key) ?? findPath(edges, from, to)
    paths.set(key, known)
    return known
  }
  const item = (id: number, name: string) => items.get(id)?.get(name)

  const passage = (fromId: number, toId: number, name: string): Passage => {
    const [before, after] = [item(fromId, name), item(toId, name)]
    const path = pathOf(fromId, toId)
    const steps = path.slice(1).flatMap((to, index) => {
      const from = path[index]
      const found = named.get(`${from}>${to}>${name}`) ?? named.get(`${to}>${from}>${name}`)
      return found ? [found] : []
    })
    const reason = [...new Set(steps.filter((s) => s.verdict !== 'identical').map((s) => s.reason))]
      .filter((text) => text !== '')
      .join(' ')
    if (!before || !after) return { verdict: after ? 'new' : 'retired', reason }
    if (fromId === toId) return { verdict: 'identical', reason: '' }
    const heaviest = steps.reduce<Verdict>(
      (worst, step) => (weight[step.verdict] > weight[worst] ? step.verdict : worst),
      'identical',
    )
    if (before.itemVersion !== after.itemVersion && isComparable(heaviest))
      return { verdict: 'changed', reason: reason || 'niet verklaard' }
    return { verdict: heaviest, reason }
  }

  const mainOf = (period: Period, answered: readonly number[]) => {
    const named = definitions.find((one) => one.version === period.version)
    const present = answered.flatMap((id) => byId.get(id) ?? [])
    return named ?? present.sort(byVersion).at(-1)
  }
  return { find: (id) => byId.get(id), mainOf, item, passage }
}
