import type { Indicator } from '@km/definition'
import type { FigureBreak, FigureCount, FigureSource, FigureStatus } from './figure-count.ts'
import type { FigureCell, FigureLimits, FigureMoment, FigureSeries, FiguresInput } from './figure-model.ts'
import type { FigureKey } from './freeze-figures.ts'
import { type GatheredFigure, gatherFigure } from './gather-figure.ts'
import { judgeSlice, minPeople, type Protection, protectTable, showSlice } from './protect-figure.ts'

interface Moment extends Pick<FigureMoment, 'schoolYear' | 'referenceDate' | 'status' | 'source'> {
  readonly gathered: GatheredFigure
  readonly retrospective: boolean
  readonly broken?: string
  readonly held?: true
  /** The school of which nothing may be shown. */
  readonly heldOf?: number | undefined
}

const statuses: readonly FigureStatus[] = ['provisional', 'final']
const sources: readonly FigureSource[] = ['register', 'import', 'responses']

type About = Pick<FigureCount, 'source' | 'schoolYear' | 'referenceDate' | 'status'>
const keyOf = ({ referenceDate, status, source }: About): string =>
  `${referenceDate} ${statuses.indexOf(status)} ${sources.indexOf(source)}`

const nothing: GatheredFigure = { whole: undefined, breakdowns: [] }

/** Each day with each source and status, in order. A broken one stays, also without counts. */
function momentsOf(
  indicator: Indicator,
  counts: readonly FigureCount[],
  breaks: readonly FigureBreak[],
  held: readonly FigureKey[],
): readonly Moment[] {
  const groups = new Map<string, FigureCount[]>()
  for (const count of counts) {
    const group = groups.get(keyOf(count))
    if (group) group.push(count)
    else groups.set(keyOf(count), [count])
  }
  const about = ({ schoolYear, referenceDate, status, source }: About) => ({
    ...{ schoolYear, referenceDate, status, source },
  })
  const counted = [...groups].flatMap(([key, group]) => {
    const [first] = group
    if (!first) return []
    const retrospective = group.some((one) => one.retrospective === true)
    return [[key, { ...about(first), gathered: gatherFigure(indicator, group), retrospective }] as const]
  })
  const broken = breaks.map(
    (one) =>
      [keyOf(one), { ...about(one), gathered: nothing, retrospective: false, broken: one.reason }] as const,
  )
  const waiting = held.map(
    (one) =>
      [keyOf(one), { ...about(one), gathered: nothing, retrospective: false, heldOf: one.schoolId }] as const,
  )
  const all = new Map<string, Moment>([...waiting, ...broken, ...counted])
  for (const [key] of waiting) {
    const moment = all.get(key)
    if (moment) all.set(key, { ...moment, held: true })
  }
  return [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, moment]) => moment)
}

/** All that a final figure could be compared with, as numbers in a fixed order. */
function numbersOf({ whole }: GatheredFigure, { parts }: Indicator): readonly number[] {
  if (!whole) return []
  const own = parts.map(({ code }) => whole.parts.get(code) ?? 0)
  return [whole.denominator ?? 0, whole.unknown, whole.outOfView, ...own]
}

/** A provisional figure beside a final one that differs by a few says what happened to those few. */
function tellsCorrection(indicator: Indicator, one: Moment, all: readonly Moment[]): boolean {
  if (one.status !== 'provisional' || indicator.about === 'process') return false
  const before = numbersOf(one.gathered, indicator)
  return all
    .filter((other) => other.status === 'final' && other.referenceDate === one.referenceDate)
    .some(({ gathered }) =>
      numbersOf(gathered, indicator).some((after, index) => {
        const difference = Math.abs((before[index] ?? 0) - after)
        return difference > 0 && difference < minPeople
      }),
    )
}

