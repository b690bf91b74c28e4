import { type Db, listRegister, listVisits, type RegisterEntry, type School } from '@km/store'

/** The instrument in which a progress round is recorded, and where it says which one it was. */
const recordOfRound = { instrument: 'LV-3X', roundItem: 'LV_1', dayItem: 'LV_1_datum' } as const
const roundsPerYear = [1, 2, 3] as const

export interface ProgressRound {
  readonly round: number
  /** Absent: still to plan. */
  readonly on?: string
  readonly held: boolean
}

export interface SchoolProgress {
  readonly school: Pick<School, 'id' | 'name'>
  readonly rounds: readonly ProgressRound[]
}

/** 'ronde_2' or '2' -> 2 */
const numberOf = (value: unknown): number => Number(/\d/.exec(String(value))?.[0] ?? 0)

/**
 * Which progress rounds each of these schools had in a school year: from the records that members made, and
 * from the register where a round is planned or held without a record.
 */
export async function findProgress(
  tx: Db,
  asked: {
    readonly networkId: number
    readonly schoolYear: string
    readonly schools: readonly Pick<School, 'id' | 'name'>[]
    readonly entries?: readonly RegisterEntry[]
  },
): Promise<readonly SchoolProgress[]> {
  const { networkId, schoolYear, schools } = asked
  const entries = asked.entries ?? (await listRegister(tx, { networkId, schoolYear, kind: 'progress' }))
  const records = (await listVisits(tx, { networkId })).filter(
    (visit) => visit.instrument === recordOfRound.instrument && visit.schoolYear === schoolYear,
  )
  const roundOf = (schoolId: number, round: number): ProgressRound => {
    const record = records.find(
      (visit) =>
        visit.schoolId === schoolId && numberOf(visit.record?.answers[recordOfRound.roundItem]) === round,
    )
    const day = record?.record?.answers[recordOfRound.dayItem]
    if (record !== undefined)
      return { round, on: typeof day === 'string' ? day : record.visitedOn, held: true }
    const lines = entries.filter(
      (one) => one.kind === 'progress' && one.schoolId === schoolId && numberOf(one.values.round) === round,
    )
    const entry = lines.find(({ state }) => state === 'done') ?? lines[0]
    return entry === undefined
      ? { round, held: false }
      : { round, on: entry.startsOn, held: entry.state === 'done' }
  }
  return schools.map(({ id, name }) => ({
    school: { id, name },
    rounds: roundsPerYear.map((round) => roundOf(id, round)),
  }))
}

/** The day of a school year that 'MM-DD' means: '2025-2026' and '01-31' -> '2026-01-31'. */
export const dayInYear = (schoolYear: string, monthDay: string): string =>
  `${monthDay >= '08' ? schoolYear.slice(0, 4) : schoolYear.slice(5)}-${monthDay}`
