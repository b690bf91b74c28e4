import type { Scale, TallySlot } from '@km/definition'
import type { ComparisonInput, Period, TalliedDefinition, TalliedItem, Tally } from './model.ts'
import { chainVersions, isComparable, type VersionChain } from './versions.ts'

/** Marks in `ItemScore.levels` of a school without one level. */
export const noLevel = -1
export const escaped = -2

/** What one item got in one round, not yet suppressed. */
export interface ItemScore {
  readonly item: TalliedItem
  readonly scale: Scale | undefined
  /** As the answers are counted; `counts` goes with it. */
  readonly values: readonly (number | string)[]
  readonly counts: readonly number[]
  /** Units that answered: schools, or people. */
  readonly n: number
  /** Per school index: 1 when it answered. Empty when people answer. */
  readonly answered: Uint8Array
  /** Per school index: position of its level in the scale, `noLevel` or `escaped`. */
  readonly levels: Int16Array
}

/** Tallies of one round, by definition. */
interface RoundTallies {
  readonly period: Period
  readonly main: TalliedDefinition | undefined
  readonly byDefinition: ReadonlyMap<number, readonly Tally[]>
  /** Per school index: how many responses it sent. */
  readonly responses: Uint32Array
}

/** Everything that is counted per round and item, read from the tallies. */
export interface ScoreBook {
  readonly chain: VersionChain
  readonly bySchool: boolean
  readonly rounds: readonly RoundTallies[]
  readonly slotOf: (definitionId: number, item: string) => TallySlot | undefined
  readonly scaleOf: (code: string | undefined) => Scale | undefined
  readonly schoolIndex: ReadonlyMap<number, number>
}

/**
 * Schools count as units when the instrument asks one answer of each school and may keep them apart; levels
 * A and V are only counted for the network, or for one school as a group of people.
 */
export const countsBySchool = ({ instrument }: Pick<ComparisonInput, 'instrument'>): boolean =>
  instrument.unit === 'school' && instrument.anonymityLevel !== 'A' && instrument.anonymityLevel !== 'V'

function selectTallies(input: ComparisonInput, bySchool: boolean): readonly Tally[] {
  if (input.schoolId !== undefined) return input.tallies.filter((t) => t.schoolId === input.schoolId)
  return input.tallies.filter((t) => (t.schoolId !== 0) === bySchool)
}

function groupBy<K>(tallies: readonly Tally[], key: (tally: Tally) => K): Map<K, Tally[]> {
  const groups = new Map<K, Tally[]>()
  for (const tally of tallies) {
    const group = groups.get(key(tally))
    if (group) group.push(tally)
    else groups.set(key(tally), [tally])
  }
  return groups
}

/** Sorts the tallies of a comparison by round and definition; takes the input as it is, returns indexes. */
export function openScoreBook(input: ComparisonInput): ScoreBook {
  const bySchool = countsBySchool(input)
  const tallies = selectTallies(input, bySchool)
  const schoolIndex = new Map<number, number>()
  if (bySchool)
    for (const { schoolId } of tallies)
      if (!schoolIndex.has(schoolId)) schoolIndex.set(schoolId, schoolIndex.size)
  const chain = chainVersions(input.definitions, input.changes)
  const slots = new Map(
    input.definitions.map((d) => [d.definitionId, new Map(d.layout.items.map((slot) => [slot.item, slot]))]),
  )
  const newest = new Map<string, Scale>()
  for (const scale of input.scales)
    if ((newest.get(scale.code)?.version ?? 0) <= scale.version) newest.set(scale.code, scale)
  const byRound = groupBy(tallies, (t) => t.roundId)
  const rounds = input.periods.map((period): RoundTallies => {
    const own = byRound.get(period.roundId) ?? []
    const byDefinition = groupBy(own, (t) => t.definitionId)
    const responses = new Uint32Array(schoolIndex.size)
    for (const tally of own) {
      const index = schoolIndex.get(tally.schoolId)
      if (index !== undefined) responses[index] = (responses[index] ?? 0) + tally.responses
    }
    return { period, main: chain.mainOf(period, [...byDefinition.keys()]), byDefinition, responses }
  })
  return {
    chain,
    bySchool,
    rounds,
    slotOf: (definitionId, item) => slots.get(definitionId)?.get(item),
    scaleOf: (code) => (code === undefined ? undefined : newest.get(code)),
    schoolIndex,
  }
}

/** For each counted value: its position among the levels of the scale, or `escaped`. */
function positionsOf(values: readonly (number | string)[], scale: Scale | undefined): number[] {
  if (!scale) return values.map(() => escaped)
  const positions = new Map(scale.levels.map((level, index) => [String(level.value), index]))
  return values.map((value) => positions.get(String(value)) ?? escaped)
}

interface Counting {
  readonly round: RoundTallies
  readonly schoolIndex: ReadonlyMap<number, number>
  readonly counts: number[]
  readonly answered: Uint8Array
  readonly levels: Int16Array
  /** Per value: its position in the scale. */
  readonly positions: readonly number[]
}

/** Adds the tallies of one definition; `from` says in which slot each value is. Returns how many units answered. */
function addTallies(
  into: Counting,
  tallies: readonly Tally[],
  answeredSlot: number,
  from: Int32Array,
): number {
  let n = 0
  for (const tally of tallies) {
    const given = tally.counts[answeredSlot] ?? 0
    if (given === 0) continue
    const school = into.schoolIndex.get(tally.schoolId)
    if (school === undefined) n += given
    else if (into.answered[school] === 0) {
      into.answered[school] = 1
      n += 1
    }
    for (let value = 0; value < from.length; value += 1) {
      const count = tally.counts[from[value] ?? -1] ?? 0
      if (count === 0) continue
      into.counts[value] = (into.counts[value] ?? 0) + count
      if (school !== undefined && into.round.responses[school] === 1)
        into.levels[school] = into.positions[value] ?? noLevel
    }
  }
  return n
}

/**
 * Counts of one item in one round: how often each value was given, by how many units, and the level of each
 * school that sent exactly one response. Answers under another version of the questionnaire are joined only
 * when the item means the same there. `undefined` when the item was not asked.
 */
export function scoreItem(book: ScoreBook, roundIndex: number, name: string): ItemScore | undefined {
  const round = book.rounds[roundIndex]
  const main = round?.main
  const item = main && book.chain.item(main.definitionId, name)
  const slot = main && book.slotOf(main.definitionId, name)
  if (!round || !main || !item || !slot) return undefined
  const scale = book.scaleOf(item.scale)
  const counts = slot.values.map(() => 0)
  const answered = new Uint8Array(book.schoolIndex.size)
  const levels = new Int16Array(book.schoolIndex.size).fill(noLevel)
  const positions = positionsOf(slot.values, scale)
  const into = { round, schoolIndex: book.schoolIndex, counts, answered, levels, positions }
  let n = 0
  for (const [definitionId, tallies] of round.byDefinition) {
    const source = book.slotOf(definitionId, name)
    if (!source || !isComparable(book.chain.passage(main.definitionId, definitionId, name).verdict)) continue
    const slots = new Map(source.values.map((value, index) => [value, source.first + index]))
    const from = Int32Array.from(slot.values, (value) => slots.get(value) ?? -1)
    n += addTallies(into, tallies, source.answered, from)
  }
  return { item, scale, values: slot.values, counts, n, answered, levels }
}
