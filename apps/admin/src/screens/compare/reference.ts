import type { ComparisonRow } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import type { CellReference } from '../../api.ts'
import { rowNow } from '../../parts/cells.ts'

/**
 * The cell that a finding freezes: the row over the released years on the screen; only the newest of
 * them where the step before it cannot be shown (a changed question, too few of the same schools).
 */
export function cellReference(
  view: ComparisonView,
  row: ComparisonRow,
  group: string | undefined,
): CellReference {
  const released = view.periods.filter((p) => p.released)
  const shown = view.periods.filter((p, i) => p.released && row.periods[i]?.cell.kind === 'shown')
  const { movement } = rowNow(row, view.periods)
  const used = movement === undefined ? shown.slice(-1) : released
  return {
    instrument: view.instrument,
    years: [...new Set(used.map((p) => p.schoolYear))],
    rounds: used.map((p) => p.roundId),
    level: view.level,
    key: row.key,
    ...(view.schoolId === undefined ? {} : { school: view.schoolId }),
    ...(group === undefined ? {} : { group }),
  }
}
