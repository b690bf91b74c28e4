import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Equation, feasibleInterval, type Interval } from './bounds.ts'
import { buildComparison } from './build-comparison.ts'
import { cohort, defineVersion, period, scoredItem, tally } from './cohort.ts'
import type { Comparison, ComparisonInput, ComparisonRow } from './model.ts'

/**
 * The proof of design by attack. The attacker knows who took part and who answered what kind of answer, sees
 * the comparison at all four levels, and solves for every hidden count exactly (`bounds.ts`). Unknown is how
 * many schools of a part answered "op orde" or higher; parts are made by all matched groups, hidden ones too.
 */
const items = ['KM_OL_D_1', 'KM_OL_D_2']
const rounds = [0, 1, 2]
const definition = defineVersion(
  1,
  '1.0',
  items.map((name) => scoredItem(name)),
)

type Answer = number | 'wn' | undefined
/** answers[item][round][school] */
type Cohort = readonly (readonly (readonly Answer[])[])[]

const answer = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(1, 2, 3, 4) },
  { weight: 1, arbitrary: fc.constantFrom<Answer>('wn', undefined) },
)
/** Mostly everyone takes part, so that the remainders are small. */
const takesPart = fc.oneof(
  { weight: 5, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
)
const cohorts: fc.Arbitrary<Cohort> = fc.integer({ min: 4, max: 16 }).chain((schools) => {
  const perSchool = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: schools, maxLength: schools })
  const present = fc.tuple(...rounds.map(() => perSchool(takesPart)))
  const given = fc.tuple(...items.map(() => fc.tuple(...rounds.map(() => perSchool(answer)))))
  const thorough = fc.constantFrom(true, true, false)
  return fc.tuple(present, given, thorough).map(([there, said, all]) =>
    said.map((byRound) =>
      byRound.map((bySchool, round) =>
        bySchool.map((one, school) => {
          if (!there[round]?.[school]) return undefined
          return all && typeof one !== 'number' ? 3 : one
        }),
      ),
    ),
  )
})

function inputOf(answers: Cohort, more: Partial<ComparisonInput>): ComparisonInput {
  const schools = answers[0]?.[0]?.map((_, school) => school) ?? []
  const tallies = rounds.flatMap((round) =>
    schools.flatMap((school) => {
      const given = Object.fromEntries(items.map((name, item) => [name, answers[item]?.[round]?.[school]]))
      const took = Object.values(given).some((one) => one !== undefined)
      return took ? [tally(definition, round + 1, school + 1, [given])] : []
    }),
  )
  return cohort({ definitions: [definition], tallies, periods: rounds.map((r) => period(r + 1)), more })
}

interface Part {
  readonly item: number
  readonly round: number
  /** Matched with the round before, with the round after. */
  readonly earlier: boolean
  readonly later: boolean
  readonly size: number
  readonly sufficient: number
}

const isLevel = (one: Answer): one is number => typeof one === 'number'

function partsOf(answers: Cohort): Part[] {
  return answers.flatMap((byRound, item) =>
    byRound.flatMap((bySchool, round) => {
      const membership = bySchool.map((one, school) => ({
        level: isLevel(one) ? one : undefined,
        earlier: isLevel(byRound[round - 1]?.[school]),
        later: isLevel(byRound[round + 1]?.[school]),
      }))
      return [false, true].flatMap((earlier) =>
        [false, true].flatMap((later): Part[] => {
          const held = membership.filter(
            (one) => one.level !== undefined && one.earlier === earlier && one.later === later,
          )
          const sufficient = held.filter((one) => (one.level ?? 0) >= 3).length
          return held.length === 0 ? [] : [{ item, round, earlier, later, size: held.length, sufficient }]
        }),
      )
    }),
  )
}

/** What the rows of one level say about the parts; roll-ups are tried with all items and with the shown ones. */
function readRow(
  row: ComparisonRow,
  of: readonly number[],
  shown: Shown,
  parts: readonly Part[],
): Equation[] {
  const where = (test: (part: Part) => boolean) => parts.flatMap((part, index) => (test(part) ? [index] : []))
  const inRounds = row.periods.flatMap(({ cell }, round): Equation[] => {
    if (cell.kind !== 'shown') return []
    const counted = 'distribution' in cell ? cell.distribution : cell.rollUp
    const used = 'rollUp' in cell && cell.rollUp.items.counted < of.length ? of.filter(shown.throughout) : of
    const unknowns = where((part) => part.round === round && used.includes(part.item))
    return [{ unknowns, equals: counted.sufficient?.count ?? 0 }]
  })
  const between = row.steps.flatMap(({ movement: cell }, step): Equation[] => {
    if (cell.kind !== 'shown') return []
    const size = (used: readonly number[]) =>
      parts.reduce((n, p) => (p.round === step && p.later && used.includes(p.item) ? n + p.size : n), 0)
    const used = size(of) === cell.movement.pairs ? of : of.filter((item) => shown.step(item, step))
    return [
      {
        unknowns: where((p) => p.round === step && p.later && used.includes(p.item)),
        equals: cell.movement.from.count,
      },
      {
        unknowns: where((p) => p.round === step + 1 && p.earlier && used.includes(p.item)),
        equals: cell.movement.to.count,
      },
    ]
  })
  return [...inRounds, ...between]
}

