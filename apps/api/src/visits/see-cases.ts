import { type Db, listRegister, readRegisterChoice, type Visit } from '@km/store'
import type { Who } from '../deps.ts'

/** One pupil who is followed, as a placement in the registers. */
export interface Case {
  readonly placementId: number
  readonly caseNumber: string
  readonly schoolId: number
  readonly startsOn: string
}

/**
 * Level K: only the own school and the member who helps it, nobody else, and only while the network chose so.
 * Undefined for who sees nothing about one pupil.
 */
export async function caseSchools(
  tx: Db,
  { networkId, role, schoolIds }: Who,
): Promise<readonly number[] | undefined> {
  if (role !== 'member' && role !== 'coordinator') return undefined
  const { followUpSince } = await readRegisterChoice(tx, networkId)
  return followUpSince === null ? undefined : schoolIds
}

/** Takes out records about one pupil that this person does not see. */
export const withoutCases = (visits: readonly Visit[], seen: readonly number[] | undefined): Visit[] =>
  visits.filter(
    ({ caseNumber, schoolId }) =>
      caseNumber === '' || (schoolId !== null && seen?.includes(schoolId) === true),
  )

/** Pupils that a member follows now; nobody else begins a record about one. */
export async function listCases(tx: Db, who: Who): Promise<readonly Case[]> {
  const { networkId, role } = who
  const schools = role === 'member' ? await caseSchools(tx, who) : undefined
  if (schools === undefined) return []
  const placements = await listRegister(tx, { networkId, kind: 'placement' })
  return placements.flatMap(({ id, schoolId, startsOn, state, values }) =>
    schoolId !== null && schools.includes(schoolId) && state === 'running'
      ? [{ placementId: id, caseNumber: String(values.caseNumber), schoolId, startsOn }]
      : [],
  )
}
