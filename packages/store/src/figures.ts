import type { FigureCount } from '@km/analysis'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { figureCount, figureImport } from './schema-figures.ts'

export type FigureImport = Omit<typeof figureImport.$inferSelect, 'networkId'>

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

/** Rows in one statement: PostgreSQL takes at most 65,535 values at a time. */
const chunk = 4000

/** Keeps the counts of one file, together; earlier ones of the same count stay. Returns the id of the import. */
export async function importFigures(tx: Db, { counts, ...file }: ImportToKeep): Promise<number> {
  const [made] = await tx
    .insert(figureImport)
    .values({ ...file, lines: counts.length })
    .returning({ id: figureImport.id })
  if (!made) throw new Error('no import was made')
  const rows = counts.map((count) => ({
    networkId: file.networkId,
    importId: made.id,
    schoolYear: count.schoolYear,
    indicator: count.indicator,
    part: count.part,
    cohort: count.cohort ?? '',
    schoolId: count.schoolId ?? 0,
    breakdownBy: count.breakdown?.by ?? '',
    breakdownValue: count.breakdown?.value ?? '',
    status: count.status,
    referenceDate: count.referenceDate,
    value: count.value,
  }))
  for (let at = 0; at < rows.length; at += chunk)
    await tx.insert(figureCount).values(rows.slice(at, at + chunk))
  return made.id
}

/** The newest revision of every imported count; of these indicators only, when they are named. */
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

/** Files that were taken in, newest first. */
export async function listFigureImports(tx: Db, networkId: number): Promise<FigureImport[]> {
  const { networkId: _network, ...columns } = {
    networkId: figureImport.networkId,
    id: figureImport.id,
    instrument: figureImport.instrument,
    schoolYear: figureImport.schoolYear,
    importedAt: figureImport.importedAt,
    role: figureImport.role,
    lines: figureImport.lines,
  }
  return tx
    .select(columns)
    .from(figureImport)
    .where(eq(figureImport.networkId, networkId))
    .orderBy(desc(figureImport.id))
}
