import { describe, expect, it } from 'vitest'
import { createLimit } from './limits.ts'
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
