import type { Indicator } from '@km/definition'
import type { FigureCount } from './figure-count.ts'
import type { FigureCell, FigureLimits, FigureMoment, FigureSeries, FiguresInput } from './figure-model.ts'
import { type GatheredFigure, gatherFigure } from './gather-figure.ts'
import { judgeSlice, minPeople, type Protection, protectTable, showSlice } from './protect-figure.ts'

interface Moment extends Pick<FigureMoment, 'schoolYear' | 'referenceDate' | 'status'> {
  readonly gathered: GatheredFigure
}

function momentsOf(indicator: Indicator, counts: readonly FigureCount[]): readonly Moment[] {
  const groups = new Map<string, FigureCount[]>()
  for (const count of counts) {
    const key = `${count.referenceDate} ${count.status === 'final' ? 1 : 0}`
    const group = groups.get(key)
    if (group) group.push(count)
    else groups.set(key, [count])
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group
      if (!first) return []
      const { schoolYear, referenceDate, status } = first
      return [{ schoolYear, referenceDate, status, gathered: gatherFigure(indicator, group) }]
    })
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
  const final = all.find((other) => other.status === 'final' && other.referenceDate === one.referenceDate)
  if (!final) return false
  const after = numbersOf(final.gathered, indicator)
  return numbersOf(one.gathered, indicator).some((before, index) => {
    const difference = Math.abs(before - (after[index] ?? 0))
    return difference > 0 && difference < minPeople
  })
}

function protectionOf({ about }: Indicator, limits: FigureLimits): Protection {
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
  return showSlice(indicator, whole, { capped: limits.capped, hidden: new Set() })
}

function breakdownsOf(
  indicator: Indicator,
  moment: Moment,
  limits: FigureLimits,
): FigureMoment['breakdowns'] {
  const { gathered } = moment
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

/**
 * One indicator over the years, as far as a reader may see it: computed from counts of whatever source, and
 * protected last, on everything that leaves together. Takes the counts of all schools and breakdowns;
 * provisional and final figures stand beside each other. Rules: sections (c.1) and (c.6) of the domain.
 */
export function buildFigures({ indicator, counts, limits }: FiguresInput): FigureSeries {
  const own = counts.filter((count) => count.indicator === indicator.code)
  const all = momentsOf(indicator, own)
  const protection = protectionOf(indicator, limits)
  const hiddenCell: FigureCell = { kind: 'suppressed', reason: 'complementary' }
  return {
    indicator: indicator.code,
    moments: all.map((moment) => {
      const { schoolYear, referenceDate, status, gathered } = moment
      const about = { schoolYear, referenceDate, status, source: gathered.source }
      if (limits.hidesCorrections && tellsCorrection(indicator, moment, all))
        return { ...about, cell: hiddenCell, breakdowns: [] }
      return {
        ...about,
        cell: limits.network
          ? wholeCell(indicator, gathered, protection)
          : { kind: 'suppressed', reason: 'not_for_you' },
        breakdowns: breakdownsOf(indicator, moment, limits),
      }
    }),
  }
}
