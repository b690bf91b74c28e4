import { describe, expect, it } from 'vitest'
import { countRegisters, type RegisteredLine } from './count-registers.ts'

const line = (kind: string, more: Partial<RegisteredLine> = {}): RegisteredLine => ({
  kind,
  schoolYear: '2025-2026',
  schoolId: null,
  startsOn: '2025-10-01',
  state: 'done',
  values: {},
  attended: [],
  ...more,
})
const meeting = (startsOn: string, attended: number[], more: Partial<RegisteredLine> = {}) =>
  line('meeting', { startsOn, attended, values: { form: 'network_meeting' }, ...more })
const counts = (lines: RegisteredLine[], schoolIds: number[] = [], isOver = true) =>
  countRegisters({ schoolYear: '2025-2026', lines, schoolIds, isOver })
const amountOf = (found: ReturnType<typeof counts>, indicator: string, part: string) =>
  found.filter((one) => one.indicator === indicator && one.part === part && !one.breakdown && !one.schoolId)

/*
 * Worked out by hand.
 *
 * Meetings 2025-2026 (schools that came):   1 Oct: 1 2 3    2 Dec: 1 2    3 Mar: 1 4    5 May: 3 4
 * Of the first three: school 1 came 3 times, 2 twice, 3 once, 4 once, 5 never -> 2 of 5 schools reached.
 * 4 meetings held; one planned and one visit to the ISK do not count.
 */
describe('meetings', () => {
  const meetings = [
    meeting('2026-05-05', [3, 4]),
    meeting('2025-10-01', [1, 2, 3]),
    meeting('2025-12-02', [1, 2]),
    meeting('2026-03-03', [1, 4]),
    meeting('2026-06-03', [1, 2, 3, 4, 5], { state: 'planned' }),
    line('meeting', { values: { form: 'visit_to_isk' }, attended: [5] }),
  ]
  it('count when they were held, and reach is two of the first three', () => {
    const found = counts(meetings, [1, 2, 3, 4, 5])
    expect(amountOf(found, 'I.A01', 'held')).toMatchObject([{ value: 4 }])
    expect(amountOf(found, 'I.A02', 'numerator')).toMatchObject([{ value: 2 }])
    expect(amountOf(found, 'I.A02', 'denominator')).toMatchObject([{ value: 5 }])
  })
  it('say nothing about reach before there were two', () => {
    expect(amountOf(counts([meeting('2025-10-01', [1])], [1]), 'I.A02', 'numerator')).toEqual([])
  })
  it('of another school year do not count', () => {
    expect(counts([meeting('2024-10-01', [1], { schoolYear: '2024-2025' })])).toEqual([])
  })
})

/*
 * Deelschakel 2025-2026: school 1 havo 4, school 1 vmbo-k 2, school 2 pro 3, school 3 planned vwo 5.
 * The year before: school 1. So 9 pupils, of which 2 + 3 = 5 outside vmbo-gt, havo and vwo; 2 schools, 1 new.
 */
describe('deelschakel', () => {
  const traject = (schoolId: number, level: string, pupils: number, more: Partial<RegisteredLine> = {}) =>
    line('deelschakel', { schoolId, values: { level, pupils }, state: 'running', ...more })
  const found = counts([
    traject(1, 'havo', 4),
    traject(1, 'vmbo-k', 2),
    traject(2, 'pro', 3),
    traject(3, 'vwo', 5, { state: 'planned' }),
    traject(1, 'havo', 6, { schoolYear: '2024-2025', state: 'done' }),
  ])
  it('counts pupils, levels and schools that began', () => {
    expect(amountOf(found, 'I.D01', 'started')).toMatchObject([{ value: 9 }])
    expect(amountOf(found, 'I.D05', 'numerator')).toMatchObject([{ value: 5 }])
    expect(amountOf(found, 'I.D05', 'denominator')).toMatchObject([{ value: 9 }])
    expect(amountOf(found, 'I.A07', 'taking_part')).toMatchObject([{ value: 2 }])
    expect(amountOf(found, 'I.A07', 'new')).toMatchObject([{ value: 1 }])
  })
  it('tells pupils by level and by school, one at a time', () => {
    const by = found.filter(({ indicator, breakdown }) => indicator === 'I.D01' && breakdown)
    expect(by.map(({ breakdown, value }) => [breakdown?.value, value])).toEqual([
      ['havo', 4],
      ['pro', 3],
      ['vmbo-k', 2],
    ])
    const schools = found.filter(({ indicator, schoolId }) => indicator === 'I.D01' && schoolId)
    expect(schools.map(({ schoolId, value, breakdown }) => [schoolId, value, breakdown])).toEqual([
      [1, 6, undefined],
      [2, 3, undefined],
    ])
  })
})

describe('what is not kept', () => {
  it('is not zero', () => expect(counts([], [1, 2])).toEqual([]))
  it('is provisional while the year runs', () => {
    const po = [
      line('po_traject', { state: 'running' }),
      line('po_traject', { values: { adviceOn: '2026-02-01' } }),
    ]
    expect(counts(po, [], false).map(({ part, value, status }) => [part, value, status])).toEqual([
      ['asked', 2, 'provisional'],
      ['finished', 1, 'provisional'],
      ['denominator', 1, 'provisional'],
      ['numerator', 1, 'provisional'],
    ])
    expect(counts(po)[0]).toMatchObject({ status: 'final', referenceDate: '2026-07-31', source: 'register' })
  })
})
