import type { FrozenFigure } from '@km/analysis'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { contentHash } from './releases.ts'
import { figureRelease } from './schema-figures.ts'

/** Everything of figures that was ever frozen in a network, in the order in which it was. */
export async function listFrozenFigures(tx: Db, networkId: number): Promise<FrozenFigure[]> {
  const rows = await tx
    .select({ content: figureRelease.content })
    .from(figureRelease)
    .where(eq(figureRelease.networkId, networkId))
    .orderBy(
      asc(figureRelease.madeAt),
      asc(figureRelease.schoolYear),
      asc(figureRelease.status),
      asc(figureRelease.number),
    )
  return rows.flatMap(({ content }) => content.figures)
}

/** One at a time: what may be frozen depends on everything that was. Held until the transaction ends. */
export const lockFrozenFigures = async (tx: Db, networkId: number): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('km-figure-release'), ${networkId})`)
}

/** Keeps what is frozen now, a release for each school year and status that it is about. */
export async function freezeFigureReleases(
  tx: Db,
  { networkId, at, figures }: { networkId: number; at: Date; figures: readonly FrozenFigure[] },
): Promise<void> {
  const groups = new Map<string, FrozenFigure[]>()
  for (const one of figures) {
    const key = `${one.schoolYear} ${one.status}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const { schoolYear, status } = first
    const mine = and(
      eq(figureRelease.networkId, networkId),
      eq(figureRelease.schoolYear, schoolYear),
      eq(figureRelease.status, status),
    )
    const [last] = await tx
      .select({ number: sql<number>`coalesce(max(${figureRelease.number}), 0)::int` })
      .from(figureRelease)
      .where(mine)
    const content = { figures: group }
    await tx.insert(figureRelease).values({
      ...{ networkId, schoolYear, status, number: (last?.number ?? 0) + 1, madeAt: at },
      ...{ content, sha256: contentHash(content) },
    })
  }
}
