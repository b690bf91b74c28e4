import { type Db, isConnectionLoss, queueDatabase, queueDatabaseIn, type Store } from '@km/store'
import { PgBoss } from 'pg-boss'

/** What a job carries: ids, never addresses, links or answers. */
export type Ids = Readonly<Record<string, number>>

export interface Queue {
  /** Does `work` for each job of this name; when it throws, again later, `retries` times at most. */
  take(name: string, work: (ids: Ids) => Promise<void>, settings?: TakeSettings): Promise<void>
  /** Hands in a job in a transaction; it starts after the commit. The same ids wait once. */
  hand(tx: Db, name: string, ids: Ids): Promise<void>
  /** Does `work` by the clock in the Netherlands ('15 3 * * *': every day at 3:15), and once now if asked. */
  schedule(when: When, work: () => Promise<void>): Promise<void>
  /** Takes nothing new and waits for what is under way. */
  stop(): Promise<void>
}

interface When {
  readonly name: string
  readonly cron: string
  readonly atStart: boolean
}

interface TakeSettings {
  /** How many at a time. */
  readonly together?: number
  readonly retries?: number
}

const longestWorkSeconds = 300
const firstRetrySeconds = 30
const longestRetrySeconds = 3600
const keptSeconds = 86_400
const schedulePollSeconds = 30
/** The listener makes work start at once; this is for when it was lost. */
const pollSeconds = 10
const longestGoodbyeMs = 10_000

/**
 * The queue on the same PostgreSQL, in its own schema, worked as km_app. Its tables come with the
 * migrations; nothing is made here but names of queues.
 */
export async function openQueue(deps: {
  readonly store: Store
  readonly log: (where: string, error: unknown) => void
}): Promise<Queue> {
  const boss = new PgBoss({
    db: queueDatabase(deps.store),
    schema: 'queue',
    migrate: false,
    createSchema: false,
    useListenNotify: true,
    registerInstance: false,
    persistWarnings: false,
    reindex: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
  })
  // A lost connection is told by the store; the queue goes on when it is back.
  boss.on('error', (error) => {
    if (!isConnectionLoss(error)) deps.log('queue', error)
  })
  await boss.start()
  const settings = {
    policy: 'exclusive' as const,
    expireInSeconds: longestWorkSeconds,
    deleteAfterSeconds: keptSeconds,
    notify: true,
  }
  /** Its words may hold an address: what the queue keeps of a failure is only that it failed. */
  const guarded = async (name: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Again) && !isConnectionLoss(error)) deps.log(name, error)
      throw new Again()
    }
  }
  return {
    async take(name, work, { together = 1, retries = 0 } = {}) {
      const retry = {
        retryLimit: retries,
        retryDelay: firstRetrySeconds,
        retryBackoff: retries > 0,
        ...(retries > 0 && { retryDelayMax: longestRetrySeconds }),
      }
      await boss.createQueue(name, { ...settings, ...retry })
      const options = { localConcurrency: together, pollingIntervalSeconds: pollSeconds }
      await boss.work<Ids>(name, options, async ([job]) => {
        if (job !== undefined) await guarded(name, () => work(job.data))
      })
    },
    async hand(tx, name, ids) {
      await boss.send(name, ids, { db: queueDatabaseIn(tx), singletonKey: Object.values(ids).join('.') })
    },
    async schedule({ name, cron, atStart }, work) {
      await boss.createQueue(name, settings)
      const options = { pollingIntervalSeconds: schedulePollSeconds }
      await boss.work(name, options, () => guarded(name, work))
      await boss.schedule(name, cron, null, { tz: 'Europe/Amsterdam' })
      if (atStart) await boss.send(name)
    },
    stop: () => boss.stop({ graceful: true, timeout: longestGoodbyeMs }),
  }
}

/** Thrown by work that wants to be done again later, without anything to tell. */
export class Again extends Error {}
