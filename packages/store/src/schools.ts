import { and, asc, eq, getTableColumns, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { roleHistory, school } from './schema.ts'

export type School = typeof school.$inferSelect
/** From when to when somebody held a role at a school. */
export type RoleHistory = typeof roleHistory.$inferSelect & { readonly schoolId: number }

interface NewSchool {
  readonly networkId: number
  readonly name: string
  /** CTX-01, such as 'vmbo-havo'. */
  readonly type: string
  /** 'YYYY-MM-DD', as all dates of the store. */
  readonly joinedOn: string
  readonly leftOn?: string
  readonly contactFunction?: string
  readonly comparisonGroup?: string
  /** By context code, such as { 'CTX-02': '600-900' }. */
  readonly profile?: Record<string, string>
}

/** Adds schools. Constraint `school_name` refuses a name twice in a network. */
export async function createSchools(tx: Db, schools: readonly NewSchool[]): Promise<School[]> {
  return schools.length === 0
    ? []
    : tx
        .insert(school)
        .values([...schools])
        .returning()
}

/** Adds one school; see `createSchools`. */
export async function createSchool(tx: Db, values: NewSchool): Promise<School> {
  const [made] = await createSchools(tx, [values])
  if (!made) throw new Error('no school was made')
  return made
}

/** Schools of a network by name, also those that left. */
export const listSchools = (tx: Db, networkId: number): Promise<School[]> =>
  tx.select().from(school).where(eq(school.networkId, networkId)).orderBy(asc(school.name))

/** Undefined when this network has no such school. */
export async function findSchool(
  tx: Db,
  { networkId, schoolId }: { networkId: number; schoolId: number },
): Promise<School | undefined> {
  const [found] = await tx
    .select()
    .from(school)
    .where(and(eq(school.networkId, networkId), eq(school.id, schoolId)))
  return found
}

/** These schools, held until this transaction ends, by id; those that are not there are left out. */
export const lockSchools = (
  tx: Db,
  { networkId, schoolIds }: { networkId: number; schoolIds: readonly number[] },
): Promise<School[]> =>
  tx
    .select()
    .from(school)
    .where(and(eq(school.networkId, networkId), inArray(school.id, [...schoolIds])))
    .orderBy(asc(school.id))
    .for('no key update')

/** Changes what is known of a school; its id, and so its past, stays. */
export async function changeSchool(
  tx: Db,
  key: { networkId: number; schoolId: number },
  change: Partial<Omit<School, 'id' | 'networkId'>>,
): Promise<School | undefined> {
  const [changed] = await tx
    .update(school)
    .set(change)
    .where(and(eq(school.networkId, key.networkId), eq(school.id, key.schoolId)))
    .returning()
  return changed
}

/** Who holds a role at a school from a date on; dates only, no names. */
export async function recordRole(
  tx: Db,
  values: { networkId: number; schoolId: number; role: string; heldFrom: string; heldUntil?: string },
): Promise<void> {
  await tx.insert(roleHistory).values(values)
}

/** Role history of the schools of a network, oldest first. */
export const listRoleHistory = (tx: Db, networkId: number): Promise<RoleHistory[]> =>
  tx
    .select({ ...getTableColumns(roleHistory), schoolId: sql<number>`${roleHistory.schoolId}` })
    .from(roleHistory)
    .where(and(eq(roleHistory.networkId, networkId), isNotNull(roleHistory.schoolId)))
    .orderBy(asc(roleHistory.schoolId), asc(roleHistory.heldFrom))
