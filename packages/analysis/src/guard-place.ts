/** Who, and which answer: a corrected answer is another unknown than the one before it. */
export type Member = string

export const memberOf = (school: number, answer: string, hasLevel: boolean): Member =>
  `${school}${hasLevel ? '=' : '~'}${answer}`

const hasLevel = (member: Member): boolean => /^\d+=/.test(member)

type Parts = readonly (readonly Member[])[]
/** Everybody who answered, or only those with a level in two rounds. */
export type Kind = 'whole' | 'matched'
export type Place = Readonly<Record<Kind, Parts>>

interface Division {
  readonly partOf: Map<Member, number>
  readonly sizes: number[]
  /** Without a part that was too small from the start. */
  readonly sound: boolean
}

/** The parts of one place, which can be divided further. */
export interface OpenPlace {
  /** Divides by one more group and returns how to undo that; undefined, and nothing done, when a part would be too small. */
  divide(kind: Kind, members: readonly Member[]): (() => void) | undefined
  /**
   * Levels of matched schools beside those of all: within a part of all that answered, who has a level is
   * matched in the same way, or each way is that of enough schools.
   */
  standsBeside(): boolean
  parts(): Place
}

const nowhere = -1

function openDivision(parts: Parts, minPart: number): Division {
  return {
    partOf: new Map(parts.flatMap((part, id) => part.map((member) => [member, id] as const))),
    sizes: parts.map((part) => part.length),
    sound: parts.every((part) => part.length >= minPart),
  }
}

/** Members by the part that they are in now; undefined when one of the pieces would be too small. */
function piecesOf(
  { partOf, sizes, sound }: Division,
  members: readonly Member[],
  minPart: number,
): ReadonlyMap<number, readonly Member[]> | undefined {
  const pieces = new Map<number, Member[]>()
  for (const member of new Set(members)) {
    const id = partOf.get(member) ?? nowhere
    const piece = pieces.get(id)
    if (piece === undefined) pieces.set(id, [member])
    else piece.push(member)
  }
  const fits = [...pieces].every(([id, { length }]) => {
    const left = id === nowhere ? 0 : (sizes[id] ?? 0) - length
    return length >= minPart && (left === 0 || left >= minPart)
  })
  return sound && fits ? pieces : undefined
}

function partsOf({ partOf }: Division): Parts {
  const parts = new Map<number, Member[]>()
  for (const [member, id] of partOf) {
    const part = parts.get(id)
    if (part === undefined) parts.set(id, [member])
    else part.push(member)
  }
  return [...parts].sort(([a], [b]) => a - b).map(([, part]) => part)
}

/** How many with a level of each part of all are matched in which way; only what changed is judged again. */
function openWays(divisions: Readonly<Record<Kind, Division>>, minPart: number) {
  const counts = new Map<number, Map<number, number>>()
  const changed = new Set<number>()
  const add = (member: Member, by: number) => {
    const id = divisions.whole.partOf.get(member)
    if (id === undefined || !hasLevel(member)) return
    const ways = counts.get(id) ?? new Map<number, number>()
    const way = divisions.matched.partOf.get(member) ?? nowhere
    ways.set(way, (ways.get(way) ?? 0) + by)
    counts.set(id, ways)
    changed.add(id)
  }
  for (const member of divisions.whole.partOf.keys()) add(member, 1)
  const isFine = (id: number) => {
    const sizes = [...(counts.get(id)?.values() ?? [])].filter((size) => size > 0)
    return sizes.length <= 1 || sizes.every((size) => size >= minPart)
  }
  return {
    add,
    areFine() {
      const fine = [...changed].every(isFine)
      if (fine) changed.clear()
      return fine
    },
  }
}

/** Opens what is known of a place; its cost is that of the groups that divide it, not of all that answered. */
export function openPlace(known: Place, minPart: number): OpenPlace {
  const divisions = {
    whole: openDivision(known.whole, minPart),
    matched: openDivision(known.matched, minPart),
  }
  const ways = openWays(divisions, minPart)
  const move = (kind: Kind, member: Member, id: number) => {
    const { partOf, sizes } = divisions[kind]
    const from = partOf.get(member) ?? nowhere
    ways.add(member, -1)
    if (id === nowhere) partOf.delete(member)
    else partOf.set(member, id)
    ways.add(member, 1)
    if (from !== nowhere) sizes[from] = (sizes[from] ?? 0) - 1
    if (id !== nowhere) sizes[id] = (sizes[id] ?? 0) + 1
  }
  return {
    divide(kind, members) {
      const { sizes } = divisions[kind]
      const pieces = piecesOf(divisions[kind], members, minPart)
      if (pieces === undefined) return undefined
      const cut = [...pieces].filter(([id, piece]) => id === nowhere || piece.length < (sizes[id] ?? 0))
      for (const [, piece] of cut) {
        const id = sizes.push(0) - 1
        for (const member of piece) move(kind, member, id)
      }
      return () => {
        for (const [id, piece] of cut) for (const member of piece) move(kind, member, id)
      }
    },
    standsBeside: () => ways.areFine(),
    parts: () => ({ whole: partsOf(divisions.whole), matched: partsOf(divisions.matched) }),
  }
}
