import type { Indicator, ResponseRule } from '@km/definition'
import { countPeople, countUnit, gave, type SlotOf, type UnitCounts } from './count-unit.ts'
import type { FigureBreak, FigureCount } from './figure-count.ts'
import type { ItemChange, TalliedDefinition, Tally } from './model.ts'
import { chainVersions, isComparable, type Passage, type VersionChain } from './versions.ts'

/** A round of one instrument, as far as figures need it. */
export interface CountedRound {
  readonly roundId: number
  readonly instrument: string
  readonly schoolYear: string
  readonly closesOn: string
  readonly definitionId: number
  readonly released: boolean
  readonly retrospective: boolean
  /** What a tally stands for: one record, one school, or everybody who answered. */
  readonly unit: 'record' | 'school' | 'people'
  readonly tallies: readonly Tally[]
  /** Links that belong to one school or person. */
  readonly invited: number
  readonly responded: number
}

export interface ResponsesInput {
  readonly indicators: readonly Indicator[]
  readonly rounds: readonly CountedRound[]
  /** Per instrument its versions, oldest first. */
  readonly definitions: ReadonlyMap<string, readonly TalliedDefinition[]>
  readonly changes: readonly ItemChange[]
}

export interface CountedResponses {
  readonly counts: readonly FigureCount[]
  /** Rounds in which a question that is counted meant something else. */
  readonly breaks: readonly FigureBreak[]
}

/** The day that a round says something about: the first that is not before it closes, or the last of its year. */
function dayOf({ moments }: Indicator, { schoolYear, closesOn }: CountedRound): string {
  const days = moments
    .map((day) => `${day >= '08-01' ? schoolYear.slice(0, 4) : schoolYear.slice(5)}-${day}`)
    .toSorted()
  return days.find((day) => day >= closesOn) ?? days.at(-1) ?? closesOn
}

interface Versions {
  readonly chain: VersionChain
  readonly newest: TalliedDefinition
  readonly slots: ReadonlyMap<number, ReadonlyMap<string, TalliedDefinition['layout']['items'][number]>>
}

function openVersions(definitions: readonly TalliedDefinition[], changes: readonly ItemChange[]): Versions {
  const newest = definitions.at(-1)
  if (newest === undefined) throw new Error('an instrument without versions')
  return {
    chain: chainVersions(definitions, changes),
    newest,
    slots: new Map(
      definitions.map((one) => [
        one.definitionId,
        new Map(one.layout.items.map((slot) => [slot.item, slot] as const)),
      ]),
    ),
  }
}

/** Indicators are about the newest version: what an item was, seen from there. */
const passageTo = ({ chain, newest }: Versions, definitionId: number, item: string): Passage =>
  chain.passage(definitionId, newest.definitionId, item)

function brokenBy(versions: Versions, round: CountedRound, items: readonly string[]): string | undefined {
  const passages = items
    .filter((item) => versions.chain.item(round.definitionId, item) !== undefined)
    .map((item) => passageTo(versions, round.definitionId, item))
  const broken = passages.filter(({ verdict }) => !isComparable(verdict))
  return broken.length === 0 ? undefined : [...new Set(broken.map(({ reason }) => reason))].join(' ')
}

type Slice = Pick<FigureCount, 'schoolId' | 'breakdown'>

interface Counted {
  readonly slice: Slice
  readonly counts: UnitCounts
}

/** Units that count together: records and schools one by one, people all at once. */
function unitsOf({ unit, tallies }: CountedRound): readonly (readonly Tally[])[] {
  if (unit === 'people') return [tallies]
  if (unit === 'record') return tallies.map((one) => [one])
  const schools = new Map<number, Tally[]>()
  for (const tally of tallies) schools.set(tally.schoolId, [...(schools.get(tally.schoolId) ?? []), tally])
  return [...schools.values()]
}

/** Which slices a unit belongs to: its school where schools have figures, and its row of each breakdown. */
function slicesOf(indicator: Indicator, tallies: readonly Tally[], slotOf: SlotOf): readonly Slice[] {
  const [tally] = tallies
  if (tally === undefined) return []
  const rows = indicator.breakdowns.flatMap(({ code, item, values }) => {
    const value = item && values.find(({ answer }) => gave(tally, slotOf(tally, item), answer ?? '') > 0)
    return value ? [{ breakdown: { by: code, value: value.code } }] : []
  })
  return [indicator.perSchool === true ? { schoolId: tally.schoolId } : {}, ...rows]
}

function countRules(
  indicator: Indicator,
  rules: readonly ResponseRule[],
  round: CountedRound,
  versions: Versions,
): readonly Counted[] {
  const slotOf: SlotOf = ({ definitionId }, item) => {
    const { verdict } = passageTo(versions, definitionId, item)
    return isComparable(verdict) ? versions.slots.get(definitionId)?.get(item) : undefined
  }
  const apart = new Set(indicator.parts.filter((one) => one.apart).map(({ code }) => code))
  return unitsOf(round).flatMap((tallies) => {
    const own = rules.filter(
      ({ when }) =>
        when === undefined || tallies.every((one) => gave(one, slotOf(one, when.item), when.value) > 0),
    )
    if (own.length === 0) return []
    const counts =
      round.unit === 'people'
        ? countPeople(own, tallies, slotOf)
        : countUnit({ rules: own, tallies, slotOf, apart })
    const slices = round.unit === 'people' ? [{}] : slicesOf(indicator, tallies, slotOf)
    return slices.map((slice) => ({ slice, counts }))
  })
}

