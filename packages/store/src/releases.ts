import { createHash } from 'node:crypto'
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { removeCodes } from './class-codes.ts'
import type { Db } from './open-store.ts'
import { release, releaseBasis, response, round, tally } from './schema.ts'
import { canonicalJson } from './submission-keys.ts'

export type Release = typeof release.$inferSelect

interface ReleaseWork {
  readonly networkId: number
  readonly roundId: number
  readonly at: Date
  /** Makes what is frozen, in this transaction: the round is released by then and takes no more answers. */
  readonly freeze: (tx: Db) => Promise<Readonly<Record<string, unknown>>>
}

async function countResponses(tx: Db, key: { networkId: number; roundId: number }): Promise<number> {
  const [sum] = await tx
    .select({ responses: sql<number>`coalesce(sum(${tally.responses}), 0)::int` })
    .from(tally)
    .where(and(eq(tally.networkId, key.networkId), eq(tally.roundId, key.roundId), eq(tally.schoolId, 0)))
  return sum?.responses ?? 0
}

/** A correction of fewer respondents makes no new release: the difference would be about them. */
export const fewestChanged = 5

/**
 * Respondents whose answers came, went or changed since a release: a school that corrected its answer is one.
 * @returns undefined when it is not known what that release stood on
 */
async function countChanged(tx: Db, { networkId, roundId, number }: Release): Promise<number | undefined> {
  const [basis] = await tx
    .select({ ids: releaseBasis.responseIds })
    .from(releaseBasis)
    .where(
      and(
        eq(releaseBasis.networkId, networkId),
        eq(releaseBasis.roundId, roundId),
        eq(releaseBasis.number, number),
      ),
    )
  if (!basis) return undefined
  const before = new Set(basis.ids)
  const now = await tx
    .select({ id: response.id, schoolId: response.schoolId })
    .from(response)
    .where(and(eq(response.networkId, networkId), eq(response.roundId, roundId)))
  const fresh = now.filter((row) => !before.has(row.id))
  const gone = before.size - (now.length - fresh.length)
  const people = fresh.filter((row) => row.schoolId === 0).length
  const schools = new Set(fresh.filter((row) => row.schoolId > 0).map((row) => row.schoolId)).size
  // Of a row that is gone it is not known whose it was: a correction is one that went and one that came.
  return Math.max(people + schools, gone)
}

/** Keeps which responses a release stands on, where they keep their ids. */
async function keepBasis(tx: Db, { networkId, roundId, number }: Release): Promise<void> {
  await tx.execute(sql`
    insert into release_basis (network_id, round_id, number, response_ids)
    select ${networkId}, ${roundId}, ${number}::int,
      array(select id from response where network_id = ${networkId} and round_id = ${roundId} order by id)
    from round where network_id = ${networkId} and id = ${roundId} and key is not null`)
}

/**
 * Releases a round: no more answers, what is made public frozen with its sha-256 (over canonical JSON),
 * drafts gone; for levels A and V nothing is left that leads from a response to who sent it. A round that
 * was released before stays as it is; one that was reopened gets its next release when at least
 * `fewestChanged` respondents changed, and keeps the one it has otherwise.
 * @returns undefined when this network has no such round
 */
export async function releaseRound(
  tx: Db,
  { networkId, roundId, at, freeze }: ReleaseWork,
): Promise<
  | { kind: 'released' | 'already_released'; release: Release }
  | { kind: 'kept'; release: Release; changed: number }
  | undefined
> {
  const mine = and(eq(round.networkId, networkId), eq(round.id, roundId))
  // Waits for submissions under way, which hold the round shared; later ones see that it is released.
  const [found] = await tx
    .select({ releasedAt: round.releasedAt })
    .from(round)
    .where(mine)
    .for('no key update')
  if (!found) return undefined
  const [newest] = await newestReleases(tx, { networkId, roundIds: [roundId] })
  if (found.releasedAt) {
    if (!newest) throw new Error('a released round has no release')
    return { kind: 'already_released', release: newest }
  }
  const changed = newest && (await countChanged(tx, newest))
  const tooFew = changed !== undefined && changed < fewestChanged
  await tx
    .update(round)
    .set({ releasedAt: at, changedSince: tooFew ? changed : 0 })
    .where(mine)
  if (newest && tooFew) {
    await tx.execute(sql`select seal_round(${networkId}, ${roundId})`)
    return { kind: 'kept', release: newest, changed }
  }
  // One at a time: what a release may show depends on what all before it showed.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('km-release'), ${networkId})`)
  const content = await freeze(tx)
  const [made] = await tx
    .insert(release)
    .values({
      ...{ networkId, roundId, number: (newest?.number ?? 0) + 1, madeAt: at, content: { ...content } },
      responses: await countResponses(tx, { networkId, roundId }),
      sha256: contentHash(content),
    })
    .returning()
  if (!made) throw new Error('no release was made')
  await removeCodes(tx, { networkId, roundId })
  await tx.execute(sql`select seal_round(${networkId}, ${roundId})`)
  await keepBasis(tx, made)
  return { kind: 'released', release: made }
}

/** sha-256 in hex over the canonical JSON of what was frozen. */
export const contentHash = (content: Readonly<Record<string, unknown>>): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex')

/** The newest release of each of these rounds that has one, by round. */
export async function newestReleases(
  tx: Db,
  { networkId, roundIds }: { networkId: number; roundIds: readonly number[] },
): Promise<Release[]> {
  if (roundIds.length === 0) return []
  return tx
    .selectDistinctOn([release.roundId])
    .from(release)
    .where(and(eq(release.networkId, networkId), inArray(release.roundId, [...roundIds])))
    .orderBy(release.roundId, desc(release.number))
}

/** Every release of these rounds, in the order in which they were made. */
export async function listReleases(
  tx: Db,
  { networkId, roundIds }: { networkId: number; roundIds: readonly number[] },
): Promise<Release[]> {
  if (roundIds.length === 0) return []
  return tx
    .select()
    .from(release)
    .where(and(eq(release.networkId, networkId), inArray(release.roundId, [...roundIds])))
    .orderBy(asc(release.madeAt), asc(release.roundId), asc(release.number))
}

/** Lets the coaches see the releases of a round, or no longer. False when it has none. */
export async function shareWithCoaches(
  tx: Db,
  { networkId, roundId, shared }: { networkId: number; roundId: number; shared: boolean },
): Promise<boolean> {
  const changed = await tx
    .update(release)
    .set({ sharedWithCoaches: shared })
    .where(and(eq(release.networkId, networkId), eq(release.roundId, roundId)))
    .returning({ number: release.number })
  return changed.length > 0
}

export interface ReleaseFacts {
  readonly roundId: number
  readonly madeAt: Date
  readonly sharedWithCoaches: boolean
  /** Of its cuts; null is the whole network. */
  readonly groups: readonly (string | null)[]
}

/** The newest release of every round that has one, without what it shows. */
export const listReleaseFacts = (tx: Db, networkId: number): Promise<ReleaseFacts[]> =>
  tx
    .selectDistinctOn([release.roundId], {
      roundId: release.roundId,
      madeAt: release.madeAt,
      sharedWithCoaches: release.sharedWithCoaches,
      groups: sql<(string | null)[]>`jsonb_path_query_array(${release.content}, '$.cuts[*].group')`,
    })
    .from(release)
    .where(eq(release.networkId, networkId))
    .orderBy(release.roundId, desc(release.number))
