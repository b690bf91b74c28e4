import { describe, expect, it } from 'vitest'
import { cohort, defineVersion, period, type Rounds, scoredItem, talliesOf, tally } from './cohort.ts'
import { distributionOf } from './distribution.ts'
import { moveBetween } from './movement.ts'
import { openScoreBook, scoreItem } from './score.ts'

/**
 * Reference values, R version 4.2.2 (undefined is NA: took no part):
 *   then <- c('3','2','wn','4','1','2','3','3','nvt','2','1','4','3','2',NA,'3','2','wn','4','3')
 *   now  <- c('3','3','2','4','2','2','2','4','nvt','3','wn','4','3','1','3',NA,'3','wn','3','4')
 *   v <- c('1','2','3','4','wn','nvt'); table(factor(then, v)); table(factor(now, v))
 *     2 5 6 3 2 1 and 1 4 7 4 2 1
 *   share <- function(x) { d <- x[!is.na(x) & x != 'nvt']; c(sum(d %in% c('3','4')), length(d)) }
 *   share(then); share(now)                                   # 9 18 and 11 18
 *   lv <- function(x) as.numeric(x[x %in% 1:4])
 *   quantile(lv(then), 0.5, type = 1); quantile(lv(now), 0.5, type = 1)  # 3 and 3
 *   both <- then %in% 1:4 & now %in% 1:4
 *   s <- sign(as.numeric(now[both]) - as.numeric(then[both]))
 *   c(n = sum(both), up = sum(s > 0), same = sum(s == 0), down = sum(s < 0))  # 14 6 5 3
 *   c(sum(then[both] %in% 3:4), sum(now[both] %in% 3:4))      # 8 10
 *   e <- c('wn', 'nvt'); a <- !is.na(then) & !is.na(now)
 *   sum(a & then != now & xor(then %in% e, now %in% e))       # 2
 */
const then = [3, 2, 'wn', 4, 1, 2, 3, 3, 'nvt', 2, 1, 4, 3, 2, undefined, 3, 2, 'wn', 4, 3]
const now = [3, 3, 2, 4, 2, 2, 2, 4, 'nvt', 3, 'wn', 4, 3, 1, 3, undefined, 3, 'wn', 3, 4]

const name = 'KM_OL_D_1'
const definition = defineVersion(1, '1.0', [scoredItem(name)])

function scores(rounds: Rounds) {
  const book = openScoreBook(
    cohort({
      definitions: [definition],
      tallies: talliesOf(definition, name, rounds),
      periods: rounds.map((_, index) => period(index + 1)),
    }),
  )
  return rounds.map((_, round) => {
    const score = scoreItem(book, round, name)
    if (!score) throw new Error('not asked')
    return score
  })
}

it('says of a ranking how often each choice stood at each place', () => {
  // By hand: A B, A B and B A put A first twice and second once, B the other way round.
  const places = ['A@1', 'A@2', 'B@1', 'B@2']
  const choices = [
    { value: 'A', text: 'Beleid' },
    { value: 'B', text: 'Scholing' },
  ]
  const asked = scoredItem(name, { kind: 'ranking', scale: undefined, choices })
  const made = defineVersion(1, '1.0', [asked])
  const slots = made.layout.items.map((slot) => ({ ...slot, values: places }))
  const ranked = { ...made, layout: { size: 5, items: slots } }
  const given = [
    ['A@1', 'B@2'],
    ['A@1', 'B@2'],
    ['B@1', 'A@2'],
  ].map((value) => ({ [name]: value }))
  const book = openScoreBook(
    cohort({
      definitions: [ranked],
      tallies: given.map((one, at) => tally(ranked, 1, at + 1, [one])),
      periods: [period(1)],
    }),
  )
  const score = scoreItem(book, 0, name)
  if (!score) throw new Error('not asked')
  const { n, levels, median } = distributionOf(score)
  expect([n, median]).toEqual([3, undefined])
  expect(levels.map(({ label, count }) => [label, count])).toEqual([
    ['1. Beleid', 2],
    ['2. Beleid', 1],
    ['1. Scholing', 1],
    ['2. Scholing', 2],
  ])
})

