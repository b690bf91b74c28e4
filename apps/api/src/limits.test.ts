import { openTestStore } from '@km/store/testing'
import { describe, expect, it } from 'vitest'
import { createLimit, createStoredLimit } from './limits.ts'
import { Problem } from './problem.ts'

function clock() {
  let moment = Date.parse('2026-11-03T09:00:00Z')
  return {
    now: () => new Date(moment),
    pass: (seconds: number) => {
      moment += seconds * 1000
    },
  }
}

function refusal(take: () => void): Problem | undefined {
  try {
    take()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

describe('limits', () => {
  it('lets a burst through and then says in how many seconds to come back', () => {
    const take = createLimit({ burst: 3, perSecond: 0.5 }, clock().now)
    for (let times = 0; times < 3; times++) take('one')
    const problem = refusal(() => take('one'))
    expect(problem?.code).toBe('too_many_requests')
    expect(problem?.details.retryAfter).toBe(2)
  })

  it('delays and never locks: whoever waits gets through, however often they were refused', () => {
    const time = clock()
    const take = createLimit({ burst: 1, perSecond: 1 }, time.now)
    take('one')
    for (let times = 0; times < 50; times++) expect(refusal(() => take('one'))).toBeDefined()
    time.pass(1)
    expect(refusal(() => take('one'))).toBeUndefined()
  })

  it('counts each key apart', () => {
    const take = createLimit({ burst: 1, perSecond: 1 }, clock().now)
    take('one')
    expect(refusal(() => take('other'))).toBeUndefined()
  })
})

describe('a limit that is kept in the database', () => {
  it('goes on where it was after a restart, per key and kind, and delays without locking', async () => {
    const { store, close } = await openTestStore()
    const { now, pass } = clock()
    /** Each is a server that was just started. */
    const start = (kind = 'sign_in') =>
      createStoredLimit({ store, now, secret: 'a secret of a test' }, kind, { burst: 2, perSecond: 0.1 })
    const refused = (taken: Promise<void>) =>
      taken.then(() => 0).catch((error: Problem) => error.details.retryAfter)
    await start()('alice@example.org')
    await start()('alice@example.org')
    expect(await refused(start()('alice@example.org'))).toBe(10)
    expect(await refused(start()('nobody@example.org'))).toBe(0)
    expect(await refused(start('link')('alice@example.org'))).toBe(0)
    pass(4)
    expect(await refused(start()('alice@example.org'))).toBe(6)
    pass(6)
    expect(await refused(start()('alice@example.org'))).toBe(0)
    expect(await refused(start()('alice@example.org'))).toBe(10)
    expect(JSON.stringify(await store.sql`select * from auth.attempt`)).not.toContain('alice')
    await close()
  })

  it('lets no more through when all come at once', async () => {
    const { store, close } = await openTestStore()
    const take = createStoredLimit({ store, now: clock().now, secret: 'a secret' }, 'sign_in', {
      ...{ burst: 3, perSecond: 0.1 },
    })
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => take('alice@example.org')))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    await close()
  })
})
