import type { FrozenFigure } from '@km/analysis'
import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { networkId, networkOnly } from './schema-network.ts'

/** A file of figures that was taken in: when, and by which role. Insert-only; who it was stands in the audit. */
export const figureImport = pgTable(
  'figure_import',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    /** The set, such as 'CF-VO'. */
    instrument: text('instrument').notNull(),
    schoolYear: text('school_year').notNull(),
    importedAt: timestamp('imported_at', { withTimezone: true }).notNull(),
    role: text('role').notNull(),
    lines: integer('lines').notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.id] }), networkOnly()],
)

/**
 * Counts of an import: aggregated, never about one person. Insert-only: a newer import of the same count is
 * its next revision. What does not apply is '' or 0, so that the key says what is the same count.
 */
export const figureCount = pgTable(
  'figure_count',
  {
    networkId: networkId(),
    importId: integer('import_id').notNull(),
    schoolYear: text('school_year').notNull(),
    indicator: text('indicator').notNull(),
    part: text('part').notNull(),
    cohort: text('cohort').notNull().default(''),
    /** 0: of the network. */
    schoolId: integer('school_id').notNull().default(0),
    breakdownBy: text('breakdown_by').notNull().default(''),
    breakdownValue: text('breakdown_value').notNull().default(''),
    status: text('status', { enum: ['provisional', 'final'] }).notNull(),
    referenceDate: date('reference_date').notNull(),
    value: integer('value').notNull(),
  },
  (t) => [
    check('figure_count_value', sql`${t.value} >= 0`),
    primaryKey({
      name: 'figure_count_key',
      columns: [
        t.networkId,
        t.indicator,
        t.schoolYear,
        t.referenceDate,
        t.status,
        t.schoolId,
        t.cohort,
        t.breakdownBy,
        t.breakdownValue,
        t.part,
        t.importId,
      ],
    }),
    index('figure_count_import').on(t.networkId, t.importId),
    foreignKey({
      columns: [t.networkId, t.importId],
      foreignColumns: [figureImport.networkId, figureImport.id],
    }),
    networkOnly(),
  ],
)

/** A file of figures that was taken back: its counts are no longer read. Insert-only, as what it is about. */
export const figureWithdrawal = pgTable(
  'figure_withdrawal',
  {
    networkId: networkId(),
    importId: integer('import_id').notNull(),
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }).notNull(),
    role: text('role').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.importId] }),
    foreignKey({
      name: 'figure_withdrawal_import',
      columns: [t.networkId, t.importId],
      foreignColumns: [figureImport.networkId, figureImport.id],
    }),
    networkOnly(),
  ],
)

/**
 * What readers below the project leader were shown of figures, per school year and status: each holds the
 * moments that changed since the one before it. Insert-only.
 */
export const figureRelease = pgTable(
  'figure_release',
  {
    networkId: networkId(),
    schoolYear: text('school_year').notNull(),
    status: text('status', { enum: ['provisional', 'final'] }).notNull(),
    number: smallint('number').notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
    content: jsonb('content').$type<{ readonly figures: readonly FrozenFigure[] }>().notNull(),
    sha256: text('sha256').notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.schoolYear, t.status, t.number] }), networkOnly()],
)
