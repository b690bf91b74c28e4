/** The schools that a figure is about, at one place: an item in one round, or between two. */
export interface ShownGroup {
  readonly place: string
  /** Everybody who answered, or only those with a level in two rounds. */
  readonly kind: 'whole' | 'matched'
  readonly members: readonly Member[]
}

/** Who, and which answer: a corrected answer is another unknown than the one before it. */
export type Member = string

export const memberOf = (school: number, answer: string, hasLevel: boolean): Member =>
  `${school}${hasLevel ? '=' : '~'}${answer}`

const hasLevel = (member: Member): boolean => /^\d+=/.test(member)

type Parts = readonly (readonly Member[])[]
interface Place {
  readonly whole: Parts
  readonly matched: Parts
}
const empty: Place = { whole: [], matched: [] }

/** Per place the parts into which everything that was ever shown there divides the schools. */
export type GuardState = Readonly<Record<string, Place>>

export interface Guard {
  /** Shows a figure about these groups, all of them or none; false when it would leave a part too small. */
  admit(groups: readonly ShownGroup[]): boolean
  /** Every place that a figure was admitted to since it was opened. */
  touched(): GuardState
}

/** The parts after one more group is known; `undefined` when one of them would be too small. */
function divide(parts: Parts, members: readonly Member[], minPart: number): Parts | undefined {
  const left = new Set(members)
  const divided: (readonly Member[])[] = []
  for (const part of parts) {
    const inside = part.filter((one) => left.delete(one))
    const gone = new Set(inside)
    const outside = gone.size === 0 ? part : part.filter((one) => !gone.has(one))
    for (const piece of [inside, outside]) {
      if (piece.length === 0) continue
      if (piece.length < minPart) return undefined
      divided.push(piece)
    }
  }
  if (left.size === 0) return divided
  return left.size < minPart ? undefined : [...divided, [...left]]
}

/**
 * Levels of matched schools beside those of all: within a part of all that answered, who has a level is
 * matched in the same way, or each way is that of enough schools.
 */
function standsBeside({ whole, matched }: Place, minPart: number): boolean {
  if (matched.length === 0) return true
  const way = new Map(matched.flatMap((part, index) => part.map((one) => [one, index] as const)))
  return whole.every((part) => {
    const sizes = new Map<number, number>()
    for (const one of part) {
      if (!hasLevel(one)) continue
      const index = way.get(one) ?? -1
      sizes.set(index, (sizes.get(index) ?? 0) + 1)
    }
    return sizes.size <= 1 || [...sizes.values()].every((size) => size >= minPart)
  })
}

/**
 * Remembers which groups of schools figures were shown about, over all releases, and admits a new one only
 * when every part into which they divide a place is empty or holds `minPart`. Whatever is added up or
 * subtracted then only speaks about whole parts: schools in one part could change places without any shown
 * figure changing. Takes the state that earlier releases left.
 */
export function openGuard(minPart: number, before: GuardState = {}): Guard {
  const places = new Map<string, Place>(Object.entries(before))
  const touched = new Set<string>()
  return {
    admit(groups) {
      const tried = new Map<string, Place>()
      for (const { place, kind, members } of groups) {
        const known = tried.get(place) ?? places.get(place) ?? empty
        const parts = divide(known[kind], members, minPart)
        if (!parts) return false
        tried.set(place, { ...known, [kind]: parts })
      }
      if ([...tried.values()].some((place) => !standsBeside(place, minPart))) return false
      for (const [place, parts] of tried) {
        places.set(place, parts)
        touched.add(place)
      }
      return true
    },
    touched: () => Object.fromEntries([...touched].map((place) => [place, places.get(place) ?? empty])),
  }
}

/**
 * Whether who knows several schools is left with enough others of everything that was shown at a place: of
 * every part that holds one of them.
 * @param minOthers the fewest others that a part may have
 */
export function leavesOthers(
  { whole, matched }: Place,
  known: readonly number[],
  minOthers: number,
): boolean {
  const schools = new Set(known)
  return [...whole, ...matched].every((part) => {
    const others = part.filter((member) => !schools.has(Number.parseInt(member, 10)))
    return others.length === part.length || others.length >= minOthers
  })
}
