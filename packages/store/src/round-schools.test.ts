import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db, Store } from './open-store.ts'
import {
  addRoundSchools,
  fixRound,
  fixSizeBands,
  listRoundGroups,
  listRoundSchools,
  setRoundSchools,
} from './round-schools.ts'
import { createRound, findRound, removePlannedRound } from './rounds.ts'
import { changeSchool } from './schools.ts'
import { openTestStore } from './testing.ts'
import { type Cohort, makeCohort } from './testing-cohort.ts'

let store: Store
let close: () => Promise<void>
let cohort: Cohort
beforeAll(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
  cohort = await makeCohort(store)
})
afterAll(() => close())

const within = <T>(work: (tx: Db) => Promise<T>) => store.inNetwork(cohort.networkId, work)

/** A planned round with these schools, by their place in the cohort. */
const plan = (period: string, schools: readonly number[]) =>
  within(async (tx) => {
    const { networkId, definitionId } = cohort
    const { id: roundId } = await createRound(tx, {
      ...{ networkId, definitionId, instrument: 'TINY-F', schoolYear: '2026-2027', period },
      ...{ opensOn: '2026-10-01', closesOn: '2026-11-01' },
    })
    const schoolIds = schools.map((index) => cohort.schoolIds[index] ?? 0)
    await addRoundSchools(tx, { networkId, roundId, schoolIds })
    return { networkId, roundId }
  })
const open = (key: { networkId: number; roundId: number }) =>
  within((tx) =>
    fixRound(tx, {
      ...key,
      definitionId: cohort.definitionId,
      opensOn: '2026-10-01',
      openedOn: '2026-10-02',
    }),
  )
const change = (index: number, values: Parameters<typeof changeSchool>[2]) =>
  within((tx) =>
    changeSchool(tx, { networkId: cohort.networkId, schoolId: cohort.schoolIds[index] ?? 0 }, values),
  )
const read = ({ networkId, roundId }: { networkId: number; roundId: number }) =>
  within((tx) => listRoundSchools(tx, { networkId, roundIds: [roundId] }))

test('a round takes its schools as they are when it opens, and keeps them so', async () => {
  const key = await plan('a', [0, 1])
  await change(0, { name: 'Voor de opening', comparisonGroup: 'Groep 1', profile: { 'CTX-02': '300-600' } })
  await open(key)
  await change(0, { name: 'Na de opening', type: 'havo', comparisonGroup: 'Groep 2', profile: {} })
  expect(await read(key)).toMatchObject([
    { schoolId: cohort.schoolIds[1] },
    {
      ...{ schoolId: cohort.schoolIds[0], name: 'Voor de opening', type: 'vmbo-havo' },
      ...{ comparisonGroup: 'Groep 1', profile: { 'CTX-02': '300-600' } },
    },
  ])
  expect(await within((tx) => findRound(tx, key))).toMatchObject({ openedOn: '2026-10-02' })
})

test('the participants of a plan can change; those of an open round can only be added to', async () => {
  const key = await plan('b', [0, 1])
  const ids = cohort.schoolIds
  await within((tx) => setRoundSchools(tx, { ...key, schoolIds: [ids[1] ?? 0, ids[2] ?? 0] }))
  expect((await read(key)).map((row) => row.schoolId).sort()).toEqual([ids[1], ids[2]])
  await open(key)
  const gone = within((tx) => setRoundSchools(tx, { ...key, schoolIds: [] }))
  await expect(gone).rejects.toThrow()
  await within((tx) => addRoundSchools(tx, { ...key, schoolIds: [ids[0] ?? 0] }))
  expect(await read(key)).toHaveLength(3)
  const rewritten = within((tx) => tx.execute(sql`update round_school set type = 'vwo'`))
  await expect(rewritten).rejects.toThrow()
})

test('a plan can be removed, an open round cannot', async () => {
  const planned = await plan('c', [0])
  expect(await within((tx) => removePlannedRound(tx, planned))).toBe(true)
  expect(await within((tx) => findRound(tx, planned))).toBeUndefined()
  const opened = await plan('d', [0])
  await open(opened)
  expect(await within((tx) => removePlannedRound(tx, opened))).toBe(false)
  expect(await within((tx) => findRound(tx, opened))).toBeDefined()
})

test('how large schools were is fixed once: as answered, else as it was known before', async () => {
  const { networkId } = cohort
  const [one = 0, two = 0, three = 0] = cohort.schoolIds
  const before = await plan('f', [0, 1])
  const after = await plan('g', [0, 1, 2])
  for (const key of [before, after]) await open(key)
  const bandsOf = async (key: typeof before) =>
    new Map((await read(key)).map((row) => [row.schoolId, row.sizeBand]))
  const fix = (key: typeof before, answered: { schoolId: number; band: string }[]) =>
    within((tx) => fixSizeBands(tx, { ...key, answered }))
  const answered = [
    { schoolId: one, band: '1 tot en met 4' },
    { schoolId: two, band: '50 of meer' },
  ]
  await fix(before, answered)
  // The round that still runs shows what is known until now.
  expect(await bandsOf(after)).toEqual(
    new Map([...answered.map((a) => [a.schoolId, a.band] as const), [three, '']]),
  )
  await fix(after, [{ schoolId: one, band: '5 tot en met 9' }])
  const fixed = new Map([
    [one, '5 tot en met 9'],
    [two, '50 of meer'],
    [three, ''],
  ])
  expect(await bandsOf(after)).toEqual(fixed)
  // A correction, of that round or of the one before, moves nobody.
  await fix(after, [
    { schoolId: one, band: 'anders' },
    { schoolId: three, band: 'anders' },
  ])
  await fix(before, [{ schoolId: two, band: 'anders' }])
  expect(await bandsOf(after)).toEqual(fixed)
  expect(await within((tx) => listRoundGroups(tx, networkId))).toContainEqual(
    expect.objectContaining({ sizeBand: '5 tot en met 9' }),
  )
  const rewritten = within((tx) => tx.execute(sql`update round_school set size_band = 'anders'`))
  await expect(rewritten).rejects.toThrow()
})

test('another network sees none of it and removes none of it', async () => {
  const key = await plan('e', [0])
  const other = await makeCohort(store)
  const seen = await store.inNetwork(other.networkId, (tx) =>
    listRoundSchools(tx, { networkId: key.networkId, roundIds: [key.roundId] }),
  )
  expect(seen).toEqual([])
  expect(await store.inNetwork(other.networkId, (tx) => removePlannedRound(tx, key))).toBe(false)
})
