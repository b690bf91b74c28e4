import type { Indicator } from '@km/definition'
import { shareOf } from './cap-shares.ts'
import type { Figure, FigureCell, FigurePart, FigureReason, FigureSlice, ShownCount } from './figure-model.ts'

/** Nothing is shown about fewer. */
export const minPeople = 5
/** Below this denominator: numbers only, no percentage. */
export const minForShare = 10

/** More than a fifth unknown: a percentage would say too much. */
const hasManyUnknown = (unknown: number, of: number): boolean => unknown * 5 > of

export interface Protection {
  readonly minPeople: number
  /** Every count and its remainder is 0 or at least this. */
  readonly minCount: number
  readonly capped: boolean
}

const isSmall = (count: number, least: number): boolean => count > 0 && count < least

/** Parts of a slice that are people of its denominator. */
const partsIn = ({ parts }: Indicator) => parts.filter(({ apart }) => !apart).map(({ code }) => code)

/** Why a slice is not shown; `undefined`: it may be. */
export function judgeSlice(
  indicator: Indicator,
  slice: FigureSlice | undefined,
  limits: Protection,
): FigureReason | undefined {
  if (!slice || !isComplete(indicator, slice)) return 'not_delivered'
  if (indicator.about === 'process') return undefined
  if (slice.people === 0) return 'no_answers'
  if (slice.people < limits.minPeople) return 'too_few'
  const { denominator } = slice
  if (limits.capped && denominator !== undefined && slice.people < minForShare) return 'too_few'
  const counts = [...partsIn(indicator).map((code) => slice.parts.get(code) ?? 0), slice.unknown]
  const isTold = (count: number) =>
    isSmall(count, limits.minCount) ||
    (denominator !== undefined && isSmall(denominator - count, limits.minCount))
  return counts.some(isTold) ? 'too_few' : undefined
}

function isComplete(indicator: Indicator, { denominator, parts }: FigureSlice): boolean {
  const needsWhole = indicator.denominator !== undefined && indicator.countsAlone !== true
  if (needsWhole && denominator === undefined) return false
  return partsIn(indicator).some((code) => parts.has(code))
}

/**
 * Adds places to what is hidden along a line of counts of which the sum may be known, until at least two are
 * and they stand for five or more together: the smallest first, empty ones last.
 */
