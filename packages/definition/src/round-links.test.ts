import { expect, test } from 'vitest'
import { roundLinks } from './round-links.ts'

test.each([
  ['invitation', 'F', 'schools'],
  ['invitation', 'V', 'schools'],
  ['invitation', 'A', 'open'],
  ['open-link', 'V', 'open'],
  ['invitation', 'P', 'none'],
  ['invitation', 'K', 'none'],
  ['member', 'F', 'none'],
  ['import', 'C', 'none'],
] as const)('a round of an instrument with mode %s and level %s: %s', (mode, anonymityLevel, links) => {
  expect(roundLinks({ mode, anonymityLevel })).toBe(links)
})
