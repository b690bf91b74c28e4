import type { FigureCount } from './figure-count.ts'

/** A line of a register, as far as figures need it. */
export interface RegisteredLine {
  readonly kind: string
  readonly schoolYear: string
  readonly schoolId: number | null
  readonly startsOn: string
  readonly state: 'planned' | 'running' | 'done' | 'stopped'
  readonly values: Readonly<Record<string, string | number | boolean>>
  readonly attended: readonly number[]
}

export interface RegistersInput {
  readonly schoolYear: string
  /** Lines of this year and of the years before, which tell what is new. */
  readonly lines: readonly RegisteredLine[]
  /** vo-schools that took part in the network in this school year. */
  readonly schoolIds: readonly number[]
  /** The school year is over: what it counts does not change any more. */
  readonly isOver: boolean
}

/** Advice levels for which deelschakel existed from the start; others are the extension that the plan asks. */
const usualLevels = new Set(['vmbo-gt', 'havo', 'vwo'])
/** Reach looks at the first three meetings of the year, of which a school visits at least two. */
const meetingsLookedAt = 3
const meetingsForReach = 2

const amount = (value: unknown): number => (typeof value === 'number' ? value : 0)
const sum = (lines: readonly RegisteredLine[], field: string): number =>
  lines.reduce((total, { values }) => total + amount(values[field]), 0)
const schoolsIn = (lines: readonly RegisteredLine[]): ReadonlySet<number> =>
  new Set(lines.flatMap(({ schoolId }) => schoolId ?? []))

type Part = Pick<FigureCount, 'indicator' | 'part' | 'value'> &
  Partial<Pick<FigureCount, 'breakdown' | 'schoolId'>>

/** I.A01 and I.A02: meetings that were held, and schools that came to at least two of the first three. */
function countMeetings(lines: readonly RegisteredLine[], schoolIds: readonly number[]): Part[] {
  const held = lines
    .filter(
      ({ kind, state, values }) =>
        kind === 'meeting' && state === 'done' && values.form === 'network_meeting',
    )
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn))
  const first = held.slice(0, meetingsLookedAt)
  const visits = (id: number) => first.filter(({ attended }) => attended.includes(id)).length
  const reached = schoolIds.filter((id) => visits(id) >= meetingsForReach).length
  return [
    { indicator: 'I.A01', part: 'held', value: held.length },
    ...(first.length < meetingsForReach
      ? []
      : [
          { indicator: 'I.A02', part: 'numerator', value: reached },
          { indicator: 'I.A02', part: 'denominator', value: schoolIds.length },
        ]),
  ]
}

/** I.P01 and I.P02: po-trajects that were asked for and finished, and with advice how to act. */
function countPoTrajects(lines: readonly RegisteredLine[]): Part[] {
  const asked = lines.filter(({ kind }) => kind === 'po_traject')
  if (asked.length === 0) return []
  const finished = asked.filter(({ state }) => state === 'done')
  return [
    { indicator: 'I.P01', part: 'asked', value: asked.length },
    { indicator: 'I.P01', part: 'finished', value: finished.length },
    { indicator: 'I.P02', part: 'denominator', value: finished.length },
    {
      indicator: 'I.P02',
      part: 'numerator',
      value: finished.filter(({ values }) => values.adviceOn !== undefined).length,
    },
  ]
}

/** I.D01, I.D05 and I.A07: pupils and schools in deelschakel, by level, and what is new this year. */
function countDeelschakel(lines: readonly RegisteredLine[], before: readonly RegisteredLine[]): Part[] {
  const begun = lines.filter(({ kind, state }) => kind === 'deelschakel' && state !== 'planned')
  if (begun.length === 0) return []
  const levels = [...new Set(begun.map(({ values }) => String(values.level)))].sort()
  const schools = schoolsIn(begun)
  const known = schoolsIn(before.filter(({ kind, state }) => kind === 'deelschakel' && state !== 'planned'))
  const all = sum(begun, 'pupils')
  return [
    { indicator: 'I.D01', part: 'started', value: all },
    ...levels.map((level) => ({
      ...{ indicator: 'I.D01', part: 'started', breakdown: { by: 'advice', value: level } },
      value: sum(
        begun.filter(({ values }) => values.level === level),
        'pupils',
      ),
    })),
    ...[...schools].map((schoolId) => ({
      ...{ indicator: 'I.D01', part: 'started', schoolId },
      value: sum(
        begun.filter((line) => line.schoolId === schoolId),
        'pupils',
      ),
    })),
    { indicator: 'I.D05', part: 'denominator', value: all },
    {
      ...{ indicator: 'I.D05', part: 'numerator' },
      value: sum(
        begun.filter(({ values }) => !usualLevels.has(String(values.level))),
        'pupils',
      ),
    },
    { indicator: 'I.D05', part: 'schools', value: schools.size },
    { indicator: 'I.A07', part: 'taking_part', value: schools.size },
    { indicator: 'I.A07', part: 'new', value: [...schools].filter((id) => !known.has(id)).length },
  ]
}

/** I.A06: teachers who were trained. I.A08: pairs of a pupil and a buddy. */
function countTrainingAndBuddies(lines: readonly RegisteredLine[]): Part[] {
  const trained = lines.filter(({ kind, state }) => kind === 'training' && state === 'done')
  const buddies = lines.filter(({ kind, state }) => kind === 'buddies' && state !== 'planned')
  return [
    ...(trained.length === 0
      ? []
      : (['language', 'subject'] as const).map((part) => ({
          ...{ indicator: 'I.A06', part },
          value: sum(trained, part),
        }))),
    ...(buddies.length === 0
      ? []
      : [
          { indicator: 'I.A08', part: 'started', value: sum(buddies, 'pairs') },
          { indicator: 'I.A08', part: 'finished', value: sum(buddies, 'finished') },
        ]),
  ]
}

/**
 * What the registers of a school year count for the indicators I.A01, I.A02, I.A06–I.A08, I.D01, I.D05,
 * I.P01 and I.P02, as section (c) of the domain defines them. A register without lines delivers nothing:
 * not kept is not zero. Counts stand on 31 July, provisional until then.
 */
export function countRegisters({
  schoolYear,
  lines,
  schoolIds,
  isOver,
}: RegistersInput): readonly FigureCount[] {
  const own = lines.filter((line) => line.schoolYear === schoolYear)
  const before = lines.filter((line) => line.schoolYear < schoolYear)
  const hasMeetings = own.some(({ kind, state }) => kind === 'meeting' && state === 'done')
  return [
    ...(hasMeetings ? countMeetings(own, schoolIds) : []),
    ...countPoTrajects(own),
    ...countDeelschakel(own, before),
    ...countTrainingAndBuddies(own),
  ].map((part) => ({
    ...part,
    source: 'register',
    schoolYear,
    status: isOver ? 'final' : 'provisional',
    referenceDate: `${schoolYear.slice(5)}-07-31`,
  }))
}
