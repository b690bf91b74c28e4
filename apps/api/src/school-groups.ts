import { type Db, listRoundSchools } from '@km/store'

/** What decides in which groups a school is. */
interface Grouped {
  readonly type: string
  readonly comparisonGroup: string
}

interface School extends Grouped {
  readonly id: number
}

/** School type and comparison group of a school, as groups are named. */
export const groupNames = ({ type, comparisonGroup }: Grouped): readonly string[] =>
  [...new Set([type, comparisonGroup])].filter((name) => name !== '')

/** In which groups a school is, as a round knows it. */
export type GroupsIn = (roundId: number, schoolId: number) => readonly string[]

/**
 * Groups as the rounds know them: from the day on which each of them opened, so that a school that is
 * regrouped later keeps its place in the past. Of a school that a round has no row of: what it is now.
 */
export async function readGroups(
  tx: Db,
  {
    networkId,
    roundIds,
    schools,
  }: {
    readonly networkId: number
    readonly roundIds: readonly number[]
    readonly schools: readonly School[]
  },
): Promise<GroupsIn> {
  const then = new Map<string, readonly string[]>()
  for (const row of await listRoundSchools(tx, { networkId, roundIds }))
    then.set(`${row.roundId} ${row.schoolId}`, groupNames(row))
  const now = new Map(schools.map((school) => [school.id, groupNames(school)]))
  return (roundId, schoolId) => then.get(`${roundId} ${schoolId}`) ?? now.get(schoolId) ?? []
}
