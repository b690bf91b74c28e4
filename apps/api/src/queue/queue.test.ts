import { queueDatabase } from '@km/store'
import { openTestStore } from '@km/store/testing'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Again, openQueue, type Queue } from './open-queue.ts'

let opened: Awaited<ReturnType<typeof openTestStore>>
let queue: Queue
const errors: unknown[] = []

beforeAll(async () => {
  opened = await openTestStore()
  queue = await openQueue({ store: opened.store, log: (_where, error) => errors.push(error) })
})
afterAll(async () => {
  await queue.stop()
  await opened.close()
})

/** Resolves with what the first `count` calls were given. */
function collect<T>(count: number) {
  const seen: T[] = []
  let done: (all: T[]) => void
  const all = new Promise<T[]>((resolve) => {
    done = resolve
  })
  return {
    all,
    take: async (one: T) => {
      seen.push(one)
      if (seen.length === count) done(seen)
    },
  }
}

describe('the queue', () => {
  it('does a job after the transaction that handed it in, and never one that was taken back', async () => {
    const seen = collect<unknown>(2)
    await queue.take('count', seen.take, { together: 2 })
    const failing = opened.store.db.transaction(async (tx) => {
      await queue.hand(tx, 'count', { networkId: 1, mailId: 1 })
      throw new Error('taken back')
    })
    await expect(failing).rejects.toThrow('taken back')
    await opened.store.db.transaction(async (tx) => {
      await queue.hand(tx, 'count', { networkId: 1, mailId: 2 })
      await queue.hand(tx, 'count', { networkId: 1, mailId: 2 })
      await queue.hand(tx, 'count', { networkId: 1, mailId: 3 })
    })
    expect(await seen.all).toEqual(
      expect.arrayContaining([
        { networkId: 1, mailId: 2 },
        { networkId: 1, mailId: 3 },
      ]),
    )
  })

  it('does what comes by the clock once at the start', async () => {
    const seen = collect<undefined>(1)
    await queue.schedule({ name: 'sometimes', cron: '15 3 * * *', atStart: true }, () => seen.take(undefined))
    expect(await seen.all).toHaveLength(1)
  })

  it('may do all that it does of itself every minute', async () => {
    const own = { registerInstance: false, persistWarnings: false, reindex: false, monitorVacuum: false }
    const boss = new PgBoss({
      ...{ db: queueDatabase(opened.store), schema: 'queue', migrate: false, createSchema: false },
      ...{ supervise: false, schedule: false, ...own },
    })
    const refused: unknown[] = []
    boss.on('error', (error) => refused.push(error))
    await boss.start()
    await boss.supervise()
    await boss.stop()
    expect(refused).toEqual([])
  })

  it('keeps nothing of what went wrong but that it did', async () => {
    const seen = collect<unknown>(1)
    await queue.take('fails', async (ids) => {
      await seen.take(ids)
      throw new Error('bob@example.org does not exist')
    })
    await opened.store.db.transaction((tx) => queue.hand(tx, 'fails', { networkId: 1 }))
    await seen.all
    await queue.stop()
    expect(errors.map(String)).toEqual(['Error: bob@example.org does not exist'])
    const kept = await opened.store.sql`select output::text, state from queue.job where name = 'fails'`
    expect(kept.map((job) => job.state)).toEqual(['failed'])
    expect(JSON.stringify(kept)).not.toContain('bob')
    expect(new Again()).toBeInstanceOf(Error)
  })
})
