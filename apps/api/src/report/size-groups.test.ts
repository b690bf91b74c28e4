import type { Role } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Who } from '../deps.ts'
import {
  type Cohort,
  levelQuestion,
  openCohort,
  sizeQuestion,
  type TinyInstrument,
} from '../testing-cohort.ts'
import { compareRounds } from './compare-rounds.ts'
import { withShelf } from './report-deps.ts'
import type { ComparisonView } from './schema.ts'
import { writeSchoolReports } from './write-school-report.ts'

/*
 * Twenty-one schools answer; beside each other their number of NT2 pupils and their level.
 *
 *  0- 5 vmbo  10_19    1 1 1 1 1 2     a group of type and size: six, and the seven other vmbo schools
 *  6-11 vmbo  20_49    2 2 2 2 2 2     beside it one school would be left: these read all of vmbo
 *    12 vmbo  geen     3               does not answer in the second year
 * 13-18 havo  5_9      3 3 3 3 3 3     beside vmbo and havo two schools would be left: these read all schools
 * 19-20 pro   1_4      4 4             the project leader gave the last one a group of its own
 */
const monitor: TinyInstrument = { code: 'KM-NT2', title: 'Monitor', unit: 'school', anonymityLevel: 'F' }
const other: TinyInstrument = { ...monitor, code: 'ANDERS', title: 'Anders' }
const questions = [sizeQuestion(), levelQuestion('een', 'RE.1')]
const levels = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4]
const typeOf = (at: number) => (at < 13 ? 'vmbo' : at < 19 ? 'havo' : 'pro')
const bandOf = (at: number) =>
  at < 6 ? '10_19' : at < 12 ? '20_49' : at < 13 ? 'geen' : at < 19 ? '5_9' : '1_4'
const medium = 'vmbo, 10 tot en met 19 NT2-leerlingen'
const large = 'vmbo, 20 tot en met 49 NT2-leerlingen'

let cohort: Cohort
let definitionId: number
const school = (at: number): number => cohort.schools[at]?.id ?? 0
const as = (role: Role, own: readonly number[] = []): Who => ({
  ...{ ...cohort.who, role },
  schoolIds: own.map(school),
})
const compare = (who: Who, more: object = {}): Promise<ComparisonView> =>
  compareRounds(withShelf(cohort.deps), who, { instrument: 'KM-NT2', level: 'item', ...more })
const report = (who: Who, at: number) => writeSchoolReports(withShelf(cohort.deps), who, school(at))
const refusal = (who: Who, group: string) =>
  compare(who, { group }).then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  )
const counts = (view: ComparisonView, round = 0) => {
  const cell = view.rows.find((row) => row.key === 'een')?.periods[round]?.cell
  return cell?.kind === 'shown' && 'distribution' in cell
    ? cell.distribution.levels.map((l) => l.count)
    : cell
}

beforeAll(async () => {
  cohort = await openCohort(
    levels.map((_, at) => [`School ${String(at).padStart(2, '0')}`, typeOf(at), at === 20 ? 'apart' : '']),
  )
  definitionId = await cohort.publish(monitor, '1.0', questions)
  await cohort.round({
    ...{ instrument: monitor, definitionId, version: '1.0', questions, listed: true },
    schoolYear: '2024-2025',
    answers: levels.map((een, at) => ({ een, CTX_03: bandOf(at) })),
  })
})
afterAll(() => cohort.close())

