import { compareItems, type ItemSeries } from './compare.ts'
import { answeredEnough, distributionOf } from './distribution.ts'
import type { FrozenRow } from './freeze.ts'
import type { Cell, ComparisonInput, Distribution, Movement } from './model.ts'
import { lowerMedian } from './quantile.ts'
import { openScoreBook } from './score.ts'

export interface LeaveOutInput {
  /** Of a group that may hold the reader's own schools. */
  readonly rows: readonly FrozenRow[]
  /** Rows that stayed from an earlier release: what the own school said then is not known here. */
  readonly carried: readonly string[]
  readonly roundId: number
  /** The rounds and the tallies of the own schools as they were when the rows were frozen. */
  readonly own: ComparisonInput
  /** Fewer others than this are not shown. */
  readonly minOthers: number
}

type Counts = readonly { readonly value: number | string; readonly label: string; readonly count: number }[]

function minus<T extends Counts[number]>(all: readonly T[], own: Counts): T[] {
  const known = new Map(own.map((one) => [String(one.value), one.count]))
  return all.map((one) => ({ ...one, count: one.count - (known.get(String(one.value)) ?? 0) }))
}

const sum = (counts: Counts): number => counts.reduce((total, one) => total + one.count, 0)

function others(all: Distribution, own: Distribution): Distribution {
  const { median, sufficient, ...rest } = all
  const levels = minus(all.levels, own.levels)
  const n = all.n - own.n
  const ordered = median !== undefined && answeredEnough(sum(levels), n)
  const middle = ordered ? lowerMedian(levels.map((level) => level.count)) : undefined
  const value = middle === undefined ? undefined : levels[middle]?.value
  return {
    ...rest,
    n,
    levels,
    escapes: minus(all.escapes, own.escapes),
    ...(sufficient && {
      sufficient: {
        count: sufficient.count - (own.sufficient?.count ?? 0),
        of: sufficient.of - (own.sufficient?.of ?? 0),
      },
    }),
    ...(value === undefined ? {} : { median: value }),
  }
}

const othersMoved = (all: Movement, own: Movement): Movement => ({
  n: all.n - own.n,
  pairs: all.pairs - own.pairs,
  up: all.up - own.up,
  same: all.same - own.same,
  down: all.down - own.down,
  escapes: all.escapes - own.escapes,
  from: { count: all.from.count - own.from.count, of: all.from.of - own.from.of },
  to: { count: all.to.count - own.to.count, of: all.to.of - own.to.of },
})

const hidden = { kind: 'suppressed', reason: 'complementary' } as const

function rowOfOthers(given: LeaveOutInput, row: FrozenRow, own: ItemSeries | undefined): FrozenRow {
  const ids = given.own.periods.map((period) => period.roundId)
  const unsure = given.carried.includes(row.key)
  const score = own?.scores[ids.indexOf(given.roundId)]
  const cell = (): FrozenRow['cell'] => {
    if (row.cell.kind === 'suppressed') return row.cell
    if (unsure) return hidden
    const left = score ? others(row.cell.distribution, distributionOf(score)) : row.cell.distribution
    return left.n < given.minOthers
      ? { kind: 'suppressed', reason: 'too_few' }
      : { kind: 'shown', distribution: left }
  }
  const steps = row.steps.map((step): FrozenRow['steps'][number] => {
    if (step.movement.kind === 'suppressed') return step
    if (unsure) return { ...step, movement: hidden }
    const moved = own?.movements[ids.indexOf(step.from)]?.movement
    const left = moved ? othersMoved(step.movement.movement, moved) : step.movement.movement
    const movement: Cell<{ readonly movement: Movement }> =
      left.n < given.minOthers
        ? { kind: 'suppressed', reason: 'too_few_matched' }
        : { kind: 'shown', movement: left }
    return { ...step, movement }
  })
  return { ...row, cell: cell(), steps }
}

/**
 * A frozen group without the reader's own schools, which the reader knows anyway: what is left is about the
 * others. Nothing new is told by it: the group itself was safe beside everything that was shown.
 */
export function leaveOutSchools(given: LeaveOutInput): FrozenRow[] {
  const series = new Map(compareItems(openScoreBook(given.own)).map((one) => [one.name, one]))
  return given.rows.map((row) => rowOfOthers(given, row, series.get(row.key)))
}
