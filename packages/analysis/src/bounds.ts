/** What a count can be, in whole numbers. */
export interface Interval {
  readonly min: number
  readonly max: number
}

/** A shown figure as an attacker reads it: these unknown counts, each once, add up to it. */
export interface Equation {
  readonly unknowns: readonly number[]
  readonly equals: number
}

type Domains = { min: number; max: number }[]

/** Narrows every unknown by every equation until nothing moves; false when no value is left. */
function propagate(domains: Domains, equations: readonly Equation[]): boolean {
  for (let moved = true; moved; ) {
    moved = false
    for (const { unknowns, equals } of equations) {
      const held = unknowns.flatMap((index) => domains[index] ?? [])
      const [low, high] = held.reduce(([a, b], one) => [a + one.min, b + one.max], [0, 0])
      for (const one of held) {
        const min = Math.max(one.min, equals - (high - one.max))
        const max = Math.min(one.max, equals - (low - one.min))
        if (min > max) return false
        if (min === one.min && max === one.max) continue
        one.min = min
        one.max = max
        moved = true
        break
      }
      if (moved) break
      if (low > equals || high < equals) return false
    }
  }
  return true
}

/** Whether whole numbers exist that fit: narrow, then split the smallest open unknown and try both halves. */
function isFeasible(start: readonly Interval[], equations: readonly Equation[]): boolean {
  const domains = start.map((one) => ({ ...one }))
  if (!propagate(domains, equations)) return false
  let pick = -1
  for (const [index, { min, max }] of domains.entries()) {
    const held = domains[pick]
    if (max > min && (!held || max - min < held.max - held.min)) pick = index
  }
  const chosen = domains[pick]
  if (!chosen) return true
  const middle = Math.floor((chosen.min + chosen.max) / 2)
  const halves = [
    { min: chosen.min, max: middle },
    { min: middle + 1, max: chosen.max },
  ]
  return halves.some((half) =>
    isFeasible(
      domains.map((one, index) => (index === pick ? half : one)),
      equations,
    ),
  )
}

const isPossible = (
  value: number,
  target: number,
  known: readonly Interval[],
  equations: readonly Equation[],
): boolean =>
  isFeasible(
    known.map((one, index) => (index === target ? { min: value, max: value } : one)),
    equations,
  )

/**
 * The exact interval of one hidden count, given what may be known of every count (its size) and every figure
 * that is shown. Takes the unknowns with their widest bounds, the equations, and the index of the unknown;
 * returns the smallest and largest whole number for which all equations can hold, `undefined` when they
 * contradict each other. Meant for the small systems of a proof: the search is exact, not fast.
 */
export function feasibleInterval(
  unknowns: readonly Interval[],
  equations: readonly Equation[],
  target: number,
): Interval | undefined {
  const wide = unknowns[target]
  if (!wide) return undefined
  let { min, max } = wide
  while (min <= max && !isPossible(min, target, unknowns, equations)) min += 1
  while (max > min && !isPossible(max, target, unknowns, equations)) max -= 1
  return min > max ? undefined : { min, max }
}
