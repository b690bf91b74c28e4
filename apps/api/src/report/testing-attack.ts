import type { ComparisonRow, Distribution, Movement, RollUp, Share, Shares } from '@km/analysis'
import { type Equation, feasibleInterval, type Interval } from '@km/analysis/bounds'
import type { ComparisonView } from './schema.ts'

/**
 * The attacker of `attack.test.ts`. It knows more than anyone would: who is in which group, who answered what,
 * which schools a movement is about, which rounds were corrected and by whom. Unknown is what each other school
 * answered. It collects every figure that answers hold, takes away what it knows of its own schools, and looks
 * for a few schools about which the figures together tell more than figures about enough schools do.
 */

export type Answer = number | 'wn'
/** Per item and school index; absent: did not answer. */
export type Answers = Readonly<Record<string, readonly (Answer | undefined)[]>>

/** Everything that is true: per round what was answered, before and after a correction. */
export interface Truth {
  readonly items: readonly string[]
  /** By round id; the newest last. */
  readonly rounds: ReadonlyMap<number, readonly Answers[]>
  /** Who was in a group in a round. */
  readonly membersIn: (group: string, round: number) => readonly number[]
  readonly schools: number
}

/** A figure: these unknowns, each once, add up to it. */
interface Figure {
  /** What is counted: schools "op orde", or schools that went up. */
  readonly family: 'sufficient' | 'up'
  readonly unknowns: readonly string[]
  readonly equals: number
}

export interface Collected {
  readonly figures: Map<string, Figure>
  /** Shown figures that nothing true explains. */
  readonly wrong: string[]
  /** Figures of rounds that were not released. */
  readonly early: string[]
}

export const openCollection = (): Collected => ({ figures: new Map(), wrong: [], early: [] })

const isLevel = (one: Answer | undefined): one is number => typeof one === 'number'
const isSufficient = (one: Answer | undefined): boolean => isLevel(one) && one >= 3
const unknownOf = (item: string, round: number | string, school: number, answer: unknown): string =>
  `${item}@${round}#${school}:${answer}`
