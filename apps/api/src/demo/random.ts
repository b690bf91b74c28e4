/** Numbers in [0, 1), the same row of them for the same seed. */
export type Random = () => number

/** mulberry32 (Tommy Ettinger, public domain): small, and good enough for fictitious answers. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * A random row that depends on the words only: the same school and question get the same noise,
 * whatever was drawn before.
 */
export function randomOf(seed: number, ...words: readonly (string | number)[]): Random {
  let hash = 2166136261 ^ seed
  for (const letter of words.join('|')) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619)
  const random = createRandom(hash)
  random()
  return random
}

/** Standard normal, by Box and Muller. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** One of the list; the list may not be empty. */
export function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)]
  if (one === undefined) throw new Error('There is nothing to pick from.')
  return one
}

/** At most `n` of the list, in drawn order. */
export function draw<T>(random: Random, from: readonly T[], n: number): T[] {
  const left = [...from]
  return Array.from({ length: Math.min(n, left.length) }, () => {
    const [one] = left.splice(Math.floor(random() * left.length), 1)
    if (one === undefined) throw new Error('There is nothing left to draw.')
    return one
  })
}
