import { type Db, listRoundSchools } from '@km/store'

/** What decides in which groups a school is. */
interface Grouped {
  readonly type: string
  readonly comparisonGroup: string
  /** Number of NT2 pupils in words; '' or absent when it is not known. */
  readonly sizeBand?: string
}

interface School extends Grouped {
  readonly id: number
}

/** The groups of one school; '' for one that it is not in. */
export interface GroupsOfSchool {
  readonly type: string
  /** Typed in the register by the project leader. */
  readonly chosen: string
  /** Of one type and about as large, such as 'vmbo, 10 tot en met 19 NT2-leerlingen'. */
  readonly size: string
}

const groupsOfSchool = ({ type, comparisonGroup, sizeBand = '' }: Grouped): GroupsOfSchool => ({
  type,
  chosen: comparisonGroup,
  size: type === '' || sizeBand === '' ? '' : `${type}, ${sizeBand}`,
})

const namesOf = ({ type, chosen, size }: GroupsOfSchool): readonly string[] =>
  [...new Set([type, chosen, size])].filter((name) => name !== '')

/** School type, comparison group, and type with size of a school, as groups are named. */
export const groupNames = (school: Grouped): readonly string[] => namesOf(groupsOfSchool(school))

/**
 * Names of groups in the order of a list: of a type with sizes first the type, then its sizes, smallest first.
 * `bands`: sizes in their order.
 */
export function inGroupOrder(names: Iterable<string>, bands: readonly string[]): string[] {
  const placeOf = (name: string) => {
    const at = bands.findIndex((band) => name.endsWith(`, ${band}`))
    return { base: at < 0 ? name : name.slice(0, -`, ${bands[at]}`.length), at }
  }
  return [...names]
    .map((name) => ({ name, ...placeOf(name) }))
    .sort((a, b) => a.base.localeCompare(b.base, 'nl') || a.at - b.at)
    .map(({ name }) => name)
}

/** In which groups a school is, as a round knows it. */
export type GroupsIn = (roundId: number, schoolId: number) => readonly string[]

interface Wanted {
  readonly networkId: number
  readonly roundIds: readonly number[]
  readonly schools: readonly School[]
}

async function readKinds(
  tx: Db,
  { networkId, roundIds, schools }: Wanted,
): Promise<(roundId: number, schoolId: number) => GroupsOfSchool | undefined> {
  const then = new Map<string, GroupsOfSchool>()
  for (const row of await listRoundSchools(tx, { networkId, roundIds }))
    then.set(`${row.roundId} ${row.schoolId}`, groupsOfSchool(row))
  const now = new Map(schools.map((school) => [school.id, groupsOfSchool(school)]))
  return (roundId, schoolId) => then.get(`${roundId} ${schoolId}`) ?? now.get(schoolId)
}

/**
 * Groups as the rounds know them: from the day on which each of them opened (their size: on which it was
 * released), so that a school that is regrouped later keeps its place in the past. Of a school that a round
 * has no row of: what it is now.
 */
export async function readGroups(tx: Db, wanted: Wanted): Promise<GroupsIn> {
  const kindsIn = await readKinds(tx, wanted)
  const names = new Map<GroupsOfSchool, readonly string[]>()
  return (roundId, schoolId) => {
    const kinds = kindsIn(roundId, schoolId)
    if (kinds === undefined) return []
    const known = names.get(kinds) ?? namesOf(kinds)
    names.set(kinds, known)
    return known
  }
}

/** The groups of one school as a round knows it, by what each of them is. */
export async function readSchoolGroups(
  tx: Db,
  { roundId, school, ...rest }: { networkId: number; roundId: number; school: School },
): Promise<GroupsOfSchool> {
  const kindsIn = await readKinds(tx, { ...rest, roundIds: [roundId], schools: [school] })
  return kindsIn(roundId, school.id) ?? groupsOfSchool(school)
}
