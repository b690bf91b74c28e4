import { describe, expect, it } from 'vitest'
import { buildComparison } from './build-comparison.ts'
import { cohort, defineVersion, period, type Rounds, scoredItem, talliesOf, tally } from './cohort.ts'
import type { ComparisonInput, ItemChange, SuppressionReason } from './model.ts'

const one = defineVersion(1, '1.0', [scoredItem('KM_OL_D_1')])

const compareOne = (rounds: Rounds, more: Partial<ComparisonInput> = {}) =>
  buildComparison(
    cohort({
      definitions: [one],
      tallies: talliesOf(one, 'KM_OL_D_1', rounds),
      periods: rounds.map((answers, index) =>
        period(index + 1, { responded: answers.filter((a) => a !== undefined).length }),
      ),
      more,
    }),
  )

const hidden = (reason: SuppressionReason) => ({ kind: 'suppressed', reason })

describe('one item over two years', () => {
  const result = compareOne([
    [1, 2, 2, 3, 4, 'wn', 3, undefined, 'nvt', 2],
    [2, 2, 3, 2, 4, 3, 'wn', 1, 'nvt', 4],
  ])
  const [row] = result.rows

  it('counts levels in scale order and keeps the escapes apart', () => {
    expect(row?.periods[0]?.cell).toMatchObject({
      kind: 'shown',
      distribution: {
        n: 9,
        levels: [
          { value: 1, label: 'Nog niet', count: 1 },
          { value: 2, label: 'Begin', count: 3 },
          { value: 3, label: 'Op orde', count: 2 },
          { value: 4, label: 'Geborgd', count: 1 },
        ],
        escapes: [
          { value: 'wn', label: 'Weet ik niet', count: 1 },
          { value: 'nvt', label: 'Geldt niet voor ons', count: 1 },
        ],
      },
    })
  })

  it('takes the share at op orde over the levels plus "weet ik niet", without "geldt niet"', () => {
    expect(row?.periods[0]?.cell).toMatchObject({ distribution: { sufficient: { count: 3, of: 8 } } })
  })

  it('moves the same schools only, and counts moves to and from an escape apart', () => {
    expect(row?.steps[0]).toEqual({
      fromRoundId: 1,
      toRoundId: 2,
      verdict: 'identical',
      reason: '',
      movement: {
        kind: 'shown',
        movement: {
          n: 6,
          pairs: 6,
          up: 3,
          same: 2,
          down: 1,
          escapes: 2,
          from: { count: 2, of: 6 },
          to: { count: 3, of: 6 },
        },
      },
    })
  })

  it('says on top how many took part, matched and moved', () => {
    expect(result.headline).toEqual({
      responded: 10,
      invited: 10,
      matched: 9,
      comparable: 1,
      moreUp: 1,
      moreDown: 0,
      changed: 0,
      suppressed: 0,
    })
  })
})

describe('what is not shown says why', () => {
  it('shows the project leader two schools, but no movement of fewer than five', () => {
    const [row] = compareOne([
      [1, 2],
      [2, 2],
    ]).rows
    expect(row?.periods[1]?.cell.kind).toBe('shown')
    expect(row?.steps[0]?.movement).toEqual(hidden('too_few_matched'))
  })

  it('shows others nothing of five schools when a network figure needs six', () => {
    const [row] = compareOne([[1, 2, 3, 3, 4]], { minUnits: 6 }).rows
    expect(row?.periods[0]?.cell).toEqual(hidden('too_few'))
  })

  it('hides movement when the schools beside the matched ones are fewer than the threshold', () => {
    const first = [1, 2, 2, 3, 4, 3, 2]
    const [row] = compareOne([first, [...first, 4]], { minUnits: 6 }).rows
    expect(row?.steps[0]?.movement).toEqual(hidden('complementary'))
    const [open] = compareOne([first, [...first, 4]]).rows
    expect(open?.steps[0]?.movement.kind).toBe('shown')
  })

  it('shows counts of responses only while a round is open', () => {
    const input = cohort({
      definitions: [one],
      tallies: talliesOf(one, 'KM_OL_D_1', [[1, 2, 3, 4, 4, 4]]),
      periods: [period(1, { released: false, responded: 6 })],
    })
    const result = buildComparison(input)
    expect(result.rows[0]?.periods[0]?.cell).toEqual(hidden('not_released'))
    expect(result.headline.responded).toBe(6)
  })

  it('says that nobody answered instead of showing zeros', () => {
    expect(compareOne([[]]).rows[0]?.periods[0]?.cell).toEqual(hidden('no_answers'))
  })
})

