import type { ItemSeries } from './compare.ts'
import { distributionOf } from './distribution.ts'
import type {
  Cell,
  ComparisonInput,
  ComparisonRow,
  Distribution,
  Movement,
  RollUp,
  RowPeriod,
  RowStep,
  SuppressionReason,
} from './model.ts'
import { comparableThroughout, rollUpMovements, rollUpScores } from './roll-up.ts'
import type { RowPlan } from './rows.ts'
import type { Mask } from './suppress.ts'
import type { Thresholds } from './thresholds.ts'
import { isComparable } from './versions.ts'

/** What rows are filled from: the rounds, the masks, and how much the reader may see. */
export interface Shown {
  readonly periods: ComparisonInput['periods']
  readonly masks: ReadonlyMap<ItemSeries, Mask>
  readonly limits: Thresholds
  /** One school's own view: no group, so no median. */
  readonly oneSchool: boolean
  readonly figures: Figures
}

/** Where the figures that the masks let through come from. */
export interface Figures {
  readonly distribution: (part: ItemSeries, round: number) => Distribution | undefined
  readonly rollUp: (parts: readonly ItemSeries[], round: number, of: number) => RollUp
  /** Items of these that have movement, added up; `undefined` when none has. */
  readonly movement: (parts: readonly ItemSeries[], step: number) => Movement | undefined
}

/** Figures as they are counted now. */
export const countedFigures: Figures = {
  distribution: (part, round) => {
    const score = part.scores[round]
    return score && distributionOf(score)
  },
  rollUp: (parts, round, of) =>
    rollUpScores(
      parts.flatMap((part) => part.scores[round] ?? []),
      of,
    ),
  movement: (parts, step) => {
    const moved = parts.flatMap((part) => part.movements[step] ?? [])
    return moved.length === 0 ? undefined : rollUpMovements(moved)
  },
}

const hidden = (reason: SuppressionReason) => ({ kind: 'suppressed', reason }) as const

/** The reason that says most about a row of which nothing is left. */
const order: readonly SuppressionReason[] = [
  'not_released',
  'too_few',
  'too_few_matched',
  'complementary',
  'no_answers',
  'not_comparable',
  'not_applicable',
  'not_asked',
]
const mostTelling = (reasons: readonly (SuppressionReason | undefined)[]): SuppressionReason =>
  order.find((reason) => reasons.includes(reason)) ?? 'not_asked'

/** One item per round at most: its own distribution; in an expectation it may be another item each round. */
function itemPeriod(parts: readonly ItemSeries[], round: number, shown: Shown): RowPeriod {
  const roundId = shown.periods[round]?.roundId ?? 0
  const part = parts.find((one) => one.scores[round])
  const score = part?.scores[round]
  if (!part || !score) {
    const released = shown.periods[round]?.released
    return { roundId, cell: hidden(released ? 'not_asked' : 'not_released') }
  }
  const itemVersion = score.item.itemVersion
  const reason = shown.masks.get(part)?.periods[round]
  if (reason) return { roundId, itemVersion, cell: hidden(reason) }
  const found = shown.figures.distribution(part, round)
  if (!found) return { roundId, itemVersion, cell: hidden('no_answers') }
  const { median, ...rest } = found
  const distribution = median === undefined || shown.oneSchool ? rest : { ...rest, median }
  return { roundId, itemVersion, cell: { kind: 'shown', distribution } }
}

/** Within a level that everybody may see at n = 1 nothing needs hiding, so everything may be added up. */
const isOpen = ({ limits }: Shown): boolean => limits.minPart === 0 && limits.minUnits <= 1

function rollUpCell(
  parts: readonly ItemSeries[],
  comparable: readonly ItemSeries[],
  round: number,
  shown: Shown,
): RowPeriod['cell'] {
  if (!shown.periods[round]?.released) return hidden('not_released')
  const masks = comparable.map((part) => shown.masks.get(part)?.periods ?? [])
  const released = shown.periods.map((period) => period.released)
  const usable = comparable.filter((_, index) =>
    released.every((is, at) => !is || isOpen(shown) || masks[index]?.[at] === undefined),
  )
  const counted = usable.filter((part) => part.scores[round])
  const asked = parts.filter((part) => part.scores[round]).length
  if (asked === 0) return hidden('not_asked')
  if (comparable.length === 0) return hidden('not_comparable')
  if (counted.length === 0) return hidden(mostTelling(masks.flat()))
  const rollUp = shown.figures.rollUp(counted, round, asked)
  if (rollUp.n === 0) return hidden('no_answers')
  return rollUp.n < shown.limits.minUnits ? hidden('too_few') : { kind: 'shown', rollUp }
}

/** Asked in both rounds, but by different items: the question was replaced. */
function replaced(
  parts: readonly ItemSeries[],
  step: number,
  reasons: readonly (SuppressionReason | undefined)[],
): SuppressionReason {
  const reason = mostTelling(reasons)
  const both = parts.some((part) => part.scores[step]) && parts.some((part) => part.scores[step + 1])
  return reason === 'not_asked' && both ? 'not_comparable' : reason
}

function movementCell(parts: readonly ItemSeries[], step: number, shown: Shown): RowStep['movement'] {
  const reasons = parts.map((part) => shown.masks.get(part)?.steps[step])
  const countable = (reason: SuppressionReason | undefined) =>
    reason === undefined || (isOpen(shown) && reason === 'too_few_matched')
  const usable = parts.filter((_, index) => countable(reasons[index]))
  const movement = shown.figures.movement(usable, step)
  if (!movement || (parts.length === 1 && reasons[0])) return hidden(replaced(parts, step, reasons))
  if (movement.n < shown.limits.minMatched) return hidden('too_few_matched')
  return { kind: 'shown', movement }
}

function verdictOf(parts: readonly ItemSeries[], step: number): Pick<RowStep, 'verdict' | 'reason'> {
  const asked = parts.filter((part) => part.scores[step] || part.scores[step + 1])
  const passages =
    asked.length === 0 ? parts.map((p) => p.passages[step]) : asked.map((p) => p.passages[step])
  const verdicts = [...new Set(passages.flatMap((passage) => passage?.verdict ?? []))]
  const reason = [...new Set(passages.flatMap((passage) => passage?.reason || []))].join(' ')
  const [first] = verdicts
  if (verdicts.length === 1 && first) return { verdict: first, reason }
  if (verdicts.every(isComparable)) return { verdict: 'reworded', reason }
  if (verdicts.some(isComparable)) return { verdict: 'mixed', reason }
  return { verdict: 'changed', reason }
}

/** Puts the figures that may be shown in a planned row; the others become a reason. */
export function fillRow(plan: RowPlan, shown: Shown): ComparisonRow {
  const { parts } = plan
  const single = shown.periods.every((_, round) => parts.filter((part) => part.scores[round]).length <= 1)
  const asItem = single && (plan.head.level === 'item' || plan.head.level === 'expectation')
  const comparable = comparableThroughout(
    parts,
    shown.periods.map((period) => period.released),
  )
  const periods = shown.periods.map((period, round): RowPeriod => {
    if (asItem) return itemPeriod(parts, round, shown)
    return { roundId: period.roundId, cell: rollUpCell(parts, comparable, round, shown) }
  })
  const steps = shown.periods.slice(1).map((period, step): RowStep => {
    return {
      fromRoundId: shown.periods[step]?.roundId ?? 0,
      toRoundId: period.roundId,
      ...verdictOf(parts, step),
      movement: movementCell(parts, step, shown) satisfies Cell<object>,
    }
  })
  return { ...plan.head, periods, steps }
}
