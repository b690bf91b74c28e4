import { readFileSync } from 'node:fs'
import { countAnswers, type Indicator, parseDefinition, parseIndicators, tallyLayout } from '@km/definition'
import { describe, expect, it } from 'vitest'
import { buildFigures } from './build-figures.ts'
import { type CountedRound, countResponses } from './count-responses.ts'
import type { FigureCount } from './figure-count.ts'
import type { FigureLimits } from './figure-model.ts'
import type { ItemChange, TalliedDefinition, Tally } from './model.ts'

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../surveys/${path}`, import.meta.url), 'utf8'))
const indicators = parseIndicators(read('indicators.json'), 'indicators.json')
const find = (code: string): Indicator => {
  const found = indicators.find((one) => one.code === code)
  if (!found) throw new Error(code)
  return found
}

function open(instrument: string, version: string, definitionId: number): TalliedDefinition {
  const [major = 1, minor = 0] = version.split('.').map(Number)
  const json = read(`instruments/${instrument}/${version}.json`)
  const definition = parseDefinition(json, { instrument, version: { major, minor } })
  const items = definition.items.map(
    ({ name, itemVersion = 1, title, shortTitle, scale, kind, choices }) => ({
      ...{ name, itemVersion, title, shortTitle, scale, kind, choices, expectationCodes: [] },
    }),
  )
  return { definitionId, version, layout: tallyLayout(definition), items }
}

const versions = {
  'DA-BEZ': [open('DA-BEZ', '1.0', 1)],
  'KM-NT2': [open('KM-NT2', '1.0', 2), open('KM-NT2', '2.0', 3)],
  'LV-3X': [open('LV-3X', '1.0', 4)],
  'MBO-COACH': [open('MBO-COACH', '1.0', 6), open('MBO-COACH', '2.0', 7)],
  'TV-PO': [open('TV-PO', '1.0', 5)],
}
type Code = keyof typeof versions
const definitions = new Map<string, readonly TalliedDefinition[]>(Object.entries(versions))
const newest = (code: Code): TalliedDefinition => versions[code].at(-1) as TalliedDefinition

type Answers = Readonly<Record<string, unknown>>
/** The tally of these responses together. */
function tally(definition: TalliedDefinition, schoolId: number, responses: readonly Answers[]): Tally {
  const counts = new Array<number>(definition.layout.size).fill(0)
  for (const answers of responses)
    for (const slot of countAnswers(definition.layout, answers)) counts[slot] = (counts[slot] ?? 0) + 1
  return { roundId: 1, definitionId: definition.definitionId, schoolId, responses: responses.length, counts }
}

const round = (instrument: Code, more: Partial<CountedRound>): CountedRound => ({
  ...{ roundId: 1, instrument, schoolYear: '2025-2026', closesOn: '2026-07-31' },
  ...{ definitionId: newest(instrument).definitionId, released: true, retrospective: false },
  ...{ unit: 'record', tallies: [], invited: 0, responded: 0 },
  ...more,
})
/** Records of schools 1, 2, 3, ... */
const records = (instrument: Code, rows: readonly Answers[], more: Partial<CountedRound> = {}) =>
  round(instrument, { tallies: rows.map((row, i) => tally(newest(instrument), i + 1, [row])), ...more })
const schools = (rows: readonly Answers[], more: Partial<CountedRound> = {}) =>
  records('KM-NT2', rows, { unit: 'school', closesOn: '2026-04-30', ...more })

function count(code: string, rounds: readonly CountedRound[], changes: readonly ItemChange[] = []) {
  return countResponses({ indicators: [find(code)], rounds, definitions, changes })
}
/** 'part' or 'part row' with its value. */
const table = (counts: readonly FigureCount[]) =>
  Object.fromEntries(
    counts.map(({ part, schoolId, breakdown, value }) => [
      [part, schoolId, breakdown?.value].filter((one) => one !== undefined).join(' '),
      value,
    ]),
  )

const leader: FigureLimits = {
  ...{ network: true, schools: 'all', capped: false, seesSchools: true, hidesCorrections: false },
}
const show = (code: string, counts: readonly FigureCount[]) =>
  buildFigures({ indicator: find(code), counts, limits: leader }).moments

describe('records of visits', () => {
  /*
   * I.O01, four visits. DA.2 says how many pupils, DA.4 whose file was there in time, later, never.
   *   school  about  pupils  ja  later  niet   unknown
   *   1       isk       8     5    2     1       0
   *   2       isk       6     4    -     -       2    (what the three leave of six)
   *   3       po       10     6    2     1       1
   *   4       po        5     -    -     -       5    (nothing was known)
   * Together: 15 of 29 in time, 8 unknown. isk: 9 of 14, 2 unknown. po: 6 of 15, 6 unknown.
   */
  const visits = [
    { DA_1: 'isk', DA_2: 8, DA_4_ja: 5, DA_4_later: 2, DA_4_niet: 1 },
    { DA_1: 'isk', DA_2: 6, DA_4_ja: 4 },
    { DA_1: 'po', DA_2: 10, DA_4_ja: 6, DA_4_later: 2, DA_4_niet: 1 },
    { DA_1: 'po', DA_2: 5 },
  ]

  it('count files that were there in time, per kind of transfer, with what is unknown in the denominator', () => {
    const { counts, breaks } = count('I.O01', [records('DA-BEZ', visits)])
    expect(breaks).toEqual([])
    expect(table(counts)).toEqual({
      ...{ numerator: 15, denominator: 29, unknown: 8 },
      ...{ 'numerator vo-vo': 9, 'denominator vo-vo': 14, 'unknown vo-vo': 2 },
      ...{ 'numerator po-vo': 6, 'denominator po-vo': 15, 'unknown po-vo': 6 },
    })
    // A visit of December says something about the first of October of that year.
    expect(new Set(counts.map((one) => one.referenceDate))).toEqual(new Set(['2025-10-01']))
  })

  it('give no percentage when more than a fifth is unknown, and do when it is less', () => {
    // 8 of 29 unknown is 28%; without the fourth visit 3 of 24 is 13%, and 15 of 24 is 63%.
    const all = count('I.O01', [records('DA-BEZ', visits)]).counts
    const fewer = count('I.O01', [records('DA-BEZ', visits.slice(0, 3))]).counts
    expect(show('I.O01', all)[0]?.cell).toMatchObject({ figure: { n: 29, noShare: 'many_unknown' } })
    expect(show('I.O01', fewer)[0]?.cell).toMatchObject({
      figure: { n: 24, parts: [{ count: 15, share: 63 }], unknown: { count: 3, share: 13 } },
    })
  })

  it('that contradict themselves are unknown, and stay in the denominator', () => {
    // Of six pupils seven files were in time: no figure, and six pupils of whom it is not known.
    const wrong = { DA_1: 'isk', DA_2: 6, DA_4_ja: 7, DA_4_later: 0, DA_4_niet: 0 }
    const { counts } = count('I.O01', [records('DA-BEZ', [wrong])])
    expect(table(counts)).toMatchObject({ denominator: 6, unknown: 6 })
    expect(table(counts)).not.toHaveProperty('numerator')
  })

  /*
   * I.V01, school 1 held three rounds, school 2 only two, school 3 did not count in the third.
   *   school  round 3: list 1 + 2 + later = all   in three rounds (LV.11)
   *   1                     8 + 6 + 2 = 16         12
   *   2       none
   *   3                     5 + 4 + 0 =  9          -
   */
  it('count who was discussed in three rounds of the list of the third, per school', () => {
    const list = (...[first, second, later]: number[]) => ({
      ...{ LV_2_jaar_1: first, LV_2_jaar_2: second, LV_2_later: later },
    })
    const made = [
      { LV_1: 'ronde_1', ...list(9, 6, 2) },
      { LV_1: 'ronde_2', ...list(9, 6, 2) },
      { LV_1: 'ronde_3', ...list(8, 6, 2), LV_11: 12 },
      { LV_1: 'ronde_1', ...list(7, 3, 1) },
      { LV_1: 'ronde_2', ...list(7, 3, 1) },
      { LV_1: 'ronde_3', ...list(5, 4, 0) },
    ]
    const of = [1, 1, 1, 2, 2, 3]
    const tallies = made.map((row, index) => tally(newest('LV-3X'), of[index] ?? 0, [row]))
    const { counts } = count('I.V01', [round('LV-3X', { tallies })])
    expect(table(counts)).toEqual({
      ...{ 'numerator 1': 12, 'denominator 1': 16, 'denominator 3': 9, 'unknown 3': 9 },
    })
    // 12 of 25; 9 of 25 unknown is 36%: no percentage.
    expect(show('I.V01', counts)[0]).toMatchObject({
      ...{ referenceDate: '2026-07-31', status: 'final', source: 'responses' },
      cell: { figure: { n: 25, parts: [{ code: 'numerator', count: 12 }], noShare: 'many_unknown' } },
    })
  })
})

describe('schools that answered', () => {
  /*
   * I.A03, six schools: ja with hours, ja with hours, ja without, nee, nee, not answered.
   * Three of five have a contact, two of them hours; below ten there is no percentage.
   */
  it('count once each, with who did not answer left out', () => {
    const given = ['ja_uren', 'ja_uren', 'ja_zonder_uren', 'nee', 'nee']
    const rows = [...given.map((KM_F_1) => ({ KM_F_1 })), {}]
    const { counts } = count('I.A03', [schools(rows)])
    expect(table(counts)).toEqual({ numerator: 3, hours: 2, denominator: 5 })
    expect(show('I.A03', counts)[0]?.cell).toMatchObject({
      figure: { n: 5, parts: [{ code: 'numerator', count: 3 }, { code: 'hours' }], noShare: 'few' },
    })
  })

  it('that sent twice count once when they say the same, and are unknown when they do not', () => {
    const twice = (a: string, b: string) => tally(newest('KM-NT2'), 1, [{ KM_F_1: a }, { KM_F_1: b }])
    const of = (one: Tally) =>
      table(count('I.A03', [round('KM-NT2', { unit: 'school', tallies: [one] })]).counts)
    expect(of(twice('ja_uren', 'ja_uren'))).toEqual({ numerator: 1, hours: 1, denominator: 1 })
    expect(of(twice('ja_uren', 'nee'))).toEqual({ denominator: 1, unknown: 1 })
  })

  // Came to 0, 1, 2, 3 and 2 meetings: three of five came at least twice. The register says 4 of 6.
  it('stand beside the register with the name of each source, and are never added to it', () => {
    const { counts } = count('I.A02', [schools([0, 1, 2, 3, 2].map((KM_F_4) => ({ KM_F_4 })))])
    expect(table(counts)).toEqual({ numerator: 3, denominator: 5 })
    const about = { schoolYear: '2025-2026', referenceDate: '2026-07-31', status: 'final' } as const
    const held: FigureCount[] = [
      { ...about, source: 'register', indicator: 'I.A02', part: 'numerator', value: 4 },
      { ...about, source: 'register', indicator: 'I.A02', part: 'denominator', value: 6 },
    ]
    const moments = show('I.A02', [...counts, ...held])
    expect(moments.map(({ source, cell }) => [source, cell.kind === 'shown' && cell.figure.n])).toEqual([
      ['register', 6],
      ['responses', 5],
    ])
  })

  it('in a round that is open make a provisional figure, and a marked one when it was entered afterwards', () => {
    const opened = count('I.A03', [schools([{ KM_F_1: 'nee' }], { released: false })]).counts
    expect(new Set(opened.map((one) => one.status))).toEqual(new Set(['provisional']))
    const later = count('I.A03', [schools([{ KM_F_1: 'nee' }], { retrospective: true })]).counts
    expect(show('I.A03', later)[0]).toMatchObject({ status: 'final', retrospective: true })
  })

  it('in two rounds of a year are not added up: the last one counts', () => {
    const first = schools([{ KM_F_1: 'nee' }, { KM_F_1: 'nee' }], { closesOn: '2026-02-01' })
    expect(table(count('I.A03', [schools([{ KM_F_1: 'ja_uren' }]), first]).counts)).toMatchObject({
      ...{ numerator: 1, denominator: 1 },
    })
  })
})

describe('versions', () => {
  const old = versions['KM-NT2'][0] as TalliedDefinition
  const under = (definition: TalliedDefinition) =>
    round('KM-NT2', {
      ...{ unit: 'school', definitionId: definition.definitionId },
      tallies: [tally(definition, 1, [{ KM_F_1: 'ja_uren' }])],
    })
  const change = (verdict: ItemChange['verdict'], reason: string): ItemChange => ({
    ...{ fromDefinitionId: 2, toDefinitionId: 3, item: 'KM_F_1', verdict, reason },
  })

  it('in which the question means the same are counted', () => {
    const { counts, breaks } = count('I.A03', [under(old)], [change('reworded', 'Korter gezegd.')])
    expect([table(counts), breaks]).toEqual([{ numerator: 1, hours: 1, denominator: 1 }, []])
  })

  it('in which it meant something else are a break that says why', () => {
    const rounds = [under(old), { ...under(newest('KM-NT2')), schoolYear: '2026-2027' }]
    const counted = count('I.A03', rounds, [change('changed', 'Uren tellen nu mee.')])
    const series = buildFigures({ indicator: find('I.A03'), ...counted, limits: leader }).moments
    expect(series.map(({ schoolYear, broken, cell }) => [schoolYear, broken, cell.kind])).toEqual([
      ['2025-2026', 'Uren tellen nu mee.', 'suppressed'],
      ['2026-2027', undefined, 'shown'],
    ])
    expect(series[0]?.cell).toEqual({ kind: 'suppressed', reason: 'not_comparable' })
  })
})

describe('people who answered', () => {
  // Two rounds after different trajects: ja 4 + 3, deels 1 + 1, nee 1 + 0: 7 and 2 of 10.
  it('after different trajects are added up', () => {
    const answered = (ja: number, deels: number, nee: number) =>
      round('TV-PO', {
        unit: 'people',
        tallies: [
          tally(newest('TV-PO'), 0, [
            ...new Array<Answers>(ja).fill({ TP_8: 'ja' }),
            ...new Array<Answers>(deels).fill({ TP_8: 'deels' }),
            ...new Array<Answers>(nee).fill({ TP_8: 'nee' }),
          ]),
        ],
      })
    expect(table(count('I.P03', [answered(4, 1, 1), answered(3, 1, 0)]).counts)).toEqual({
      ...{ numerator: 7, partly: 2, denominator: 10 },
    })
  })

  // CO.1 of four coaches: 6, 5, 0 and not known: 6 + 5 + 0 = 11 students. Who nominated how many is not asked.
  it('as coaches count their students together, without a percentage; not their estimates of talks', () => {
    const coaches = [{ CO_1: 6, CO_2: 4 }, { CO_1: 5, CO_2: 3 }, { CO_1: 0 }, { CO_2: 2 }]
    const of = (given: readonly Answers[]) =>
      count('I.M09', [
        round('MBO-COACH', {
          ...{ unit: 'people', closesOn: '2026-01-25', responded: given.length },
          tallies: [tally(newest('MBO-COACH'), 0, given)],
        }),
      ]).counts
    expect(of(coaches)).toMatchObject([{ part: 'numerator', value: 11, referenceDate: '2026-01-31' }])
    const figureOf = (given: readonly Answers[]) =>
      buildFigures({ indicator: find('I.M09'), counts: of(given), limits: leader }).moments[0]?.cell
    const shown = { kind: 'shown', figure: { parts: [{ code: 'numerator', count: 11 }] } }
    expect(figureOf(coaches)).toMatchObject(shown)
    expect(figureOf(coaches)).not.toHaveProperty('figure.n')
    expect(figureOf(coaches)).not.toHaveProperty('figure.parts.0.share')
    // Four students: nothing is shown below five.
    expect(figureOf([{ CO_1: 4 }])).toEqual({ kind: 'suppressed', reason: 'too_few' })
    expect(of([{ CO_2: 2 }])).toEqual([])
  })

  it('of those invited are the response, each instrument beside the monitor', () => {
    const rounds = [
      schools([], { invited: 14, responded: 12 }),
      round('TV-PO', { unit: 'people', invited: 6, responded: 5 }),
    ]
    expect(table(count('I.A09', rounds).counts)).toEqual({
      ...{ numerator: 12, denominator: 14 },
      ...{ 'numerator km-nt2': 12, 'denominator km-nt2': 14, 'numerator tv-po': 5, 'denominator tv-po': 6 },
    })
  })
})

describe('moves that a record counts', () => {
  /*
   * An indicator made for this test on the questions of LV.6, two records:
   *   higher 2, lower 1, same 5, gone 1 and higher 1, lower 3, same 4, gone 2.
   * Up 3, same 9, down 4 of 16 beside each other, never a balance; three are out of view, not in the 16.
   */
  it('stand beside each other, and who left stays out of the denominator', () => {
    const of = (part: string, item: string) => ({
      ...{ part, instrument: 'LV-3X', items: [item], take: 'sum' as const },
    })
    const { perSchool: _perSchool, ...moves } = find('I.V04')
    const made: Indicator = {
      ...moves,
      responses: [
        ...[of('up', 'LV_6_hoger'), of('same', 'LV_6_zelfde_jaar'), of('down', 'LV_6_lager')],
        ...[of('out_of_view', 'LV_6_gestopt'), of('denominator', 'LV_11')],
      ],
    }
    const rows = [
      { LV_6_hoger: 2, LV_6_lager: 1, LV_6_zelfde_jaar: 5, LV_6_gestopt: 1, LV_11: 8 },
      { LV_6_hoger: 1, LV_6_lager: 3, LV_6_zelfde_jaar: 4, LV_6_gestopt: 2, LV_11: 8 },
    ]
    const input = { indicators: [made], rounds: [records('LV-3X', rows)], definitions, changes: [] }
    const { counts } = countResponses(input)
    expect(table(counts)).toEqual({ up: 3, same: 9, down: 4, out_of_view: 3, denominator: 16 })
    const [moment] = buildFigures({ indicator: made, counts, limits: leader }).moments
    expect(moment?.cell).toMatchObject({
      figure: { n: 16, parts: [{ share: 19 }, { share: 56 }, { share: 25 }], outOfView: 'hidden' },
    })
  })
})
