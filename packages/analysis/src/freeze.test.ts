import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Equation, feasibleInterval } from './bounds.ts'
import { cohort, defineVersion, period, scoredItem, tally } from './cohort.ts'
import { type FrozenCut, freezeRound } from './freeze.ts'
import type { Movement } from './model.ts'

/*
 * Up, same and down together with the distributions: the attacker writes for every part of the schools how
 * many went from which level to which, and solves for the parts exactly. Two rounds; schools come, go and are
 * put in another group.
 */
const item = 'KM_OL_D_1'
const definition = defineVersion(1, '1.0', [scoredItem(item)])
const minUnits = 6
type Answer = number | 'wn' | undefined
interface School {
  readonly early: Answer
  readonly now: Answer
  readonly group: string
  /** In the first round. */
  readonly groupThen: string
}
type Schools = readonly School[]

type FreezeGiven = Parameters<typeof freezeRound>[0]

function freeze(schools: Schools, least = minUnits) {
  const tallies = schools.flatMap(({ early, now }, at) =>
    [early, now].flatMap((given, round) =>
      given === undefined ? [] : [tally(definition, round + 1, at + 1, [{ [item]: given }])],
    ),
  )
  const of = (name: string, when: 'group' | 'groupThen') =>
    schools.flatMap((one, at) => (one[when] === name ? [at + 1] : []))
  const then = ['a', 'b'].map((name) => ({ name, schoolIds: of(name, 'groupThen') }))
  const groups = then.map(({ name, schoolIds }) => ({
    ...{ name, schoolIds: of(name, 'group') },
    elsewhere: [{ roundId: 1, schoolIds }],
  }))
  const invited = schools.map((_, at) => at + 1)
  const release = (rounds: readonly number[], guard: FreezeGiven['guard'], groups: FreezeGiven['groups']) =>
    freezeRound({
      input: cohort({
        definitions: [definition],
        tallies: tallies.filter((one) => rounds.includes(one.roundId)),
        periods: rounds.map((round) => period(round)),
        more: { minUnits: least },
      }),
      roundId: rounds.at(-1) ?? 0,
      ...{ invited, groups, guard, before: [] },
    })
  const first = release([1], {}, then)
  const second = release([1, 2], first.guard, groups)
  return { first: first.cuts, second: second.cuts }
}

const isLevel = (one: Answer): one is number => typeof one === 'number'
const cutOf = (cuts: readonly FrozenCut[], group: string | null) =>
  cuts.find((cut) => cut.group === group)?.rows.find((row) => row.key === item)

interface Part {
  readonly schools: readonly number[]
  readonly early: boolean
  readonly now: boolean
}

/** Two levels each: below or at "op orde"; a school with both goes up, down or nowhere in one of eight ways. */
const ways = ['LLu', 'LLs', 'LLd', 'SSu', 'SSs', 'SSd', 'LSu', 'SLd'] as const

/** What is asked: of the schools that a group holds beside what is shown, how many were "op orde" in the first round. */
function bounds(schools: Schools, cuts: ReturnType<typeof freeze>, few: readonly number[]) {
  const unknowns: { min: number; max: number }[] = []
  const ids = new Map<string, number>()
  const parts = new Map<string, Part>()
  for (const [at, { early, now, group, groupThen }] of schools.entries()) {
    const key = [isLevel(early), isLevel(now), groupThen, group, few.includes(at)].join()
    const known = parts.get(key)?.schools ?? []
    parts.set(key, { schools: [...known, at], early: isLevel(early), now: isLevel(now) })
  }
  const idOf = (key: string, way: string) => {
    const name = `${key} ${way}`
    const id = ids.get(name) ?? unknowns.length
    if (!ids.has(name)) unknowns.push({ min: 0, max: parts.get(key)?.schools.length ?? 0 })
    ids.set(name, id)
    return id
  }
  const equations: Equation[] = []
  const waysOf = ({ early, now }: Part): readonly string[] =>
    early && now ? ways : early ? ['L.', 'S.'] : now ? ['.L', '.S'] : []
  for (const [key, part] of parts)
    if (waysOf(part).length > 0)
      equations.push({ unknowns: waysOf(part).map((way) => idOf(key, way)), equals: part.schools.length })
  /** `rounds`: in which of the two the schools were in the group. */
  const add = (
    { group, rounds }: { readonly group: string | null; readonly rounds: readonly number[] },
    test: (way: string, part: Part) => boolean,
    equals: number,
  ) => {
    const held = [...parts].filter(
      ([key]) => group === null || rounds.every((round) => key.split(',')[1 + round] === group),
    )
    const matching = held.flatMap(([key, part]) =>
      waysOf(part)
        .filter((way) => test(way, part))
        .map((way) => idOf(key, way)),
    )
    equations.push({ unknowns: matching, equals })
  }
  const both = (part: Part) => part.early && part.now
  for (const group of [null, 'a', 'b']) {
    const [early, now] = [cutOf(cuts.first, group), cutOf(cuts.second, group)]
    if (early?.cell.kind === 'shown')
      add(
        { group, rounds: [1] },
        (way, part) => part.early && way[0] === 'S',
        early.cell.distribution.sufficient?.count ?? 0,
      )
    if (now?.cell.kind === 'shown')
      add(
        { group, rounds: [2] },
        (way, part) => part.now && way[1] === 'S',
        now.cell.distribution.sufficient?.count ?? 0,
      )
    const moved = now?.steps[0]?.movement
    if (moved?.kind !== 'shown') continue
    const { up, same, down, from, to }: Movement = moved.movement
    const held = { group, rounds: [1, 2] }
    add(held, (way, part) => both(part) && way.endsWith('u'), up)
    add(held, (way, part) => both(part) && way.endsWith('s'), same)
    add(held, (way, part) => both(part) && way.endsWith('d'), down)
    add(held, (way, part) => both(part) && way[0] === 'S', from.count)
    add(held, (way, part) => both(part) && way[1] === 'S', to.count)
  }
  const asked = [...parts].filter(([, part]) => part.early && part.schools.every((at) => few.includes(at)))
  const counted = asked.flatMap(([key, part]) =>
    waysOf(part)
      .filter((way) => way[0] === 'S')
      .map((way) => idOf(key, way)),
  )
  const size = asked.reduce((sum, [, part]) => sum + part.schools.length, 0)
  unknowns.push({ min: 0, max: size })
  equations.push({ unknowns: [...counted, unknowns.length - 1], equals: size })
  const rest = feasibleInterval(unknowns, equations, unknowns.length - 1)
  return rest && { min: size - rest.max, max: size - rest.min, size }
}

