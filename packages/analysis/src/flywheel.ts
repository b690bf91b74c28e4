import { answeredEnough } from './distribution.ts'
import type { ComparisonInput, SuppressionReason } from './model.ts'
import { lowerMedian } from './quantile.ts'
import { openScoreBook, type ScoreBook, scoreItem } from './score.ts'

export interface FlywheelInput {
  /** Released rounds of the visits, oldest first, with their tallies per school. */
  readonly counting: ComparisonInput
  /** In their order, each with the names of its questions. */
  readonly phases: readonly { readonly name: string; readonly items: readonly string[] }[]
  /** Fewest schools of which something is said. */
  readonly minUnits: number
  /** Every rest that is left of a round beside its matched schools is empty or at least this; 0: no rule. */
  readonly minPart: number
}

type Shown<T> =
  | ({ readonly kind: 'shown' } & T)
  | { readonly kind: 'suppressed'; readonly reason: SuppressionReason }

export interface Flywheel {
  readonly phases: readonly string[]
  readonly years: readonly {
    readonly roundId: number
    readonly cell: Shown<{
      /** Schools whose stage is known; `unknown` comes on top. */
      readonly n: number
      readonly unknown: number
      /** Per number of phases in order that are "op orde", from none to all: how many schools. */
      readonly stages: readonly number[]
    }>
  }[]
  /** From each round to the next, of schools whose stage is known in both. */
  readonly steps: readonly {
    readonly movement: Shown<{
      readonly n: number
      readonly up: number
      readonly same: number
      readonly down: number
    }>
  }[]
}

/** Lower median of the levels that one school got in a phase, as a place in the scale; undefined: too few levels. */
function phaseLevel(levels: readonly number[]): number | undefined {
  const given = levels.filter((level) => level >= 0)
  if (!answeredEnough(given.length, levels.length)) return undefined
  const counts = Array.from({ length: Math.max(...given) + 1 }, () => 0)
  for (const level of given) counts[level] = (counts[level] ?? 0) + 1
  return lowerMedian(counts)
}

/** Stage of each school that was visited in a round: how many phases in order are "op orde"; -1: not to be said. */
function stagesIn(book: ScoreBook, input: FlywheelInput, round: number): Map<number, number> {
  const scores = input.phases.map(({ items }) => items.flatMap((item) => scoreItem(book, round, item) ?? []))
  const sufficient = (place: number): boolean => {
    const scale = scores[0]?.[0]?.scale
    const value = scale?.levels[place]?.value
    return value !== undefined && (scale?.sufficient.map(String).includes(String(value)) ?? false)
  }
  const stages = new Map<number, number>()
  for (const [schoolId, at] of book.schoolIndex) {
    if ((book.rounds[round]?.responses[at] ?? 0) === 0) continue
    let stage = 0
    for (const phase of scores) {
      const level = phaseLevel(phase.map((one) => one.levels[at] ?? -1))
      if (level === undefined) stage = -1
      if (level === undefined || !sufficient(level)) break
      stage += 1
    }
    stages.set(schoolId, stage)
  }
  return stages
}

function cellOf(stages: ReadonlyMap<number, number>, input: FlywheelInput) {
  const known = [...stages.values()].filter((stage) => stage >= 0)
  if (stages.size === 0) return { kind: 'suppressed', reason: 'no_answers' } as const
  const unknown = stages.size - known.length
  if (known.length < input.minUnits || (unknown > 0 && unknown < input.minPart))
    return { kind: 'suppressed', reason: 'too_few' } as const
  const counts = Array.from(
    { length: input.phases.length + 1 },
    (_, stage) => known.filter((one) => one === stage).length,
  )
  return { kind: 'shown', n: known.length, unknown, stages: counts } as const
}

function moveOf(
  before: ReadonlyMap<number, number>,
  now: ReadonlyMap<number, number>,
  { minUnits, minPart }: FlywheelInput,
) {
  const moves = [...now].flatMap(([school, stage]) => {
    const then = before.get(school) ?? -1
    return stage < 0 || then < 0 ? [] : [Math.sign(stage - then)]
  })
  const tooSmall = (rest: number) => rest > 0 && rest < minPart
  if (moves.length < minUnits) return { kind: 'suppressed', reason: 'too_few_matched' } as const
  if (tooSmall(before.size - moves.length) || tooSmall(now.size - moves.length))
    return { kind: 'suppressed', reason: 'complementary' } as const
  const count = (way: number) => moves.filter((one) => one === way).length
  return { kind: 'shown', n: moves.length, up: count(1), same: count(0), down: count(-1) } as const
}

/**
 * Where schools stand in the flywheel, over the years. A phase is "op orde" for a school when the lower median
 * of its levels is (R `quantile(type = 1)`; at least two thirds of its questions got a level); the stage of a
 * school is how many phases in order are, from the first. A school that was visited twice in a round, or of
 * which too little was said, has no stage and is counted apart. Movement is of schools with a stage in both.
 * Source: the phases of the visit form; the median rule of the monitor, section b.4. Suppressed last.
 */
export function buildFlywheel(input: FlywheelInput): Flywheel {
  const book = openScoreBook(input.counting)
  const stages = input.counting.periods.map((_, round) => stagesIn(book, input, round))
  return {
    phases: input.phases.map((phase) => phase.name),
    years: input.counting.periods.map(({ roundId }, round) => ({
      roundId,
      cell: cellOf(stages[round] ?? new Map(), input),
    })),
    steps: stages.slice(1).map((now, at) => ({ movement: moveOf(stages[at] ?? new Map(), now, input) })),
  }
}
