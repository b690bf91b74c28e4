import type { Answers, Definition, Item, ItemKind, TallyLayout, TallySlot } from './model.ts'
import { countSteps } from './steps.ts'

/** A number item with more allowed values than this is counted as answered only. */
export const maxCountedValues = 251

const countedByChoice: ReadonlySet<ItemKind> = new Set(['single', 'multiple'])

/** A choice of a ranking at a place, from 1: 'D2@1' is D2 put first. */
const atPlace = (value: number | string, place: number): string => `${value}@${place}`

function valuesOf(item: Item): readonly (number | string)[] {
  if (countedByChoice.has(item.kind)) return item.choices.map((choice) => choice.value)
  if (item.kind === 'ranking')
    return item.choices.flatMap(({ value }) => item.choices.map((_, index) => atPlace(value, index + 1)))
  if (item.kind !== 'number' || !item.range) return []
  const { min, step } = item.range
  const count = countSteps(item.range)
  if (count > maxCountedValues) return []
  // Rounded to 9 decimals: 0.1 * 3 must be 0.3, as it stands in the answer.
  return Array.from({ length: count }, (_, index) => Number((min + index * step).toFixed(9)))
}

/**
 * Where each countable answer of a definition stands in a tally: per item one slot for "answered" and then
 * one for each value, of a ranking one for each choice at each place. Text and date items have no values.
 */
export function tallyLayout(definition: Definition): TallyLayout {
  let size = 0
  const items = definition.items.map((item): TallySlot => {
    const values = valuesOf(item)
    const answered = size
    size += 1 + values.length
    const itemVersion = item.itemVersion ?? 1
    return {
      item: item.name,
      itemVersion,
      kind: item.kind,
      answered,
      first: answered + 1,
      values,
      path: item.path,
    }
  })
  return { size, items }
}

/** The answer to one item; `undefined` when there is none. */
export function readAnswer(path: readonly string[], answers: Answers): unknown {
  let value: unknown = answers
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

interface Counter {
  readonly slot: TallySlot
  readonly indexes: ReadonlyMap<unknown, number>
}

/** Layouts come from the database once and count thousands of answers. */
const counters = new WeakMap<TallyLayout, readonly Counter[]>()

function countersOf(layout: TallyLayout): readonly Counter[] {
  const known = counters.get(layout)
  if (known) return known
  const made = layout.items.map((slot) => ({
    slot,
    indexes: new Map<unknown, number>(slot.values.map((value, index) => [value, slot.first + index])),
  }))
  counters.set(layout, made)
  return made
}

/** Values of an answer that may have a slot; layouts of before places were counted know a ranking's choices only. */
function countedIn({ kind }: TallySlot, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [value]
  const once = [...new Set(value)]
  if (kind !== 'ranking') return once
  return once.flatMap((each, index) =>
    typeof each === 'string' || typeof each === 'number' ? [atPlace(each, index + 1), each] : [],
  )
}

/**
 * Slots that go up by one for these answers, each at most once, in increasing order. The answers must have
 * passed the checker; a value without a slot is not counted.
 */
export function countAnswers(layout: TallyLayout, answers: Answers): readonly number[] {
  const slots: number[] = []
  for (const { slot, indexes } of countersOf(layout)) {
    const value = readAnswer(slot.path ?? [slot.item], answers)
    if (value === undefined || value === null) continue
    slots.push(slot.answered)
    for (const each of countedIn(slot, value)) {
      const index = indexes.get(typeof each === 'boolean' ? String(each) : each)
      if (index !== undefined) slots.push(index)
    }
  }
  return slots.sort((a, b) => a - b)
}