describe('one school', () => {
  it('sees its own level and its own movement at n = 1, without a median', () => {
    const [row] = compareOne(
      [
        [1, 4],
        [2, 3],
      ],
      { schoolId: 1 },
    ).rows
    const cell = row?.periods[1]?.cell
    expect(cell).toMatchObject({ distribution: { n: 1 } })
    expect(cell?.kind === 'shown' && 'distribution' in cell && cell.distribution.median).toBeFalsy()
    expect(row?.steps[0]?.movement).toMatchObject({ movement: { n: 1, up: 1, same: 0, down: 0 } })
  })
})

describe('people who answer unknown', () => {
  const stu = defineVersion(1, '1.0', [
    scoredItem('MS_1', {
      scale: 'J3',
      choices: ['ja', 'een_beetje', 'nee', 'wn'].map((v) => ({ value: v, text: v })),
    }),
  ])
  const people = (answers: readonly string[], round: number) =>
    tally(
      stu,
      round,
      0,
      answers.map((value) => ({ MS_1: value })),
    )
  const result = buildComparison(
    cohort({
      definitions: [stu],
      tallies: [people(['ja', 'nee', 'ja'], 1), people(['ja', 'ja', 'nee', 'een_beetje', 'wn', 'ja'], 2)],
      periods: [period(1, { period: 'januari', responded: 3 }), period(2, { period: 'juni', responded: 6 })],
      more: { instrument: { code: 'MBO-STU', title: 'Student', anonymityLevel: 'A', unit: 'person' } },
    }),
  )

  it('counts people and hides what fewer than five of them answered, also for the project leader', () => {
    expect(result.rows[0]?.periods[0]?.cell).toEqual(hidden('too_few'))
    expect(result.rows[0]?.periods[1]?.cell).toMatchObject({ distribution: { n: 6, median: 'ja' } })
  })

  it('has no movement', () => {
    expect(result.rows[0]?.steps[0]?.movement).toEqual(hidden('not_applicable'))
  })
})

describe('a changed question', () => {
  const two = defineVersion(2, '2.0', [scoredItem('KM_OL_D_1', { itemVersion: 2 }), scoredItem('KM_OL_D_2')])
  const changes: ItemChange[] = [
    {
      fromDefinitionId: 1,
      toDefinitionId: 2,
      item: 'KM_OL_D_1',
      verdict: 'changed',
      reason: 'Nu ook ouders.',
    },
    { fromDefinitionId: 1, toDefinitionId: 2, item: 'KM_OL_D_2', verdict: 'new', reason: 'Nieuw.' },
  ]
  const answers = [1, 2, 3, 4, 3, 2, 1]
  const result = buildComparison(
    cohort({
      definitions: [one, two],
      tallies: answers.flatMap((value, index) => [
        tally(one, 1, index + 1, [{ KM_OL_D_1: value }]),
        tally(two, 2, index + 1, [{ KM_OL_D_1: value, KM_OL_D_2: value }]),
      ]),
      periods: [period(1), period(2, { version: '2.0' })],
      changes,
    }),
  )

  it('shows both distributions and, instead of a difference, the reason of the break', () => {
    const row = result.rows.find(({ key }) => key === 'KM_OL_D_1')
    expect(row?.periods.map((p) => [p.itemVersion, p.cell.kind])).toEqual([
      [1, 'shown'],
      [2, 'shown'],
    ])
    expect(row?.steps[0]).toMatchObject({
      verdict: 'changed',
      reason: 'Nu ook ouders.',
      movement: hidden('not_comparable'),
    })
  })

  it('says of a new question that it was not asked before', () => {
    const row = result.rows.find(({ key }) => key === 'KM_OL_D_2')
    expect(row?.periods[0]?.cell).toEqual(hidden('not_asked'))
    expect(row?.steps[0]).toMatchObject({ verdict: 'new', movement: hidden('not_asked') })
    expect(result.headline).toMatchObject({ changed: 1, comparable: 0 })
  })

  it('does not join answers under both meanings within one round', () => {
    const mixed = buildComparison(
      cohort({
        definitions: [one, two],
        tallies: [
          ...[1, 2, 3].map((school) => tally(one, 1, school, [{ KM_OL_D_1: 4 }])),
          ...[4, 5].map((school) => tally(two, 1, school, [{ KM_OL_D_1: 1 }])),
        ],
        periods: [period(1, { version: '2.0' })],
        changes,
      }),
    )
    expect(mixed.rows[0]?.periods[0]?.cell).toMatchObject({ distribution: { n: 2 } })
  })
})
