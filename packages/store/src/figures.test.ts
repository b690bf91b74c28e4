import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFigures, listFigureImports, type NewFigureCount, readFigureCounts } from './figures.ts'
import { createNetwork } from './networks.ts'
import { enterNetwork, type Store } from './open-store.ts'
import { figureCount } from './schema-figures.ts'
import { errorCode } from './store-problem.ts'
import { openTestStore } from './testing.ts'

let store: Store
let close: () => Promise<void>
let networkId: number
beforeAll(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
  networkId = await makeNetwork('Regio')
})
afterAll(() => close())

const makeNetwork = (name: string) =>
  store.db.transaction(async (tx) => {
    const { id } = await createNetwork(tx, { name, demo: false })
    await enterNetwork(tx, id)
    return id
  })
const count = (value: number, more: Partial<NewFigureCount> = {}): NewFigureCount => ({
  indicator: 'I.V05',
  part: 'denominator',
  schoolYear: '2026-2027',
  status: 'final',
  referenceDate: '2026-10-01',
  value,
  ...more,
})
const keep = (counts: readonly NewFigureCount[]) =>
  store.inNetwork(networkId, (tx) =>
    importFigures(tx, {
      ...{ networkId, instrument: 'CF-VO', schoolYear: '2026-2027', role: 'project_leader' },
      importedAt: new Date('2026-11-01T10:00:00Z'),
      counts,
    }),
  )
const read = () => store.inNetwork(networkId, (tx) => readFigureCounts(tx, { networkId }))

test('a new import of the same count is its next revision; provisional stays beside final', async () => {
  await keep([
    count(40),
    count(38, { status: 'provisional' }),
    count(9, { schoolId: 3, cohort: '2024-2025' }),
  ])
  const second = await keep([count(41), count(5, { breakdown: { by: 'follow_year', value: '1' } })])
  expect(await read()).toEqual([
    { ...count(41), source: 'import', importId: second, revision: 2 },
    {
      ...count(5, { breakdown: { by: 'follow_year', value: '1' } }),
      ...{ source: 'import', importId: second, revision: 1 },
    },
    expect.objectContaining({ schoolId: 3, cohort: '2024-2025', value: 9, revision: 1 }),
    expect.objectContaining({ status: 'provisional', value: 38, revision: 1 }),
  ])
  const imports = await store.inNetwork(networkId, (tx) => listFigureImports(tx, { networkId }))
  expect(imports.map(({ lines }) => lines)).toEqual([2, 3])
})

test('counts are never changed or removed, and never negative', async () => {
  const attempt = (work: Parameters<Store['inNetwork']>[1]) =>
    store.inNetwork(networkId, work).then(() => 'allowed', errorCode)
  expect(await attempt((tx) => tx.update(figureCount).set({ value: 1 }))).toBe('42501')
  expect(await attempt((tx) => tx.delete(figureCount))).toBe('42501')
  expect(await keep([count(-1)]).then(() => 'allowed', errorCode)).toBe('23514')
})

test('another network sees nothing of it', async () => {
  const other = await makeNetwork('Andere regio')
  expect(await store.inNetwork(other, (tx) => readFigureCounts(tx, { networkId }))).toEqual([])
})
