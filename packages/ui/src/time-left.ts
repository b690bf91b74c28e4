/**
 * Minutes still needed, in whole minutes and at least 1, from how many words stand on each page.
 * In: `minutes` a person usually needs for the whole form (least, most), `words` per page,
 * `done` pages that are finished. A page costs its share of the words; the middle of the two
 * times is what is divided.
 */
export function timeLeft(input: {
  readonly minutes: { readonly min: number; readonly max: number }
  readonly words: readonly number[]
  readonly done: number
}): number {
  const total = input.words.reduce((sum, count) => sum + count, 0)
  const left = input.words.slice(input.done).reduce((sum, count) => sum + count, 0)
  if (total === 0) return 1
  return Math.max(1, Math.round(((input.minutes.min + input.minutes.max) / 2) * (left / total)))
}