/** How many were invited and how many answered. */
const countInvited = (rules: readonly ResponseRule[], { invited, responded }: CountedRound): UnitCounts =>
  new Map(
    rules.map(({ part, take }) => [part, take === 'invited' ? Math.max(invited, responded) : responded]),
  )

interface Place {
  readonly round: CountedRound
  readonly counted: readonly Counted[]
}

interface Group {
  readonly breakdown: ResponseRule['breakdown']
  readonly rules: readonly ResponseRule[]
}

function groupRules(rules: readonly ResponseRule[]): readonly Group[] {
  const groups = new Map<string, ResponseRule[]>()
  for (const rule of rules) {
    const key = JSON.stringify(rule.breakdown ?? null)
    groups.set(key, [...(groups.get(key) ?? []), rule])
  }
  return [...groups.values()].map((own) => ({ breakdown: own[0]?.breakdown, rules: own }))
}

/** Of rounds about the same day the last one counts, or all of them where each asks about other people. */
function chooseRounds(indicator: Indicator, { rules }: Group, rounds: readonly CountedRound[]) {
  const own = rounds.filter(({ instrument }) => rules.some((rule) => rule.instrument === instrument))
  if (rules.some(({ everyRound }) => everyRound)) return own
  const last = new Map<string, CountedRound>()
  for (const round of own.toSorted((a, b) => a.closesOn.localeCompare(b.closesOn)))
    last.set(`${round.schoolYear} ${dayOf(indicator, round)} ${round.released}`, round)
  return [...last.values()]
}

/** Adds up what the units of all places count in the same slice of the same day. */
function addUp(indicator: Indicator, { breakdown }: Group, places: readonly Place[]): readonly FigureCount[] {
  const sums = new Map<string, FigureCount>()
  for (const { round, counted } of places)
    for (const { slice, counts } of counted)
      for (const [part, value] of counts) {
        const about = {
          ...{ source: 'responses' as const, indicator: indicator.code, part, ...slice },
          ...(breakdown === undefined ? {} : { breakdown }),
          ...{ schoolYear: round.schoolYear, referenceDate: dayOf(indicator, round) },
          status: round.released ? ('final' as const) : ('provisional' as const),
          ...(round.retrospective ? { retrospective: true } : {}),
        }
        const key = JSON.stringify({ ...about, retrospective: undefined })
        const before = sums.get(key)
        sums.set(key, { ...before, ...about, value: (before?.value ?? 0) + value })
      }
  return [...sums.values()]
}

function countIndicator(indicator: Indicator, input: ResponsesInput, versionsOf: Map<string, Versions>) {
  const counts: FigureCount[] = []
  const breaks: FigureBreak[] = []
  for (const group of groupRules(indicator.responses ?? [])) {
    const { rules } = group
    // A numerator alone is no figure, unless it says so: its denominator comes with a file.
    const hasWhole = indicator.denominator === undefined || rules.some(({ part }) => part === 'denominator')
    if (!hasWhole && indicator.countsAlone !== true) continue
    const places: Place[] = []
    for (const round of chooseRounds(indicator, group, input.rounds)) {
      const versions = versionsOf.get(round.instrument)
      if (versions === undefined) continue
      const items = rules.flatMap((rule) => [...rule.items, ...(rule.when ? [rule.when.item] : [])])
      const reason = brokenBy(versions, round, items)
      if (reason !== undefined) {
        breaks.push({
          ...{ source: 'responses', indicator: indicator.code, schoolYear: round.schoolYear, reason },
          referenceDate: dayOf(indicator, round),
          status: round.released ? 'final' : 'provisional',
        })
      } else if (rules.every(({ take }) => take === 'invited' || take === 'responded'))
        places.push({ round, counted: [{ slice: {}, counts: countInvited(rules, round) }] })
      else places.push({ round, counted: countRules(indicator, rules, round, versions) })
    }
    counts.push(...addUp(indicator, group, places))
  }
  return { counts, breaks }
}

/**
 * What the answers of rounds count for the indicators that name questions, from tallies: a closed round gives
 * a final figure, an open one a provisional figure. An item counts under another version only when it still
 * means the same as in the newest; where it does not, the series breaks and says why. Which rounds are handed
 * over decides who may see it: of levels A and V only what a release shows.
 */
export function countResponses(input: ResponsesInput): CountedResponses {
  const versionsOf = new Map(
    [...input.definitions].map(([code, own]) => [code, openVersions(own, input.changes)]),
  )
  const counted = input.indicators.map((one) => countIndicator(one, input, versionsOf))
  return { counts: counted.flatMap((one) => one.counts), breaks: counted.flatMap((one) => one.breaks) }
}