describe('twenty schools over two years, held against R', () => {
  const [before, after] = scores([then, now])
  if (!before || !after) throw new Error('two rounds')

  it('counts each level and escape as table() does', () => {
    const counts = [before, after].map((score) => {
      const { levels, escapes } = distributionOf(score)
      return [...levels, ...escapes].map((one) => one.count)
    })
    expect(counts).toEqual([
      [2, 5, 6, 3, 2, 1],
      [1, 4, 7, 4, 2, 1],
    ])
  })

  it('finds the same share at op orde and the same lower median', () => {
    expect([before, after].map(distributionOf)).toMatchObject([
      { n: 19, sufficient: { count: 9, of: 18 }, median: 3 },
      { n: 19, sufficient: { count: 11, of: 18 }, median: 3 },
    ])
  })

  it('finds the same movement of the matched schools', () => {
    expect(moveBetween(before, after).movement).toEqual({
      n: 14,
      pairs: 14,
      up: 6,
      same: 5,
      down: 3,
      escapes: 2,
      from: { count: 8, of: 14 },
      to: { count: 10, of: 14 },
    })
  })
})

describe('when a median is said', () => {
  it('is not, when fewer than two thirds gave a level', () => {
    const [some, enough] = scores([
      [1, 2, 'wn', 'wn'],
      [1, 2, 2, 'wn'],
    ])
    expect(some && distributionOf(some).median).toBeUndefined()
    expect(enough && distributionOf(enough).median).toBe(2)
  })

  it('is not, for a single school', () => {
    const [one] = scores([[3]])
    expect(one && distributionOf(one).median).toBeUndefined()
  })
})

describe('schools that sent more than one response', () => {
  it('are in the counts but in no movement', () => {
    const twice = [
      ...[1, 2].map((school) => tally(definition, 1, school, [{ [name]: 2 }])),
      tally(definition, 2, 1, [{ [name]: 3 }, { [name]: 4 }]),
      tally(definition, 2, 2, [{ [name]: 3 }]),
    ]
    const book = openScoreBook(
      cohort({ definitions: [definition], tallies: twice, periods: [period(1), period(2)] }),
    )
    const [before, after] = [scoreItem(book, 0, name), scoreItem(book, 1, name)]
    expect(before && after && moveBetween(before, after).movement).toMatchObject({ n: 1, up: 1 })
    expect(after?.n).toBe(2)
  })
})

describe('answers without a scale', () => {
  it('are levels named by their choice, each counted, without share or median', () => {
    const multiple = defineVersion(1, '1.0', [
      scoredItem('CTX_05', {
        kind: 'multiple',
        scale: undefined,
        choices: [
          { value: 'isk', text: 'ISK' },
          { value: 'po', text: 'Basisschool' },
        ],
      }),
    ])
    const tallies = [['isk'], ['isk', 'po']].map((given, index) =>
      tally(multiple, 1, index + 1, [{ CTX_05: given }]),
    )
    const book = openScoreBook(cohort({ definitions: [multiple], tallies, periods: [period(1)] }))
    const score = scoreItem(book, 0, 'CTX_05')
    expect(score && distributionOf(score)).toEqual({
      n: 2,
      levels: [
        { value: 'isk', label: 'ISK', count: 2 },
        { value: 'po', label: 'Basisschool', count: 1 },
      ],
      escapes: [],
    })
  })

  it('have a lower median when they are numbers, of which only the given ones are listed', () => {
    const choices = Array.from({ length: 41 }, (_, index) => ({ value: index, text: String(index) }))
    const numbers = defineVersion(1, '1.0', [
      scoredItem('CTX_06', { kind: 'number', scale: undefined, choices }),
    ])
    const tallies = [4, 8, 8, 20].map((value, index) => tally(numbers, 1, index + 1, [{ CTX_06: value }]))
    const book = openScoreBook(cohort({ definitions: [numbers], tallies, periods: [period(1)] }))
    const score = scoreItem(book, 0, 'CTX_06')
    const found = score && distributionOf(score)
    expect(found?.levels.map((one) => [one.value, one.count])).toEqual([
      [4, 1],
      [8, 2],
      [20, 1],
    ])
    // R version 4.2.2: quantile(c(4, 8, 8, 20), 0.5, type = 1) is 8.
    expect(found?.median).toBe(8)
  })
})
