import type { ItemSeries } from './compare.ts'
import { countOnScale } from './distribution.ts'
import type { Distribution, Movement, RollUp } from './model.ts'
import type { ItemMovement } from './movement.ts'
import type { ItemScore } from './score.ts'
import { isComparable } from './versions.ts'

/** Schools marked in at least one of the lists; lists of people are empty and count 0. */
function countUnion(marks: readonly Uint8Array[]): number {
  const size = marks[0]?.length ?? 0
  let n = 0
  for (let school = 0; school < size; school += 1) if (marks.some((list) => list[school] === 1)) n += 1
  return n
}

type Counts = readonly { readonly value: number | string; readonly label: string; readonly count: number }[]

function addCounts<T extends Counts>(lists: readonly T[]): T[number][] {
  const sum = new Map<string, T[number]>()
  for (const one of lists.flat()) {
    const key = String(one.value)
    sum.set(key, { ...one, count: (sum.get(key)?.count ?? 0) + one.count })
  }
  return [...sum.values()]
}

/**
 * Adds up the answers of several items on one scale in one round. Takes the items that may be counted and how
 * many the row has; returns school × item answers per level and the number of schools behind them (of
 * people: the most that answered one of the items, as tallies do not say who answered which).
 */
export function rollUpScores(scores: readonly ItemScore[], of: number): RollUp {
  const each = scores.map(countOnScale)
  const shares = each.flatMap((one) => one.sufficient ?? [])
  const share = { count: sumOf(shares.map((s) => s.count)), of: sumOf(shares.map((s) => s.of)) }
  const schools = countUnion(scores.map((score) => score.answered))
  const levels = addCounts(each.map((one) => one.levels))
  const escapes = addCounts(each.map((one) => one.escapes))
  return {
    n: schools > 0 ? schools : Math.max(0, ...scores.map((score) => score.n)),
    answers: sumOf([...levels, ...escapes].map((one) => one.count)),
    levels,
    escapes,
    ...(shares.length > 0 ? { sufficient: share } : {}),
    items: { counted: scores.length, of },
  }
}

/**
 * Adds up frozen distributions of several items. They do not say which schools answered which item, so n is
 * the most that answered one of them.
 */
export function rollUpDistributions(each: readonly Distribution[], of: number): RollUp {
  const shares = each.flatMap((one) => one.sufficient ?? [])
  const levels = addCounts(each.map((one) => one.levels))
  const escapes = addCounts(each.map((one) => one.escapes))
  return {
    n: Math.max(0, ...each.map((one) => one.n)),
    answers: sumOf([...levels, ...escapes].map((one) => one.count)),
    levels,
    escapes,
    ...(shares.length > 0
      ? { sufficient: { count: sumOf(shares.map((s) => s.count)), of: sumOf(shares.map((s) => s.of)) } }
      : {}),
    items: { counted: each.length, of },
  }
}

/** Adds up frozen movements of several items; n is the most schools that one of them is about. */
export function rollUpFrozenMovements(each: readonly Movement[]): Movement {
  const total = (pick: (movement: Movement) => number) => sumOf(each.map(pick))
  return {
    n: Math.max(0, ...each.map((m) => m.n)),
    pairs: total((m) => m.pairs),
    up: total((m) => m.up),
    same: total((m) => m.same),
    down: total((m) => m.down),
    escapes: total((m) => m.escapes),
    from: { count: total((m) => m.from.count), of: total((m) => m.from.of) },
    to: { count: total((m) => m.to.count), of: total((m) => m.to.of) },
  }
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

/** Adds up the movements of several items between two rounds; n counts schools, the rest school × item pairs. */
export function rollUpMovements(moved: readonly ItemMovement[]): Movement {
  const total = (pick: (movement: Movement) => number) => sumOf(moved.map((one) => pick(one.movement)))
  return {
    n: countUnion(moved.map((one) => one.matched)),
    pairs: total((m) => m.pairs),
    up: total((m) => m.up),
    same: total((m) => m.same),
    down: total((m) => m.down),
    escapes: total((m) => m.escapes),
    from: { count: total((m) => m.from.count), of: total((m) => m.from.of) },
    to: { count: total((m) => m.to.count), of: total((m) => m.to.of) },
  }
}

/**
 * Items that mean the same in every released round, so that the rounds of a roll-up count the same questions.
 * Takes the items of a row and which rounds are released.
 */
export function comparableThroughout(
  parts: readonly ItemSeries[],
  released: readonly boolean[],
): ItemSeries[] {
  return parts.filter(
    (part) =>
      part.scores.every((score, round) => !released[round] || score !== undefined) &&
      part.passages.every(
        (passage, step) => !released[step] || !released[step + 1] || isComparable(passage.verdict),
      ),
  )
}
