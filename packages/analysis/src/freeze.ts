import { compareItems, countMatched, type ItemSeries } from './compare.ts'
import { distributionOf } from './distribution.ts'
import { type GuardState, type Member, memberOf, openGuard, type ShownGroup } from './guard.ts'
import type { Cell, ComparisonInput, Distribution, Movement, SuppressionReason, Tally } from './model.ts'
import { countsBySchool, openScoreBook, type ScoreBook } from './score.ts'
import { judgeScore, judgeStep } from './suppress.ts'
import { type Thresholds, thresholdsFor } from './thresholds.ts'

type FrozenCell = Cell<{ readonly distribution: Distribution }>
type FrozenMove = Cell<{ readonly movement: Movement }>

/** One item of a cut as it was frozen. */
export interface FrozenRow {
  readonly key: string
  readonly cell: FrozenCell
  readonly steps: readonly { readonly from: number; readonly to: number; readonly movement: FrozenMove }[]
}

/** One fixed cut of a released round. */
export interface FrozenCut {
  /** School type or comparison group; null for the whole network. */
  readonly group: string | null
  readonly invited: number
  readonly responded: number
  /** Schools that also answered the round before; only of the network. */
  readonly matched?: number
  readonly rows: readonly FrozenRow[]
  /** Keys of rows that stayed as the release before this one showed them. */
  readonly carried: readonly string[]
}

/** A school type or comparison group. Schools move: who is in it is a fact of each round. */
export interface SchoolGroup {
  readonly name: string
  /** Members in the round that is released. */
  readonly schoolIds: readonly number[]
  /** Members in the rounds that it is set beside; where a round is absent they are the same schools. */
  readonly elsewhere?: readonly { readonly roundId: number; readonly schoolIds: readonly number[] }[]
}

/** Whether a school is in the group in a round; `releasedId` is the round whose release the group is part of. */
export function membersOf(
  { schoolIds, elsewhere = [] }: SchoolGroup,
  releasedId: number,
): (row: { readonly roundId: number; readonly schoolId: number }) => boolean {
  const released = new Set(schoolIds)
  const others = new Map(elsewhere.map((one) => [one.roundId, new Set(one.schoolIds)]))
  return ({ roundId, schoolId }) =>
    ((roundId === releasedId ? undefined : others.get(roundId)) ?? released).has(schoolId)
}

export interface FreezeInput {
  /** The round that is released, with the rounds that it is compared with; all of them released. */
  readonly input: ComparisonInput
  readonly roundId: number
  /** Schools that were invited to it. */
  readonly invited: readonly number[]
  readonly groups: readonly SchoolGroup[]
  /** What earlier releases of the instrument left, the newest of each place. */
  readonly guard: GuardState
  /** The cuts that an earlier release of this round showed. */
  readonly before: readonly FrozenCut[]
}

interface Work extends FreezeInput {
  readonly limits: Thresholds
  readonly bySchool: boolean
  readonly admit: (groups: readonly ShownGroup[]) => boolean
  readonly at: number
  /** What each school answered to an item in a round, by the place of the round. */
  readonly answers: (one: ItemSeries, round: number) => ReadonlyMap<number, Member>
}

interface Opened {
  readonly book: ScoreBook
  readonly series: readonly ItemSeries[]
  /** By index in the book. */
  readonly schoolIds: readonly number[]
  readonly isIn: ReturnType<typeof membersOf>
}

const everybody = () => true

function openCut(
  input: ComparisonInput,
  tallies: readonly Tally[],
  isIn: Opened['isIn'] = everybody,
): Opened {
  const book = openScoreBook({ ...input, tallies })
  return { book, series: compareItems(book), schoolIds: [...book.schoolIndex.keys()], isIn }
}

/** What each school answered to one item in one round, as text that differs when the answer does. */
function answersTo({ book }: Opened, round: number, item: string): Map<number, string> {
  const given = new Map<number, string>()
  for (const [definitionId, tallies] of book.rounds[round]?.byDefinition ?? []) {
    const slot = book.slotOf(definitionId, item)
    if (!slot) continue
    for (const { schoolId, counts } of tallies) {
      const values = slot.values.flatMap((value, index) => {
        const count = counts[slot.first + index] ?? 0
        return count === 0 ? [] : [count === 1 ? String(value) : `${value}*${count}`]
      })
      if ((counts[slot.answered] ?? 0) > 0)
        given.set(schoolId, [given.get(schoolId) ?? [], values].flat().join(' '))
    }
  }
  return given
}

