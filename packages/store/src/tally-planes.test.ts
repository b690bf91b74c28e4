import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from './open-store.ts'
import { planeOf, readPlanes, writePlanes } from './tally-planes.ts'
import { openTestStore } from './testing.ts'

let store: Store
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
})
afterAll(() => close())

const size = 9
const countLists = fc.array(fc.oneof(fc.nat(3), fc.nat(2 ** 30 - 1)), { minLength: size, maxLength: size })

test('counts come back from planes as they were', () => {
  expect(writePlanes([0, 1, 2, 3])).toBe('{0101,0011}')
  expect(writePlanes([0, 0])).toBe('{00}')
  expect(readPlanes(`{${planeOf([1, 3], 5)}}`)).toEqual([0, 1, 0, 1, 0])
  fc.assert(
    fc.property(countLists, (counts) => {
      expect(readPlanes(writePlanes(counts))).toEqual(counts)
    }),
  )
})

test('the database adds planes as numbers are added', async () => {
  await fc.assert(
    fc.asyncProperty(countLists, countLists, async (a, b) => {
      const [row] = await store.sql<{ sum: string }[]>`
        select tally_add(${writePlanes(a)}::bit varying[], ${writePlanes(b)}::bit varying[])::text as sum`
      expect(readPlanes(row?.sum ?? '')).toEqual(a.map((count, slot) => count + (b[slot] ?? 0)))
    }),
  )
})

test('the migration to planes keeps every count', async () => {
  const file = path.join(import.meta.dirname, '../../../drizzle/0017_tally_planes.sql')
  const [conversion = ''] = readFileSync(file, 'utf8').split('--> statement-breakpoint')
  await store.asOwner(async (db) => {
    await db.execute(conversion)
    for (const counts of [[0, 0, 0], [1, 0, 1], Array.from({ length: 974 }, (_, slot) => slot * 2_000_000)]) {
      const [row] = await db.execute<{ planes: string }>(
        sql`select tally_planes(${`{${counts}}`}::int[])::text as planes`,
      )
      expect(row?.planes).toBe(writePlanes(counts))
    }
    await db.execute('drop function tally_planes(integer[])')
  })
})