const answer = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Answer>(1, 2, 3, 4) },
  { weight: 1, arbitrary: fc.constantFrom<Answer>('wn', undefined) },
)
/** Both levels occur among enough schools, so that nothing holds for all. */
const mixed = (given: readonly Answer[]) => {
  const levels = given.filter(isLevel)
  const high = levels.filter((level) => level >= 3).length
  return high >= 5 && levels.length - high >= 5
}
/** Of each six schools `moving` changed groups between the rounds, on average. */
const networksWith = (moving: number): fc.Arbitrary<Schools> =>
  fc
    .array(fc.record({ early: answer, now: answer, group: fc.constantFrom('a', 'a', 'b'), die: fc.nat(5) }), {
      minLength: 12,
      maxLength: 15,
    })
    .map((schools) =>
      schools.map(({ die, ...one }) => ({
        ...one,
        groupThen: die >= moving ? one.group : one.group === 'a' ? 'b' : 'a',
      })),
    )
    .filter((schools) => mixed(schools.map((one) => one.early)))

/** One school, and those that came or went: whoever stands alone beside the rest. */
const alone = (schools: Schools): number[][] => {
  const apart = schools.flatMap(({ early, now }, at) => (isLevel(early) && !isLevel(now) ? [at] : []))
  const first = schools.findIndex(({ early }) => isLevel(early))
  return [[first], apart].filter((few) => few.length > 0 && few.length < 5)
}

describe('the cuts of two releases', { timeout: 120_000 }, () => {
  it('with up, same and down leave of one school, or of those who left, every answer possible', () => {
    let [shown, apart, regrouped] = [0, 0, 0]
    fc.assert(
      fc.property(networksWith(1), (schools) => {
        const cuts = freeze(schools)
        const moved = cutOf(cuts.second, null)?.steps[0]?.movement.kind === 'shown'
        if (moved) shown += 1
        if (cuts.second.length > 1 && schools.some((one) => one.group !== one.groupThen)) regrouped += 1
        for (const few of alone(schools)) {
          const found = bounds(schools, cuts, few)
          expect(found).toBeDefined()
          // Beside figures of the network alone, with both kinds of answers, any few may have any of them.
          if (moved || cuts.first.length > 1 || cuts.second.length > 1) continue
          apart += 1
          expect(found).toEqual({ min: 0, max: few.length, size: few.length })
        }
      }),
      { seed: 20261125, numRuns: 60 },
    )
    expect([shown > 0, apart > 20, regrouped > 0]).toEqual([true, true, true])
  })

  it('would tell who left if the guard were off', () => {
    const told = fc.sample(networksWith(0), { seed: 20261125, numRuns: 20 }).filter((schools) => {
      const cuts = freeze(schools, 5)
      const off = { ...cuts, second: withMovement(schools, cuts.second) }
      return alone(schools).some((few) => {
        const found = bounds(schools, off, few)
        return found !== undefined && few.length > 1 && found.min === found.max
      })
    })
    expect(told.length).toBeGreaterThan(0)
  })
})

/** The movement of the network as a leaky program would show it. */
function withMovement(schools: Schools, cuts: readonly FrozenCut[]): FrozenCut[] {
  const held = schools.filter(({ early, now }) => isLevel(early) && isLevel(now))
  const count = (test: (early: number, now: number) => boolean) =>
    held.filter(({ early, now }) => test(Number(early), Number(now))).length
  const movement: Movement = {
    ...{ n: held.length, pairs: held.length, escapes: 0 },
    ...{ up: count((a, b) => b > a), same: count((a, b) => b === a), down: count((a, b) => b < a) },
    from: { count: count((a) => a >= 3), of: held.length },
    to: { count: count((_, b) => b >= 3), of: held.length },
  }
  return cuts.map((cut) => ({
    ...cut,
    rows: cut.rows.map((row) => ({
      ...row,
      steps: cut.group === null ? [{ from: 1, to: 2, movement: { kind: 'shown', movement } }] : row.steps,
    })),
  }))
}
