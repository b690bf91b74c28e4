import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connect } from './connect.ts'
import type { Store } from './open-store.ts'
import { network } from './schema.ts'
import { isConnectionLoss, StoreUnavailable } from './store-problem.ts'
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

test('a transaction that lost its connection takes no more statements, and the store goes on', async () => {
  const admin = connect(inject('testServer').admin, { max: 1 })
  let late: (() => Promise<unknown>) | undefined
  const work = store.inNetwork(1, async (tx) => {
    late = () => tx.insert(network).values({ name: 'te laat' })
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await admin`select pg_terminate_backend(${row?.pid ?? 0})`
    await tx.execute(sql`select 1`)
  })
  await expect(work).rejects.toBeInstanceOf(StoreUnavailable)
  expect(await (async () => late?.())().then(() => false, isConnectionLoss)).toBe(true)
  expect(await store.db.select().from(network)).toEqual([])
  expect(await store.ready()).toBe(true)
  await admin.end()
})

test('work that fails long after its connection was lost ends quietly', async () => {
  const admin = connect(inject('testServer').admin, { max: 1 })
  let fail = (): void => {}
  const held = new Promise<never>((_, reject) => {
    fail = () => reject(new Error('too late'))
  })
  const work = store.inNetwork(1, async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await admin`select pg_terminate_backend(${row?.pid ?? 0})`
    await held
  })
  await expect(work).rejects.toBeInstanceOf(StoreUnavailable)
  fail()
  // A rollback on the lost connection would be written, and throw, after this turn of the event loop.
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  expect(await store.ready()).toBe(true)
  await admin.end()
})
