import { type Kind, type Member, type OpenPlace, openPlace, type Place } from './guard-place.ts'

export { type Member, memberOf } from './guard-place.ts'

/** The schools that a figure is about, at one place: an item in one round, or between two. */
export interface ShownGroup {
  readonly place: string
  readonly kind: Kind
  readonly members: readonly Member[]
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

/**
 * Remembers which groups of schools figures were shown about, over all releases, and admits a new one only
 * when every part into which they divide a place is empty or holds `minPart`. Whatever is added up or
 * subtracted then only speaks about whole parts: schools in one part could change places without any shown
 * figure changing. Takes the state that earlier releases left.
 */
export function openGuard(minPart: number, before: GuardState = {}): Guard {
  const places = new Map<string, OpenPlace>()
  const touched = new Set<string>()
  const open = (name: string): OpenPlace => {
    const place = places.get(name) ?? openPlace(before[name] ?? empty, minPart)
    places.set(name, place)
    return place
  }
  return {
    admit(groups) {
      const undo: (() => void)[] = []
      const takeBack = () => {
        for (const one of undo.toReversed()) one()
        return false
      }
      for (const { place, kind, members } of groups) {
        const back = open(place).divide(kind, members)
        if (back === undefined) return takeBack()
        undo.push(back)
      }
      if (groups.some(({ place }) => !open(place).standsBeside())) return takeBack()
      for (const { place } of groups) touched.add(place)
      return true
    },
    touched: () => Object.fromEntries([...touched].map((place) => [place, open(place).parts()])),
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
