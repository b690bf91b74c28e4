import { listSchools, type Store } from '@km/store'
import { openTestStore } from '@km/store/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Who } from '../deps.ts'
import { publishDefinitions } from '../publish/publish-definitions.ts'
import { openSurveys, readSurveys } from '../publish/read-surveys.ts'
import { describeExpectation } from '../report/describe-expectation.ts'
import { withShelf } from '../report/report-deps.ts'
import { viewFlywheel } from '../report/view-flywheel.ts'
import { writeSchoolReports } from '../report/write-school-report.ts'
import { seedDemo } from './seed-demo.ts'

const now = () => new Date('2026-11-20T09:00:00Z')
const files = readSurveys()
const surveys = openSurveys(files)
let store: Store
let close: () => Promise<void>
let schoolIds: readonly number[]

beforeAll(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
  await publishDefinitions(store, files, now)
  await seedDemo({ store, surveys, now, publicUrl: 'http://voorbeeld.example', log: () => {} })
  schoolIds = await store.inNetwork(1, async (tx) => (await listSchools(tx, 1)).map(({ id }) => id))
}, 240_000)
afterAll(() => close())

const deps = () => withShelf({ store, surveys, now } as Parameters<typeof withShelf>[0])
const as = (role: Who['role'], own: readonly number[] = []): Who => ({
  ...{ accountId: 'x', role, networkId: 1, schoolIds: own },
})

/** Schools of one year by how the visitor's level lies, read from the page of each school. */
async function fromSchoolPages(code: string, schoolYear: string, ids: readonly number[]) {
  const ways = { same: 0, visitorHigher: 0, visitorLower: 0 }
  for (const id of ids) {
    const { visits } = await writeSchoolReports(deps(), as('project_leader'), id)
    const newest = visits?.beside
      .filter((one) => one.expectationCode === code && one.schoolYear === schoolYear)
      .toSorted((a, b) => b.visitedOn.localeCompare(a.visitedOn))[0]
    if (newest?.level === undefined || newest.school?.level === undefined) continue
    const apart = newest.level - newest.school.level
    ways[apart === 0 ? 'same' : apart > 0 ? 'visitorHigher' : 'visitorLower'] += 1
  }
  return ways
}

describe('visits beside what schools say', () => {
  it('are counted on the page of an expectation as the pages of the schools show them', async () => {
    const { beside = [] } = await describeExpectation(deps(), as('project_leader'), { code: 'BE.N.1' })
    const year = beside.find((one) => one.schoolYear === '2025-2026')
    expect(year?.n).toBeGreaterThanOrEqual(3)
    expect(year).toMatchObject(await fromSchoolPages('BE.N.1', '2025-2026', schoolIds))
  })

  it('are counted for a member over the own portfolio only, and for a director not at all', async () => {
    const own = schoolIds.slice(0, 4)
    const { beside = [] } = await describeExpectation(deps(), as('member', own), { code: 'BE.N.1' })
    for (const year of beside)
      expect(year).toMatchObject(await fromSchoolPages('BE.N.1', year.schoolYear, own))
    const director = await describeExpectation(deps(), as('director'), { code: 'BE.N.1' })
    expect(director).not.toHaveProperty('beside')
  })
})

describe('the flywheel of the network', () => {
  it('has a stage for each visited school over the years, for the project leader with movement', async () => {
    const { years, steps } = await viewFlywheel(deps(), as('project_leader'), {})
    expect(years.map(({ cell }) => cell.kind)).toEqual(['shown', 'shown'])
    for (const { cell } of years)
      if (cell.kind === 'shown') expect(cell.stages.reduce((sum, one) => sum + one)).toBe(cell.n)
    expect(steps[0]?.movement.kind).toBe('shown')
  })

  it('shows who reads releases no more than these let pass, and the board nothing', async () => {
    const leader = await viewFlywheel(deps(), as('project_leader'), {})
    const director = await viewFlywheel(deps(), as('director'), {})
    const shown = director.years.filter(({ cell }) => cell.kind === 'shown')
    expect(leader.years).toEqual(expect.arrayContaining(shown))
    await expect(viewFlywheel(deps(), as('board'), {})).rejects.toMatchObject({ code: 'not_allowed' })
  })
})
