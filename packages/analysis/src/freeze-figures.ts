import type { Indicator } from '@km/definition'
import type { FigureCount } from './figure-count.ts'
import { mayShow } from './guard-figures.ts'

/** What a count says beyond what its moment says. */
export type FrozenCount = Pick<FigureCount, 'part' | 'cohort' | 'schoolId' | 'breakdown' | 'value'>

/**
 * Counts of one source of an indicator on one day as everybody below the project leader was shown them; how
 * much of them each may see is decided when they are shown.
 */
export interface FrozenFigure
  extends Pick<FigureCount, 'indicator' | 'schoolYear' | 'referenceDate' | 'status' | 'source'> {
  /** Absent: what readers of the network see. Present: what this school sees of itself. */
  readonly schoolId?: number
  readonly retrospective?: boolean
  readonly counts: readonly FrozenCount[]
}

/** Which moment of which indicator, and for whom. */
export type FigureKey = Omit<FrozenFigure, 'counts' | 'retrospective'>

const order = {
  status: ['final', 'provisional'],
  source: ['register', 'import', 'responses'],
} as const

const placeOf = (one: FigureKey): string => `${one.indicator} ${one.referenceDate} ${one.schoolId ?? ''}`
const keyOf = (one: FigureKey): string => `${placeOf(one)} ${one.status} ${one.source}`

function bare({ part, cohort, schoolId, breakdown, value }: FigureCount): FrozenCount {
  return {
    part,
    ...(cohort === undefined ? {} : { cohort }),
    ...(schoolId === undefined ? {} : { schoolId }),
    ...(breakdown === undefined ? {} : { breakdown }),
    value,
  }
}

/** The same counts in the same order, whatever order they came in. */
const inOrder = (counts: readonly FrozenCount[]): readonly FrozenCount[] =>
  counts
    .map((one) => [JSON.stringify([one.schoolId, one.cohort, one.breakdown, one.part]), one] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one)

function groupInto<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}

const momentOf = ({ indicator, schoolYear, referenceDate, status, source }: FigureCount) => ({
  ...{ indicator, schoolYear, referenceDate, status, source },
})

/** What may be shown as things are now: each moment for the network, and for each school that it knows. */
function candidates(counts: readonly FigureCount[]): readonly FrozenFigure[] {
  const moments = groupInto(counts, (one) => keyOf(momentOf(one)))
  return [...moments.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const about = {
      ...momentOf(first),
      ...(group.some((one) => one.retrospective) ? { retrospective: true } : {}),
    }
    const schools = groupInto(
      group.filter((one) => one.schoolId !== undefined),
      (one) => String(one.schoolId),
    )
    return [
      { ...about, counts: inOrder(group.map(bare)) },
      ...[...schools].map(([schoolId, own]) => ({
        ...{ ...about, schoolId: Number(schoolId), counts: inOrder(own.map(bare)) },
      })),
    ]
  })
}

const byPreference = (a: FrozenFigure, b: FrozenFigure): number =>
  order.status.indexOf(a.status) - order.status.indexOf(b.status) ||
  order.source.indexOf(a.source) - order.source.indexOf(b.source)

/** Figures that have thresholds change for others only when they are frozen anew. */
const isGuarded = ({ about }: Indicator): boolean => about !== 'process'

/** A register changes every day: until the year is over only who keeps it reads what it counts of pupils. */
const isSettled = ({ source, status }: FigureCount): boolean => source === 'import' || status === 'final'

export interface FreezeFiguresInput {
  readonly indicators: readonly Indicator[]
  /** As they are now, of every source. */
  readonly counts: readonly FigureCount[]
  /** Everything that was ever frozen, oldest first. */
  readonly history: readonly FrozenFigure[]
}

const same = (a: FrozenFigure, b: FrozenFigure): boolean =>
  JSON.stringify(a.counts) === JSON.stringify(b.counts)

/**
 * What is frozen now for readers below the project leader, beside everything that they were ever shown: the
 * moments that changed and that the guard admits. Of one day the final figure goes first, and what the
 * network keeps itself before files, before answers. What is not admitted stays as it was shown.
 */
export function freezeFigures({ indicators, counts, history }: FreezeFiguresInput): readonly FrozenFigure[] {
  const guarded = new Map(indicators.filter(isGuarded).map((one) => [one.code, one]))
  const now = candidates(counts.filter((one) => guarded.has(one.indicator) && isSettled(one)))
  const shown: Map<string, FrozenFigure[]> = groupInto(history, placeOf)
  const newest = new Map(history.map((one) => [keyOf(one), one]))
  return now.toSorted(byPreference).filter((one) => {
    const indicator = guarded.get(one.indicator)
    const known = newest.get(keyOf(one))
    if (indicator === undefined || (known !== undefined && same(known, one))) return false
    const earlier = shown.get(placeOf(one)) ?? []
    if (!mayShow(indicator, one, earlier)) return false
    shown.set(placeOf(one), [...earlier, one])
    return true
  })
}

export interface OthersInput extends FreezeFiguresInput {
  /** Schools whose own figures are read; absent: the figures of the network. */
  readonly schools?: readonly number[]
}

/**
 * The counts that a reader below the project leader is shown: what was frozen of figures with thresholds, and
 * everything else as it is now. `held`: moments of which something newer may not be shown yet.
 */
export function countsForOthers({ indicators, counts, history, schools }: OthersInput): {
  readonly counts: readonly FigureCount[]
  readonly held: readonly FigureKey[]
} {
  const guarded = new Set(indicators.filter(isGuarded).map(({ code }) => code))
  const isMine = ({ schoolId }: FigureKey) =>
    schools === undefined ? schoolId === undefined : schoolId !== undefined && schools.includes(schoolId)
  const known = new Map(history.filter(isMine).map((one) => [keyOf(one), one]))
  const now = candidates(counts.filter((one) => guarded.has(one.indicator) && isSettled(one))).filter(isMine)
  const present = new Set(now.map(keyOf))
  // Files that were taken back: nothing is left of that moment, and its absence tells of nobody.
  const newest = new Map([...known].filter(([key, { source }]) => source !== 'import' || present.has(key)))
  return {
    counts: [
      ...counts.filter((one) => !guarded.has(one.indicator)),
      ...[...newest.values()].flatMap(({ counts: own, schoolId: _school, ...about }) =>
        own.map((one) => ({ ...about, ...one })),
      ),
    ],
    held: now.flatMap(({ counts: own, ...key }) => {
      const shown = newest.get(keyOf(key))
      return shown !== undefined && same(shown, { ...key, counts: own }) ? [] : [key]
    }),
  }
}
