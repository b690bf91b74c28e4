import { describe, expect, it } from 'vitest'
import { cohort, defineVersion, period, scoredItem, tally } from './cohort.ts'
import { buildFlywheel } from './flywheel.ts'

/*
 * Worked out by hand; two phases of three questions, "op orde" from 3. A = answers to phase 1, B = phase 2; the
 * lower median of three levels is the middle one, of two levels the lower one.
 *            year 1                            year 2
 *   school 1 A 1 2 4 (2)              -> 0     A 3 3 1 (3)  B 2 2 4 (2)         -> 1   up
 *   school 2 A 3 4 4 (4)  B 1 1 1 (1) -> 1     A 3 3 3 (3)  B 3 wn 4 (3: 2 of 3) -> 2  up
 *   school 3 A 4 4 4      B 4 4 4     -> 2     A 4 4 4      B 3 3 2 (3)         -> 2   same
 *   school 4 A 3 3 3      B 2 2 2     -> 1     A 2 2 3 (2)                      -> 0   down
 *   school 5 A 1 1 1                  -> 0     A 1 1 1                          -> 0   same
 *   school 6 A wn wn 3 (1 of 3)       -> ?     A 3 3 3      B 1 1 1             -> 1
 *   school 7 not visited                       two visits                       -> ?
 * Year 1: stages 2 2 1 of 5, 1 unknown. Year 2: 2 2 2 of 6, 1 unknown. Matched: schools 1 to 5: 2 up, 2 same, 1 down.
 */
type Answer = number | 'wn'
const names = ['A_1', 'A_2', 'A_3', 'B_1', 'B_2', 'B_3']
const definition = defineVersion(
  1,
  '1.0',
  names.map((name) => scoredItem(name)),
)
const given = (...answers: Answer[]) => Object.fromEntries(answers.map((one, at) => [names[at] ?? '', one]))
const [yearOne, yearTwo]: Answer[][][] = [
  [
    [1, 2, 4, 4, 4, 4],
    [3, 4, 4, 1, 1, 1],
    [4, 4, 4, 4, 4, 4],
    [3, 3, 3, 2, 2, 2],
    [1, 1, 1, 1, 1, 1],
    ['wn', 'wn', 3, 4, 4, 4],
  ],
  [
    [3, 3, 1, 2, 2, 4],
    [3, 3, 3, 3, 'wn', 4],
    [4, 4, 4, 3, 3, 2],
    [2, 2, 3, 4, 4, 4],
    [1, 1, 1, 1, 1, 1],
    [3, 3, 3, 1, 1, 1],
  ],
]
const visits = (round: number, schools: readonly Answer[][]) =>
  schools.map((answers, at) => tally(definition, round, at + 1, [given(...answers)]))
const twice = tally(definition, 2, 7, [given(3, 3, 3, 3, 3, 3), given(3, 3, 3, 3, 3, 3)])
const counting = cohort({
  definitions: [definition],
  tallies: [...visits(1, yearOne ?? []), ...visits(2, yearTwo ?? []), twice],
  periods: [period(1), period(2)],
})
const phases = [
  { name: 'aanloop', items: ['A_1', 'A_2', 'A_3'] },
  { name: 'versnellen', items: ['B_1', 'B_2', 'B_3'] },
]
const build = (minUnits: number, minPart: number) => buildFlywheel({ counting, phases, minUnits, minPart })

describe('the flywheel over the years', () => {
  it('counts schools by how many phases in order are "op orde"', () => {
    const { years } = build(5, 0)
    expect(years.map((one) => one.cell)).toEqual([
      { kind: 'shown', n: 5, unknown: 1, stages: [2, 2, 1] },
      { kind: 'shown', n: 6, unknown: 1, stages: [2, 2, 2] },
    ])
  })

  it('moves only schools whose stage is known in both years', () => {
    expect(build(5, 0).steps).toEqual([{ movement: { kind: 'shown', n: 5, up: 2, same: 2, down: 1 } }])
  })

  it('says nothing of too few schools, nor when a rest of a few could be worked out', () => {
    expect(build(6, 0).years.map((one) => one.cell.kind)).toEqual(['suppressed', 'shown'])
    expect(build(6, 0).steps[0]?.movement).toEqual({ kind: 'suppressed', reason: 'too_few_matched' })
    expect(build(5, 6).years.map((one) => one.cell)).toEqual([
      { kind: 'suppressed', reason: 'too_few' },
      { kind: 'suppressed', reason: 'too_few' },
    ])
    expect(build(5, 6).steps[0]?.movement).toEqual({ kind: 'suppressed', reason: 'complementary' })
  })
})