export function hideAlong(counts: readonly number[], hidden: ReadonlySet<number>): ReadonlySet<number> {
  const found = new Set(hidden)
  if (found.size === 0) return found
  const order = counts
    .map((count, index) => ({ count, index }))
    .filter(({ index }) => !found.has(index))
    .sort((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count)
  let sum = [...found].reduce((total, index) => total + (counts[index] ?? 0), 0)
  for (const { count, index } of order) {
    if (found.size > 1 && sum >= minPeople) break
    found.add(index)
    sum += count
  }
  return found
}

/** The slice as it is shown; `hidden` holds the part codes whose count is kept back. */
export function showSlice(
  indicator: Indicator,
  slice: FigureSlice,
  {
    capped,
    minPeople: least,
    hidden,
  }: Pick<Protection, 'capped' | 'minPeople'> & { readonly hidden: ReadonlySet<string> },
): FigureCell {
  const { denominator, parts, unknown, outOfView } = slice
  const isProcess = (code: string) =>
    indicator.about === 'process' || indicator.processParts?.includes(code) === true
  const size = indicator.about === 'pupils' ? slice.people : denominator
  const few = size !== undefined && size < minForShare
  const manyUnknown = denominator !== undefined && hasManyUnknown(unknown, denominator)
  const noShare = few ? ('few' as const) : manyUnknown ? ('many_unknown' as const) : undefined
  const shareAt = (code: string, count: number): Pick<FigurePart, 'share'> => {
    if (indicator.unit !== 'percentage' || !denominator || hidden.has(code)) return {}
    if (code !== 'unknown' && noShare !== undefined) return {}
    if (few) return {}
    return { share: capped ? shareOf(count, denominator) : Math.round((100 * count) / denominator) }
  }
  const countOf = (code: string, count: number, apart: boolean): ShownCount => {
    if (hidden.has(code)) return 'hidden'
    return apart && !isProcess(code) && isSmall(count, least) ? 'hidden' : count
  }
  const partOf = (code: string, count: number, apart = false): FigurePart => ({
    code,
    ...(capped && !isProcess(code) ? {} : { count: countOf(code, count, apart) }),
    ...(apart ? {} : shareAt(code, count)),
  })
  const figure: Figure = {
    ...(denominator === undefined ? {} : { n: denominator }),
    parts: indicator.parts.flatMap(({ code, apart }) => {
      const count = parts.get(code)
      return count === undefined ? [] : [partOf(code, count, apart)]
    }),
    unknown: partOf('unknown', unknown),
    outOfView: capped ? 'hidden' : countOf('out_of_view', outOfView, indicator.about !== 'process'),
    ...(noShare !== undefined && indicator.unit === 'percentage' ? { noShare } : {}),
  }
  return { kind: 'shown', figure }
}

export interface SliceRow {
  readonly value: string
  readonly slice: FigureSlice
}

interface Table {
  readonly rows: readonly SliceRow[]
  /** The rows add up to this, which is shown. */
  readonly whole: FigureSlice | undefined
  /** Counts of one school: nothing below five, also not as a numerator. */
  readonly perSchool: boolean
}

/** Codes of the counts that are kept back, per row. */
function hideSmallCounts(indicator: Indicator, rows: readonly SliceRow[], gone: ReadonlySet<number>) {
  const codes = [...partsIn(indicator), 'unknown']
  const countAt = ({ slice }: SliceRow, code: string) =>
    code === 'unknown' ? slice.unknown : (slice.parts.get(code) ?? 0)
  const grid = rows.map((row) => codes.map((code) => countAt(row, code)))
  const hidden = grid.map((counts, row) =>
    gone.has(row)
      ? new Set(codes.keys())
      : new Set([...codes.keys()].filter((index) => isSmall(counts[index] ?? 0, minPeople))),
  )
  const size = () => hidden.reduce((sum, one) => sum + one.size, 0)
  let before = -1
  while (size() !== before) {
    before = size()
    if (indicator.partition)
      for (const [row, counts] of grid.entries())
        for (const index of hideAlong(counts, hidden[row] ?? new Set())) hidden[row]?.add(index)
    for (const index of codes.keys()) {
      const own = new Set([...hidden.keys()].filter((row) => hidden[row]?.has(index)))
      for (const row of hideAlong(
        grid.map((counts) => counts[index] ?? 0),
        own,
      ))
        hidden[row]?.add(index)
    }
  }
  return hidden.map((own) => new Set([...own].map((index) => codes[index] ?? '')))
}

/**
 * The rows of one breakdown. Rows about too few are hidden, and as many others as are needed so that the
 * whole minus what is shown never says what one hidden row holds.
 */
export function protectTable(
  indicator: Indicator,
  { rows, whole, perSchool }: Table,
  limits: Protection,
): readonly { readonly value: string; readonly cell: FigureCell }[] {
  const reasons = rows.map(({ slice }) => judgeSlice(indicator, slice, limits))
  const few = new Set([...rows.keys()].filter((row) => reasons[row] === 'too_few'))
  const gone = whole
    ? hideAlong(
        rows.map(({ slice }) => slice.people),
        few,
      )
    : few
  const small =
    perSchool && indicator.about === 'pupils'
      ? hideSmallCounts(indicator, rows, gone)
      : rows.map(() => new Set<string>())
  return rows.map(({ value, slice }, row) => {
    const reason = reasons[row] ?? (gone.has(row) ? 'complementary' : undefined)
    if (reason !== undefined) return { value, cell: { kind: 'suppressed', reason } }
    return {
      value,
      cell: showSlice(indicator, slice, { ...limits, hidden: small[row] ?? new Set() }),
    }
  })
}
