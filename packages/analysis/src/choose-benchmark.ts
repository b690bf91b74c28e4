import type { FrozenCut } from './freeze.ts'

/** What a school may be set beside: the group that was chosen for it, or its type and size, its type, everybody. */
export type BenchmarkKind = 'chosen' | 'size' | 'type' | 'all'

export interface Benchmark {
  readonly kind: BenchmarkKind
  /** As the cut is named; null for the whole network. */
  readonly group: string | null
  /** Schools in it that answered, without those that the reader knows. */
  readonly others: number
}

export interface BenchmarkInput {
  /** Of the newest release, as the reader may see them. */
  readonly cuts: readonly FrozenCut[]
  /** Rows that the release shows of the network. */
  readonly shown: number
  /** Groups of the school in that round; '' for one that it is not in. */
  readonly groups: Readonly<Record<Exclude<BenchmarkKind, 'all'>, string>>
  /** How many schools that the reader knows answered in a group; null: in the network. */
  readonly known: (group: string | null) => number
  readonly minOthers: number
}

/** Rows of a cut that are shown. */
export const shownIn = ({ rows }: FrozenCut): number =>
  rows.filter(({ cell }) => cell.kind === 'shown').length

/**
 * The one group that a school is set beside. The group that the project leader chose, as it is; without one
 * the schools of its type and size, else those of its type, else all: the first that holds enough other
 * schools and shows at least half of what the network shows. Undefined when there is none. The choice is made
 * from one release, so that it is the same whatever the reader asks; each cut was admitted beside the others.
 * Source: OK voor NT2, context and input, last paragraph (drop the size first, then the type).
 */
export function chooseBenchmark({
  cuts,
  shown,
  groups,
  known,
  minOthers,
}: BenchmarkInput): Benchmark | undefined {
  const kinds: readonly BenchmarkKind[] = groups.chosen === '' ? ['size', 'type', 'all'] : ['chosen']
  for (const kind of kinds) {
    const name = kind === 'all' ? null : groups[kind]
    const cut = cuts.find((one) => one.group === name)
    if (name === '' || cut === undefined) continue
    const others = cut.responded - known(name)
    const left = shownIn(cut)
    if (others >= minOthers && left > 0 && 2 * left >= shown) return { kind, group: name, others }
  }
  return undefined
}
