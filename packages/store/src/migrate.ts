import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import { type Access, connect } from './connect.ts'

const migrationsFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../drizzle')
/** 'km' and a number, as two keys of an advisory lock. */
const migrationLock = [0x6b6d, 1] as const

/** Brings the tables up to date as the owner, one program at a time. */
export async function migrate(owner: Access): Promise<void> {
  const sql = connect(owner, { max: 1 })
  try {
    await sql`select pg_advisory_lock(${migrationLock[0]}::int, ${migrationLock[1]}::int)`
    await runMigrations(drizzle(sql), { migrationsFolder })
  } finally {
    await sql.end({ timeout: 5 })
  }
}
