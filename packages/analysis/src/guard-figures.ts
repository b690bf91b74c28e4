import type { Indicator } from '@km/definition'
import { breakdownsOf, protectionOf } from './build-figures.ts'
import type { FigureCount } from './figure-count.ts'
import type { FigureCell, FigureLimits, FigureSlice } from './figure-model.ts'
import { gatherFigure } from './gather-figure.ts'
import { type Member, memberOf, openGuard, type ShownGroup } from './guard.ts'
import { judgeSlice, minPeople } from './protect-figure.ts'
import { minUnitsFor } from './thresholds.ts'

/** Counts of one moment, for the network or for one school. */
export interface GuardedState {
  readonly indicator: string
  readonly schoolId?: number
  readonly counts: readonly Pick<FigureCount, 'part' | 'cohort' | 'schoolId' | 'breakdown' | 'value'>[]
}

/** One group of people in a state: its numbers, and which of them the reader sees. */
interface SeenGroup {
  readonly numbers: ReadonlyMap<string, number>
  /** Codes of the numbers that are kept back; all of them when the group is not shown. */
  readonly hidden: ReadonlySet<string>
  readonly isShown: boolean
}

const limitsFor = ({ schoolId }: GuardedState): FigureLimits => ({
  ...{ network: schoolId === undefined, schools: schoolId === undefined ? [] : [schoolId] },
  ...{ capped: false, seesSchools: false, hidesCorrections: false },
})

/** Numbers of people; where hours are counted, only whom they are about: hours alone tell of nobody. */
function numbersOf({ parts, people, processParts = [] }: Indicator, slice: FigureSlice) {
  if (people !== undefined) return new Map([['people', slice.people]])
  const own = parts.filter(({ code }) => !processParts.includes(code))
  return new Map([
    ['denominator', slice.denominator ?? 0],
    ['unknown', slice.unknown],
    ['out_of_view', slice.outOfView],
    ...own.map(({ code }) => [code, slice.parts.get(code) ?? 0] as const),
  ])
}

function hiddenIn(cell: FigureCell): ReadonlySet<string> {
  if (cell.kind === 'suppressed') return new Set(['all'])
  const { parts, unknown } = cell.figure
  return new Set([...parts, unknown].filter(({ count }) => count === 'hidden').map(({ code }) => code))
}

const whole = 'whole'

/** Every group of a state that its readers see, or see that it is hidden. */
function groupsOf(indicator: Indicator, state: GuardedState): ReadonlyMap<string, SeenGroup> {
  const about = { schoolYear: '', referenceDate: '', status: 'final', source: 'import' } as const
  const counts = state.counts.map((one) => ({ ...about, ...one, indicator: indicator.code }))
  const gathered = gatherFigure(indicator, counts)
  const limits = limitsFor(state)
  const groups = new Map<string, SeenGroup>()
  if (gathered.whole && limits.network) {
    const isShown = judgeSlice(indicator, gathered.whole, protectionOf(indicator, limits)) === undefined
    groups.set(whole, { numbers: numbersOf(indicator, gathered.whole), hidden: new Set(), isShown })
  }
  const slices = new Map(
    gathered.breakdowns.flatMap(({ by, rows }) =>
      rows.map(({ value, slice }) => [`${by} ${value}`, slice] as const),
    ),
  )
  for (const { by, rows } of breakdownsOf(indicator, gathered, limits))
    for (const { value, cell } of rows) {
      const slice = slices.get(`${by} ${value}`)
      if (slice === undefined) continue
      const isShown = cell.kind === 'shown'
      groups.set(`${by} ${value}`, {
        ...{ numbers: numbersOf(indicator, slice), hidden: hiddenIn(cell), isShown },
      })
    }
  return groups
}

const nobody: SeenGroup = { numbers: new Map(), hidden: new Set(), isShown: false }

const sameCodes = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((code) => b.has(code))

/**
 * Two states beside each other tell nothing of a few: every group, also one that is hidden, has the same
 * number in both or differs by `least` or more, and what is hidden of a row of a breakdown is hidden in both.
 */
function standBeside(
  a: ReadonlyMap<string, SeenGroup>,
  b: ReadonlyMap<string, SeenGroup>,
  least: number,
): boolean {
  return [...new Set([...a.keys(), ...b.keys()])].every((group) => {
    const [one, other] = [a.get(group) ?? nobody, b.get(group) ?? nobody]
    const isInBoth = a.has(group) && b.has(group)
    if (group !== whole && isInBoth && !sameCodes(one.hidden, other.hidden)) return false
    return [...new Set([...one.numbers.keys(), ...other.numbers.keys()])].every((code) => {
      const difference = Math.abs((one.numbers.get(code) ?? 0) - (other.numbers.get(code) ?? 0))
      return difference === 0 || difference >= least
    })
  })
}

/** Each school with what it counted: a corrected count is another one. */
function schoolsIn({ counts }: GuardedState): Member[] {
  const own = new Map<number, string[]>()
  for (const { schoolId, part, cohort = '', breakdown, value } of counts) {
    if (schoolId === undefined) continue
    const text = `${cohort}|${breakdown?.by ?? ''}|${breakdown?.value ?? ''}|${part}|${value}`
    own.set(schoolId, [...(own.get(schoolId) ?? []), text])
  }
  return [...own].map(([school, texts]) => memberOf(school, texts.toSorted().join(' '), true))
}

/** Stand in every state: schools that did not change are in both and never told apart, however few they are. */
const unchanged: readonly Member[] = Array.from({ length: minUnitsFor.network }, (_, index) =>
  memberOf(-1 - index, '', true),
)

/** Between any two states the schools that changed are none, or enough not to be told apart. */
function schoolsStandBeside(next: GuardedState, earlier: readonly GuardedState[]): boolean {
  const shown = earlier.map(schoolsIn).filter(({ length }) => length > 0)
  const now = schoolsIn(next)
  if (shown.length === 0 || now.length === 0) return true
  const asGroup = (members: readonly Member[]): ShownGroup[] => [
    { place: 'figure', kind: 'whole', members: [...unchanged, ...members] },
  ]
  // What was shown was shown: every part of it counts, whatever its size.
  const known = openGuard(1)
  for (const members of shown) known.admit(asGroup(members))
  return openGuard(minUnitsFor.network, known.touched()).admit(asGroup(now))
}

/**
 * Whether a state of a figure may be shown to who saw the earlier ones. Network figures are about schools as
 * in `guard.ts`: a school that was added or corrected does so among at least six. Numbers of people know no
 * members; they are read as nested groups, so that each part is what lies between two numbers that were shown.
 */
export function mayShow(indicator: Indicator, next: GuardedState, earlier: readonly GuardedState[]): boolean {
  const least = indicator.about === 'schools' ? minUnitsFor.network : minPeople
  // What showed nothing tells nothing.
  const seen = earlier
    .map((state) => ({ state, groups: groupsOf(indicator, state) }))
    .filter(({ groups }) => [...groups.values()].some(({ isShown }) => isShown))
  const now = groupsOf(indicator, next)
  if (!seen.every(({ groups }) => standBeside(groups, now, least))) return false
  if (next.schoolId !== undefined) return true
  return schoolsStandBeside(
    next,
    seen.map(({ state }) => state),
  )
}
