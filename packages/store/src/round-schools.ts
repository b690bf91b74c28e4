import { and, asc, eq, getTableColumns, inArray, notInArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from './open-store.ts'
import type { RoundKey } from './rounds.ts'
import { round, roundSchool, school } from './schema.ts'

/** A school as it takes part in a round: its name, type, group and profile of the day on which it opened. */
export interface RoundSchool extends Omit<typeof roundSchool.$inferSelect, 'networkId' | 'sizeBand'> {
  /** How large it is, as a group is named; '' when that is not known. */
  readonly sizeBand: string
}

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

/** The band of the newest round that opened before the one of row `p` and knows it; '' when none does. */
const earlierBand = sql<string>`coalesce((
  select e.size_band
  from round_school e
  join round er on er.network_id = e.network_id and er.id = e.round_id
  join round r on r.network_id = e.network_id and r.id = p.round_id
  where e.network_id = p.network_id and e.school_id = p.school_id and e.size_band <> ''
    and (er.opens_on, er.id) < (r.opens_on, r.id)
  order by er.opens_on desc, er.id desc
  limit 1), '')`

/**
 * Fixes how large each school of a round that is being released was: what it answered then, else what was
 * known of it before. Once fixed it stays: a correction, or what a school answers later, changes no group.
 */
export async function fixSizeBands(
  tx: Db,
  {
    networkId,
    roundId,
    answered,
  }: RoundKey & { answered: readonly { readonly schoolId: number; readonly band: string }[] },
): Promise<void> {
  const own = sql`jsonb_to_recordset(${JSON.stringify(answered)}::jsonb) as own("schoolId" int, band text)`
  await tx.execute(sql`
    update round_school p
    set size_band = coalesce((select own.band from ${own} where own."schoolId" = p.school_id), ${earlierBand})
    where p.network_id = ${networkId} and p.round_id = ${roundId} and p.size_band is null`)
}

/**
 * The participants of rounds as each round knows them, by name: the source for groups and types of the past.
 * A round that was made before there were snapshots, or a school that came in another way, has no row here.
 * How large a school is is told of a round that runs as it is known until now.
 */
export async function listRoundSchools(
  tx: Db,
  { networkId, roundIds }: { networkId: number; roundIds: readonly number[] },
): Promise<RoundSchool[]> {
  if (roundIds.length === 0) return []
  const p = alias(roundSchool, 'p')
  const { networkId: _networkId, ...columns } = getTableColumns(p)
  const sizeBand = sql<string>`coalesce(${p.sizeBand}, ${earlierBand})`
  return tx
    .select({ ...columns, sizeBand })
    .from(p)
    .where(and(eq(p.networkId, networkId), inArray(p.roundId, [...roundIds])))
    .orderBy(asc(p.roundId), asc(p.name))
}

/** Every school type, comparison group and band that a round of the network ever had together, each once. */
export async function listRoundGroups(
  tx: Db,
  networkId: number,
): Promise<{ type: string; comparisonGroup: string; sizeBand: string }[]> {
  return tx
    .selectDistinct({
      type: roundSchool.type,
      comparisonGroup: roundSchool.comparisonGroup,
      sizeBand: sql<string>`coalesce(${roundSchool.sizeBand}, '')`,
    })
    .from(roundSchool)
    .where(eq(roundSchool.networkId, networkId))
}
