import type { ComparisonInput, TalliedItem } from './model.ts'
import { canMove, type ItemMovement, moveBetween } from './movement.ts'
import { type ItemScore, type ScoreBook, scoreItem } from './score.ts'
import { isComparable, type Passage } from './versions.ts'

/** One item over all rounds, as counted: never leaves this package before `suppress.ts` has judged it. */
export interface ItemSeries {
  readonly name: string
  /** As asked in the newest version that has it. */
  readonly item: TalliedItem
  /** Per round; absent when it was not asked. */
  readonly scores: readonly (ItemScore | undefined)[]
  /** Per step between rounds. */
  readonly passages: readonly Passage[]
  /** Per step; absent where meaning, scale or kind of answer allows none. */
  readonly movements: readonly (ItemMovement | undefined)[]
}

const counted = new Set(['single', 'multiple', 'number', 'ranking'])

/** Items that can be counted, in the order of the newest version; those of older versions after them. */
function itemsOf(book: ScoreBook): TalliedItem[] {
  const found = new Map<string, TalliedItem>()
  for (const { main } of book.rounds.toReversed())
    for (const item of main?.items ?? [])
      if (counted.has(item.kind) && !found.has(item.name)) found.set(item.name, item)
  return [...found.values()]
}

function passageAt(book: ScoreBook, step: number, name: string): Passage {
  const [before, after] = [book.rounds[step]?.main, book.rounds[step + 1]?.main]
  if (before && after) return book.chain.passage(before.definitionId, after.definitionId, name)
  return { verdict: after ? 'new' : 'retired', reason: '' }
}

function compareItem(book: ScoreBook, item: TalliedItem): ItemSeries {
  const scores = book.rounds.map((_, index) => scoreItem(book, index, item.name))
  const passages = scores.slice(1).map((_, step) => passageAt(book, step, item.name))
  const movements = passages.map((passage, step) => {
    const [before, after] = [scores[step], scores[step + 1]]
    if (!book.bySchool || !before || !after || !isComparable(passage.verdict)) return undefined
    return canMove(before) && canMove(after) ? moveBetween(before, after) : undefined
  })
  return { name: item.name, item, scores, passages, movements }
}

/** Every countable item of the rounds beside each other: counts, what changed, movement. */
export function compareItems(book: ScoreBook): ItemSeries[] {
  return itemsOf(book).map((item) => compareItem(book, item))
}

/**
 * Number of schools that sent one response in both rounds of the last step; 0 when units are people.
 */
export function countMatched(book: ScoreBook, periods: ComparisonInput['periods']): number {
  const [before, after] = [book.rounds[periods.length - 2], book.rounds[periods.length - 1]]
  if (!book.bySchool || !before || !after) return 0
  return before.responses.reduce(
    (n, sent, school) => n + (sent === 1 && after.responses[school] === 1 ? 1 : 0),
    0,
  )
}
