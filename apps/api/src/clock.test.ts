import { describe, expect, it } from 'vitest'
import { addDays, amsterdamDate, roundState, schoolYearOf, startOfDay } from './clock.ts'

const round = { opensOn: '2026-10-01', closesOn: '2026-11-03', releasedAt: null }

describe('clock', () => {
  it('gives the date as it is in the Netherlands, not in Greenwich', () => {
    expect(amsterdamDate(new Date('2026-11-03T22:59:59Z'))).toBe('2026-11-03')
    expect(amsterdamDate(new Date('2026-11-03T23:00:00Z'))).toBe('2026-11-04')
    expect(amsterdamDate(new Date('2026-07-03T22:00:00Z'))).toBe('2026-07-04')
  })

  it('lets a school year begin in August', () => {
    expect(schoolYearOf('2026-08-01')).toBe('2026-2027')
    expect(schoolYearOf('2027-07-31')).toBe('2026-2027')
    expect(schoolYearOf('2027-01-01')).toBe('2026-2027')
  })

  it('lets a day begin at midnight in winter and in summer', () => {
    expect(startOfDay('2026-11-04').toISOString()).toBe('2026-11-03T23:00:00.000Z')
    expect(startOfDay('2026-07-04').toISOString()).toBe('2026-07-03T22:00:00.000Z')
    // The clock moves on 25 October 2026: that day begins in summer time, the next in winter time.
    expect(startOfDay('2026-10-25').toISOString()).toBe('2026-10-24T22:00:00.000Z')
    expect(startOfDay('2026-10-26').toISOString()).toBe('2026-10-25T23:00:00.000Z')
  })

  it('counts days over the end of a month', () => {
    expect(addDays('2026-10-31', 1)).toBe('2026-11-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })

  it('closes a round at the end of its last day and keeps it waiting for 24 hours', () => {
    const at = (moment: string) => roundState(round, new Date(moment))
    expect(at('2026-09-30T21:59:59Z')).toBe('planned')
    expect(at('2026-09-30T22:00:00Z')).toBe('open')
    expect(at('2026-11-03T22:59:59Z')).toBe('open')
    expect(at('2026-11-03T23:00:00Z')).toBe('waiting')
    expect(at('2026-11-04T22:59:59Z')).toBe('waiting')
    expect(at('2026-11-04T23:00:00Z')).toBe('due')
  })

  it('takes a released round as released, whatever its dates say', () => {
    const released = { ...round, releasedAt: new Date('2026-10-02T08:00:00Z') }
    expect(roundState(released, new Date('2026-10-05T08:00:00Z'))).toBe('released')
  })
})
