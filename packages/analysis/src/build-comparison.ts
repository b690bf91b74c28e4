import { compareItems, countMatched } from './compare.ts'
import { countedFigures, fillRow } from './fill-rows.ts'
import type { Comparison, ComparisonInput, ComparisonRow, Headline } from './model.ts'
import { planRows, type RowPlan } from './rows.ts'
import { openScoreBook } from './score.ts'
import { suppress } from './suppress.ts'
import { thresholdsFor } from './thresholds.ts'
import { isComparable } from './versions.ts'

const hiddenForSize = new Set(['too_few', 'too_few_matched', 'complementary'])

function isHidden(row: ComparisonRow): boolean {
  const cells = [row.periods.at(-1)?.cell, row.steps.at(-1)?.movement]
  return cells.some((cell) => cell?.kind === 'suppressed' && hiddenForSize.has(cell.reason))
}

/** Items, not rows: a changed question counts once, whatever the level. */
function countChanged(plans: readonly RowPlan[]): number {
  const parts = new Set(plans.flatMap((plan) => plan.parts))
  const broken = new Set(['changed', 'rescaled'])
  return [...parts].filter((part) => broken.has(part.passages.at(-1)?.verdict ?? '')).length
}

export function summarize(
  input: ComparisonInput,
  plans: readonly RowPlan[],
  rows: readonly ComparisonRow[],
  matched: number,
): Headline {
  const last = input.periods.at(-1)
  const moved = rows.flatMap(({ steps }) => {
    const cell = steps.at(-1)?.movement
    return cell?.kind === 'shown' ? [cell.movement] : []
  })
  const comparable = rows.filter(({ steps }) => {
    const { verdict, movement } = steps.at(-1) ?? {}
    // A choice among answers that are no levels has no up or down: it is not one of those that could have moved.
    if (movement?.kind === 'suppressed' && movement.reason === 'not_applicable') return false
    return verdict === 'mixed' || (verdict !== undefined && isComparable(verdict))
  })
  return {
    responded: last?.responded ?? 0,
    invited: last?.invited ?? 0,
    matched,
    comparable: comparable.length,
    moreUp: moved.filter((m) => m.up > m.down).length,
    moreDown: moved.filter((m) => m.down > m.up).length,
    changed: countChanged(plans),
    suppressed: rows.filter(isHidden).length,
  }
}

/**
 * School years of one instrument beside each other. Takes the tallies of the rounds with everything needed to
 * read them (see `ComparisonInput`; periods oldest first, all of one instrument); returns rows of the level
 * that was asked, every figure either shown with its n or suppressed with the reason. Suppression is decided
 * over all items of the instrument before any figure is put in a row, so the answers for two levels do not
 * betray each other. Nothing is read or remembered between calls.
 */
export function buildComparison(input: ComparisonInput): Comparison {
  const { instrument, level, periods, schoolId } = input
  const book = openScoreBook(input)
  const series = compareItems(book)
  const limits = thresholdsFor({
    anonymityLevel: instrument.anonymityLevel,
    minUnits: input.minUnits,
    oneSchool: schoolId !== undefined,
    ownWork: input.ownWork === true,
  })
  const masks = suppress(series, input, limits, book.bySchool)
  const plans = planRows(book, series, input.framework, level)
  const shown = { periods, masks, limits, oneSchool: schoolId !== undefined, figures: countedFigures }
  const rows = plans.map((plan) => fillRow(plan, shown))
  return {
    instrument: instrument.code,
    instrumentTitle: instrument.title,
    level,
    unit: input.ownWork === true ? 'record' : instrument.unit,
    anonymityLevel: instrument.anonymityLevel,
    ...(schoolId === undefined ? {} : { schoolId }),
    periods,
    headline: summarize(input, plans, rows, countMatched(book, periods)),
    rows,
  }
}