export const schoolOf = (unknown: string): number => Number(/#(\d+):/.exec(unknown)?.[1])

/** Who asks: which schools a figure is about, and what is known of it without asking. */
export interface Asker {
  readonly truth: Truth
  readonly own: readonly number[]
}

interface Explained {
  readonly sufficient: Figure
  readonly up?: Figure
}

const figure = (family: Figure['family'], unknowns: readonly string[], equals: number): Figure => ({
  family,
  unknowns,
  equals,
})

function explainRound(
  { truth }: Asker,
  item: string,
  round: number,
  who: readonly number[],
  fits: (n: number, sufficient: number) => boolean,
): Explained | undefined {
  for (const answers of truth.rounds.get(round) ?? []) {
    const given = who.filter((school) => answers[item]?.[school] !== undefined)
    const sufficient = given.filter((school) => isSufficient(answers[item]?.[school])).length
    if (!fits(given.length, sufficient)) continue
    const unknowns = given.map((school) => unknownOf(item, round, school, answers[item]?.[school]))
    return { sufficient: figure('sufficient', unknowns, sufficient) }
  }
  return undefined
}

type Moved = Pick<Movement, 'n' | 'up' | 'same' | 'down'> & { from?: number; to?: number }

function explainStep(
  { truth }: Asker,
  item: string,
  [from, to]: readonly [number, number],
  who: readonly number[],
  fits: (moved: Required<Moved>) => boolean,
): { from: Figure; to: Figure; up: Figure } | undefined {
  for (const then of truth.rounds.get(from) ?? [])
    for (const now of truth.rounds.get(to) ?? []) {
      const [a, b] = [then[item] ?? [], now[item] ?? []]
      const held = who.filter((school) => isLevel(a[school]) && isLevel(b[school]))
      const count = (test: (school: number) => boolean) => held.filter(test).length
      const up = count((s) => Number(b[s]) > Number(a[s]))
      const down = count((s) => Number(b[s]) < Number(a[s]))
      const moved = {
        ...{ n: held.length, up, down, same: held.length - up - down },
        ...{ from: count((s) => isSufficient(a[s])), to: count((s) => isSufficient(b[s])) },
      }
      if (!fits(moved)) continue
      return {
        from: figure(
          'sufficient',
          held.map((s) => unknownOf(item, from, s, a[s])),
          moved.from,
        ),
        to: figure(
          'sufficient',
          held.map((s) => unknownOf(item, to, s, b[s])),
          moved.to,
        ),
        up: figure(
          'up',
          held.map((s) => unknownOf(item, `${from}>${to}`, s, `${a[s]}>${b[s]}`)),
          up,
        ),
      }
    }
  return undefined
}

const keep = ({ figures }: Collected, one: Figure) =>
  figures.set(`${one.family} ${[...one.unknowns].sort().join(' ')} = ${one.equals}`, one)

const together = (parts: readonly Figure[]): Figure =>
  figure(
    parts[0]?.family ?? 'sufficient',
    parts.flatMap((one) => one.unknowns),
    parts.reduce((sum, one) => sum + one.equals, 0),
  )

/** Counts that a percentage with its n can stand for. */
function isShareOf(share: Share | undefined, count: number, of: number): boolean {
  if (share === undefined) return true
  const percent = of === 0 ? 0 : (100 * count) / of
  if (share === 'below_5') return percent < 5
  return share === 'above_95' ? percent > 95 : Math.round(percent) === share
}

/** What one answer of the server shows, in the terms of the truth. */
export function collect(
  into: Collected,
  asker: Asker,
  view: ComparisonView,
  group: string | undefined,
): void {
  const all = Array.from({ length: asker.truth.schools }, (_, index) => index)
  const candidates: Candidates = (rounds) => {
    const members = all.filter(
      (school) =>
        group === undefined || rounds.every((one) => asker.truth.membersIn(group, one).includes(school)),
    )
    // A coordinator's own group comes without the own school.
    return [members, members.filter((school) => !asker.own.includes(school))]
  }
  for (const row of view.rows) readRow(into, asker, view, row, candidates)
}

/** Whom a figure about these rounds may be about. */
type Candidates = (rounds: readonly number[]) => readonly (readonly number[])[]

const itemsUnder = (truth: Truth, row: ComparisonRow): readonly string[] =>
  truth.items.filter((item) => row.key === item || row.expectationCodes.includes(expectationOf(item)))

export const expectationOf = (item: string): string => `RE.${item.slice(1)}`

function readRow(
  into: Collected,
  asker: Asker,
  view: ComparisonView,
  row: ComparisonRow,
  candidatesIn: Candidates,
): void {
  const items = itemsUnder(asker.truth, row)
  // A question that is not attacked, such as the one about size.
  if (items.length === 0) return
  for (const [index, { cell, roundId, shares }] of row.periods.entries()) {
    if ((cell.kind === 'shown' || shares) && view.periods[index]?.released !== true)
      into.early.push(`${row.key} ${roundId}`)
    const told = cell.kind === 'shown' ? ('distribution' in cell ? cell.distribution : cell.rollUp) : shares
    if (told) readCell(into, asker, { row, items, roundId, told, candidates: candidatesIn([roundId]) })
  }
  for (const { movement: cell, fromRoundId, toRoundId, shares } of row.steps) {
    const told = cell.kind === 'shown' ? cell.movement : shares
    const step = [fromRoundId, toRoundId] as const
    if (told) readStep(into, asker, { row, items, step, told, candidates: candidatesIn(step) })
  }
}

interface Told<T> {
  readonly row: ComparisonRow
  readonly items: readonly string[]
  readonly told: T
  readonly candidates: readonly (readonly number[])[]
}

/** All ways to take some of the items, most first. */
const someOf = (items: readonly string[]): string[][] =>
  Array.from({ length: 2 ** items.length - 1 }, (_, code) =>
    items.filter((_, bit) => ((code + 1) >> bit) & 1),
  ).sort((a, b) => b.length - a.length)

function readCell(
  into: Collected,
  asker: Asker,
  { row, items, roundId, told, candidates }: Told<Distribution | RollUp | Shares> & { roundId: number },
): void {
  const sums = 'items' in told ? someOf(items).filter((some) => some.length === told.items.counted) : []
  const single = items.length === 1 ? [items.slice()] : []
  const target = (counts: readonly number[], sizes: readonly number[]): boolean => {
    const sum = counts.reduce((a, b) => a + b, 0)
    const size = sizes.reduce((a, b) => a + b, 0)
    if ('parts' in told) return told.n === size && isShareOf(told.sufficient, sum, size)
    return told.sufficient?.count === sum && ('answers' in told ? told.answers : told.n) === size
  }
  // Of added percentages it is not told of how many items; the same sums stand in the counts of others.
  if ('parts' in told && items.length > 1) return
  const ways = [...sums, ...single]
  for (const who of candidates)
    for (const some of ways) {
      const parts = explainAll(asker, some, roundId, who, target)
      if (!parts) continue
      keep(into, together(parts))
      return
    }
  into.wrong.push(`${row.key} in round ${roundId}: ${JSON.stringify(told)}`)
}

/** One version of the truth per item, so that all of them together fit. */
function explainAll(
  asker: Asker,
  items: readonly string[],
  roundId: number,
  who: readonly number[],
  target: (counts: readonly number[], sizes: readonly number[]) => boolean,
  done: readonly { figure: Figure; n: number }[] = [],
): Figure[] | undefined {
  const [item, ...rest] = items
  if (item === undefined) {
    const fits = target(
      done.map((one) => one.figure.equals),
      done.map((one) => one.n),
    )
    return fits ? done.map((one) => one.figure) : undefined
  }
  for (const answers of asker.truth.rounds.get(roundId) ?? []) {
    const n = who.filter((school) => answers[item]?.[school] !== undefined).length
    const only: Asker = { ...asker, truth: { ...asker.truth, rounds: new Map([[roundId, [answers]]]) } }
    const found = explainRound(only, item, roundId, who, () => true)
    const all =
      found && explainAll(asker, rest, roundId, who, target, [...done, { figure: found.sufficient, n }])
    if (all) return all
  }
  return undefined
}

function readStep(
  into: Collected,
  asker: Asker,
  { row, items, step, told, candidates }: Told<Movement | Shares> & { step: readonly [number, number] },
): void {
  if ('parts' in told && items.length > 1) return
  for (const who of candidates)
    for (const some of someOf(items)) {
      const parts = some.map((item) =>
        explainStep(asker, item, step, who, (moved) => (some.length > 1 ? true : fitsStep(told, moved))),
      )
      const whole = parts.every((one) => one !== undefined)
      if (!whole || (some.length > 1 && !fitsTogether(told, parts))) continue
      for (const kind of ['from', 'to', 'up'] as const) keep(into, together(parts.map((one) => one[kind])))
      return
    }
  into.wrong.push(`${row.key} in step ${step.join('>')}: ${JSON.stringify(told)}`)
}

function fitsStep(told: Movement | Shares, moved: Required<Moved>): boolean {
  if ('parts' in told) return told.n === moved.n && isShareOf(told.parts[0]?.share, moved.up, moved.n)
  return (
    told.n === moved.n &&
    told.up === moved.up &&
    told.down === moved.down &&
    told.from.count === moved.from &&
    told.to.count === moved.to
  )
}

function fitsTogether(
  told: Movement | Shares,
  parts: readonly { from: Figure; to: Figure; up: Figure }[],
): boolean {
  const sum = (kind: 'from' | 'to' | 'up') => together(parts.map((one) => one[kind])).equals
  if ('parts' in told) return true
  return told.up === sum('up') && told.from.count === sum('from') && told.to.count === sum('to')
}

/** The figures without what the asker knows of the own schools. */
function withoutOwn({ own }: Asker, figures: readonly Figure[]): Figure[] {
  const known = (unknown: string): number => {
    const [then = '', now] = /:(.*)$/.exec(unknown)?.[1]?.split('>') ?? []
    if (now !== undefined) return Number(now) > Number(then) ? 1 : 0
    return Number(then) >= 3 ? 1 : 0
  }
  return figures.map((one) => {
    const mine = one.unknowns.filter((unknown) => own.includes(schoolOf(unknown)))
    return {
      ...one,
      unknowns: one.unknowns.filter((unknown) => !own.includes(schoolOf(unknown))),
      equals: one.equals - mine.reduce((sum, unknown) => sum + known(unknown), 0),
    }
  })
}

const hasLevel = (unknown: string): boolean => !unknown.endsWith(':wn')

/** Unknowns that no figure tells apart. */
function partsOf(figures: readonly Figure[]): string[][] {
  const seen = new Map<string, number[]>()
  for (const [index, one] of figures.entries())
    for (const unknown of one.unknowns) seen.set(unknown, [...(seen.get(unknown) ?? []), index])
  const parts = new Map<string, string[]>()
  for (const [unknown, where] of seen) {
    const key = where.join()
    parts.set(key, [...(parts.get(key) ?? []), unknown])
  }
  return [...parts.values()]
}

function rankOf(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => [...row])
  let rank = 0
  for (let column = 0; column < (left[0]?.length ?? 0); column += 1) {
    const pivot = left.findIndex((row, index) => index >= rank && Math.abs(row[column] ?? 0) > 1e-9)
    const found = left[pivot]
    const top = left[rank]
    if (!found || !top) continue
    left[pivot] = top
    left[rank] = found
    for (const [index, row] of left.entries()) {
      if (index <= rank) continue
      const factor = (row[column] ?? 0) / (found[column] ?? 1)
      if (factor === 0) continue
      for (let at = column; at < row.length; at += 1) row[at] = (row[at] ?? 0) - factor * (found[at] ?? 0)
    }
    rank += 1
  }
  return rank
}

