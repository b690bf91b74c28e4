import { describe, expect, it } from 'vitest'
import { timeLeft } from './time-left.ts'

const minutes = { min: 20, max: 25 }

describe('time left', () => {
  it('starts at the middle of the two times', () => {
    expect(timeLeft({ minutes, words: [100, 100, 100], done: 0 })).toBe(23)
  })
  it('goes down with the words that are behind', () => {
    expect(timeLeft({ minutes, words: [300, 100, 50], done: 1 })).toBe(8)
  })
  it('never says that nothing is left while a page is open', () => {
    expect(timeLeft({ minutes, words: [1000, 1], done: 1 })).toBe(1)
    expect(timeLeft({ minutes, words: [], done: 0 })).toBe(1)
  })
})