/** Of everybody, once per item and round: a group is some of them. */
function openAnswers(input: ComparisonInput): Work['answers'] {
  const whole = openCut(input, input.tallies)
  const known = new Map<string, ReadonlyMap<number, Member>>()
  return (one, round) => {
    const key = placeOf(one, round)
    const found = known.get(key)
    if (found !== undefined) return found
    const score = whole.series.find(({ name }) => name === one.name)?.scores[round]
    const members = new Map<number, Member>()
    for (const [school, answer] of answersTo(whole, round, one.name)) {
      const index = whole.book.schoolIndex.get(school) ?? -1
      members.set(school, memberOf(school, answer, (score?.levels[index] ?? -1) >= 0))
    }
    known.set(key, members)
    return members
  }
}

function membersAt(work: Work, cut: Opened, one: ItemSeries, round: number): (index: number) => Member[] {
  const members = work.answers(one, round)
  const roundId = work.input.periods[round]?.roundId ?? 0
  return (index) => {
    const schoolId = cut.schoolIds[index] ?? 0
    const member = cut.isIn({ roundId, schoolId }) ? members.get(schoolId) : undefined
    return member === undefined ? [] : [member]
  }
}

const placeOf = (one: ItemSeries, roundId: number | undefined): string => `${one.name}@${roundId}`

function aboutRound(work: Work, cut: Opened, one: ItemSeries): ShownGroup[] {
  const members = membersAt(work, cut, one, work.at)
  return [
    {
      place: placeOf(one, work.roundId),
      kind: 'whole',
      members: cut.schoolIds.flatMap((_, index) => members(index)),
    },
  ]
}

function aboutStep(work: Work, cut: Opened, one: ItemSeries, step: number): ShownGroup[] {
  const matched = one.movements[step]?.matched
  const [then, now] = [membersAt(work, cut, one, step), membersAt(work, cut, one, step + 1)]
  const all = cut.schoolIds.map((_, index) => index)
  const both = all.filter((index) => then(index).length > 0 && now(index).length > 0)
  const held = all.filter((index) => matched?.[index] === 1)
  const [before, after] = [work.input.periods[step]?.roundId, work.input.periods[step + 1]?.roundId]
  const group = (
    place: string,
    kind: ShownGroup['kind'],
    who: readonly number[],
    of: typeof then,
  ): ShownGroup => ({
    place,
    kind,
    members: who.flatMap(of),
  })
  // Escapes are counted among those that answered both times; movement among those with two levels.
  return [
    group(placeOf(one, before), 'whole', both, then),
    group(placeOf(one, after), 'whole', both, now),
    group(placeOf(one, before), 'matched', held, then),
    group(placeOf(one, after), 'matched', held, now),
    group(`${placeOf(one, before)}>${after}`, 'whole', held, (index) => [
      `${then(index).join()}>${now(index).join()}`,
    ]),
  ]
}

const isShown = <T>(cell: Cell<T> | undefined): cell is Extract<Cell<T>, { kind: 'shown' }> =>
  cell?.kind === 'shown'

/** People who were added since the release before: nobody, or enough of them, and no answer was taken away. */
function addsEnough(before: Distribution, now: Distribution, minUnits: number): boolean {
  const counts = (one: Distribution) =>
    new Map([...one.levels, ...one.escapes].map((each) => [String(each.value), each.count]))
  const [then, later] = [counts(before), counts(now)]
  const grown = [...then].every(([value, count]) => (later.get(value) ?? 0) >= count)
  const added = now.n - before.n
  return grown && (added === 0 || added >= minUnits)
}

function cellOf(work: Work, cut: Opened, one: ItemSeries, known: FrozenCell | undefined): FrozenCell {
  const score = one.scores[work.at]
  const reason = judgeScore(score, work.input.periods[work.at], work.limits)
  if (reason || !score) return { kind: 'suppressed', reason: reason ?? 'not_asked' }
  const distribution = distributionOf(score)
  const safe = work.bySchool
    ? work.admit(aboutRound(work, cut, one))
    : !isShown(known) || addsEnough(known.distribution, distribution, work.limits.minUnits)
  return safe ? { kind: 'shown', distribution } : { kind: 'suppressed', reason: 'complementary' }
}

function moveOf(work: Work, cut: Opened, one: ItemSeries, step: number): FrozenMove {
  const reason = judgeStep(one, step, work.input.periods, work.limits, work.bySchool)
  const movement = one.movements[step]?.movement
  if (reason || !movement) return { kind: 'suppressed', reason: reason ?? 'not_applicable' }
  return work.admit(aboutStep(work, cut, one, step))
    ? { kind: 'shown', movement }
    : { kind: 'suppressed', reason: 'complementary' }
}

const hiddenForSize = new Set<SuppressionReason>(['too_few', 'too_few_matched', 'complementary'])
const isTooSmall = (cell: Cell<unknown>): boolean =>
  cell.kind === 'suppressed' && hiddenForSize.has(cell.reason)