interface Shown {
  readonly period: (item: number, round: number) => boolean
  readonly step: (item: number, step: number) => boolean
  readonly throughout: (item: number) => boolean
}

function shownIn(comparison: Comparison): Shown {
  const row = (item: number) => comparison.rows.find(({ key }) => key === items[item])
  const isShown = (item: number, round: number) => row(item)?.periods[round]?.cell.kind === 'shown'
  return {
    period: isShown,
    step: (item, step) => row(item)?.steps[step]?.movement.kind === 'shown',
    throughout: (item) => rounds.every((round) => isShown(item, round)),
  }
}

const sizeOf = (some: readonly Part[]) => some.reduce((n, part) => n + part.size, 0)

/** Groups of schools whose sum may be known: the visible parts, or all together when one of those is small. */
function knownGroups(whole: readonly Part[], shown: Shown, below: number): Part[][] {
  const visible = (p: Part) =>
    `${p.earlier && shown.step(p.item, p.round - 1)} ${p.later && shown.step(p.item, p.round)}`
  const apart = [...new Set(whole.map(visible))].map((key) => whole.filter((p) => visible(p) === key))
  return apart.some((one) => sizeOf(one) < below) ? [[...whole]] : apart
}

/** What aggregates over enough schools allow to be said about a few of them: only what holds for all. */
function allowedFor(group: readonly Part[], parts: readonly Part[], shown: Shown, below: number): Interval {
  const [first] = group
  if (!first) return { min: 0, max: 0 }
  const whole = parts.filter((part) => part.item === first.item && part.round === first.round)
  if (!shown.period(first.item, first.round)) return { min: 0, max: sizeOf(group) }
  return knownGroups(whole, shown, below).reduce(
    (sum, around) => {
      const k = sizeOf(group.filter((part) => around.includes(part)))
      const count = around.reduce((n, part) => n + part.sufficient, 0)
      return {
        min: sum.min + Math.max(0, count - (sizeOf(around) - k)),
        max: sum.max + Math.min(k, count),
      }
    },
    { min: 0, max: 0 },
  )
}

function smallGroups(parts: readonly Part[], below: number): Part[][] {
  return items.flatMap((_, item) =>
    rounds.flatMap((round) => {
      const own = parts.filter((part) => part.item === item && part.round === round)
      return Array.from({ length: 2 ** own.length - 1 }, (_, code) =>
        own.filter((_, bit) => ((code + 1) >> bit) & 1),
      ).filter((group) => sizeOf(group) < below)
    }),
  )
}

function attack(answers: Cohort, seen: Partial<ComparisonInput>, below: number) {
  const level = (name: Comparison['level']) => buildComparison(inputOf(answers, { ...seen, level: name }))
  const [byItem, byExpectation, bySubdomain, byDomain] = [
    level('item'),
    level('expectation'),
    level('subdomain'),
    level('domain'),
  ]
  const parts = partsOf(answers)
  const shown = shownIn(byItem)
  const equations = [
    ...[byItem, byExpectation].flatMap(({ rows }) =>
      rows.flatMap((row, item) => readRow(row, [item], shown, parts)),
    ),
    ...[bySubdomain, byDomain].flatMap(({ rows }) =>
      rows.flatMap((row) => readRow(row, [0, 1], shown, parts)),
    ),
  ]
  const groups = smallGroups(parts, below)
  const told = groups.filter((group) => {
    const size = sizeOf(group)
    const held = group.map((part) => parts.indexOf(part))
    // The rest of the group is one more unknown, so that the group's own count has an interval.
    const system = [...equations, { unknowns: [...held, parts.length], equals: size }]
    const unknowns = [...parts.map((part) => ({ min: 0, max: part.size })), { min: 0, max: size }]
    const rest = feasibleInterval(unknowns, system, parts.length)
    const allowed = allowedFor(group, parts, shown, below)
    return !rest || size - rest.max > allowed.min || size - rest.min < allowed.max
  })
  return { groups: groups.length, told: told.length }
}

const runs = { seed: 20260303, numRuns: 80 }

// The search is exact and thorough: give it time on a busy machine.
describe('suppression', { timeout: 120_000 }, () => {
  it.each([5, 6])(
    'tells nothing more about fewer than %i schools than what holds for enough schools',
    (min) => {
      let groups = 0
      fc.assert(
        fc.property(cohorts, (answers) => {
          const found = attack(answers, { minUnits: min }, min)
          groups += found.groups
          expect(found.told).toBe(0)
        }),
        runs,
      )
      expect(groups).toBeGreaterThan(1000)
    },
  )

  it('shows of an earlier step exactly what it showed before a later round was there', () => {
    const movements = (answers: Cohort, until: number) => {
      const input = inputOf(answers, { minUnits: 5 })
      const { rows } = buildComparison({ ...input, periods: input.periods.slice(0, until) })
      return rows.map((row) => row.steps[0]?.movement)
    }
    fc.assert(
      fc.property(cohorts, (answers) => {
        expect(movements(answers, 3)).toEqual(movements(answers, 2))
      }),
      runs,
    )
  })

  it('would be caught by this proof if it were left out', () => {
    const told = fc
      .sample(cohorts, runs)
      .reduce((sum, answers) => sum + (attack(answers, { minUnits: 1 }, 5).told > 0 ? 1 : 0), 0)
    expect(told).toBeGreaterThan(20)
  })
})
