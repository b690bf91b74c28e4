import { readFileSync } from 'node:fs'
import { type Indicator, parseIndicators } from '@km/definition'
import { describe, expect, it } from 'vitest'
import { buildFigures } from './build-figures.ts'
import type { FigureCount } from './figure-count.ts'
import type { FigureLimits } from './figure-model.ts'
import { countsForOthers, type FrozenFigure, freezeFigures } from './freeze-figures.ts'

const file = new URL('../../../surveys/indicators.json', import.meta.url)
const indicators = parseIndicators(JSON.parse(readFileSync(file, 'utf8')), 'indicators.json')
const find = (code: string) => indicators.find((one) => one.code === code) as Indicator

type More = Partial<Omit<FigureCount, 'indicator' | 'part' | 'value'>>
const line = (indicator: string, parts: Readonly<Record<string, number>>, more: More = {}): FigureCount[] =>
  Object.entries(parts).map(([part, value]) => ({
    ...{ source: 'import', schoolYear: '2026-2027', referenceDate: '2026-10-01', status: 'final' },
    ...{ indicator, part, value },
    ...more,
  }))

const member: FigureLimits = {
  ...{ network: true, schools: [], capped: false, seesSchools: false, hidesCorrections: true },
}

/** Somebody reads after each of these states of the counts; what the last one shows. */
function readAfter(code: string, states: readonly (readonly FigureCount[])[], school?: number) {
  const history: FrozenFigure[] = []
  for (const counts of states) history.push(...freezeFigures({ indicators, counts, history }))
  const counts = states.at(-1) ?? []
  const schools = school === undefined ? {} : { schools: [school] }
  const others = countsForOthers({ indicators, counts, history, ...schools })
  const limits = school === undefined ? member : { ...member, network: false, schools: [school] }
  return buildFigures({ indicator: find(code), ...others, limits }).moments
}
/** n of the whole, or why it is not shown; whether something newer is kept back. */
const told = (moments: ReturnType<typeof readAfter>) =>
  moments.map(({ status, cell, held }) => [
    ...[status, cell.kind === 'shown' ? cell.figure.n : cell.reason, held === true],
  ])

describe('the figure of a network', () => {
  const of = (denominator: number, numerator = 10) => line('I.V07', { denominator, numerator })

  // Thirty pupils, then so many: 0 or at least 5 apart from every number that was shown before.
  it.each([
    ['two more', [30, 32], 30, true],
    ['five more', [30, 35], 35, false],
    ['as they were', [30, 35, 30], 30, false],
    ['five less, and then near to the first', [30, 25, 31], 25, true],
    ['one more each time', [30, 31, 32, 33, 34], 30, true],
  ])('with %s', (_name, sizes, n, held) => {
    expect(
      told(
        readAfter(
          'I.V07',
          sizes.map((size) => of(size)),
        ),
      ),
    ).toEqual([['final', n, held]])
  })

  it('stays when as many pupils are counted, and two more of them passed', () => {
    const moments = readAfter('I.V07', [of(30, 10), of(30, 12)])
    expect(moments[0]).toMatchObject({ held: true, cell: { figure: { parts: [{ count: 10 }] } } })
  })

  it('that nobody read in between was not shown: the newest is', () => {
    expect(told(readAfter('I.V07', [of(32)]))).toEqual([['final', 32, false]])
  })

  it('that showed nothing holds nothing back', () => {
    expect(told(readAfter('I.V07', [of(3, 1), of(30)]))).toEqual([['final', 30, false]])
  })

  it('is final beside a provisional one only when they tell of no few', () => {
    const early = line('I.V07', { denominator: 30, numerator: 10 }, { status: 'provisional' })
    expect(told(readAfter('I.V07', [early, [...early, ...of(32)]]))).toEqual([
      ['provisional', 30, false],
      ['final', 'complementary', true],
    ])
    expect(told(readAfter('I.V07', [early, [...early, ...of(36, 15)]]))).toEqual([
      ['provisional', 30, false],
      ['final', 36, false],
    ])
  })

  it('from answers stays away beside one from a file that differs by a few', () => {
    const answers = line('I.O01', { denominator: 30, numerator: 20 }, { source: 'responses' })
    const delivered = line('I.O01', { denominator: 32, numerator: 20 })
    expect(told(readAfter('I.O01', [[...answers, ...delivered]]))).toEqual([
      ['final', 32, false],
      ['final', 'complementary', true],
    ])
  })

  it('about hours follows whom they are about', () => {
    const hours = (people: number, numerator: number) =>
      line('I.M01', { denominator: 1900, numerator, people }, { referenceDate: '2026-07-31' })
    const shown = (...states: FigureCount[][]) => readAfter('I.M01', states)[0]?.held
    expect(shown(hours(12, 1700), hours(12, 1690))).toBeUndefined()
    expect(shown(hours(12, 1700), hours(13, 1700))).toBe(true)
  })

  it('about meetings changes at once, and what a register counts of pupils waits for the end of the year', () => {
    const held = (value: number) => line('I.A01', { held: value }, { source: 'register' })
    expect(readAfter('I.A01', [held(2), held(3)])[0]).toMatchObject({
      cell: { figure: { parts: [{ count: 3 }] } },
    })
    const begun = (status: FigureCount['status']) =>
      line('I.D01', { started: 14 }, { source: 'register', status })
    expect(readAfter('I.D01', [begun('provisional')])).toEqual([])
    expect(told(readAfter('I.D01', [begun('final')]))).toEqual([['final', undefined, false]])
  })
})