/** What was shown stays shown when the new figure may not be. */
function freezeItem(work: Work, cut: Opened, one: ItemSeries, known: FrozenRow | undefined) {
  const cell = cellOf(work, cut, one, known?.cell)
  const kept = isTooSmall(cell) && isShown(known?.cell) ? known.cell : undefined
  let carried = kept !== undefined
  const steps = [work.at - 1, work.at].flatMap((step) => {
    const [from, to] = [work.input.periods[step]?.roundId, work.input.periods[step + 1]?.roundId]
    if (from === undefined || to === undefined) return []
    const movement = moveOf(work, cut, one, step)
    const old = known?.steps.find((each) => each.from === from && each.to === to)?.movement
    const keeps = isTooSmall(movement) && isShown(old)
    carried ||= keeps
    return [{ from, to, movement: keeps ? old : movement }]
  })
  return { row: { key: one.name, cell: kept ?? cell, steps } satisfies FrozenRow, carried }
}

function freezeCut(work: Work, group: SchoolGroup | undefined): FrozenCut {
  const ids = group && new Set(group.schoolIds)
  const isIn = group ? membersOf(group, work.roundId) : everybody
  const cut = openCut(work.input, work.input.tallies.filter(isIn), isIn)
  const name = group?.name ?? null
  const known = new Map(
    work.before.find((one) => one.group === name)?.rows.map((row) => [row.key, row] as const),
  )
  const items = cut.series.map((one) => freezeItem(work, cut, one, known.get(one.name)))
  const took = respondedTo(work, ids)
  const invited = ids ? work.invited.filter((id) => ids.has(id)).length : work.input.periods[work.at]?.invited
  const before = work.input.periods.slice(0, work.at + 1)
  return {
    group: name,
    invited: Math.max(invited ?? 0, ids ? took.length : 0),
    responded: ids ? took.length : (work.input.periods[work.at]?.responded ?? 0),
    ...(ids || before.length < 2 ? {} : { matched: countMatched(reduced(cut, before.length), before) }),
    rows: items.map(({ row }) => row).filter(({ cell, steps }) => wasAsked(cell, steps)),
    carried: items.flatMap(({ row, carried }) => (carried ? [row.key] : [])),
  }
}

const reduced = ({ book }: Opened, rounds: number): ScoreBook => ({
  ...book,
  rounds: book.rounds.slice(0, rounds),
})

const wasAsked = (cell: FrozenCell, steps: FrozenRow['steps']): boolean =>
  [cell, ...steps.map((step) => step.movement)].some(
    (one) => one.kind === 'shown' || one.reason !== 'not_asked',
  )

function respondedTo({ input, roundId }: FreezeInput, ids: ReadonlySet<number> | undefined): number[] {
  const took = input.tallies.filter(
    (t) => t.roundId === roundId && t.responses > 0 && t.schoolId !== 0 && (ids?.has(t.schoolId) ?? true),
  )
  return [...new Set(took.map((t) => t.schoolId))]
}

/** Groups whose size and answers may be told beside those of the network, largest first. */
function tellable(work: Work): SchoolGroup[] {
  const guard = openGuard(work.limits.minPart)
  const plain = (schools: readonly number[]) => schools.map((id) => memberOf(id, '', true))
  const about = (ids: ReadonlySet<number> | undefined): ShownGroup[] => [
    {
      place: 'invited',
      kind: 'whole',
      members: plain(work.invited.filter((id) => ids?.has(id) ?? true)),
    },
    { place: 'responded', kind: 'whole', members: plain(respondedTo(work, ids)) },
  ]
  guard.admit(about(undefined))
  return work.groups
    .toSorted((a, b) => b.schoolIds.length - a.schoolIds.length || (a.name < b.name ? -1 : 1))
    .filter(({ schoolIds }) => guard.admit(about(new Set(schoolIds))))
    .filter(({ schoolIds }) => respondedTo(work, new Set(schoolIds)).length > 0)
}

/**
 * The fixed cuts of a round that is being released: the network and, where schools answer, its school types
 * and comparison groups, each with the movement since the round before and until the round after. A figure is
 * shown when it is about enough units and the guard admits it beside everything that was shown before; the
 * network goes first, then the largest group. A figure of an earlier release of the same round stays when the
 * new one may not be shown. Returns the cuts and what the next release has to know.
 */
export function freezeRound(given: FreezeInput): { cuts: FrozenCut[]; guard: GuardState } {
  const { input } = given
  const limits = thresholdsFor({
    anonymityLevel: input.instrument.anonymityLevel,
    minUnits: input.minUnits,
    oneSchool: false,
  })
  const guard = openGuard(limits.minPart, given.guard)
  const work: Work = {
    ...given,
    limits,
    bySchool: countsBySchool(input),
    admit: (groups) => guard.admit(groups),
    at: input.periods.findIndex((period) => period.roundId === given.roundId),
    answers: openAnswers(input),
  }
  const groups = work.bySchool ? tellable(work) : []
  const cuts = [undefined, ...groups].map((group) => freezeCut(work, group))
  return { cuts, guard: guard.touched() }
}
