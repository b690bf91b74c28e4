import type { Comparison, ComparisonRow } from '@km/analysis'
import type { ComparisonView } from './schema.ts'

/** Findings and actions as far as a comparison shows them. */
export interface KnownFinding {
  readonly id: number
  readonly status: string
  readonly code: string
  readonly title: string
  readonly expectationCodes: readonly string[]
  readonly evidence: readonly {
    readonly instrument: string
    readonly reference: { readonly key: string; readonly school?: number; readonly group?: string }
  }[]
}
interface NamedAction {
  readonly id: number
  readonly findingId: number
  readonly code: string
  readonly title: string
  readonly status: string
}
/** What an action is measured by; all of it, or none. */
interface Measured {
  readonly measureInstrument: string
  readonly measureItem: string
  readonly measureUnit: 'share' | 'count'
  readonly startValue: number
  readonly targetValue: number
  readonly targetYear: string
}
export type KnownAction = NamedAction & { readonly [K in keyof Measured]: Measured[K] | null }
export type MeasuredAction = NamedAction & Measured

/** The database holds a whole measure or none of it. */
export const isMeasured = (action: KnownAction): action is MeasuredAction => action.measureItem !== null

const single = (row: ComparisonRow): boolean => row.level === 'item' || row.level === 'expectation'

/** Findings that hang on a row: made from that row, or about the expectation under it. */
export function findingsOnRows(
  comparison: Comparison,
  findings: readonly KnownFinding[],
): ComparisonView['findings'] {
  return comparison.rows.flatMap((row) =>
    findings
      .filter((finding) =>
        finding.evidence.some(
          (e) =>
            e.instrument === comparison.instrument &&
            (e.reference.key === row.key ||
              (single(row) && finding.expectationCodes.some((code) => row.expectationCodes.includes(code)))),
        ),
      )
      .map(({ id, code, title }) => ({ key: row.key, id, code, title })),
  )
}

/**
 * The value of a measure in the last period of an item-level comparison: a whole percentage at "op orde"
 * or higher, or a number of schools. `undefined` when that cell is not shown or the scale has no "op orde".
 */
export function measuredIn(
  comparison: Comparison,
  item: string,
  unit: 'share' | 'count',
): number | undefined {
  const cell = comparison.rows.find((row) => row.key === item)?.periods.at(-1)?.cell
  if (cell?.kind !== 'shown' || !('distribution' in cell)) return undefined
  const sufficient = cell.distribution.sufficient
  if (sufficient === undefined || sufficient.of === 0) return undefined
  return unit === 'count' ? sufficient.count : Math.round((100 * sufficient.count) / sufficient.of)
}

/** Whether an action is measured on this row. */
export function isMeasuredOn(
  row: ComparisonRow,
  action: MeasuredAction,
  codesOf: ReadonlyMap<string, readonly string[]>,
) {
  if (row.level === 'item') return row.key === action.measureItem
  if (row.level !== 'expectation') return false
  return (codesOf.get(action.measureItem) ?? []).some((code) => row.expectationCodes.includes(code))
}
