import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from './open-store.ts'
import { openTestStore } from './testing.ts'

let store: Store
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
})
afterAll(() => close())

test('a store works as a role that is no superuser and cannot bypass row-level security', async () => {
  const [row] = await store.db.execute<{ rolsuper: boolean; rolbypassrls: boolean; rolname: string }>(
    sql`select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user`,
  )
  expect(row).toEqual({ rolname: 'km_app', rolsuper: false, rolbypassrls: false })
})

test('a store is ready when the database answers', async () => {
  expect(await store.ready()).toBe(true)
})
