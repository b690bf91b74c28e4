import { addRoundSchools, changeSchool, createFinding } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listOwnInput } from './act/list-own-input.ts'
import type { Who } from './deps.ts'
import { compareRounds } from './report/compare-rounds.ts'
import { withShelf } from './report/report-deps.ts'
import type { ComparisonView } from './report/schema.ts'
import { type Cohort, levelQuestion, openCohort, type TinyInstrument } from './testing-cohort.ts'

/*
 * Eighteen schools answer twice the same. In the first year twelve are vmbo and six havo; between the rounds
 * the six vmbo schools that said 1 become havo, and "proef", a comparison group of the first year, is no more.
 *
 *             vmbo                      havo
 * 2024-2025   1 1 1 1 1 1 2 2 2 2 2 2   3 3 3 3 3 3
 * 2025-2026               2 2 2 2 2 2   3 3 3 3 3 3 1 1 1 1 1 1
 */
const monitor: TinyInstrument = { code: 'KM-NT2', title: 'Monitor', unit: 'school', anonymityLevel: 'F' }
const questions = [levelQuestion('een', 'RE.1')]
const levels = [1, 2, 3].flatMap((level) => Array<number>(6).fill(level))

let cohort: Cohort
const member = (index: number): number => cohort.schools[index]?.id ?? 0

async function play(schoolYear: string, definitionId: number): Promise<number> {
  const roundId = await cohort.round({
    ...{ instrument: monitor, definitionId, version: '1.0', questions, schoolYear, open: true },
    answers: levels.map((een) => ({ een })),
  })
  const { networkId, schools } = cohort
  const schoolIds = schools.map((school) => school.id)
  await cohort.store.inNetwork(networkId, (tx) => addRoundSchools(tx, { networkId, roundId, schoolIds }))
  await cohort.release(roundId)
  return roundId
}

async function regroup(index: number, type: string, comparisonGroup: string): Promise<void> {
  const { networkId, store } = cohort
  const school = { networkId, schoolId: member(index) }
  await store.inNetwork(networkId, (tx) => changeSchool(tx, school, { type, comparisonGroup }))
}

const as = (role: Who['role'], schoolIds: readonly number[] = []): Who => ({ ...cohort.who, role, schoolIds })
const compare = (who: Who, group: string): Promise<ComparisonView> =>
  compareRounds(withShelf(cohort.deps), who, { instrument: 'KM-NT2', level: 'item', group })
const counts = (view: ComparisonView) =>
  view.rows[0]?.periods.map(({ cell }) =>
    cell.kind === 'shown' && 'distribution' in cell ? cell.distribution.levels.map((l) => l.count) : cell,
  )

beforeAll(async () => {
  cohort = await openCohort(
    levels.map((_, at) => [
      `School ${String(at).padStart(2, '0')}`,
      at < 12 ? 'vmbo' : 'havo',
      at < 12 ? 'proef' : '',
    ]),
  )
  const definitionId = await cohort.publish(monitor, '1.0', questions)
  await play('2024-2025', definitionId)
  for (const at of levels.keys()) await regroup(at, at < 6 || at >= 12 ? 'havo' : 'vmbo', '')
  await play('2025-2026', definitionId)
})
afterAll(() => cohort.close())

describe('groups of schools that were regrouped between two rounds', () => {
  it('are those of each round, counted live as in releases', async () => {
    for (const who of [as('project_leader'), as('member')]) {
      expect(counts(await compare(who, 'havo'))).toEqual([
        [0, 0, 6, 0],
        [6, 0, 6, 0],
      ])
      expect(counts(await compare(who, 'vmbo'))).toEqual([
        [6, 6, 0, 0],
        [0, 6, 0, 0],
      ])
    }
  })

  it('move with the schools that were in it both times, not with those that came', async () => {
    for (const who of [as('project_leader'), as('member')]) {
      const [row] = (await compare(who, 'havo')).rows
      expect(row?.steps[0]?.movement).toMatchObject({
        kind: 'shown',
        movement: { n: 6, up: 0, same: 6, down: 0 },
      })
    }
  })

  it('can still be chosen when no school is in them any more', async () => {
    const view = await compare(as('project_leader'), 'proef')
    expect(counts(view)?.[0]).toEqual([6, 6, 0, 0])
    expect(view.choices.groups).toEqual(['havo', 'proef', 'vmbo'])
  })

  it('say whose input a finding is about', async () => {
    const { networkId, store } = cohort
    const reference = { instrument: 'KM-NT2', years: ['2024-2025'], level: 'item', key: 'een' }
    const about = async (group: string) => {
      const evidence = [{ instrument: 'KM-NT2', reference: { ...reference, group } }]
      const words = { title: 'Bevinding', kind: 'attention' as const, expectationCodes: [], createdBy: 'x' }
      const state = {
        networkId,
        schoolYear: '2025-2026',
        createdAt: new Date(),
        status: 'confirmed' as const,
      }
      return (await store.inNetwork(networkId, (tx) => createFinding(tx, { ...words, ...state, evidence })))
        .code
    }
    const [vmbo, proef, havo] = [await about('vmbo'), await about('proef'), await about('havo')]
    const never = () => Promise.reject(new Error('asked nothing'))
    const codesOf = async (index: number) => {
      const deps = { ...cohort.deps, compare: never, wishes: never, figure: never, visit: never }
      return (await listOwnInput(deps, as('coordinator', [member(index)]))).map((one) => one.code)
    }
    // Now havo, but vmbo when it was asked.
    expect(await codesOf(0)).toEqual([proef, vmbo])
    expect(await codesOf(12)).toEqual([havo])
  })
})
