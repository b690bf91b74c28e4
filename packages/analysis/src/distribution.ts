import type { Distribution } from './model.ts'
import { lowerMedian } from './quantile.ts'
import type { ItemScore } from './score.ts'

/** A choice of a ranking at a place, as a tally layout writes it: 'D2@1'. */
const atPlace = /^(.+)@(\d+)$/

interface Counted {
  readonly levels: Distribution['levels']
  readonly escapes: Distribution['escapes']
  readonly sufficient?: { readonly count: number; readonly of: number }
}

/** A median is said only when at least this part of the units gave a level. */
export const answeredEnough = (withLevel: number, of: number): boolean => of > 0 && withLevel * 3 >= of * 2

const total = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((sum, one) => sum + one.count, 0)

/**
 * Puts counted answers on their scale: levels in scale order, escapes apart, and for a scale with "op orde"
 * the share: sufficient levels over all levels plus the escapes that stand in the denominator ("weet ik
 * niet" does, "geldt niet" drops out). Without a scale every value is a level, named by its choice; of
 * numbers only those that were given, and of a ranking each choice at each place ('1. Betere overgang').
 */
export function countOnScale({ item, scale, values, counts }: ItemScore): Counted {
  const texts = new Map(item.choices.map((choice) => [String(choice.value), choice.text]))
  const label = (value: number | string) => {
    const [, choice, place] = item.kind === 'ranking' ? (atPlace.exec(String(value)) ?? []) : []
    if (choice !== undefined) return `${place}. ${texts.get(choice) ?? choice}`
    return texts.get(String(value)) ?? String(value)
  }
  if (!scale) {
    const all = values.map((value, index) => ({ value, label: label(value), count: counts[index] ?? 0 }))
    return { levels: item.kind === 'number' ? all.filter((one) => one.count > 0) : all, escapes: [] }
  }
  const given = new Map(values.map((value, index) => [String(value), counts[index] ?? 0]))
  const count = (value: number | string) => given.get(String(value)) ?? 0
  const levels = scale.levels.map((level) => ({
    value: level.value,
    label: level.label,
    count: count(level.value),
  }))
  const known = new Set([...scale.levels, ...scale.escapes].map((one) => String(one.value)))
  const others = values.filter((value) => !known.has(String(value)))
  const escapes = [
    ...scale.escapes.filter((one) => given.has(one.value)),
    ...others.map((value) => ({ value: String(value), label: label(value), inDenominator: false })),
  ].map((one) => ({ ...one, count: count(one.value) }))
  const shown = escapes.map((one) => ({ value: one.value, label: one.label, count: one.count }))
  if (scale.sufficient.length === 0) return { levels, escapes: shown }
  const sufficient = levels.filter((level) => scale.sufficient.some((s) => String(s) === String(level.value)))
  const of = total(levels) + total(escapes.filter((one) => one.inDenominator))
  return { levels, escapes: shown, sufficient: { count: total(sufficient), of } }
}

/**
 * Distribution of one item in one round. Takes its counts; returns n (units that answered, escapes
 * included) and, for a group of units on an ordered scale or a number, the lower median, when at least two
 * thirds of them gave a level.
 */
export function distributionOf(score: ItemScore): Distribution {
  const counted = countOnScale(score)
  const ordered =
    score.item.kind === 'number' || (score.item.kind === 'single' && score.scale?.ordered === true)
  const enough = score.n > 1 && answeredEnough(total(counted.levels), score.n)
  const middle = ordered && enough ? lowerMedian(counted.levels.map((level) => level.count)) : undefined
  const median = middle === undefined ? undefined : counted.levels[middle]?.value
  return { n: score.n, ...counted, ...(median === undefined ? {} : { median }) }
}