/*
 * A breakdown of 24: volgjaar 1: 15, volgjaar 2: 3, volgjaar 3: 6. Row 2 is too small, and row 3 goes with it:
 * together they are 9. Then row 2 grows to 8. Shown again, row 3 (which did not change) would be 6, and the
 * first table would tell that row 2 was 9 - 6 = 3.
 */
it('a row that was hidden does not come back beside the table that hid it', () => {
  const table = (second: number) =>
    [15, second, 6].flatMap((denominator, index) => [
      ...line(
        'I.V05',
        { denominator, numerator: 0 },
        { breakdown: { by: 'follow_year', value: String(index + 1) } },
      ),
    ])
  const rowsOf = (...states: FigureCount[][]) =>
    readAfter('I.V05', states)[0]?.breakdowns[0]?.rows.map(({ cell }) => cell.kind)
  expect(rowsOf(table(3))).toEqual(['shown', 'suppressed', 'suppressed'])
  expect(rowsOf(table(8))).toEqual(['shown', 'shown', 'shown'])
  expect(rowsOf(table(3), table(8))).toEqual(['shown', 'suppressed', 'suppressed'])
})

describe('schools that hand in', () => {
  const school = (schoolId: number, denominator: number, numerator = 6) =>
    line('I.V05', { denominator, numerator }, { schoolId })
  const first = [1, 2, 3, 4, 5, 6, 7].flatMap((id) => school(id, 20))

  it('one by one do not show what each said, and six together do not either', () => {
    expect(told(readAfter('I.V05', [first, [...first, ...school(8, 20)]]))).toEqual([['final', 140, true]])
    const six = [8, 9, 10, 11, 12, 13].flatMap((id) => school(id, 20))
    expect(told(readAfter('I.V05', [first, [...first, ...six]]))).toEqual([['final', 260, false]])
  })

  it('and correct one number stay as they were shown, however large the correction', () => {
    expect(told(readAfter('I.V05', [first, [...first.slice(2), ...school(1, 40)]]))).toEqual([
      ['final', 140, true],
    ])
  })

  it('read their own, frozen by itself', () => {
    const own = (...states: FigureCount[][]) => readAfter('I.V05', states, 1)[0]?.breakdowns[0]?.rows[0]?.cell
    expect(own(first, [...first.slice(2), ...school(1, 22)])).toMatchObject({ figure: { n: 20 } })
    expect(own(first, [...first.slice(2), ...school(1, 30)])).toMatchObject({ figure: { n: 30 } })
    expect(own(first, [...first, ...school(8, 20)])).toMatchObject({ figure: { n: 20 } })
  })
})
