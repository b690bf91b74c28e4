import type { Indicator } from '@km/definition'
import type { FigureCount } from './figure-count.ts'
import type { FigureSlice } from './figure-model.ts'

const common: ReadonlySet<string> = new Set(['unknown', 'out_of_view', 'people'])
type Axis = (count: FigureCount) => string | undefined

/** Everything by which counts may be split, each an axis of its own. */
export interface Axes {
  readonly cohort: Axis
  readonly school: Axis
  /** By breakdown code. */
  readonly breakdowns: ReadonlyMap<string, Axis>
}

function axesOf({ breakdowns }: Indicator): Axes {
  return {
    cohort: (count) => count.cohort,
    school: (count) => (count.schoolId === undefined ? undefined : String(count.schoolId)),
    breakdowns: new Map(
      breakdowns.map(({ code }) => [
        code,
        ({ breakdown }: FigureCount) => (breakdown?.by === code ? breakdown.value : undefined),
      ]),
    ),
  }
}

function groupBy(counts: readonly FigureCount[], axis: Axis): Map<string, FigureCount[]> {
  const groups = new Map<string, FigureCount[]>()
  for (const count of counts) {
    const value = axis(count)
    if (value === undefined) continue
    const group = groups.get(value)
    if (group) group.push(count)
    else groups.set(value, [count])
  }
  return groups
}

/**
 * Counts that together are the whole, each person once. What was delivered for the whole goes first; without
 * it the counts along one axis are added up, never along two beside each other.
 */
function wholeOf(counts: readonly FigureCount[], axes: readonly Axis[]): readonly FigureCount[] {
  const bare = counts.filter((count) => axes.every((axis) => axis(count) === undefined))
  if (bare.some(({ part }) => !common.has(part))) return bare
  for (const axis of axes) {
    const groups = groupBy(counts, axis)
    if (groups.size === 0) continue
    const rest = axes.filter((other) => other !== axis)
    return [...groups.values()].flatMap((group) => wholeOf(group, rest))
  }
  return bare
}

/** Only parts that were delivered; a denominator that is their sum is made, unknown is what is left of it. */
export function sliceOf(indicator: Indicator, counts: readonly FigureCount[]): FigureSlice | undefined {
  if (counts.length === 0) return undefined
  const sums = new Map<string, number>()
  for (const { part, value } of counts) sums.set(part, (sums.get(part) ?? 0) + value)
  const own = indicator.parts.filter(({ apart }) => !apart).map(({ code }) => code)
  const counted = own.reduce((sum, code) => sum + (sums.get(code) ?? 0), 0)
  const isDelivered = own.some((code) => sums.has(code))
  const summed = indicator.partition && isDelivered ? counted + (sums.get('unknown') ?? 0) : undefined
  const denominator = indicator.denominator === undefined ? undefined : (sums.get('denominator') ?? summed)
  const left = indicator.partition && denominator !== undefined ? denominator - counted : 0
  const isPerson = (code: string) => !indicator.processParts?.includes(code)
  const persons = own.filter(isPerson).reduce((sum, code) => sum + (sums.get(code) ?? 0), 0)
  return {
    ...(denominator === undefined ? {} : { denominator }),
    parts: new Map([...sums].filter(([part]) => indicator.parts.some(({ code }) => code === part))),
    unknown: sums.get('unknown') ?? Math.max(0, left),
    outOfView: sums.get('out_of_view') ?? 0,
    people: indicator.people === undefined ? (denominator ?? persons) : (sums.get('people') ?? 0),
  }
}

export interface GatheredFigure {
  readonly whole: FigureSlice | undefined
  readonly breakdowns: readonly {
    readonly by: string
    /** The rows are parts of the whole that add up to it. */
    readonly addsUp: boolean
    readonly rows: readonly { readonly value: string; readonly slice: FigureSlice }[]
  }[]
}

/**
 * Counts of one source of an indicator on one day, provisional or final, as slices: the whole and each way to
 * split it.
 */
export function gatherFigure(indicator: Indicator, counts: readonly FigureCount[]): GatheredFigure {
  const axes = axesOf(indicator)
  const beside = new Set(indicator.breakdowns.filter((one) => one.beside).map(({ code }) => code))
  const adding = [...axes.breakdowns].filter(([code]) => !beside.has(code)).map(([, axis]) => axis)
  const usual = [axes.cohort, axes.school, ...adding]
  const isBeside = ({ breakdown }: FigureCount) => breakdown !== undefined && beside.has(breakdown.by)
  const parts = counts.filter((count) => !isBeside(count))
  const rowsAlong = (axis: Axis, of: readonly FigureCount[]) =>
    [...groupBy(of, axis)].flatMap(([value, group]) => {
      const slice = sliceOf(
        indicator,
        wholeOf(
          group,
          usual.filter((other) => other !== axis),
        ),
      )
      return slice ? [{ value, slice }] : []
    })
  const breakdowns = [
    ...[...axes.breakdowns].map(([by, axis]) => ({
      by,
      addsUp: !beside.has(by),
      rows: rowsAlong(axis, beside.has(by) ? counts : parts),
    })),
    { by: 'cohort', addsUp: true, rows: rowsAlong(axes.cohort, parts) },
    { by: 'school', addsUp: true, rows: rowsAlong(axes.school, parts) },
  ]
  return {
    whole: sliceOf(indicator, wholeOf(parts, usual)),
    breakdowns: breakdowns.filter(({ rows }) => rows.length > 0),
  }
}
