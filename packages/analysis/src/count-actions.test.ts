import { expect, it } from 'vitest'
import { countActions } from './count-actions.ts'

/*
 * Due on             status     counts on 1 June 2026
 * 30 September 2025  done       yes, closed
 * 31 January 2026    stopped    yes, closed
 * 31 March 2026      running    yes
 * 15 May 2026        proposed   no: nobody decided it
 * 1 July 2026        decided    no: its day has not passed
 * 31 July 2025       done       no: the year before
 */
const actions = [
  { dueOn: '2025-09-30', status: 'done' },
  { dueOn: '2026-01-31', status: 'stopped' },
  { dueOn: '2026-03-31', status: 'running' },
  { dueOn: '2026-05-15', status: 'proposed' },
  { dueOn: '2026-07-01', status: 'decided' },
  { dueOn: '2025-07-31', status: 'done' },
] as const
const count = (today: string, schoolYear = '2025-2026') =>
  countActions({ schoolYear, actions, today }).map(({ part, value, status }) => [part, value, status])

it('actions that are closed of those that were due, provisional until the school year is over', () => {
  expect(count('2026-06-01')).toEqual([
    ['numerator', 2, 'provisional'],
    ['denominator', 3, 'provisional'],
  ])
  expect(count('2026-08-01')).toEqual([
    ['numerator', 2, 'final'],
    ['denominator', 4, 'final'],
  ])
})

it('nothing was due: no figure, and not nought', () => {
  expect(count('2026-06-01', '2026-2027')).toEqual([])
})
