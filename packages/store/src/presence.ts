import { setTimeout as sleep } from 'node:timers/promises'
import { type Access, connect, type Sql } from './connect.ts'
import { nl } from './nl.ts'
import { StoreProblem } from './store-problem.ts'

/** 'km' and a number, as two keys of an advisory lock. */
const serverLock = [0x6b6d, 2] as const
const presenceLock = [0x6b6d, 3] as const

/** A killed server's lock goes when PostgreSQL notices, within moments. */
const attempts = 15
const pauseMs = 200

/** One connection that shows others that we are here, for as long as it lives. */
export interface Presence {
  /** True when nobody else is here; ours is given up. */
  leave(): Promise<boolean>
  end(): Promise<void>
}

interface PresenceSettings {
  readonly access: Access
  /** The server: there is only one. Tools are only present. */
  readonly exclusive: boolean
  readonly where: string
  readonly onLost: () => void
}

async function lockServer(sql: Sql, where: string): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const [row] = await sql<{ locked: boolean }[]>`
      select pg_try_advisory_lock(${serverLock[0]}::int, ${serverLock[1]}::int) as locked`
    if (row?.locked) return
    if (attempt < attempts) await sleep(pauseMs)
  }
  throw new StoreProblem(nl.secondServer(where))
}

/**
 * Takes the advisory locks of a server or a tool on a connection of its own.
 * @throws StoreProblem when another server holds the lock
 */
export async function bePresent(settings: PresenceSettings): Promise<Presence> {
  let ended = false
  const sql = connect(settings.access, {
    max: 1,
    onclose: () => {
      if (!ended) settings.onLost()
    },
  })
  const end = async () => {
    ended = true
    await sql.end({ timeout: 1 })
  }
  try {
    if (settings.exclusive) await lockServer(sql, settings.where)
    await sql`select pg_advisory_lock_shared(${presenceLock[0]}::int, ${presenceLock[1]}::int)`
  } catch (error) {
    await end()
    throw error
  }
  return {
    async leave() {
      const [row] = await sql<{ alone: boolean }[]>`
        select pg_advisory_unlock_shared(${presenceLock[0]}::int, ${presenceLock[1]}::int)
          and pg_try_advisory_lock(${presenceLock[0]}::int, ${presenceLock[1]}::int) as alone`
      return row?.alone ?? false
    },
    end,
  }
}
