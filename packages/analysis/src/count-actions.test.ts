import { expect, it } from 'vitest'
import { countActions } from './count-actions.ts'

/*
 * Counted by hand, on 1 June 2026 (J) and on 1 August 2026 (A); n: in the denominator, r: also in the numerator.
 * Due on             status     J  A
 * 30 September 2025  reviewed   r  r
 * 31 January 2026    stopped    n  n  stopped, and nobody looked back
 * 28 February 2026   done       n  n  done, and nobody looked back
 * 31 March 2026      running    n  n
 * 15 May 2026        proposed   -  -  nobody decided it
 * 31 May 2026        reviewed   r  r  its day was yesterday
 * 1 June 2026        reviewed   -  r  its day is today: not past
 * 1 July 2026        decided    -  n
 * 15 July 2026       reviewed   -  r  looked back on before its day: counts from then on
 * 31 July 2025       reviewed   -  -  the year before
 *                    numerator  2  4
 *                    denominator 5 8
 */
const actions = [
  { dueOn: '2025-09-30', status: 'reviewed' },
  { dueOn: '2026-01-31', status: 'stopped' },
  { dueOn: '2026-02-28', status: 'done' },
  { dueOn: '2026-03-31', status: 'running' },
  { dueOn: '2026-05-15', status: 'proposed' },
  { dueOn: '2026-05-31', status: 'reviewed' },
  { dueOn: '2026-06-01', status: 'reviewed' },
  { dueOn: '2026-07-01', status: 'decided' },
  { dueOn: '2026-07-15', status: 'reviewed' },
  { dueOn: '2025-07-31', status: 'reviewed' },
] as const
const count = (today: string, schoolYear = '2025-2026') =>
  countActions({ schoolYear, actions, today }).map(({ part, value, status }) => [part, value, status])

it('actions that were looked back on, of those whose day is past; provisional until the school year is over', () => {
  expect(count('2026-06-01')).toEqual([
    ['numerator', 2, 'provisional'],
    ['denominator', 5, 'provisional'],
  ])
  expect(count('2026-08-01')).toEqual([
    ['numerator', 4, 'final'],
    ['denominator', 8, 'final'],
  ])
})

it('nothing was due: no figure, and not nought', () => {
  expect(count('2026-06-01', '2026-2027')).toEqual([])
})
