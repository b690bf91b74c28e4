import { and, asc, eq, getTableColumns, inArray, notInArray, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import type { RoundKey } from './rounds.ts'
import { round, roundSchool, school } from './schema.ts'

/** A school as it takes part in a round: its name, type, group and profile of the day on which it opened. */
export type RoundSchool = Omit<typeof roundSchool.$inferSelect, 'networkId'>

const { networkId: _networkId, ...columns } = getTableColumns(roundSchool)
const ofRound = ({ networkId, roundId }: RoundKey) =>
  and(eq(roundSchool.networkId, networkId), eq(roundSchool.roundId, roundId))

/** Lets these schools take part as well, as they are now; who takes part already stays as it stands. */
export async function addRoundSchools(
  tx: Db,
  { networkId, roundId, schoolIds }: RoundKey & { schoolIds: readonly number[] },
): Promise<void> {
  if (schoolIds.length === 0) return
  const now = await tx
    .select()
    .from(school)
    .where(and(eq(school.networkId, networkId), inArray(school.id, [...schoolIds])))
  const rows = now.map(({ id: schoolId, name, type, comparisonGroup, profile }) => ({
    ...{ networkId, roundId, schoolId, name, type, comparisonGroup, profile },
  }))
  if (rows.length > 0) await tx.insert(roundSchool).values(rows).onConflictDoNothing()
}

/** Makes exactly these schools the participants of a round that is still planned. */
export async function setRoundSchools(
  tx: Db,
  values: RoundKey & { schoolIds: readonly number[] },
): Promise<void> {
  const stay =
    values.schoolIds.length === 0 ? undefined : notInArray(roundSchool.schoolId, [...values.schoolIds])
  await tx.delete(roundSchool).where(and(ofRound(values), stay))
  await addRoundSchools(tx, values)
}

/**
 * Opens a round: its version is fixed, and its schools as they are on this day. What happens to a school
 * later does not change it. Opening again changes nothing.
 */
export async function fixRound(
  tx: Db,
  {
    networkId,
    roundId,
    definitionId,
    ...days
  }: RoundKey & {
    definitionId: number
    opensOn: string
    openedOn: string
  },
): Promise<void> {
  const mine = and(eq(round.networkId, networkId), eq(round.id, roundId), sql`${round.openedOn} is null`)
  const [planned] = await tx.select({ id: round.id }).from(round).where(mine).for('no key update')
  if (!planned) return
  await tx.execute(sql`
    update round_school p set name = s.name, type = s.type, comparison_group = s.comparison_group, profile = s.profile
    from school s
    where p.network_id = ${networkId} and p.round_id = ${roundId}
      and s.network_id = p.network_id and s.id = p.school_id`)
  await tx
    .update(round)
    .set({ definitionId, ...days })
    .where(mine)
}

/**
 * The participants of rounds as each round knows them, by name: the source for groups and types of the past.
 * A round that was made before there were snapshots, or a school that came in another way, has no row here.
 */
export async function listRoundSchools(
  tx: Db,
  { networkId, roundIds }: { networkId: number; roundIds: readonly number[] },
): Promise<RoundSchool[]> {
  if (roundIds.length === 0) return []
  return tx
    .select(columns)
    .from(roundSchool)
    .where(and(eq(roundSchool.networkId, networkId), inArray(roundSchool.roundId, [...roundIds])))
    .orderBy(asc(roundSchool.roundId), asc(roundSchool.name))
}

/** Every school type and comparison group that a round of the network ever had, each once. */
export async function listRoundGroups(
  tx: Db,
  networkId: number,
): Promise<{ type: string; comparisonGroup: string }[]> {
  return tx
    .selectDistinct({ type: roundSchool.type, comparisonGroup: roundSchool.comparisonGroup })
    .from(roundSchool)
    .where(eq(roundSchool.networkId, networkId))
}
