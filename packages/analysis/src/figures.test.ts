import { readFileSync } from 'node:fs'
import { type Indicator, parseIndicators } from '@km/definition'
import { describe, expect, it } from 'vitest'
import { buildFigures } from './build-figures.ts'
import type { FigureCount } from './figure-count.ts'
import type { Figure, FigureLimits, FigureMoment } from './figure-model.ts'
import { hideAlong } from './protect-figure.ts'
import { judgeMove } from './school-levels.ts'

const file = new URL('../../../surveys/indicators.json', import.meta.url)
const indicators = parseIndicators(JSON.parse(readFileSync(file, 'utf8')), 'indicators.json')
const find = (code: string): Indicator => {
  const found = indicators.find((one) => one.code === code)
  if (!found) throw new Error(code)
  return found
}

const leader: FigureLimits = {
  network: true,
  schools: 'all',
  capped: false,
  seesSchools: true,
  hidesCorrections: false,
}
const member: FigureLimits = { ...leader, schools: [], seesSchools: false, hidesCorrections: true }
const board: FigureLimits = { ...member, capped: true }
const coordinator = (school: number): FigureLimits => ({ ...member, network: false, schools: [school] })

type More = Partial<Omit<FigureCount, 'indicator' | 'part' | 'value'>>
const count = (indicator: string, part: string, value: number, more: More = {}): FigureCount => ({
  source: 'import',
  indicator,
  part,
  value,
  schoolYear: '2026-2027',
  referenceDate: '2026-10-01',
  status: 'final',
  ...more,
})
/** A whole line of a hand-made table at once. */
const line = (indicator: string, parts: Readonly<Record<string, number>>, more: More = {}) =>
  Object.entries(parts).map(([part, value]) => count(indicator, part, value, more))

const build = (code: string, counts: readonly FigureCount[], limits = leader) =>
  buildFigures({ indicator: find(code), counts, limits }).moments
const only = (code: string, counts: readonly FigureCount[], limits = leader): FigureMoment => {
  const [moment, ...others] = build(code, counts, limits)
  if (!moment || others.length > 0) throw new Error('not one moment')
  return moment
}
const shown = ({ cell }: { readonly cell: FigureMoment['cell'] }): Figure => {
  if (cell.kind === 'suppressed') throw new Error(cell.reason)
  return cell.figure
}
const parts = (figure: Figure) =>
  Object.fromEntries(figure.parts.map(({ code, count: own, share }) => [code, [own, share]]))

describe('a move between school types', () => {
  // By hand, with 1 pro, 2 vmbo-b, 3 vmbo-k, 4 vmbo-gt, 5 havo, 6 vwo and a mixed class as an interval:
  // down when the highest of now < the lowest of the start, up when the lowest of now > the highest of it.
  it.each([
    ['havo', 'vwo', 'up'],
    ['havo', 'vmbo-gt', 'down'],
    ['havo', 'havo', 'same'],
    ['havo/vwo', 'havo', 'same'],
    ['havo/vwo', 'vwo', 'same'],
    ['havo', 'havo/vwo', 'same'],
    ['havo/vwo', 'vmbo-gt', 'down'],
    ['vmbo-gt', 'havo/vwo', 'up'],
    ['vmbo-gt/havo', 'havo/vwo', 'same'],
    ['vmbo-b/vmbo-k', 'vmbo-gt/havo', 'up'],
    ['vmbo-gt', 'mbo', 'other_sector'],
    ['vso', 'vmbo-b', 'other_sector'],
    ['havo', 'gymnasium', undefined],
    ['havo/vwo/pro', 'vwo', undefined],
  ])('from %s to %s is %s', (start, now, move) => {
    expect(judgeMove(start, now)).toBe(move)
  })
})

