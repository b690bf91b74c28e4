import { expect, test } from 'vitest'
import { recordSubject, roundLinks } from './round-links.ts'

test.each([
  ['invitation', 'F', undefined, 'schools'],
  ['invitation', 'V', undefined, 'schools'],
  ['invitation', 'V', 'board', 'people'],
  ['invitation', 'P', 'member', 'people'],
  ['invitation', 'A', undefined, 'open'],
  ['open-link', 'V', undefined, 'open'],
  ['invitation', 'K', undefined, 'none'],
  ['member', 'F', undefined, 'none'],
  ['import', 'C', undefined, 'none'],
] as const)('a round with mode %s, level %s and invitees %s: %s', (mode, anonymityLevel, invitees, links) => {
  expect(roundLinks({ mode, anonymityLevel, ...(invitees !== undefined && { invitees }) })).toBe(links)
})

test.each([
  ['member', 'F', 'school', 'school'],
  ['member', 'C', 'school', 'school'],
  ['member', 'C', 'person', 'network'],
  ['member', 'K', 'person', 'case'],
  ['invitation', 'K', 'person', 'case'],
  ['invitation', 'F', 'school', undefined],
  ['import', 'C', 'person', undefined],
] as const)(
  'a record with mode %s, level %s and unit %s is about: %s',
  (mode, anonymityLevel, unit, subject) => {
    expect(recordSubject({ mode, anonymityLevel, unit })).toBe(subject)
  },
)
