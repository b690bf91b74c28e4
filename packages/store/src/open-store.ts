import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql as query } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import { type Accesses, connect, type Sql } from './connect.ts'
import { embeddedRoles, externalRoles } from './database-roles.ts'
import { type EmbeddedServer, hasCluster, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { nl } from './nl.ts'
import { bePresent, type Presence } from './presence.ts'
import * as schema from './schema.ts'
import { isConnectionLoss, StoreProblem, StoreUnavailable } from './store-problem.ts'

/** A connection or a transaction: functions of the store take either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema>

/** An open database. Domain tables show nothing outside `inNetwork`. */
export interface Store {
  /** As km_app, outside any network: accounts, networks and definitions only. */
  readonly db: Db
  /** The same pool, for statements of this package. */
  readonly sql: Sql
  /** Runs `work` in one transaction that sees and writes this network only. */
  inNetwork<T>(networkId: number, work: (tx: Db) => Promise<T>): Promise<T>
  /** The same, reading only, with everything as it was at one moment. */
  inSnapshot<T>(networkId: number, work: (tx: Db) => Promise<T>): Promise<T>
  /** Runs `work` in one transaction as the owner of the tables: publishing, no answers. */
  asOwner<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** True when the database answers; never throws. */
  ready(): Promise<boolean>
  /** Runs `work`; a lost connection becomes StoreUnavailable, and the embedded server is started again. */
  guard<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface StoreSettings {
  /** Absent: the embedded server in `dataDir`. */
  readonly databaseUrl?: string
  readonly dataDir: string
  /** The server: refuses a second one. Tools join what runs. */
  readonly exclusive: boolean
  /** A tool that reads: refuses a folder without data instead of making an empty database there. */
  readonly mustExist?: boolean
  readonly log?: (line: string) => void
}

const poolSize = 12
const ownerPoolSize = 2
const ownerIdleSeconds = 20
const recoveryPauseMs = 300

/** Limits everything that follows in this transaction to one network. */
export async function enterNetwork(tx: Db, networkId: number): Promise<void> {
  await tx.execute(query`select set_config('km.network', ${String(networkId)}, true)`)
}

interface Parts {
  readonly accesses: Accesses
  /** Called once for every loss; returns when the database is there again. */
  readonly recover?: () => Promise<void>
  readonly atClose?: () => Promise<void>
  readonly isHeld?: () => boolean
}

/** A store on a database that is ready: migrated, with both roles. */
export function connectStore({ accesses, recover, atClose, isHeld }: Parts): Store {
  const app = connect(accesses.app, { max: poolSize })
  const owner = connect(accesses.owner, { max: ownerPoolSize, idleTimeout: ownerIdleSeconds })
  const db: Db = drizzle(app, { schema })
  const ownerDb: Db = drizzle(owner, { schema })
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
      void recover?.()
      throw error instanceof StoreUnavailable ? error : new StoreUnavailable(error)
    }
  }
  const within =
    <T>(networkId: number, work: (tx: Db) => Promise<T>) =>
    async (tx: Db): Promise<T> => {
      await enterNetwork(tx, networkId)
      return work(tx)
    }
  const snapshot = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const
  return {
    db,
    sql: app,
    guard,
    inNetwork: (networkId, work) => guard(() => db.transaction(within(networkId, work))),
    inSnapshot: (networkId, work) => guard(() => db.transaction(within(networkId, work), snapshot)),
    asOwner: (work) => guard(() => ownerDb.transaction((tx) => work(tx))),
    ready: () =>
      guard(() => db.execute(query`select id from definition limit 1`)).then(
        () => isHeld?.() ?? true,
        () => false,
      ),
    async close() {
      await Promise.all([app.end({ timeout: 5 }), owner.end({ timeout: 5 })])
      await atClose?.()
    },
  }
}

/** Keeps the presence of a store, and takes it again after the database went away. */
function keepPresence(settings: StoreSettings, accesses: Accesses, server: EmbeddedServer | undefined) {
  let presence: Presence | undefined
  let closed = false
  let recovering: Promise<void> | undefined
  const log = settings.log ?? (() => {})
  const take = async () => {
    const taken = await bePresent({
      access: accesses.app,
      exclusive: settings.exclusive,
      where: accesses.where,
      onLost: () => {
        presence = undefined
        void recover()
      },
    })
    presence = taken
  }
  const untilThere = async () => {
    log(nl.restarting)
    while (!closed && !presence) {
      try {
        await server?.ensureRunning()
        await take()
      } catch (error) {
        if (!isConnectionLoss(error)) log(error instanceof Error ? error.message : String(error))
        await sleep(recoveryPauseMs)
      }
    }
  }
  const recover = (): Promise<void> => {
    if (closed || presence) return Promise.resolve()
    recovering ??= untilThere().finally(() => {
      recovering = undefined
    })
    return recovering
  }
  const leave = async () => {
    closed = true
    await recovering
    const alone = (await presence?.leave().catch(() => true)) ?? true
    await presence?.end()
    if (server && (settings.exclusive || (server.started && alone))) await server.stop()
  }
  return { take, recover, leave, isHeld: () => presence !== undefined }
}

function startIn(
  { dataDir, mustExist }: StoreSettings,
  log: (line: string) => void,
): Promise<EmbeddedServer> {
  if (mustExist && !hasCluster(dataDir)) throw new StoreProblem(nl.noData(path.resolve(dataDir)))
  return startEmbedded(dataDir, log)
}

/**
 * Opens the database: the embedded server in `dataDir`, or the one in `databaseUrl`; brings the tables up
 * to date.
 * @throws StoreProblem with a Dutch sentence: a second server, a folder or server that cannot be used
 */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const log = settings.log ?? (() => {})
  const server = settings.databaseUrl === undefined ? await startIn(settings, log) : undefined
  const stopStarted = () => (server?.started ? server.stop() : Promise.resolve())
  try {
    const accesses = server ? await embeddedRoles(server) : await externalRoles(settings.databaseUrl ?? '')
    const presence = keepPresence(settings, accesses, server)
    await presence.take()
    // Said by who may go on with it: a second server is refused, and that sentence stands alone.
    if (server?.started === false && settings.exclusive) log(nl.foundRunning)
    try {
      await migrate(accesses.owner)
    } catch (error) {
      await presence.leave()
      throw error
    }
    return connectStore({
      accesses,
      recover: presence.recover,
      atClose: presence.leave,
      isHeld: presence.isHeld,
    })
  } catch (error) {
    await stopStarted().catch(() => {})
    throw error
  }
}