describe('an indicator from counts', () => {
  // Table: 20 pupils of a cohort, 3 higher, 12 the same, 4 lower, 1 unknown; 2 left the region, 5 are in the
  // mbo. 3/20 = 15%, 12/20 = 60%, 4/20 = 20%, 1/20 = 5%: together 100.
  it('shows upward beside downward movement, and never a balance of both', () => {
    const table = { up: 3, same: 12, down: 4, unknown: 1, out_of_view: 2, other_sector: 5 }
    const figure = shown(only('I.V04', line('I.V04', table)))
    expect(figure.n).toBe(20)
    expect(parts(figure)).toEqual({
      up: [3, 15],
      same: [12, 60],
      down: [4, 20],
      other_sector: [5, undefined],
    })
    expect([figure.unknown.count, figure.unknown.share]).toEqual([1, 5])
  })

  it('leaves who moved out of the region out of the denominator, and does not tell about a few of them', () => {
    const with2 = shown(only('I.V10', line('I.V10', { denominator: 30, numerator: 3, out_of_view: 2 })))
    const with8 = shown(only('I.V10', line('I.V10', { denominator: 30, numerator: 3, out_of_view: 8 })))
    // 3 of 30 = 10%, also when eight more are gone.
    expect([with2.n, parts(with2).numerator, with2.outOfView]).toEqual([30, [3, 10], 'hidden'])
    expect([with8.n, parts(with8).numerator, with8.outOfView]).toEqual([30, [3, 10], 8])
  })

  it('makes the rest of a delivered denominator unknown when all parts together are less', () => {
    // 25 pupils, 20 placed within, 1 above, 2 below the advice: 2 unknown = 8%; 20/25 = 80%.
    const figure = shown(only('I.V03', line('I.V03', { denominator: 25, within: 20, higher: 1, lower: 2 })))
    expect(parts(figure).within).toEqual([20, 80])
    expect([figure.unknown.count, figure.unknown.share]).toEqual([2, 8])
  })

  // Of 50: 10 unknown is exactly a fifth and 11 is more; 20/50 = 40%.
  it('keeps unknown in the denominator, and gives no percentage above a fifth', () => {
    const fifth = shown(only('I.V05', line('I.V05', { denominator: 50, numerator: 20, unknown: 10 })))
    const above = shown(only('I.V05', line('I.V05', { denominator: 50, numerator: 20, unknown: 11 })))
    expect([fifth.n, fifth.noShare, parts(fifth).numerator]).toEqual([50, undefined, [20, 40]])
    expect([above.n, above.noShare, parts(above).numerator]).toEqual([50, 'many_unknown', [20, undefined]])
    expect([above.unknown.count, above.unknown.share]).toEqual([11, 22])
  })

  it('shows nothing below 5, numbers from 5 and percentages from 10', () => {
    const of = (n: number) => only('I.V07', line('I.V07', { denominator: n, numerator: n - 1 }))
    expect(of(4).cell).toEqual({ kind: 'suppressed', reason: 'too_few' })
    expect([shown(of(9)).noShare, parts(shown(of(9))).numerator]).toEqual(['few', [8, undefined]])
    expect(parts(shown(of(10))).numerator).toEqual([9, 90])
  })

  it('looks at people where hours are counted', () => {
    // 1,710 of 1,900 hours = 90%; but they are the hours of four students.
    const of = (people: number) =>
      only('I.M01', line('I.M01', { denominator: 1900, numerator: 1710, people }))
    expect(of(4).cell).toEqual({ kind: 'suppressed', reason: 'too_few' })
    expect(parts(shown(of(12))).numerator).toEqual([1710, 90])
  })

  it('has no threshold for meetings', () => {
    expect(parts(shown(only('I.A01', line('I.A01', { held: 2 }), board))).held).toEqual([2, undefined])
  })

  it('says what is not handed in: a numerator without denominator is no figure', () => {
    expect(only('I.V05', line('I.V05', { numerator: 20 })).cell).toEqual({
      kind: 'suppressed',
      reason: 'not_delivered',
    })
  })

  it('keeps provisional beside final', () => {
    const final = line('I.V07', { denominator: 40, numerator: 36 })
    const early = line('I.V07', { denominator: 40, numerator: 30 }, { status: 'provisional' })
    const moments = build('I.V07', [...final, ...early])
    expect(moments.map((one) => [one.status, parts(shown(one)).numerator])).toEqual([
      ['provisional', [30, 75]],
      ['final', [36, 90]],
    ])
  })

  it('shows others than the leader no provisional figure that tells what happened to a few', () => {
    const final = line('I.V07', { denominator: 40, numerator: 36 })
    const early = line('I.V07', { denominator: 40, numerator: 34 }, { status: 'provisional' })
    expect(build('I.V07', [...final, ...early], member).map(({ cell }) => cell.kind)).toEqual([
      'suppressed',
      'shown',
    ])
  })

  it('adds up along one axis only, and takes what was delivered for the whole first', () => {
    const schools = [1, 2].flatMap((schoolId) =>
      line('I.V05', { denominator: 20, numerator: 5 }, { schoolId }),
    )
    const years = ['1', '2'].flatMap((value) =>
      line('I.V05', { denominator: 20, numerator: 5 }, { breakdown: { by: 'follow_year', value } }),
    )
    expect(shown(only('I.V05', [...schools, ...years])).n).toBe(40)
    const whole = line('I.V05', { denominator: 44, numerator: 11 })
    expect(shown(only('I.V05', [...schools, ...years, ...whole])).n).toBe(44)
  })

  it('adds cohorts up and shows them one by one', () => {
    const of = (cohort: string, up: number, same: number, down: number) =>
      line('I.V04', { up, same, down, unknown: 0 }, { cohort })
    const moment = only('I.V04', [...of('2023-2024', 2, 10, 3), ...of('2024-2025', 1, 14, 5)])
    expect(shown(moment).n).toBe(35)
    const rows = moment.breakdowns.find(({ by }) => by === 'cohort')?.rows ?? []
    expect(rows.map((row) => [row.value, shown(row).n])).toEqual([
      ['2023-2024', 15],
      ['2024-2025', 20],
    ])
  })

  it('sets a group beside the figure without adding it', () => {
    const own = line('I.D04', { denominator: 12, numerator: 9 })
    const others = line(
      'I.D04',
      { denominator: 40, numerator: 30 },
      { breakdown: { by: 'group', value: 'others' } },
    )
    const moment = only('I.D04', [...own, ...others])
    expect([shown(moment).n, moment.breakdowns[0]?.rows.map((row) => shown(row).n)]).toEqual([12, [40]])
  })

  it('sets what the network keeps itself before what was handed in, and does not add them up', () => {
    const counts = [count('I.D01', 'started', 12), count('I.D01', 'started', 14, { source: 'register' })]
    const moments = build('I.D01', counts)
    expect(moments.map((one) => [one.source, parts(shown(one)).started])).toEqual([
      ['register', [14, undefined]],
      ['import', [12, undefined]],
    ])
  })
})