/** Every set of parts with at least one and fewer than `below` schools. */
function fewOf(parts: readonly (readonly string[])[], below: number, from = 0): (readonly string[])[][] {
  return parts.flatMap((part, index) => {
    if (index < from || part.length >= below) return []
    return [[part], ...fewOf(parts, below - part.length, index + 1).map((rest) => [part, ...rest])]
  })
}

/** A few schools of which some sum or difference of figures is about nobody else. */
function bySubtraction(figures: readonly Figure[], below: number): string | undefined {
  const parts = partsOf(figures)
  // Who gave an escape beside all that are matched is not told by it how good it is.
  const small = parts.filter((part) => part.length < below && part.some(hasLevel))
  if (small.length === 0) return undefined
  const place = (part: readonly string[]) => part[0]?.split('#')[0]
  const rows = figures.map((one) => {
    const held = new Set(one.unknowns)
    return parts.map((part) => (held.has(part[0] ?? '') ? 1 : 0))
  })
  const whole = rankOf(rows)
  const told = (some: readonly (readonly string[])[]): boolean => {
    const outside = parts.map((part, index) => ({ part, index })).filter(({ part }) => !some.includes(part))
    return rankOf(rows.map((row) => outside.map(({ index }) => row[index] ?? 0))) < whole
  }
  const places = new Map<string | undefined, string[][]>()
  for (const part of small) places.set(place(part), [...(places.get(place(part)) ?? []), part])
  for (const own of places.values())
    for (const some of fewOf(own, below)) if (told(some)) return some.flat().join(' ')
  return undefined
}