describe('a coordinator after the first year', () => {
  it('reads the other schools of the own type and size', async () => {
    const view = await compare(as('coordinator', [0]), { group: medium })
    // Without the own 1.
    expect(counts(view)).toEqual([4, 1, 0, 0])
    expect(view.choices.groups).toEqual([medium])
    const sentence = expect.stringContaining(`${medium}: `)
    expect(view.ownGroups).toEqual([{ school: 'School 00', group: medium, sentence }])
    expect(view.ownGroups?.[0]?.sentence).toContain('5 andere scholen')
  })

  it('reads all of the own type where the others of one size would be too few, and why', async () => {
    const { ownGroups, choices } = await compare(as('coordinator', [6]))
    expect(choices.groups).toEqual(['vmbo'])
    expect(ownGroups?.[0]?.sentence).toBe(
      'Er zijn te weinig scholen van jullie soort en grootte om apart te laten zien. Daarom is jullie groep: alle scholen van jullie soort (vmbo). Dat zijn 12 andere scholen die meededen.',
    )
    // Without the own 2.
    expect(counts(await compare(as('coordinator', [6]), { group: 'vmbo' }))).toEqual([5, 6, 1, 0])
  })

  it('has no group but all schools where the own type is too few', async () => {
    const { ownGroups, choices } = await compare(as('coordinator', [13]))
    expect(choices.groups).toEqual([])
    expect(ownGroups).toEqual([
      { school: 'School 13', sentence: expect.stringContaining('alle scholen. Dat zijn 20 andere scholen') },
    ])
  })

  it('keeps the group that the project leader chose, also when it is too small', async () => {
    const { ownGroups, choices } = await compare(as('coordinator', [20]))
    expect(choices.groups).toEqual([])
    expect(ownGroups?.[0]?.sentence).toContain('te weinig scholen om te vergelijken: in jullie groep (apart)')
  })

  it('of two schools reads one for each, where enough others are left of everything that is shown', async () => {
    const groupsOf = async (own: readonly number[]) => {
      const { ownGroups, choices } = await compare(as('coordinator', own))
      return [ownGroups?.map(({ school, group }) => [school, group]), choices.groups]
    }
    const [first, second, seventh] = ['School 00', 'School 01', 'School 06']
    expect(await groupsOf([0, 6])).toEqual([
      [
        [first, medium],
        [seventh, 'vmbo'],
      ],
      ['vmbo', medium],
    ])
    // Of the six of one type and size four others would be left.
    expect(await groupsOf([0, 1])).toEqual([
      [
        [first, undefined],
        [second, undefined],
      ],
      [],
    ])
  })

  it('alone is told about groups', async () => {
    for (const role of ['member', 'director', 'board', 'project_leader'] as const)
      expect((await compare(as(role))).ownGroups).toBeUndefined()
  })

  it('learns nothing by asking for a group that is not the own one, whether it is there or not', async () => {
    for (const who of [as('coordinator', [0]), as('director'), as('board')])
      for (const group of ['vmbo', large, 'pro, 1 tot en met 4 NT2-leerlingen', 'pro, 50 of meer', 'onzin'])
        expect(await refusal(who, group)).toBe('not_allowed')
    for (const group of [large, 'onzin']) expect(await refusal(as('member'), group)).toBe('not_found')
  })

  it('reads in the report the same schools as in the comparison', async () => {
    const asked = [
      // Levels 3 and 4 among the others: none of five; school 12; school 12, five havo and two pro.
      { at: 0, rows: [{ item: 'een', sufficient: { count: 0, of: 5 } }] },
      { at: 6, rows: [{ item: 'een', sufficient: { count: 1, of: 12 } }] },
      { at: 13, rows: [{ item: 'een', sufficient: { count: 8, of: 20 } }] },
      { at: 20, rows: [] },
    ]
    for (const { at, rows } of asked)
      for (const who of [as('coordinator', [at]), as('member', [at]), as('project_leader')]) {
        const { benchmark } = await report(who, at)
        const [own] = (await compare(as('coordinator', [at]))).ownGroups ?? []
        const sentence = who.role === 'coordinator' ? own?.sentence : expect.not.stringContaining('ullie')
        expect(benchmark).toEqual({ sentence, schoolYear: '2024-2025', rows })
      }
    // Without the own 1 and 2: of the six five; of the thirteen eleven, among them school 12.
    const both = as('coordinator', [0, 6])
    expect((await report(both, 0)).benchmark?.rows[0]?.sufficient).toEqual({ count: 0, of: 5 })
    expect((await report(both, 6)).benchmark?.rows[0]?.sufficient).toEqual({ count: 1, of: 11 })
    expect((await report(as('coordinator', [0, 1]), 0)).benchmark?.rows).toEqual([])
  })
})

describe('groups of type and size', () => {
  it('are the project leader’s to choose, in the order of the sizes', async () => {
    const { choices } = await compare(as('project_leader'))
    expect(choices.groups).toEqual([
      ...['apart', 'havo', 'havo, 5 tot en met 9 NT2-leerlingen'],
      ...['pro', 'pro, 1 tot en met 4 NT2-leerlingen'],
      ...['vmbo', 'vmbo, geen NT2-leerlingen', medium, large],
    ])
    expect(counts(await compare(as('project_leader'), { group: large }))).toEqual([0, 6, 0, 0])
  })

  it('are those of each year: answered then, or known before', async () => {
    const values = { definitionId, version: '1.0', questions, listed: true }
    // The first school grew, the last vmbo school skips a year.
    await cohort.round({
      ...{ ...values, instrument: monitor, schoolYear: '2025-2026' },
      answers: levels.map((een, at) =>
        at === 12 ? undefined : { een, CTX_03: at === 0 ? '20_49' : bandOf(at) },
      ),
    })
    const leader = as('project_leader')
    const [of, grown] = [await compare(leader, { group: medium }), await compare(leader, { group: large })]
    expect([counts(of, 0), counts(of, 1)]).toEqual([
      [5, 1, 0, 0],
      [4, 1, 0, 0],
    ])
    expect([counts(grown, 0), counts(grown, 1)]).toEqual([
      [0, 6, 0, 0],
      [1, 6, 0, 0],
    ])
    const skipped = await compare(leader, { group: 'vmbo, geen NT2-leerlingen' })
    expect(skipped.periods).toMatchObject([
      { invited: 1, responded: 1 },
      { invited: 1, responded: 0 },
    ])
  })

  it('are chosen by the newest release, whatever years are asked for', async () => {
    for (const more of [{}, { years: '2024-2025' }, { years: '2025-2026' }]) {
      const { ownGroups } = await compare(as('coordinator', [1]), more)
      expect(ownGroups).toMatchObject([{ group: 'vmbo' }])
    }
    expect(await refusal(as('coordinator', [1]), medium)).toBe('not_allowed')
  })

  it('hold where nothing asks about size: as it was last known', async () => {
    const asked = [levelQuestion('een', 'RE.1')]
    const id = await cohort.publish(other, '1.0', asked)
    await cohort.round({
      ...{ instrument: other, definitionId: id, version: '1.0', questions: asked, listed: true },
      ...{ schoolYear: '2025-2026', answers: levels.map((een) => ({ een })) },
    })
    const view = await compare(as('project_leader'), { instrument: 'ANDERS', group: large })
    expect(counts(view)).toEqual([1, 6, 0, 0])
    // Seven of one size, and beside them six others of the type: without the own 2 six are left.
    const own = await compare(as('coordinator', [6]), { instrument: 'ANDERS', group: large })
    expect(counts(own)).toEqual([1, 5, 0, 0])
  })
})
