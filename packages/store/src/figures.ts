import type { FigureCount } from '@km/analysis'
import { and, desc, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { figureCount, figureImport, figureWithdrawal } from './schema-figures.ts'

export interface FigureImport extends Omit<typeof figureImport.$inferSelect, 'networkId'> {
  /** Schools that its counts are about; none: only the network. */
  readonly schoolIds: readonly number[]
  /** Its counts are no longer read. */
  readonly withdrawnAt: Date | null
}

/** A count of a file; where it is stored says that it was imported. */
export type NewFigureCount = Omit<FigureCount, 'source'>

/** A count with what is known of its delivery. */
export interface StoredFigureCount extends FigureCount {
  readonly source: 'import'
  readonly importId: number
  /** How many imports delivered it: 1 the first time. */
  readonly revision: number
}

interface ImportToKeep {
  readonly networkId: number
  readonly instrument: string
  readonly schoolYear: string
  readonly importedAt: Date
  readonly role: string
  readonly counts: readonly NewFigureCount[]
}

/** Rows in one statement: few enough to say in between how far it is. */
const chunk = 2000

/** As `jsonb_to_recordset` reads them: one parameter, whatever the number of rows. */
const rowsText = (counts: readonly NewFigureCount[]): string =>
  JSON.stringify(
    counts.map((count) => ({
      ...{ year: count.schoolYear, indicator: count.indicator, part: count.part, status: count.status },
      ...{ cohort: count.cohort ?? '', school: count.schoolId ?? 0, day: count.referenceDate },
      ...{ split: count.breakdown?.by ?? '', at: count.breakdown?.value ?? '', value: count.value },
    })),
  )

/**
 * Keeps the counts of one file, together; earlier ones of the same count stay. Returns the id of the import.
 * `stored` is called after each part of them with how many were stored.
 */
export async function importFigures(
  tx: Db,
  { counts, ...file }: ImportToKeep,
  stored: (done: number) => Promise<void> = async () => {},
): Promise<number> {
  const { networkId } = file
  const [made] = await tx
    .insert(figureImport)
    .values({ ...file, lines: counts.length })
    .returning({ id: figureImport.id })
  if (!made) throw new Error('no import was made')
  for (let at = 0; at < counts.length; at += chunk) {
    const rows = rowsText(counts.slice(at, at + chunk))
    await tx.execute(sql`
      insert into figure_count (network_id, import_id, school_year, indicator, part, cohort, school_id,
        breakdown_by, breakdown_value, status, reference_date, value)
      select ${networkId}, ${made.id}, year, indicator, part, cohort, school, split, at, status, day, value
      from jsonb_to_recordset(${rows}::jsonb) as one(year text, indicator text, part text, cohort text,
        school int, split text, at text, status text, day date, value int)`)
    await stored(Math.min(counts.length, at + chunk))
  }
  return made.id
}

/** The newest revision of every imported count that was not taken back; of these indicators only, when they are named. */
export async function readFigureCounts(
  tx: Db,
  asked: { networkId: number; indicators?: readonly string[] },
): Promise<StoredFigureCount[]> {
  if (asked.indicators?.length === 0) return []
  const key = [
    figureCount.indicator,
    figureCount.schoolYear,
    figureCount.referenceDate,
    figureCount.status,
    figureCount.schoolId,
    figureCount.cohort,
    figureCount.breakdownBy,
    figureCount.breakdownValue,
    figureCount.part,
  ]
  const rows = await tx
    .selectDistinctOn(key, {
      row: figureCount,
      revision: sql<number>`count(*) over (partition by ${sql.join(key, sql`, `)})::int`,
    })
    .from(figureCount)
    .where(
      and(
        eq(figureCount.networkId, asked.networkId),
        notInArray(
          figureCount.importId,
          tx
            .select({ id: figureWithdrawal.importId })
            .from(figureWithdrawal)
            .where(eq(figureWithdrawal.networkId, asked.networkId)),
        ),
        asked.indicators === undefined ? undefined : inArray(figureCount.indicator, [...asked.indicators]),
      ),
    )
    .orderBy(...key, desc(figureCount.importId))
  return rows.map(({ row, revision }) => ({
    source: 'import',
    indicator: row.indicator,
    part: row.part,
    schoolYear: row.schoolYear,
    ...(row.cohort === '' ? {} : { cohort: row.cohort }),
    ...(row.schoolId === 0 ? {} : { schoolId: row.schoolId }),
    ...(row.breakdownBy === '' ? {} : { breakdown: { by: row.breakdownBy, value: row.breakdownValue } }),
    value: row.value,
    status: row.status,
    referenceDate: row.referenceDate,
    importId: row.importId,
    revision,
  }))
}

/** More than anybody looks back at: a few files a year of each school. */
const mostFiles = 500

/** Files that were taken in, newest first, also those that were taken back; or the one with this `id`. */
export async function listFigureImports(
  tx: Db,
  { networkId, id }: { networkId: number; id?: number },
): Promise<FigureImport[]> {
  const rows = await tx
    .select({ file: figureImport, withdrawnAt: figureWithdrawal.withdrawnAt })
    .from(figureImport)
    .leftJoin(
      figureWithdrawal,
      and(eq(figureWithdrawal.networkId, networkId), eq(figureWithdrawal.importId, figureImport.id)),
    )
    .where(and(eq(figureImport.networkId, networkId), id === undefined ? undefined : eq(figureImport.id, id)))
    .orderBy(desc(figureImport.id))
    .limit(mostFiles)
  const about = await tx
    .selectDistinct({ id: figureCount.importId, schoolId: figureCount.schoolId })
    .from(figureCount)
    .where(
      and(
        eq(figureCount.networkId, networkId),
        inArray(
          figureCount.importId,
          rows.map(({ file }) => file.id),
        ),
      ),
    )
  return rows.map(({ file: { networkId: _network, ...file }, withdrawnAt }) => ({
    ...file,
    schoolIds: about.flatMap(({ id, schoolId }) => (id === file.id && schoolId !== 0 ? [schoolId] : [])),
    withdrawnAt,
  }))
}

/** Takes a file back, once: its counts are no longer read. Returns false when it was taken back before. */
export async function withdrawFigures(
  tx: Db,
  row: { networkId: number; importId: number; withdrawnAt: Date; role: string },
): Promise<boolean> {
  const made = await tx.insert(figureWithdrawal).values(row).onConflictDoNothing().returning()
  return made.length > 0
}
