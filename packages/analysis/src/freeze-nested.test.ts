import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cohort, defineVersion, period, scoredItem, tally } from './cohort.ts'
import { type FrozenCut, freezeRound, type SchoolGroup } from './freeze.ts'

/*
 * Groups within groups, as type and size are, whose members change between the rounds. Whatever is shown
 * divides the schools that answered in parts; found here by putting schools together that the same figures
 * hold. Each part is to hold six, over both releases.
 */
const item = 'KM_OL_D_1'
const definition = defineVersion(1, '1.0', [scoredItem(item)])

interface School {
  readonly type: string
  /** In each round; '' where it is not known. */
  readonly sizes: readonly string[]
  /** Per round; absent: did not answer. */
  readonly levels: readonly (number | undefined)[]
}
type Schools = readonly School[]
const rounds = [1, 2] as const

const groupsAt = ({ type, sizes }: School, round: number): readonly string[] => {
  const size = sizes[round - 1] ?? ''
  return size === '' ? [type] : [type, `${type} ${size}`]
}
const idsIn = (schools: Schools, name: string, round: number) =>
  schools.flatMap((one, at) => (groupsAt(one, round).includes(name) ? [at + 1] : []))

function groupsOf(schools: Schools, round: number): SchoolGroup[] {
  const names = new Set(schools.flatMap((one) => groupsAt(one, round)))
  return [...names].map((name) => ({
    name,
    schoolIds: idsIn(schools, name, round),
    elsewhere: rounds
      .filter((other) => other < round)
      .map((other) => ({ roundId: other, schoolIds: idsIn(schools, name, other) })),
  }))
}

/** Two releases; without `guarded` each group is held against the network alone. */
function release(schools: Schools, guarded: boolean): FrozenCut[][] {
  const tallies = schools.flatMap(({ levels }, at) =>
    levels.flatMap((level, index) =>
      level === undefined ? [] : [tally(definition, index + 1, at + 1, [{ [item]: level }])],
    ),
  )
  const freeze = (
    round: number,
    groups: readonly SchoolGroup[],
    guard: Parameters<typeof freezeRound>[0]['guard'],
  ) =>
    freezeRound({
      input: cohort({
        definitions: [definition],
        tallies: tallies.filter((one) => one.roundId <= round),
        periods: rounds.filter((one) => one <= round).map((one) => period(one)),
        more: { minUnits: guarded ? 6 : 5 },
      }),
      roundId: round,
      invited: schools.map((_, at) => at + 1),
      ...{ groups, guard, before: [] },
    })
  let guard: ReturnType<typeof freezeRound>['guard'] = {}
  return rounds.map((round) => {
    const groups = groupsOf(schools, round)
    if (!guarded)
      return groups.flatMap((group) => {
        const { cuts } = freeze(round, [group], {})
        return group === groups[0] ? cuts : cuts.filter((cut) => cut.group !== null)
      })
    const made = freeze(round, groups, guard)
    guard = { ...guard, ...made.guard }
    return made.cuts
  })
}

/** Schools that every shown figure about a round holds or leaves out together; those that none holds left out. */
function partsOf(schools: Schools, releases: readonly FrozenCut[][], round: number): number[][] {
  const isIn = (group: string | null, at: number, when: readonly number[]) =>
    when.every((one) => {
      const school = schools[at]
      return (
        school?.levels[one - 1] !== undefined && (group === null || groupsAt(school, one).includes(group))
      )
    })
  const figures = releases.flatMap((cuts, index) =>
    cuts.flatMap(({ group, rows }) =>
      rows.flatMap(({ cell, steps }) => [
        ...(cell.kind === 'shown' && index + 1 === round ? [{ group, when: [round] }] : []),
        ...steps.flatMap((step) =>
          step.movement.kind === 'shown' ? [{ group, when: [step.from, step.to] }] : [],
        ),
      ]),
    ),
  )
  const parts = new Map<string, number[]>()
  for (const at of schools.keys()) {
    const held = figures.map(({ group, when }) => (isIn(group, at, when) ? '1' : '0')).join('')
    if (held.includes('1')) parts.set(held, [...(parts.get(held) ?? []), at])
  }
  return [...parts.values()]
}

const size = fc.constantFrom('klein', 'klein', 'groot', '')
const level = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(1, 2, 3, 4) },
  { weight: 1, arbitrary: fc.constant(undefined) },
)
const networks: fc.Arbitrary<Schools> = fc
  .array(
    fc.record({
      type: fc.constantFrom('vmbo', 'vmbo', 'havo'),
      first: size,
      other: size,
      moves: fc.nat(9),
      levels: fc.tuple(level, level),
    }),
    { minLength: 20, maxLength: 44 },
  )
  .map((schools) =>
    schools.map(({ type, first, other, moves, levels }) => ({
      ...{ type, levels, sizes: [first, moves === 0 ? other : first] },
    })),
  )
const smallest = (schools: Schools, guarded: boolean): number => {
  const releases = release(schools, guarded)
  return Math.min(...rounds.flatMap((round) => partsOf(schools, releases, round).map((part) => part.length)))
}

describe('groups within groups that change between two releases', { timeout: 120_000 }, () => {
  it('divide the schools in parts of six and more', () => {
    let nested = 0
    fc.assert(
      fc.property(networks, (schools) => {
        const releases = release(schools, true)
        if (releases.every((cuts) => cuts.some(({ group }) => group?.includes(' ')))) nested += 1
        for (const round of rounds)
          for (const part of partsOf(schools, releases, round)) expect(part.length).toBeGreaterThanOrEqual(6)
      }),
      { seed: 20261130, numRuns: 200 },
    )
    // In enough networks groups of type and size were shown in both years.
    expect(nested).toBeGreaterThan(20)
  })

  it('would divide them in smaller parts if each were held against the network alone', () => {
    const few = fc.sample(networks, { seed: 20261130, numRuns: 40 }).filter((one) => smallest(one, false) < 5)
    expect(few.length).toBeGreaterThan(10)
  })
})
