import type { SchoolReport, SchoolReportRow } from '@km/analysis'
import type { SchoolView } from '@km/api'

export interface OwnYear {
  readonly year: string
  readonly level?: number
  readonly label: string
  /** The question changed since the year before: the levels may not be joined. */
  readonly breaks: boolean
  readonly movement: SchoolReportRow['movement']
}

export interface OwnRow {
  readonly item: string
  readonly code: string
  readonly title: string
  readonly under: string
  /** Oldest first; a year in which it was not asked says '–'. */
  readonly years: readonly OwnYear[]
  /** Of the other schools, in the newest year: how many are "op orde" or higher. */
  readonly others?: { readonly count: number; readonly of: number }
}

export interface OwnSection {
  readonly key: string
  readonly title: string
  readonly above?: string
  readonly rows: readonly OwnRow[]
}

const rowsOf = (report: SchoolReport): readonly SchoolReportRow[] =>
  report.domains.flatMap((domain) => domain.subdomains.flatMap((sub) => sub.rows))

function yearOf(report: SchoolReport, item: string): OwnYear {
  const row = rowsOf(report).find((one) => one.item === item)
  if (row === undefined) return { year: report.schoolYear, label: '–', breaks: false, movement: 'none' }
  return {
    year: report.schoolYear,
    ...(row.level === undefined ? {} : { level: row.level }),
    label: row.label,
    breaks: row.movement === 'not_comparable',
    movement: row.movement,
  }
}

const withOthers = (others: OwnRow['others']): Pick<OwnRow, 'others'> =>
  others === undefined ? {} : { others }

/**
 * The school's own level on every expectation, year after year, in the order of the newest report, with what
 * may be told of the other schools.
 */
export function ownYears({
  reports,
  benchmark,
}: Pick<SchoolView, 'reports' | 'benchmark'>): readonly OwnSection[] {
  const newest = reports[0]
  if (newest === undefined) return []
  const others = new Map(benchmark?.rows.map((row) => [row.item, row.sufficient]))
  const oldestFirst = [...reports].reverse()
  return newest.domains.flatMap((domain) =>
    domain.subdomains.map((sub) => ({
      key: sub.code,
      title: sub.title,
      ...(sub.title === domain.title ? {} : { above: domain.title }),
      rows: sub.rows.map((row) => ({
        item: row.item,
        code: row.expectationCode,
        title: row.shortTitle,
        under: row.expectationTitle,
        years: oldestFirst.map((report) => yearOf(report, row.item)),
        ...withOthers(others.get(row.item)),
      })),
    })),
  )
}

/** 'Sinds 2024-2025: 9 verwachtingen omhoog …' needs both; undefined in a first year. */
export function movedSince(report: SchoolReport): string | undefined {
  const { up, same, down, notComparable } = report.moved
  return report.previousYear === undefined || up + same + down + notComparable === 0
    ? undefined
    : report.previousYear
}