/** What figures about enough schools allow to be said of a few of them: only what holds for all. */
function allowed(few: readonly string[], parts: readonly Part[], below: number): Interval {
  return parts.reduce(
    (sum, { members, count }) => {
      const k = few.filter((unknown) => members.includes(unknown)).length
      if (k === 0) return sum
      if (members.length < below && members.some(hasLevel)) return { min: sum.min, max: sum.max + k }
      return {
        min: sum.min + Math.max(0, count - (members.length - k)),
        max: sum.max + Math.min(k, count),
      }
    },
    { min: 0, max: 0 },
  )
}

interface Part {
  readonly members: readonly string[]
  /** How it truly is. */
  readonly count: number
}

const truly = (family: Figure['family'], unknown: string): number => {
  const [then = '', now] = /:(.*)$/.exec(unknown)?.[1]?.split('>') ?? []
  return family === 'up' ? Number(Number(now) > Number(then)) : Number(Number(then) >= 3)
}

/** Few schools whose count the exact solver bounds more narrowly than is allowed. */
function byBounds(family: Figure['family'], figures: readonly Figure[], below: number): string[] {
  const found: string[] = []
  const parts = partsOf(figures).map((members): Part => {
    return { members, count: members.reduce((sum, unknown) => sum + truly(family, unknown), 0) }
  })
  const partOf = new Map(parts.flatMap((part, index) => part.members.map((one) => [one, index] as const)))
  // The target stands apart from the rest of its part, as an unknown of its own.
  for (const [index, part] of parts.entries()) {
    const few = part.members.slice(0, Math.min(part.members.length, below - 1))
    const rest = part.members.length - few.length
    const unknowns = [
      ...parts.map((one) => ({ min: 0, max: one.members.length })),
      { min: 0, max: few.length },
    ]
    unknowns[index] = { min: 0, max: rest }
    const equations: Equation[] = figures.map((one) => {
      const held = [...new Set(one.unknowns.map((unknown) => partOf.get(unknown) ?? 0))]
      return { unknowns: held.includes(index) ? [...held, parts.length] : held, equals: one.equals }
    })
    const interval = feasibleInterval(unknowns, equations, parts.length)
    const limit = allowed(few, parts, below)
    if (!interval || interval.min > limit.min || interval.max < limit.max) found.push(few.join(' '))
  }
  return found
}

/** Few schools about which the asker learned more than figures about `below` and more others would tell. */
export function findLeaks(collected: Collected, asker: Asker, below: number): string[] {
  const all = [...collected.figures.values()]
  return (['sufficient', 'up'] as const).flatMap((family) => {
    const own = withoutOwn(
      asker,
      all.filter((one) => one.family === family),
    ).filter((one) => one.unknowns.length > 0)
    const told = bySubtraction(own, below)
    return told === undefined ? byBounds(family, own, below) : [told]
  })
}
