import type { ResponseRule, TallySlot } from '@km/definition'
import type { Tally } from './model.ts'

/** What one unit (a record, a school, or all people together) adds to a figure. */
export type UnitCounts = ReadonlyMap<string, number>

/** Where an item stands in a tally; `undefined` when it was not asked, or meant something else. */
export type SlotOf = (tally: Tally, item: string) => TallySlot | undefined

interface Read {
  readonly value: number
  readonly answered: boolean
}

const countAt = (tally: Tally, slot: TallySlot, wanted: ReadonlySet<string>): number =>
  slot.values.reduce<number>(
    (sum, value, index) => (wanted.has(String(value)) ? sum + (tally.counts[slot.first + index] ?? 0) : sum),
    0,
  )

const totalAt = (tally: Tally, slot: TallySlot): number =>
  slot.values.reduce<number>(
    (sum, value, index) => sum + Number(value) * (tally.counts[slot.first + index] ?? 0),
    0,
  )

/** How many gave this answer. */
export const gave = (tally: Tally, slot: TallySlot | undefined, value: string): number =>
  slot === undefined ? 0 : countAt(tally, slot, new Set([value]))

function readRule({ items, take, values }: ResponseRule, tallies: readonly Tally[], slotOf: SlotOf): Read {
  const wanted = new Set((values ?? []).map(String))
  let [value, answered] = [0, 0]
  for (const tally of tallies)
    for (const item of items) {
      const slot = slotOf(tally, item)
      if (slot === undefined) continue
      answered += tally.counts[slot.answered] ?? 0
      value += take === 'answers' ? countAt(tally, slot, wanted) : totalAt(tally, slot)
    }
  return { value, answered: answered > 0 }
}

/** People who answered: what they gave is added up, who did not answer is not counted. */
export function countPeople(
  rules: readonly ResponseRule[],
  tallies: readonly Tally[],
  slotOf: SlotOf,
): UnitCounts {
  const read = rules.map((rule) => [rule.part, readRule(rule, tallies, slotOf)] as const)
  return new Map(read.flatMap(([part, { value, answered }]) => (answered ? [[part, value] as const] : [])))
}

/** A school counts once: when it sent more than one response they must say the same. */
function readSchool(rule: ResponseRule, tallies: readonly Tally[], slotOf: SlotOf): Read | 'contradiction' {
  const { value, answered } = readRule(rule, tallies, slotOf)
  const responses = tallies.reduce((sum, one) => sum + one.responses, 0)
  if (responses <= 1 || !answered) return { value, answered }
  const given = rule.items.reduce(
    (sum, item) =>
      sum + tallies.reduce((all, tally) => all + (tally.counts[slotOf(tally, item)?.answered ?? -1] ?? 0), 0),
    0,
  )
  if (rule.take !== 'answers' || (value > 0 && value < given)) return 'contradiction'
  return { value: Math.min(value, 1), answered }
}

interface OneUnit {
  readonly rules: readonly ResponseRule[]
  readonly tallies: readonly Tally[]
  readonly slotOf: SlotOf
  /** Counted beside the denominator, so that they may be anything. */
  readonly apart: ReadonlySet<string>
}

const asUnknown = (denominator: number): UnitCounts =>
  new Map([
    ['denominator', denominator],
    ['unknown', denominator],
  ])

/**
 * What one record or one school says. Unknown stays in the denominator: what the numbers leave of it, or all
 * of it when a part was not answered, or says more than there are. Nothing when it does not know the
 * denominator.
 */
export function countUnit({ rules, tallies, slotOf, apart }: OneUnit): UnitCounts {
  const read = (one: ResponseRule) => readSchool(one, tallies, slotOf)
  const bottom = rules.find(({ part }) => part === 'denominator')
  const rest = rules.find(({ take }) => take === 'rest')
  const parts = rules.filter((one) => one !== bottom && one !== rest)
  const values = parts.map((one) => [one.part, read(one)] as const)
  const told = new Map(
    values.flatMap(([part, one]) =>
      one !== 'contradiction' && one.answered ? [[part, one.value] as const] : [],
    ),
  )
  if (bottom === undefined) return told
  const whole = read(bottom)
  const left = rest && read(rest)
  const known = left === undefined || left === 'contradiction' ? undefined : left
  const denominator =
    whole !== 'contradiction' && whole.answered ? whole.value : known?.answered && known.value
  if (denominator === undefined || denominator === false) return new Map()
  const inside = parts.filter(({ part }) => !apart.has(part))
  const isTold = known === undefined ? inside.every(({ part }) => told.has(part)) : known.answered
  const most = known?.value ?? Math.max(0, ...inside.map(({ part }) => told.get(part) ?? 0))
  if (!isTold || most > denominator || values.some(([, one]) => one === 'contradiction'))
    return asUnknown(denominator)
  const unknown = known === undefined ? [] : [['unknown', denominator - known.value] as const]
  return new Map([['denominator', denominator], ...unknown, ...told])
}