describe('small counts', () => {
  it('hide the next smallest too, so that the whole minus the rest does not tell', () => {
    // 3 + 6 + 11 = 20: hiding 3 alone would leave 20 - 17.
    const rows = [
      ['1', 3, 1],
      ['2', 6, 2],
      ['3', 11, 4],
    ] as const
    const counts = rows.flatMap(([value, denominator, numerator]) =>
      line('I.V05', { denominator, numerator }, { breakdown: { by: 'follow_year', value } }),
    )
    const [table] = only('I.V05', counts, member).breakdowns
    expect(table?.rows.map(({ cell }) => (cell.kind === 'shown' ? 'shown' : cell.reason))).toEqual([
      'too_few',
      'complementary',
      'shown',
    ])
  })

  it('take places until two are hidden that stand for five or more', () => {
    expect([...hideAlong([1, 1, 2, 9], new Set([0]))]).toEqual([0, 1, 2, 3])
    expect([...hideAlong([1, 6, 9], new Set([0]))]).toEqual([0, 1])
    expect([...hideAlong([2, 0, 0], new Set([0]))]).toEqual([0, 1, 2])
    expect([...hideAlong([9, 8], new Set())]).toEqual([])
  })

  it('show a coordinator the own school from five, and a count below five as fewer than five', () => {
    const school = (schoolId: number, up: number, same: number, down: number) =>
      line('I.V04', { up, same, down, unknown: 0 }, { schoolId, cohort: '2024-2025' })
    const counts = [...school(1, 2, 9, 0), ...school(2, 1, 2, 0), ...school(3, 6, 20, 7)]
    const own = only('I.V04', counts, coordinator(1))
    expect(own.cell).toEqual({ kind: 'suppressed', reason: 'not_for_you' })
    expect(own.breakdowns.map(({ by, rows }) => [by, rows.map(({ value }) => value)])).toEqual([
      ['school', ['1']],
    ])
    const [row] = own.breakdowns[0]?.rows ?? []
    // Up is 2 of 11: hidden alone it would be 11 - 9 - 0, so the next smallest that holds anybody goes too.
    expect(row && parts(shown(row))).toMatchObject({
      up: ['hidden', undefined],
      same: ['hidden', undefined],
      down: [0, 0],
    })
    const small = only('I.V04', counts, coordinator(2)).breakdowns[0]?.rows[0]?.cell
    expect(small).toEqual({ kind: 'suppressed', reason: 'too_few' })
  })

  it('show nobody but the leader and the school itself figures of one school', () => {
    const counts = [1, 2, 3].flatMap((schoolId) =>
      line('I.V05', { denominator: 20, numerator: 6 }, { schoolId }),
    )
    expect(only('I.V05', counts, member).breakdowns).toEqual([])
    expect(only('I.V05', counts, leader).breakdowns.map(({ by }) => by)).toEqual(['school'])
  })

  it('keep what one school holds from being computed back, count by count', () => {
    // Dropped back a year: 2 of 10, 7 of 20 and 8 of 30; the network's 17 would give the 2 away.
    const counts = [
      [1, 10, 2],
      [2, 20, 7],
      [3, 30, 8],
    ].flatMap(([schoolId, denominator, numerator]) =>
      line(
        'I.V05',
        { denominator: denominator ?? 0, numerator: numerator ?? 0 },
        { schoolId: schoolId ?? 0 },
      ),
    )
    const rows = only('I.V05', counts).breakdowns[0]?.rows ?? []
    expect(rows.map((row) => parts(shown(row)).numerator?.[0])).toEqual(['hidden', 'hidden', 8])
  })

  it('give a capped reader percentages between 5 and 95, no numerator, no breakdown', () => {
    const moment = only('I.V07', line('I.V07', { denominator: 200, numerator: 194 }), board)
    expect(shown(moment).parts).toEqual([{ code: 'numerator', share: 'above_95' }])
    expect(moment.breakdowns).toEqual([])
    const near = only('I.V07', line('I.V07', { denominator: 40, numerator: 38 }), board)
    // The remainder is 2 pupils.
    expect(near.cell).toEqual({ kind: 'suppressed', reason: 'too_few' })
  })
})
