import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { connect } from './connect.ts'
import { connectStore, type Store } from './open-store.ts'
import { inDatabase } from './testing-setup.ts'

export { readPlanes, writePlanes } from './tally-planes.ts'

/**
 * A fresh, migrated and empty database on the PostgreSQL of this test run; about 50 ms.
 * @returns the store, and `close`, which drops the database
 */
export async function openTestStore(): Promise<{ store: Store; close: () => Promise<void> }> {
  const { accesses, admin, template } = inject('testServer')
  const name = `km_test_${randomBytes(6).toString('hex')}`
  const onServer = async (statement: string) => {
    const sql = connect(admin, { max: 1 })
    await sql.unsafe(statement)
    await sql.end({ timeout: 5 })
  }
  await onServer(`create database ${name} template ${template} owner km_owner`)
  if (accesses.app.url) await onServer(`grant connect on database ${name} to km_app`)
  const store = connectStore({
    accesses: {
      owner: inDatabase(accesses.owner, name),
      app: inDatabase(accesses.app, name),
      where: name,
    },
  })
  return {
    store,
    async close() {
      await store.close()
      await onServer(`drop database if exists ${name} with (force)`)
    },
  }
}