/** Thresholds of an indicator for a reader. */
export function protectionOf({ about }: Indicator, limits: FigureLimits): Protection {
  const leastSchools = limits.seesSchools ? 1 : minPeople
  return {
    minPeople: about === 'schools' ? leastSchools : minPeople,
    minCount: limits.capped && about !== 'process' ? minPeople : 0,
    capped: limits.capped && about !== 'process',
  }
}

function wholeCell(indicator: Indicator, { whole }: GatheredFigure, limits: Protection): FigureCell {
  const reason = judgeSlice(indicator, whole, limits)
  if (reason !== undefined || !whole) return { kind: 'suppressed', reason: reason ?? 'not_delivered' }
  return showSlice(indicator, whole, { ...limits, hidden: new Set() })
}

/** Every way to split it that this reader may see, one at a time. */
export function breakdownsOf(
  indicator: Indicator,
  gathered: GatheredFigure,
  limits: FigureLimits,
): FigureMoment['breakdowns'] {
  const protection = protectionOf(indicator, limits)
  const { schools } = limits
  const isShown = judgeSlice(indicator, gathered.whole, protection) === undefined
  const seen = gathered.breakdowns.filter(({ by }) => {
    if (by === 'school') return schools === 'all' || schools.length > 0
    return limits.network && !limits.capped
  })
  return seen.map(({ by, addsUp, rows: all }) => {
    const perSchool = by === 'school'
    const rows =
      perSchool && schools !== 'all' ? all.filter(({ value }) => schools.includes(Number(value))) : all
    const whole = limits.network && isShown && addsUp ? gathered.whole : undefined
    return { by, rows: protectTable(indicator, { rows, whole, perSchool }, protection) }
  })
}

const hiddenCell: FigureCell = { kind: 'suppressed', reason: 'complementary' }

/** Nothing of a moment is shown: of the network, or of the school that reads it. */
function keptBack({ heldOf }: Moment, { network }: FigureLimits): Pick<FigureMoment, 'cell' | 'breakdowns'> {
  if (network) return { cell: hiddenCell, breakdowns: [] }
  const rows = heldOf === undefined ? [] : [{ value: String(heldOf), cell: hiddenCell }]
  return { cell: { kind: 'suppressed', reason: 'not_for_you' }, breakdowns: [{ by: 'school', rows }] }
}

/**
 * One indicator over the years, as far as a reader may see it: computed from counts of whatever source, and
 * protected last, on everything that leaves together. Takes the counts of all schools and breakdowns;
 * provisional and final figures stand beside each other. Rules: sections (c.1) and (c.6) of the domain.
 */
export function buildFigures({
  indicator,
  counts,
  breaks = [],
  held = [],
  limits,
}: FiguresInput): FigureSeries {
  const own = <T extends { readonly indicator: string }>(of: readonly T[]): T[] =>
    of.filter((one) => one.indicator === indicator.code)
  const all = momentsOf(indicator, own(counts), own(breaks), own(held))
  const protection = protectionOf(indicator, limits)
  return {
    indicator: indicator.code,
    moments: all.map((moment) => {
      const { schoolYear, referenceDate, status, source, gathered, retrospective, broken } = moment
      const about = {
        ...{ schoolYear, referenceDate, status, source },
        ...(retrospective ? { retrospective } : {}),
        ...(broken === undefined ? {} : { broken }),
        ...(moment.held ? { held: true } : {}),
      }
      if (broken !== undefined)
        return { ...about, cell: { kind: 'suppressed' as const, reason: 'not_comparable' }, breakdowns: [] }
      // Nothing of it may be shown beside what was shown before.
      if (moment.held && gathered === nothing) return { ...about, ...keptBack(moment, limits) }
      if (limits.hidesCorrections && tellsCorrection(indicator, moment, all))
        return { ...about, cell: hiddenCell, breakdowns: [] }
      return {
        ...about,
        cell: limits.network
          ? wholeCell(indicator, gathered, protection)
          : { kind: 'suppressed', reason: 'not_for_you' },
        breakdowns: breakdownsOf(indicator, gathered, limits),
      }
    }),
  }
}
